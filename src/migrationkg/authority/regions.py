"""Regions of several states, and the provinces of states, by their English names.

Regions are the UN M49 macro-regions as Unicode CLDR names them (Babel), and those of `data/authority/regions.csv`,
which migration policy speaks of. Provinces are ISO 3166-2 subdivisions (pycountry), as far as their names are telling.
"""

import csv
import re
from collections.abc import Mapping
from functools import cache

import pycountry
from babel import Locale

from migrationkg.authority.cities import city_names
from migrationkg.authority.countries import country_names, demonyms
from migrationkg.resources import resource

#: Continents and the world say too little of where something is.
_TOO_WIDE = frozenset({"Africa", "Americas", "Asia", "Europe", "Oceania", "world"})
_PLAIN = re.compile(r"[A-Z][a-zé']{3,}(?:[ -](?:[A-Z][a-zé']+|of|and|the)){0,3}$")


@cache
def region_names() -> Mapping[str, str]:
    """Return every name of a region of several states → its main name.

    Example:
        >>> region_names()["Western Balkans"], region_names()["West Africa"]
        ('Western Balkans', 'Western Africa')
    """
    territories = Locale("en").territories
    found = {name: name for code, name in territories.items() if len(code) == 3 and name not in country_names()}
    with resource("data/authority/regions.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for name in (row["name"], *filter(None, row["other_names"].split("|"))):
                found[name] = row["name"]
    return {name: main for name, main in found.items() if name not in _TOO_WIDE}


@cache
def subdivision_names() -> Mapping[str, str]:
    """Return names of provinces → alpha-2 code of their state, for names that no city or other state's province bears.

    Example:
        >>> subdivision_names()["Khyber Pakhtunkhwa"]
        'PK'
    """
    owners: dict[str, set[str]] = {}
    for record in pycountry.subdivisions:
        if record.parent_code is None and _PLAIN.match(record.name):
            owners.setdefault(record.name, set()).add(record.country_code)
    other = (city_names(), country_names(), demonyms(), region_names())
    return {
        name: next(iter(states))
        for name, states in sorted(owners.items())
        if len(states) == 1 and " " in name and not any(name in names for names in other)
    }
