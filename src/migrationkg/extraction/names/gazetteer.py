"""Names that authority data knows: countries, demonyms, cities, regions, subdivisions, organisations."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from migrationkg.authority.countries import country_names, demonyms
from migrationkg.authority.letters import plain
from migrationkg.authority.organisations import organisation_names
from migrationkg.authority.places import CITY, FEDERAL_STATE, first_word, places_beginning_with
from migrationkg.authority.regions import region_names

#: What makes an adjective that of no state: "Ibero-American".
_COMPOUND = re.compile(r"\b(?:Afro|Anglo|Euro|Ibero|Indo|Inter|Latin|Pan|Trans)-$")

_WORD = re.compile(r"(?<![^\W_])(?<!_)[^\W_]+")


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

    @property
    def told(self) -> str:
        """The kind of an organisation, the sort of another name."""
        known = self.known
        return known.kind or "InternationalOrganisation" if known.sort == "organisation" else known.sort


def find_known(content: str) -> list[Hit]:
    """Return the known names in `content`, longest first at each place, none inside another, in order.

    A name counts only as whole words. A hyphen may follow it ("EU-funded", "Swedish-Iraqi"). A name that is known
    without accents counts with any ("Brașov").
    """
    hits: list[Hit] = []
    letters, last = plain(content), 0
    for word in _WORD.finditer(content):
        start = word.start()
        if start < last:
            continue
        forms, knowns = _beginning_with(letters[start : word.end()])
        if not (content.startswith(forms, start) or letters.startswith(forms, start)):
            continue
        for form, known in zip(forms, knowns, strict=True):
            end = start + len(form)
            is_written = content.startswith(form, start) or letters.startswith(form, start)
            if is_written and _stands_alone(content, start, end, known):
                hits.append(Hit(start, end, known))
                last = end
                break
    return hits


def _stands_alone(content: str, start: int, end: int, known: Known) -> bool:
    behind = content[end : end + 2]
    if behind[:1].isalnum() or behind[:1] in ("_", "$") or behind == " $":
        return False
    return known.sort != "demonym" or not _COMPOUND.search(content, max(0, start - 8), start)


@lru_cache(65_536)
def _beginning_with(word: str) -> tuple[tuple[str, ...], tuple[Known, ...]]:
    """Return the known names of which a word is the first, the longest before others, and what is known of them."""
    found: dict[str, Known] = {}
    if not word.islower():
        for place in places_beginning_with(word):
            for form in (place.written, place.written.upper()) if place.sort == CITY else (place.written,):
                if place.sort != FEDERAL_STATE and plain(first_word(form)) == word:
                    found[form] = Known(place.sort, place.name, place.states[0], states=place.states)
    found |= _others().get(word, {})
    forms = tuple(sorted(found, key=lambda form: (-len(form), form)))
    return forms, tuple(found[form] for form in forms)


@cache
def _others() -> Mapping[str, Mapping[str, Known]]:
    """Return the names of all but cities and provinces by their first word; of two of one form the last one counts."""
    names = {name: Known("region", name) for name in region_names()}
    for name, organisation in organisation_names().items():
        names[name] = Known("organisation", organisation.name, organisation.country, organisation.kind)
    names |= {name: Known("demonym", name, iso) for name, iso in demonyms().items()}
    for name, iso in country_names().items():
        names[name] = Known("country", name, iso)
        if len(name) > 4:
            names.setdefault(name.upper(), Known("country", name, iso))
    found: dict[str, dict[str, Known]] = {}
    for name, known in names.items():
        own = found.setdefault(first_word(plain(name)), {})
        if plain(name) not in own or own[plain(name)].sort != known.sort:
            own[plain(name)] = known
    return found
