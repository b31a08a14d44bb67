"""Things that may be one, each pair with the reason; nothing is ever joined for it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from migrationkg.graph import terms
from migrationkg.reconciliation.nearness import near_pairs, plain_words
from migrationkg.reconciliation.things import Thing
from migrationkg.resolution.iris import folder_of
from migrationkg.resolution.jurisdiction import BODIES
from migrationkg.resolution.name_keys import NameKey, name_key, way_of
from migrationkg.resolution.names import compact
from migrationkg.review.state_in_name import without_state

#: Names this near, from 0 to 100, are worth a look; shorter ones than so many letters are too often near by chance.
_NEAR, _LETTERS = 90.0, 8
#: Of other kinds are countries, which are told by their codes, and occasions, by their days.
KINDS_COMPARED = frozenset({*terms.KINDS, "Organisation"}) - {"Country", "Event"}
#: More things than this share what they share by chance.
_MANY = 6


@dataclass(frozen=True, slots=True)
class Pair:
    """Two things that may be one.

    Attributes:
        first: the one.
        second: the other; its IRI is the greater.
        reason: why they may be.
        chance: about how often such pairs are one, from 0 to 1; a rough guess, to put the likely ones first.
        shared: the name that both bear, or all of it but the state, as it is compared; empty where names are but near.
        by_state: whether nothing but a state, or how it is written, sets the names of two projects apart.
    """

    first: Thing
    second: Thing
    reason: str
    chance: float
    shared: str = ""
    by_state: bool = False


def possible_duplicates(things: Sequence[Thing]) -> list[Pair]:
    """Return the pairs that may be one, each once with its best reason, sorted by IRI.

    Two things of different states, and two phases of a project, are none.

    Example:
        >>> police = [Thing(f"https://example.org/organisation/{n}", "GovernmentBody", name, (), "AL")
        ...     for n, name in enumerate(["Border and Migration Police", "Border and Migrations Police"])]
        >>> [pair.reason for pair in possible_duplicates(police)]
        ['their names are near']
    """
    named = [_Named.of(thing) for thing in things if thing.kind in KINDS_COMPARED]
    found: dict[tuple[str, str], Pair] = {}
    ways = (_of_one_name, _but_for_a_state, _of_one_acronym, _of_near_names)
    for one, other, why in (guess for way in ways for guess in way(named)):
        first, second = (one, other) if one.thing.iri < other.thing.iri else (other, one)
        iris = first.thing.iri, second.thing.iri
        if iris not in found and _may_be_one(first, second):
            found[iris] = Pair(first.thing, second.thing, *why)
    return [found[iris] for iris in sorted(found)]


@dataclass(frozen=True, slots=True, eq=False)
class _Named:
    """A thing, what of each of its names is compared, and the phases that they show."""

    thing: Thing
    keys: tuple[NameKey, ...]
    phases: frozenset[int | None]

    @classmethod
    def of(cls, thing: Thing) -> "_Named":
        names = thing.label, *thing.names
        way = way_of(thing.kind)
        return cls(
            thing,
            tuple(name_key(name, way) for name in names),
            _phases(names) if thing.kind == "Project" else frozenset(),
        )


#: Why two things may be one: what a pair of them tells after the two.
_Why = tuple[str, float, str, bool]
_Guess = tuple[_Named, _Named, _Why]
_NEARLY: _Why = ("their names are near", 0.3, "", False)


def _of_one_name(things: Iterable[_Named]) -> Iterator[_Guess]:
    """Yield things of one full name, kept apart because the country of one is not told or the kind differs."""
    return _sharing_key(things, acronyms=False, reason="they have one name", chance=0.6)


def _of_one_acronym(things: Iterable[_Named]) -> Iterator[_Guess]:
    return _sharing_key(things, acronyms=True, reason="they have one acronym", chance=0.4)


def _sharing_key(things: Iterable[_Named], *, acronyms: bool, reason: str, chance: float) -> Iterator[_Guess]:
    blocks: dict[tuple[str, int | None], list[_Named]] = {}
    for one in things:
        for key in {(key.text, key.phase) for key in one.keys if key.acronym is acronyms and key.text}:
            blocks.setdefault(key, []).append(one)
    for (text, _), block in blocks.items():
        if len(block) <= _MANY:
            yield from ((one, other, (reason, chance, text, False)) for one, other in combinations(block, 2))


def _but_for_a_state(things: Iterable[_Named]) -> Iterator[_Guess]:
    """Yield projects of one name but for a state that one adds, or that both write in another way.

    Where several states make names of one, the bare one may be that of none of them.
    """
    blocks: dict[tuple[str, int | None], dict[_Named, tuple[str | None, str]]] = {}
    for one in things:
        names = (one.thing.label, *one.thing.names) if one.thing.kind == "Project" else ()
        for name in names:
            form, state = without_state(name)
            block = blocks.setdefault((compact(form.tokens), form.phase), {})
            if state or one not in block:
                block[one] = state, name
    for (text, _), told in blocks.items():
        several = len({state for state, _ in told.values() if state}) > 1
        for one, other in combinations(told, 2):
            (state, name), (second, other_name) = sorted((told[one], told[other]), key=lambda it: it[0] or "")
            if second and (state == second or not (state or several)):
                how = "write a state in two ways" if state else "differ in a state that one adds"
                reason = f"“{name}” and “{other_name}” only {how}"
                yield one, other, (reason, 0.8, text, True)


def _of_near_names(things: Iterable[_Named]) -> Iterator[_Guess]:
    """Yield things of one sort whose names differ by a few letters, but not by a number."""
    alike: dict[tuple[str, ...], dict[str, list[_Named]]] = {}
    for one in things:
        for name, key in zip((one.thing.label, *one.thing.names), one.keys, strict=True):
            words = plain_words(name)
            if len(words) >= _LETTERS and not key.acronym:
                numbers = (word for word in words.split() if any(map(str.isdigit, word)))
                of_sort = alike.setdefault((folder_of(one.thing.kind or ""), *numbers), {})
                of_sort.setdefault(words, []).append(one)
    for bearers in alike.values():
        for words, near in near_pairs([*bearers], _NEAR, _MANY):
            pairs = ((one, other) for one in bearers[words] for other in bearers[near] if one is not other)
            yield from ((one, other, _NEARLY) for one, other in pairs)


def _may_be_one(first: _Named, second: _Named) -> bool:
    """Tell whether nothing that is known of two things sets them apart."""
    one, other = first.thing, second.thing
    if folder_of(one.kind or "") != folder_of(other.kind or ""):
        return False
    if one.state is not None and other.state is not None and one.state != other.state:
        return False
    if (one.kind in BODIES) != (other.kind in BODIES) and "Company" in {one.kind, other.kind}:
        return False
    return one.kind != "Project" or not first.phases.isdisjoint(second.phases)


def _phases(names: Iterable[str]) -> frozenset[int | None]:
    phases = frozenset(without_state(name)[0].phase for name in names)
    return phases - {None} or phases
