"""The provinces of states by their English names.

They are the first-level subdivisions of ISO 3166-2 (pycountry), as far as their names are telling, and the English
names of `data/authority/provinces.csv`, since the standard writes them as the state itself does.
"""

import csv
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache

import pycountry

from migrationkg.authority.cities import city_names
from migrationkg.authority.countries import country_names, demonyms
from migrationkg.authority.regions import region_names
from migrationkg.resources import resource

_PLAIN = re.compile(r"[A-Z][a-z']{2,}(?:[ -](?:[A-Z][a-z']+|of|and|the)){0,3}$")
#: Kinds of subdivision that English puts after the name: "Nasarawa State", "Kirkuk Governorate".
_TYPES = frozenset({"State", "Province", "Region", "Governorate", "County", "District", "Prefecture"})
#: Words of the state's own language that ISO 3166-2 keeps in names, and English does not.
_FOREIGN = re.compile(r"(?:Sheng|Shi|Zizhiqu|Respublika|Kommunia|Kommune\w*|Novads|Shaary|Gewest|Wilayah|Horad|Grad)\b")
#: Words that tell provinces of one state apart, not from those of other states.
_DIRECTIONS = frozenset(
    "Atoll Bank Black Blue Capital Central City Coast East Eastern Federal Free Great Greater Highlands Island Islands "
    "Long Lower National New North Northeast Northeastern Northern Northwest Northwestern Point River Rural South "
    "Southeast Southeastern Southern Southwest Southwestern Territory Town Upper Urban West Western White".split()
)
#: Provinces whose name alone is a word, a surname or something else in English news.
_UNCLEAR = frozenset(
    "Attard Balkan Cascade Cascades Centrale Coast Collines Cordillera Cortes Equateur Estuaire Falcon Glacis Guerrero "
    "Herrera Lakes Lempira Lenart Leste Marche Montagnes Norte North Northland Ouest Papua Pembroke Perak Pieta "
    "Portuguesa Redonda Rivers Sabran Sahel Semic Sentilj Serravalle Soriano South Southland Store Unity Valle Valais "
    "Volta Zeeland".split()
)
#: Shorter names of one word are left out.
_SHORTEST = 5


@cache
def subdivision_names() -> Mapping[str, str]:
    """Return names of provinces → alpha-2 code of their state, for names that nothing else here bears.

    Example:
        >>> subdivision_names()["Nasarawa State"], subdivision_names()["Canary Islands"]
        ('NG', 'ES')
    """
    owners: dict[str, set[str]] = {}
    for record in pycountry.subdivisions:
        for name in _forms(record.name, record.type) if record.parent_code is None else ():
            owners.setdefault(name, set()).add(record.country_code)
    found = {name: min(states) for name, states in sorted(owners.items()) if len(states) == 1} | dict(_english_names())
    other = (city_names(), country_names(), demonyms(), region_names())
    return {name: iso for name, iso in found.items() if not any(name in names for names in other)}


def subdivision_codes() -> dict[str, str]:
    """Return names of provinces → the code of ISO 3166-2, where one province alone bears the name.

    Example:
        >>> subdivision_codes()["Nasarawa State"]
        'NG-NA'
    """
    found: dict[str, set[str]] = {}
    known_codes = {record.code for record in pycountry.subdivisions}
    for record in pycountry.subdivisions:
        for name in _forms(record.name, record.type) if record.parent_code is None else ():
            found.setdefault(name, set()).add(record.code)
    with resource("data/authority/provinces.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["code"] in known_codes:
                for name in (row["name"], *filter(None, row["other_names"].split("|"))):
                    found[name] = {row["code"]}
    known = subdivision_names()
    return {name: min(codes) for name, codes in found.items() if len(codes) == 1 and name in known}


def _forms(official: str, sort: str) -> Iterator[str]:
    """Yield the names of a subdivision that say in English text which it is: most names, and all with their type."""
    parts = unicodedata.normalize("NFKD", official)
    name = "".join(part for part in parts if not unicodedata.combining(part))
    words = set(re.split(r"[ -]", name)) - _TYPES
    if not _PLAIN.match(name) or _FOREIGN.search(name) or words <= _DIRECTIONS:
        return
    if " " in name or (len(name) >= _SHORTEST and name not in _UNCLEAR):
        yield name
    if sort in _TYPES and not name.endswith(sort):
        yield f"{name} {sort}"


def _english_names() -> Iterator[tuple[str, str]]:
    """Yield the names of `provinces.csv`, each with the alpha-2 code of its state."""
    with resource("data/authority/provinces.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for name in (row["name"], *filter(None, row["other_names"].split("|"))):
                yield name, row["code"][:2]
