"""What there is to see of things told of apart: which of its sort one is, and of which state a person has an office."""

from collections.abc import Iterator
from itertools import chain, takewhile

from migrationkg.extraction.relations.candidates import Candidate
from migrationkg.extraction.relations.role_features import WITHIN_ROLE
from migrationkg.extraction.relations.scene import SORT_OF, Scene, Spot
from migrationkg.extraction.relations.word_classes import squeezed
from migrationkg.extraction.tables.vocabulary import word_list

#: Pairs of which this is looked at: who belongs where, and where a project works, is often told once for a whole item.
_PAIRS = ("Organisation-Country", "Person-Organisation", "Person-Country", "Project-Country")
#: How many sentences before the subject's the things named last are looked for.
_BEFORE = 3
#: So many words before a person's name may tell of an office.
_ROLE = 6


def from_afar(scene: Scene, one: Candidate) -> Iterator[str]:
    """Yield how a subject is told of whose object no sentence names with it, and which of its sort the object is."""
    if one.pair not in _PAIRS or one.near is None or one.near[0].sentence == one.near[1].sentence:
        return
    spot, far = one.near[0], "far"
    if one.pair.startswith("Person-"):
        classes = scene.clauses[spot.sentence].classes
        left, right = classes[max(0, spot.at - 5) : spot.at], classes[spot.at + 1 : spot.at + 7]
        yield f"far: left={' '.join(squeezed(left)[-2:])}"
        yield f"far: right={' '.join(squeezed(right)[:2])}"
        has_role = scene.roles.get(one.subject) or "~role" in left or "~role" in right
        far = f"far {'with' if has_role else 'without'} a role"
        yield far
    yield from (f"{far}: {told}" for told in _which(scene, one.object, spot))


def of_office(scene: Scene, one: Candidate) -> Iterator[str]:
    """Yield which of the states a state is to a person who has an office of a state, wherever the state is told.

    "The Lebanese President Ann Roe, Prime Minister John Doe", "Federal Councillor Doe": the state stands elsewhere.
    """
    if one.pair != "Person-Country" or one.near is None or not (office := _office(scene, one.subject)):
        return
    spot, target = one.near
    far = "in its sentence" if spot.sentence == target.sentence else "elsewhere"
    yield f"an office of a state: {far}"
    for told in _which(scene, one.object, spot):
        yield f"office {office}: {told}"
        yield f"an office of a state: {told}"
        yield f"an office of a state, {far}: {told}"


def _office(scene: Scene, person: str) -> str | None:
    """Return the word of a state's office in the role that leads to a person, or in the one that rows read."""
    first = scene.spots[person][0]
    words, classes = scene.clauses[first.sentence].words, scene.clauses[first.sentence].classes
    before = range(first.at - 1, max(-1, first.at - 1 - _ROLE), -1)
    leading = [words[at] for at in takewhile(lambda at: classes[at] in WITHIN_ROLE, before)]
    offices = word_list("offices_of_states")
    return next((word for word in (*leading, *reversed(scene.roles.get(person, ()))) if word in offices), None)


def _which(scene: Scene, target: str, spot: Spot) -> Iterator[str]:
    """Yield which of its sort a thing is: its number, how often it is named, whether in the headline, or last."""
    kind, spots = scene.entities[target].kind, scene.spots[target]
    yield kind
    yield f"number {min(scene.order[target], 3)}"
    yield f"named {min(len(spots), 4)} times"
    yield f"one of {min(scene.counts[SORT_OF[kind]], 5)}"
    yield f"{'not ' if spots[0].sentence else ''}in the headline"
    if len(spots) == scene.most[kind]:
        yield "named most of its kind"
    rivals = [
        [(where, thing) for thing, where in sentence if SORT_OF[scene.entities[thing].kind] == SORT_OF[kind]]
        for sentence in scene.named[max(0, spot.sentence - _BEFORE) : spot.sentence + 1]
    ]
    yield f"beside {min(len(rivals[-1]), 2)} of its sort"
    if max((named for named in chain(*rivals) if named[0] < spot), default=(spot, ""))[1] == target:
        yield "last named before"
