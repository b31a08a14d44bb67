"""Things that may be one, each pair with the reason; nothing is ever joined for it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, combinations

from migrationkg.graph import terms
from migrationkg.reconciliation.nearness import plain_words
from migrationkg.reconciliation.things import Thing
from migrationkg.resolution.iris import folder_of
from migrationkg.resolution.jurisdiction import BODIES
from migrationkg.resolution.name_keys import NameKey, name_key, way_of
from migrationkg.resolution.names import compact
from migrationkg.review.near_names import Name
from migrationkg.review.state_in_name import without_state

#: Names shorter than so many letters are too often near by chance.
_LETTERS = 8
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


@dataclass(frozen=True, slots=True)
class Compared:
    """A thing as it is compared.

    Attributes:
        thing: the thing.
        phases: those that the names of a project show; None for a name without a number.
    """

    thing: Thing
    phases: frozenset[int | None]

    @classmethod
    def of(cls, thing: Thing) -> "Compared":
        """Look at the names of a thing."""
        return cls(thing, _phases(_names(thing)) if thing.kind == "Project" else frozenset())


def possible_duplicates(sharing: Sequence[Compared], near: Iterable[tuple[Compared, Compared]]) -> list[Pair]:
    """Return the pairs that may be one, each once with its best reason, sorted by IRI.

    Two things of different states, and two phases of a project, are none.

    Args:
        sharing: the things that share a key with another (`keys_of`), sorted by IRI; others do no harm.
        near: the pairs of those whose names are near to each other (`near_names_of`).

    Example:
        >>> police = [Compared.of(Thing(f"https://example.org/organisation/{n}", "GovernmentBody", name, (), "AL"))
        ...     for n, name in enumerate(["Border and Migration Police", "Border and Migrations Police"])]
        >>> [pair.reason for pair in possible_duplicates(police, [tuple(police)])]
        ['their names are near']
    """
    found: dict[tuple[str, str], Pair] = {}
    guesses = (guess for way in (_of_one_name, _but_for_a_state, _of_one_acronym) for guess in way(sharing))
    for one, other, why in chain(guesses, ((one, other, _NEARLY) for one, other in near)):
        first, second = (one, other) if one.thing.iri < other.thing.iri else (other, one)
        iris = first.thing.iri, second.thing.iri
        if iris not in found and _may_be_one(first, second):
            found[iris] = Pair(first.thing, second.thing, *why)
    return [found[iris] for iris in sorted(found)]


def keys_of(thing: Thing) -> set[str]:
    """Return a text for all that a thing may share with another that may be the same: a name, an acronym.

    Example:
        >>> keys_of(Thing("https://example.org/person/1", "Person", "Ana Petrova"))
        {"(False, 'anapetrova', None)"}
    """
    keys = {repr((key.acronym, key.text, key.phase)) for key in _keys(thing) if key.text}
    if thing.kind == "Project":
        forms = (without_state(name)[0] for name in _names(thing))
        keys |= {repr((compact(form.tokens), form.phase)) for form in forms}
    return keys


def near_names_of(thing: Thing) -> set[Name]:
    """Return the names of a thing that are held to near ones, each with its sort: numbers may not differ by a letter.

    Example:
        >>> near_names_of(Thing("https://example.org/project/1", "Project", "Return Scheme 2020", ("RS 2020",)))
        {("('project', '2020')", '2020 return scheme')}
    """
    found = set()
    for name, key in zip(_names(thing), _keys(thing), strict=True):
        words = plain_words(name)
        if len(words) >= _LETTERS and not key.acronym:
            numbers = (word for word in words.split() if any(map(str.isdigit, word)))
            found.add((repr((folder_of(thing.kind or ""), *numbers)), words))
    return found


def _names(thing: Thing) -> tuple[str, ...]:
    return thing.label, *thing.names


@lru_cache(16)  # they are asked for several times in a row
def _keys(thing: Thing) -> list[NameKey]:
    way = way_of(thing.kind)
    return [name_key(name, way) for name in _names(thing)]


#: Why two things may be one: what a pair of them tells after the two.
_Why = tuple[str, float, str, bool]
_Guess = tuple[Compared, Compared, _Why]
_NEARLY: _Why = ("their names are near", 0.3, "", False)


def _of_one_name(things: Iterable[Compared]) -> Iterator[_Guess]:
    """Yield things of one full name, kept apart because the country of one is not told or the kind differs."""
    return _sharing_key(things, acronyms=False, reason="they have one name", chance=0.6)


def _of_one_acronym(things: Iterable[Compared]) -> Iterator[_Guess]:
    return _sharing_key(things, acronyms=True, reason="they have one acronym", chance=0.4)


def _sharing_key(things: Iterable[Compared], *, acronyms: bool, reason: str, chance: float) -> Iterator[_Guess]:
    blocks: dict[tuple[str, int | None], list[Compared]] = {}
    for one in things:
        keys = ((key.text, key.phase) for key in _keys(one.thing) if key.acronym is acronyms and key.text)
        for key in dict.fromkeys(keys):
            blocks.setdefault(key, []).append(one)
    for (text, _), block in blocks.items():
        if len(block) <= _MANY:
            yield from ((one, other, (reason, chance, text, False)) for one, other in combinations(block, 2))


def _but_for_a_state(things: Iterable[Compared]) -> Iterator[_Guess]:
    """Yield projects of one name but for a state that one adds, or that both write in another way.

    Where several states make names of one, the bare one may be that of none of them.
    """
    blocks: dict[tuple[str, int | None], dict[Compared, tuple[str | None, str]]] = {}
    for one in things:
        for name in _names(one.thing) if one.thing.kind == "Project" else ():
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


def _may_be_one(first: Compared, second: Compared) -> bool:
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
