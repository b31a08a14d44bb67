"""Things that may be one, each pair with the reason; nothing is ever joined for it."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from migrationkg.reconciliation.nearness import near_names, plain_words
from migrationkg.reconciliation.things import Thing
from migrationkg.resolution.iris import folder_of
from migrationkg.resolution.jurisdiction import BODIES
from migrationkg.resolution.name_keys import name_key, way_of

#: Names this near, from 0 to 100, are worth a look; shorter ones than so many letters are too often near by chance.
_NEAR, _LETTERS = 90.0, 8
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
    """

    first: Thing
    second: Thing
    reason: str
    chance: float


def possible_duplicates(things: Sequence[Thing]) -> list[Pair]:
    """Return the pairs that may be one, each once with its best reason, sorted by IRI.

    Two things of different states, and two phases of a project, are none.

    Example:
        >>> police = [Thing(f"https://example.org/organisation/{n}", "GovernmentBody", name, (), "AL")
        ...     for n, name in enumerate(["Border and Migration Police", "Border and Migrations Police"])]
        >>> [pair.reason for pair in possible_duplicates(police)]
        ['their names are near']
    """
    named = [thing for thing in things if thing.kind not in {None, "Country", "Event"}]
    found: dict[tuple[str, str], Pair] = {}
    for pair in (*_of_one_name(named), *_of_one_acronym(named), *_of_near_names(named)):
        if _may_be_one(pair.first, pair.second):
            found.setdefault((pair.first.iri, pair.second.iri), pair)
    return [found[iris] for iris in sorted(found)]


def _of_one_name(things: Iterable[Thing]) -> Iterator[Pair]:
    """Yield things of one full name, kept apart because the country of one is not told or the kind differs."""
    return _pairs(things, lambda thing: _keys(thing, acronyms=False), "they have one name", 0.6)


def _of_one_acronym(things: Iterable[Thing]) -> Iterator[Pair]:
    return _pairs(things, lambda thing: _keys(thing, acronyms=True), "they have one acronym", 0.4)


def _of_near_names(things: Sequence[Thing]) -> Iterator[Pair]:
    """Yield things whose names differ by a few letters, but not by a number."""
    bearers: dict[str, list[Thing]] = {}
    for thing in things:
        for name in (thing.label, *thing.names):
            words = plain_words(name)
            if len(words) >= _LETTERS and not name_key(name, way_of(thing.kind)).acronym:
                bearers.setdefault(words, []).append(thing)
    every = sorted(bearers)
    index = near_names(every)
    for words in every:
        for _, place in index.like(words, _NEAR):
            if words < every[place] and _numbers(words) == _numbers(every[place]):
                for one in bearers[words]:
                    for other in bearers[every[place]]:
                        yield from _pair(one, other, "their names are near", 0.3)


def _pairs(
    things: Iterable[Thing], keys: Callable[[Thing], Iterable[Hashable]], reason: str, chance: float
) -> Iterator[Pair]:
    blocks: dict[Hashable, list[Thing]] = {}
    for thing in things:
        for key in keys(thing):
            blocks.setdefault(key, []).append(thing)
    for block in blocks.values():
        if len(block) <= _MANY:
            for one, other in combinations(block, 2):
                yield from _pair(one, other, reason, chance)


def _pair(one: Thing, other: Thing, reason: str, chance: float) -> Iterator[Pair]:
    if one.iri != other.iri:
        first, second = sorted((one, other), key=lambda thing: thing.iri)
        yield Pair(first, second, reason, chance)


def _keys(thing: Thing, *, acronyms: bool) -> set[tuple[str, int | None]]:
    names = [name_key(name, way_of(thing.kind)) for name in (thing.label, *thing.names)]
    return {(key.text, key.phase) for key in names if key.acronym is acronyms and key.text}


def _may_be_one(one: Thing, other: Thing) -> bool:
    """Tell whether nothing that is known of two things sets them apart."""
    if folder_of(one.kind or "") != folder_of(other.kind or ""):
        return False
    if one.state is not None and other.state is not None and one.state != other.state:
        return False
    if (one.kind in BODIES) != (other.kind in BODIES) and "Company" in {one.kind, other.kind}:
        return False
    return one.kind != "Project" or bool(_phases(one) & _phases(other))


def _phases(thing: Thing) -> set[int | None]:
    phases = {name_key(name, thing.kind).phase for name in (thing.label, *thing.names)}
    return phases - {None} or phases


def _numbers(words: str) -> list[str]:
    return [word for word in words.split() if any(map(str.isdigit, word))]
