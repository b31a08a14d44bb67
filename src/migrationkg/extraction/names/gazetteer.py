"""Names that authority data knows: countries, demonyms, cities, regions, subdivisions, organisations."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import ahocorasick

from migrationkg.authority.cities import city_names
from migrationkg.authority.countries import country_names, demonyms
from migrationkg.authority.organisations import organisation_names
from migrationkg.authority.regions import region_names, subdivision_names

#: What makes an adjective that of no state: "Ibero-American".
_COMPOUND = re.compile(r"\b(?:Afro|Anglo|Euro|Ibero|Indo|Inter|Latin|Pan|Trans)-$")

_LEVEL = str.maketrans({"’": "'", "‑": "-", "‐": "-"})


@dataclass(frozen=True, slots=True)
class Known:
    """What authority data says of a name.

    Attributes:
        sort: `country`, `demonym`, `city`, `region`, `subdivision` or `organisation`.
        name: the authority's main name of it.
        iso: state of a country, demonym, subdivision, national organisation, or the largest city of the name.
        kind: kind of an organisation.
        states: all states that have a city of the name.
    """

    sort: str
    name: str
    iso: str | None = None
    kind: str | None = None
    states: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A known name at a place in the text."""

    start: int
    end: int
    known: Known


def find_known(content: str) -> list[Hit]:
    """Return the known names in `content`, longest first at each place, none inside another, in order.

    A name counts only as whole words. A hyphen may follow it ("EU-funded", "Swedish-Iraqi").
    """
    hits, last = [], -1
    candidates = sorted(_whole_words(content), key=lambda hit: (hit.start, -hit.end))
    for hit in candidates:
        if hit.start >= last:
            hits.append(hit)
            last = hit.end
    return hits


def _whole_words(content: str) -> Iterator[Hit]:
    size = len(content)
    for last, (length, known) in _automaton().iter(content):
        start, end = last - length + 1, last + 1
        if (start and (content[start - 1].isalnum() or content[start - 1] == "_")) or (
            end < size and (content[end].isalnum() or content[end] in "_$" or content.startswith(" $", end))
        ):
            continue
        if known.sort == "demonym" and _COMPOUND.search(content, max(0, start - 8), start):
            continue
        yield Hit(start, end, known)


@cache
def _automaton() -> ahocorasick.Automaton:
    """Return the automaton of all names; where two sorts share one, the sort that is added last has it."""
    names: dict[str, Known] = {}
    for name, cities in city_names().items():
        states = tuple(dict.fromkeys(city.country for city in cities))
        for form in (name, name.upper()):
            names[form] = Known("city", cities[0].name, states[0], states=states)
    for name, iso in subdivision_names().items():
        names[name] = Known("subdivision", name, iso)
    for name in region_names():
        names[name] = Known("region", name)
    for name, organisation in organisation_names().items():
        names[name] = Known("organisation", organisation.name, organisation.country, organisation.kind)
    for name, iso in demonyms().items():
        names[name] = Known("demonym", name, iso)
    for name, iso in country_names().items():
        names[name] = Known("country", name, iso)
        if len(name) > 4:
            names.setdefault(name.upper(), Known("country", name, iso))
    automaton = ahocorasick.Automaton()
    for name, known in names.items():
        level = name.translate(_LEVEL)
        automaton.add_word(level, (len(level), known))
    automaton.make_automaton()
    return automaton
