"""Regions of several states by their English names.

They are the UN M49 macro-regions as Unicode CLDR names them (Babel), and those of `data/authority/regions.csv`, which
migration policy speaks of.
"""

import csv
from collections.abc import Mapping
from functools import cache

from babel import Locale

from migrationkg.authority.countries import country_names
from migrationkg.resources import resource

#: Continents and the world say too little of where something is.
_TOO_WIDE = frozenset({"Africa", "Americas", "Asia", "Europe", "Oceania", "world"})


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
