"""Things whose name equals a query's, and whether that leaves no doubt."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from migrationkg.authority.cities import city_names
from migrationkg.reconciliation.things import Thing
from migrationkg.resolution.jurisdiction import BODIES
from migrationkg.resolution.name_keys import WAYS, NameKey, name_key, way_of
from migrationkg.resolution.names import is_acronym

#: Acronyms of so many letters are often those of several things.
_SHORT = 4
_BRACKETS = re.compile(r"(?P<name>.*\S) ?\((?P<other>[^()]+)\)")

#: (the kind by which names are compared, the words, the phase) → places of things that bear the name.
ExactNames = Mapping[tuple[str, str, int | None], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A query as it is compared.

    Attributes:
        name: the name asked for.
        kind: the kind asked for, or None.
        state: alpha-2 code of the country asked for, or None.
    """

    name: str
    kind: str | None
    state: str | None


def exact_names(things: Iterable[Thing]) -> ExactNames:
    """Index things by the normal forms of all their names."""
    found: dict[tuple[str, str, int | None], dict[int, None]] = {}
    for place, thing in enumerate(things):
        way = way_of(thing.kind)
        for name in (thing.label, *thing.names):
            key = name_key(name, way)
            if key.text:
                found.setdefault((way, key.text, key.phase), {})[place] = None
    return {key: tuple(places) for key, places in found.items()}


def equal_things(names: ExactNames, asked: Asked) -> dict[int, NameKey]:
    """Return the places of the things that bear the name, each with what of the name was compared.

    A name with another one in brackets, "European Union (EU)", is that of the things which bear both.
    """
    found = _bearers(names, asked.name)
    if found or (both := _BRACKETS.fullmatch(asked.name)) is None:
        return found
    first, other = (_bearers(names, both[part]) for part in ("name", "other"))
    return {place: max(first[place], other[place], key=_length) for place in first if place in other}


def _length(key: NameKey) -> int:
    return len(key.text)


def _bearers(names: ExactNames, name: str) -> dict[int, NameKey]:
    found: dict[int, NameKey] = {}
    for way in WAYS:
        key = name_key(name, way)
        for place in names.get((way, key.text, key.phase), ()):
            found.setdefault(place, key)
    return found


def agrees(asked: Asked, key: NameKey, thing: Thing) -> bool | None:
    """Tell whether the country asked for is that of a thing; None where one of the two is not told."""
    wanted = asked.state or key.state
    return None if wanted is None or thing.state is None else wanted == thing.state


def is_certain(asked: Asked, key: NameKey, thing: Thing, *, same_state: bool | None) -> bool:
    """Tell whether an equal name leaves no doubt that a thing is meant.

    It does where a public body's country is not told, where a place's is not and other countries have a city of the
    name, and where a short acronym stands alone, without a type, or is not written in capitals.
    """
    if thing.kind in BODIES:
        return same_state is True
    if thing.kind == "Place" and same_state is None:
        return not {city.country for city in city_names().get(asked.name, ())} - {thing.state}
    if sum(map(str.isalpha, key.text)) <= _SHORT and _only_as_acronym(thing, key):
        return asked.kind is not None and is_acronym(asked.name)
    return True


def _only_as_acronym(thing: Thing, key: NameKey) -> bool:
    equal = (name for name in (thing.label, *thing.names) if name_key(name, way_of(thing.kind)).text == key.text)
    return all(map(is_acronym, equal))
