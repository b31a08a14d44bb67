"""Compare data/authority/organisations.ttl with the catalogues whose ids it bears; print what differs.

    python scripts/check_organisations.py CORPORATE_BODY_GC ROR_FOLDER IATI_XML_FOLDER EUROVOC PUBLISHERS LABELS

CORPORATE_BODY_GC is the EU Publications Office's list of corporate bodies, codelists/corporate-body.gc of its eForms
SDK (OP-TED/eForms-SDK); ROR_FOLDER a checkout of ror-community/ror-records, of which the latest version of each record
counts; the others as scripts/make_catalogue.py takes them. An id stands only where its catalogue bears one of the
organisation's full names (BRAC's acronym at IATI), an id of ROR only where the record is active, one of Wikidata where
the record of ROR gives it or its label is the name, and a home page only where it is the record's.
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import yaml
from make_catalogue import coded_names

from migrationkg.authority.organisations import Organisation, organisations
from migrationkg.resolution.names import compact, normal

EUROVOC = "http://eurovoc.europa.eu/"
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


def named_elsewhere(iati: Path, eurovoc: Path, publishers: Path, labels: Path) -> set[tuple[str, str]]:
    """Return (id, compared name) of EuroVoc, of IATI's lists and publishers, and of labels of Wikidata."""
    concepts = yaml.load(eurovoc.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)["concepts"]
    named = [(f"{EUROVOC}{key}", one["prefLabel"]["en"]) for key, one in concepts.items()]
    named += [(f"XM-DAC-{key}", name) for key, name in coded_names(iati / "CRSChannelCode.xml")]
    named += coded_names(iati / "OrganisationIdentifier.xml")
    for key, name in json.loads(publishers.read_text(encoding="utf-8"))["publisher_names"].items():
        named += [(key, part) for part in (re.sub(r" ?\([^()]*\)$", "", name), name.rpartition(" - ")[2])]
    for key, one in json.loads(labels.read_text(encoding="utf-8"))["wikidata"].items():
        named.append((f"{WIKIDATA}{key}", one.get("label", "")))
    return {(key, compact(normal(name))) for key, name in named}


def differences(
    organisation: Organisation, eu: dict[str, str], ror: dict[str, Record], elsewhere: set[tuple[str, str]]
) -> Iterator[str]:
    """Yield what the catalogues do not say of an organisation, though its entry does."""
    full = (organisation.name, *organisation.other_names)
    ours = {normal(name) for name in full}
    known_ids: set[str] = set()
    pages: set[str] = set()
    for match in organisation.matches:
        catalogue, _, key = match.rpartition("/")
        if f"{catalogue}/" == EU and normal(eu.get(key, "")) not in ours:
            yield f"{match} is {eu.get(key, 'unknown')!r}"
        if f"{catalogue}/" == ROR:
            names, ids, links = facts(ror[key]) if key in ror else (set(), set(), set())
            known_ids, pages = known_ids | {f"{WIKIDATA}{one}" for one in ids}, pages | links
            if not {normal(name) for name in names} & ours or ror[key]["status"] != "active":
                yield f"{match} is {sorted(names)}"
    said = {key for key, name in elsewhere if name in {compact(normal(one)) for one in (*full, *organisation.acronyms)}}
    rest = [one for one in organisation.matches if one.startswith((EUROVOC, WIKIDATA))]
    yield from (
        f"{one} bears no such name" for one in (*rest, *organisation.identifiers) if one not in said | known_ids
    )
    yield from (f"{page} is not in ROR" for page in organisation.pages if page not in pages)


def main() -> None:
    """Print the differences and how many organisations were compared."""
    eu = read_eu_names(Path(sys.argv[1]))
    bearing = [one for one in organisations() if one.matches or one.identifiers]
    ids = {match.removeprefix(ROR) for one in bearing for match in one.matches if match.startswith(ROR)}
    ror = read_ror(Path(sys.argv[2]), ids)
    elsewhere = named_elsewhere(*map(Path, sys.argv[3:]))
    for organisation in bearing:
        for difference in differences(organisation, eu, ror, elsewhere):
            print(f"{organisation.name}: {difference}")  # noqa: T201
    print(f"{len(bearing)} of {len(organisations())} organisations bear ids that were compared")  # noqa: T201


main()
