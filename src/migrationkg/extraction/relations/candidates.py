"""Which pairs of an item's things may stand in a relation: their kinds fit, and they are told of near each other."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product
from typing import NamedTuple

from migrationkg.extraction.relations.rows import may_join
from migrationkg.extraction.relations.scene import SORT_OF, Scene, Spot
from migrationkg.extraction.tables.vocabulary import alternatives
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
    found = defaultdict(list)
    for relation, kinds in RELATION_KINDS.items():
        for sorts in product(*(sorted({SORT_OF[kind] for kind in of}) for of in kinds)):
            found["-".join(sorts)].append(relation)
    return {pair: tuple(relations) for pair, relations in found.items()}


#: The sorts of pair, each with the relations that may hold.
PAIRS: Mapping[str, tuple[str, ...]] = _pairs()

#: How many sentences two things may stand apart, where no row fires for them; and in one sentence, how many words.
_APART = {
    "Event": (3, 1000),
    "Event-Organisation": (5, 1000),
    "Event-Person": (6, 1000),
    "Organisation": (0, 6),
    "Organisation-Country": (0, 30),
    "Person": (0, 40),
    "Place": (0, 40),
    "Project": (2, 1000),
}
#: The same where no row joins the subject to one of the sort: "The director, Jane Roe, said …", a project whose state
#: is told elsewhere.
_APART_UNTOLD = {
    "Organisation-Country": (2, 30),
    "Person-Country": (5, 40),
    "Person-Organisation": (5, 40),
    "Project-Country": (5, 1000),
}
_NOT_SAID = re.compile(rf"\b{alternatives('not_said_patterns')}\b")
#: The headline counts as so many sentences away from the text. Things of the two are paired as those of an occasion so
#: far apart at most, since the text tells the headline's occasion again.
_HEADLINE, _FROM_HEADLINE = 2, 3
#: With how many of the names behind it a name is paired at most, so that long items take no longer a word.
_AHEAD = 60


def fits(relation: str, subject: Entity, target: Entity) -> bool:
    """Return whether a relation may join two things, by their kinds."""
    return may_join(relation, subject.kind, target.kind)


@cache
def _pair_of(subject: str, target: str) -> str | None:
    """Return the sorts of two kinds of thing, if any relation may join them."""
    pair = f"{SORT_OF[subject]}-{SORT_OF[target]}"
    return pair if any(may_join(relation, subject, target) for relation in PAIRS.get(pair, ())) else None


def candidates(scene: Scene) -> Iterator[Candidate]:
    """Yield the pairs of things between which a relation may hold, in a settled order."""
    near = _nearest(scene)
    said = {*scene.rows, *scene.holds}
    kinds = {thing: entity.kind for thing, entity in scene.entities.items()}
    placed = {(subject, _pair_of(kinds[subject], kinds[target])) for subject, target in scene.rows}
    for subject, target in sorted({*near, *said}):
        if pair := _pair_of(kinds[subject], kinds[target]):
            spots = near.get((subject, target))
            apart = _apart(pair) if (subject, pair) in placed else _APART_UNTOLD.get(pair, _apart(pair))
            excluded = pair.startswith("Event-") and target in scene.silent
            together = spots and not excluded and _together(pair, apart, *spots) and not _hedged(scene, pair, *spots)
            if together or (subject, target) in said:
                yield Candidate(pair, subject, target, spots)


def _apart(pair: str) -> tuple[int, int]:
    """Return how many sentences, and in one sentence how many words, the things of a pair may stand apart."""
    return _APART.get(pair) or _APART[pair.split("-", maxsplit=1)[0]]


def _together(pair: str, apart: tuple[int, int], subject: Spot, target: Spot) -> bool:
    """Return whether two things are told of near enough to each other."""
    between = _sentences_between(subject, target)
    told_again = pair.startswith("Event-") and not (subject.sentence and target.sentence)
    most = min(apart[0], _FROM_HEADLINE) if told_again else apart[0]
    return between <= most if between else abs(subject.at - target.at) <= apart[1]


def _hedged(scene: Scene, pair: str, subject: Spot, target: Spot) -> bool:
    """Return whether words about a project only wish, doubt or deny: "the project could be funded by Norway"."""
    if not pair.startswith("Project-") or subject.sentence != target.sentence:
        return False
    first, last = sorted((subject.at, target.at))
    return bool(_NOT_SAID.search(" ".join(scene.clauses[subject.sentence].words[max(0, first - 3) : last])))


def _nearest(scene: Scene) -> dict[tuple[str, str], tuple[Spot, Spot]]:
    """Return where each two things stand nearest to each other, in both orders; an occasion's far headline last."""
    named = sorted((spot, thing) for thing, spots in scene.spots.items() for spot in spots)
    best: dict[tuple[str, str], tuple[tuple[bool, int, int], Spot, Spot]] = {}
    for number, (spot, thing) in enumerate(named):
        for other, target in named[number + 1 : number + 1 + _AHEAD]:
            between = _sentences_between(spot, other)
            if between > _FARTHEST:
                break
            of_event = "Event" in (scene.entities[thing].kind, scene.entities[target].kind)
            told_again = of_event and not spot.sentence and between > _FROM_HEADLINE
            far = (told_again, between, other.at - spot.at if not between else other.start - spot.start)
            if thing != target and ((thing, target) not in best or far < best[thing, target][0]):
                best[thing, target] = (far, spot, other)
                best[target, thing] = (far, other, spot)
    return {pair: (one, other) for pair, (_, one, other) in best.items()}


def _sentences_between(one: Spot, other: Spot) -> int:
    between = abs(one.sentence - other.sentence)
    return between + _HEADLINE if between and not (one.sentence and other.sentence) else between


_FARTHEST = max(apart for apart, _ in (*_APART.values(), *_APART_UNTOLD.values()))
