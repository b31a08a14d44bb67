"""Compare data/authority/organisations.ttl with the catalogues whose ids it bears; print what differs.

    python scripts/check_organisations.py CORPORATE_BODY_GC ROR_FOLDER

CORPORATE_BODY_GC is the EU Publications Office's list of corporate bodies, codelists/corporate-body.gc of its eForms
SDK (OP-TED/eForms-SDK); ROR_FOLDER a checkout of ror-community/ror-records, of which the latest version of each record
counts. An id stands only where the record is active and bears one of the organisation's full names; an id of Wikidata
only where the record of ROR gives it, and a home page only where it is the record's.
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from migrationkg.authority.organisations import Organisation, organisations
from migrationkg.resolution.names import normal

EU, ROR, WIKIDATA = (
    "http://publications.europa.eu/resource/authority/corporate-body/",
    "https://ror.org/",
    "http://www.wikidata.org/entity/",
)

Record = dict[str, Any]


def read_eu_names(path: Path) -> dict[str, str]:
    """Return code → English name of each corporate body of the EU's list in OASIS genericode."""
    rows = ElementTree.parse(path).getroot().iter("Row")  # noqa: S314 (a file that the maintainer fetched)
    cells = ({value.get("ColumnRef"): value.findtext("SimpleValue", "") for value in row.iter("Value")} for row in rows)
    return {row["code"]: row["eng_label"] for row in cells}


def read_ror(folder: Path, ids: set[str]) -> dict[str, Record]:
    """Return id → latest record, for the ids asked for."""
    found: dict[str, tuple[list[int], Path]] = {}
    for path in sorted(folder.glob("v*/*.json")):
        version = [int(number) for number in re.findall(r"\d+", path.parent.name)]
        if path.stem in ids and version > found.get(path.stem, ([], path))[0]:
            found[path.stem] = version, path
    return {key: json.loads(path.read_text(encoding="utf-8")) for key, (_, path) in found.items()}


def facts(record: Record) -> tuple[set[str], set[str], set[str]]:
    """Return the full names, the Wikidata ids and the web pages of a record, in the first or second form of ROR's."""
    if "names" in record:
        names = {name["value"] for name in record["names"] if "acronym" not in name["types"]}
        ids = {one for other in record["external_ids"] if other["type"] == "wikidata" for one in other["all"]}
        return names, ids, {link["value"] for link in record["links"]}
    names = {record["name"], *record["aliases"], *(label["label"] for label in record["labels"])}
    return names, set(record["external_ids"].get("Wikidata", {}).get("all", ())), set(record["links"])


def differences(organisation: Organisation, eu: dict[str, str], ror: dict[str, Record]) -> Iterator[str]:
    """Yield what the catalogues do not say of an organisation, though its entry does."""
    ours = {normal(name) for name in (organisation.name, *organisation.other_names)}
    known_ids: set[str] = set()
    pages: set[str] = set()
    for match in organisation.matches:
        catalogue, _, key = match.rpartition("/")
        if f"{catalogue}/" == EU and normal(eu.get(key, "")) not in ours:
            yield f"{match} is {eu.get(key, 'unknown')!r}"
        if f"{catalogue}/" == ROR:
            names, ids, links = facts(ror[key]) if key in ror else (set(), set(), set())
            known_ids, pages = known_ids | ids, pages | links
            if not {normal(name) for name in names} & ours or ror[key]["status"] != "active":
                yield f"{match} is {sorted(names)}"
    yield from (f"{one} is not in ROR" for one in organisation.matches if one.startswith(WIKIDATA) and
                one.removeprefix(WIKIDATA) not in known_ids)  # fmt: skip
    yield from (f"{page} is not in ROR" for page in organisation.pages if page not in pages)


def main() -> None:
    """Print the differences and how many organisations were compared."""
    eu = read_eu_names(Path(sys.argv[1]))
    bearing = [organisation for organisation in organisations() if organisation.matches]
    ids = {match.removeprefix(ROR) for one in bearing for match in one.matches if match.startswith(ROR)}
    ror = read_ror(Path(sys.argv[2]), ids)
    for organisation in bearing:
        for difference in differences(organisation, eu, ror):
            print(f"{organisation.name}: {difference}")  # noqa: T201
    print(f"{len(bearing)} of {len(organisations())} organisations bear ids that were compared")  # noqa: T201


main()
