"""The world's states: codes, names, and the words for their citizens, from `data/authority/countries.csv`.

Codes are ISO 3166-1; Kosovo, which the standard lacks, has the user-assigned XK and XKX. `eu_code` is the local name in
the EU Publications Office's country authority, `geonames_id` the feature in GeoNames, `wikidata_id` that in Wikidata.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from migrationkg.resources import resource


@dataclass(frozen=True, slots=True)
class Country:
    """A state or territory.

    Attributes:
        iso: ISO 3166-1 alpha-2 code.
        alpha3: ISO 3166-1 alpha-3 code.
        numeric: ISO 3166-1 numeric code, which is the code of UN M49 too, three digits; None for Kosovo.
        name: usual English name.
        names: all English names, the usual one first.
        demonyms: adjectives and nouns for its people, singular and plural.
        eu_code: code in the EU Publications Office's country authority.
        geonames_id: id in GeoNames, or None.
        wikidata_id: id in Wikidata, or None.
    """

    iso: str
    alpha3: str
    numeric: str | None
    name: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    eu_code: str | None
    geonames_id: str | None
    wikidata_id: str | None


@cache
def countries() -> Mapping[str, Country]:
    """Return every state by its alpha-2 code.

    Example:
        >>> countries()["AZ"].alpha3
        'AZE'
    """
    with resource("data/authority/countries.csv").open(encoding="utf-8", newline="") as file:
        return {row["alpha2"]: _country(row) for row in csv.DictReader(file)}


def _country(row: Mapping[str, str]) -> Country:
    others = tuple(name for name in row["other_names"].split("|") if name)
    return Country(
        iso=row["alpha2"],
        alpha3=row["alpha3"],
        numeric=row["numeric"] or None,
        name=row["name"],
        names=(row["name"], *others),
        demonyms=tuple(word for word in row["demonyms"].split("|") if word),
        eu_code=row["eu_code"] or None,
        geonames_id=row["geonames_id"] or None,
        wikidata_id=row["wikidata_id"] or None,
    )


@cache
def country_names() -> Mapping[str, str]:
    """Return every English name of a state → its alpha-2 code; apostrophes are straight.

    Example:
        >>> country_names()["Kyrgyz Republic"], country_names()["Türkiye"], country_names()["Turkey"]
        ('KG', 'TR', 'TR')
    """
    return {name: country.iso for country in countries().values() for name in country.names}


@cache
def demonyms() -> Mapping[str, str]:
    """Return every adjective and noun for a state's people → its alpha-2 code.

    Words that several states share ("Congolese", "Guinean", "Dominican", "Korean") are left out: alone they do not say
    which.

    Example:
        >>> demonyms()["Kyrgyz"], "Congolese" in demonyms()
        ('KG', False)
    """
    return {word: country.iso for country in countries().values() for word in country.demonyms}
