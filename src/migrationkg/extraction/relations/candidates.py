"""Which pairs of an item's things may stand in a relation: their kinds fit, and they are told of near each other."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from migrationkg.extraction.relations.scene import SORT_OF, Scene, Spot
from migrationkg.model import RELATION_KINDS, Entity


class Candidate(NamedTuple):
    """Two things between which a relation may hold.

    Attributes:
        pair: their sorts ("Event-Organisation"); each has a scorer of its own.
        subject: local id.
        object: local id.
        near: where they stand nearest to each other: a spot of each, or None where one is only named inside a name.
    """

    pair: str
    subject: str
    object: str
    near: tuple[Spot, Spot] | None


def _pairs() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for relation, (subjects, objects) in RELATION_KINDS.items():
        for subject in sorted({SORT_OF[kind] for kind in subjects}):
            for target in sorted({SORT_OF[kind] for kind in objects}):
                found.setdefault(f"{subject}-{target}", []).append(relation)
    return {pair: tuple(relations) for pair, relations in found.items()}


#: The sorts of pair, each with the relations that may hold.
PAIRS: Mapping[str, tuple[str, ...]] = _pairs()

#: How many sentences two things may stand apart, where no row fires for them; and in one sentence, how many words.
_APART = {"Event": (3, 1000), "Project": (2, 1000), "Person": (0, 40), "Place": (0, 16), "Organisation": (0, 6)}
_APART_OF_STATE = (0, 30)


def fits(relation: str, subject: Entity, target: Entity) -> bool:
    """Return whether a relation may join two things, by their kinds."""
    subjects, objects = RELATION_KINDS[relation]
    return subject.kind in subjects and target.kind in objects


def candidates(scene: Scene) -> Iterator[Candidate]:
    """Yield the pairs of things between which a relation may hold, in order of the things."""
    things = list(scene.entities.values())
    by_sort: dict[str, list[Entity]] = {}
    for thing in things:
        by_sort.setdefault(SORT_OF[thing.kind], []).append(thing)
    for subject in things:
        sort = SORT_OF[subject.kind]
        for other, targets in by_sort.items():
            pair = f"{sort}-{other}"
            relations = PAIRS.get(pair)
            if not relations:
                continue
            apart, words = _APART_OF_STATE if pair == "Organisation-Country" else _APART[sort]
            for target in targets:
                if subject is target or not any(fits(relation, subject, target) for relation in relations):
                    continue
                near = nearest(scene, subject.id, target.id)
                if (subject.id, target.id) in scene.rows or (
                    near
                    and (
                        0 < abs(near[0].sentence - near[1].sentence) <= apart
                        or (near[0].sentence == near[1].sentence and abs(near[0].at - near[1].at) <= words)
                    )
                ):
                    yield Candidate(pair, subject.id, target.id, near)


def nearest(scene: Scene, subject: str, target: str) -> tuple[Spot, Spot] | None:
    """Return where two things stand nearest to each other; the headline is far from the text."""
    best, least = None, (1 << 30, 1 << 30)
    for one in scene.spots.get(subject, ()):
        for other in scene.spots.get(target, ()):
            between = abs(one.sentence - other.sentence)
            if between and not (one.sentence and other.sentence):
                between += 2
            far = (between, abs(one.at - other.at) if not between else abs(one.start - other.start))
            if far < least:
                best, least = (one, other), far
    return best
