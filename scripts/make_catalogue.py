"""Write data/authority/catalogue.tsv: what other catalogues know, for the links of a knowledge base.

    python scripts/make_catalogue.py ROR_FOLDER GOV_IDS_FOLDER IATI_XML_FOLDER ADMIN1 EUROVOC PUBLISHERS LABELS \
        SWEDISH AIRPORTS > catalogue.tsv

ROR_FOLDER is a checkout of ror-community/ror-records, of which the latest version of each record counts if it is
active; GOV_IDS_FOLDER the folder data of codeforIATI/gov-id-finder-data; IATI_XML_FOLDER the folder xml of
IATI/IATI-Codelists-NonEmbedded; ADMIN1 GeoNames' admin1CodesASCII.txt; EUROVOC eurovoc.yaml of benoitdavidfr/eurovoc;
PUBLISHERS dstore/json/iati_codes.json of IATI/D-Portal; LABELS dist/wikidata/wikidata.json of name-suggestion-index
(npm); SWEDISH data/wd.json of civictechsweden/myndighetsdata; AIRPORTS optd_por_public.csv of neobase (PyPI). What was
found one by one stands in data/authority/links.tsv; codes of provinces are pycountry's, those of regions Babel's.

A line has names in their normal form, parted by |, the kind, the state and the ids. What
data/authority/organisations.ttl knows with an id is linked by that, so it is left out.
"""

import csv
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import yaml
from babel import Locale

from migrationkg.authority.countries import countries, country_names, demonyms
from migrationkg.authority.crosswalk import find_country
from migrationkg.authority.organisations import organisations
from migrationkg.authority.provinces import subdivision_codes, subdivision_names
from migrationkg.authority.regions import region_names
from migrationkg.resolution.jurisdiction import name_and_state
from migrationkg.resolution.names import compact, normal
from migrationkg.resources import resource

#: Types of ROR's → the kind. Of the others (companies, hospitals, laboratories, charities) migration news names few.
KINDS = {"government": "GovernmentBody", "education": "AcademicInstitution"}
#: Numbers of EuroVoc's parts that hold organisations of several states, and parts of the world.
ORGANISATIONS = frozenset({1006, 7606, 7611, 7616, 7621})
PARTS_OF_THE_WORLD = frozenset({7206, 7216, 7221, 7226, 7231, 7236})
#: A name all of whose words but the small ones begin with a capital, as those of EuroVoc's terms do not.
PROPER = re.compile(r"[A-Z][\w'’.-]*(?: (?:of|and|for|the|on|in|to|de)\b| [A-Z][\w'’.-]*)+|[A-Z]+-[A-Z]\w+")
#: Catalogues among whose names it is counted how rare a word is.
COUNTED = ("ror:", "iati:", "geonames:")
#: A name without a state says which one is meant only if one of its words stands in no more names than so.
RARE = 60
#: What a body of a whole state is called, and what a description says of one that is not, or no longer.
BODY = re.compile(
    r"\b(?:Ministry of|National Police|Gendarmerie|Border Guard|Customs|Immigration|Migration|Armed Forces)\b"
)
NO_BODY_OF_A_STATE = re.compile(r"[0-9,]|\b(?:former|defunct|flag|provinc|region|state of|division|British Columbia)")
#: Words that GeoNames leaves out of the names of provinces.
SORTS = re.compile(r" (?:State|Province|Region|Governorate|County|District|Prefecture)$")


#: Kind, state and ids.
Key = tuple[str, str, tuple[str, ...]]


@dataclass(frozen=True)
class Row:
    """What a catalogue says of one thing."""

    names: tuple[str, ...]
    kind: str
    state: str
    ids: tuple[str, ...]
    sure: bool = False  # whether its names lead to nothing else, also where they are a word each


def latest_records(folder: Path) -> Iterator[dict[str, Any]]:
    """Yield the latest version of each record of ROR."""
    found: dict[str, tuple[list[int], Path]] = {}
    for path in folder.glob("v*/*.json"):
        version = [int(number) for number in re.findall(r"\d+", path.parent.name)]
        if version > found.get(path.stem, ([], path))[0]:
            found[path.stem] = version, path
    yield from (json.loads(path.read_text(encoding="utf-8")) for _, (_, path) in sorted(found.items()))


def ror_rows(folder: Path) -> Iterator[Row]:
    """Yield the rows of active records of ROR, with the Wikidata id that a record gives."""
    for record in latest_records(folder):
        kind = next((KINDS[sort] for sort in KINDS if sort in map(str.lower, record["types"])), None)
        if record["status"] != "active" or kind is None or "healthcare" in map(str.lower, record["types"]):
            continue
        if "names" in record:
            names = [name["value"] for name in record["names"] if name["types"] != ["acronym"]]
            states = [place["geonames_details"]["country_code"] for place in record["locations"]]
            known = [one for one in record["external_ids"] if one["type"] == "wikidata"]
            wikidata = [key for one in known for key in ([one["preferred"]] if one.get("preferred") else one["all"])]
        else:
            names = [record["name"], *record["aliases"], *(label["label"] for label in record["labels"])]
            states = [record["country"]["country_code"]]
            one = record["external_ids"].get("Wikidata", {})
            wikidata = [one["preferred"]] if one.get("preferred") else list(one.get("all", ()))
        ids = (f"ror:{record['id'].rpartition('/')[2]}", *(f"wikidata:{key}" for key in wikidata if len(wikidata) == 1))
        yield Row(tuple(names), kind, states[0], ids)


def government_rows(folder: Path) -> Iterator[Row]:
    """Yield the bodies of the budgets that Gov Org ID Finder holds; the list of codes is named as in org-id.guide."""
    for path in sorted(folder.glob("[A-Z][A-Z].csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for code, name, *_ in (row for row in csv.reader(file) if len(row) > 1 and row[0].strip().isalnum()):
                yield Row((name.strip(),), "GovernmentBody", path.stem, (f"iati:{path.stem}-COA-{code.strip()}",))


def iati_rows(folder: Path) -> Iterator[Row]:
    """Yield multilateral organisations by their code as channels of aid, bodies of donors by IATI's former list."""
    for code, name in coded_names(folder / "CRSChannelCode.xml"):
        if code.startswith(("41", "42", "43", "44", "46", "47")):
            yield Row((name,), "InternationalOrganisation", "", (f"iati:XM-DAC-{code}",))
    for code, name in coded_names(folder / "OrganisationIdentifier.xml"):
        if re.fullmatch(r"[A-Z]{2}-[0-9]+", code) and code[:2] in countries():
            yield Row((name,), "GovernmentBody", code[:2], (f"iati:{code}",))


def coded_names(path: Path) -> Iterator[tuple[str, str]]:
    """Yield code and English name of each item of a list of IATI's."""
    for item in ElementTree.parse(path).iter("codelist-item"):  # noqa: S314 (a file that the maintainer fetched)
        if item.get("status", "active") == "active":
            yield item.findtext("code", ""), item.findtext("name/narrative", "")


def province_rows(path: Path) -> Iterator[Row]:
    """Yield the provinces that texts name, with their ids in GeoNames."""
    known: dict[tuple[str, tuple[str, ...]], set[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        code, *names, key = line.split("\t")
        for name in names:
            known.setdefault((code[:2], normal(name)), set()).add(key)
    codes = subdivision_codes()
    for name, state in sorted(subdivision_names().items()):
        keys = known.get((state, normal(name))) or known.get((state, normal(SORTS.sub("", name)))) or set()
        ids = [f"geonames:{key}" for key in keys if len(keys) == 1]
        ids += [f"iso:{codes[name]}"] if name in codes else []
        if ids:
            yield Row((name,), "Place", state, tuple(ids), sure=True)


def eurovoc_rows(path: Path) -> Iterator[Row]:
    """Yield the organisations of EuroVoc, and the regions that we know, with their numbers in UN M49."""
    file = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    parts = {key: number for key, one in file["schemes"].items() for number in one.get("notation", ())}
    numbers = {name: code for code, name in Locale("en").territories.items() if len(code) == len("015")}
    regions: dict[str, set[str]] = {
        main: {f"m49:{numbers[main]}"} for main in region_names().values() if main in numbers
    }
    for key, one in file["concepts"].items():
        within = {parts[part] for part in one["inScheme"] if part in parts}
        name = one["prefLabel"]["en"].strip()  # its other labels name narrower things too
        if within & ORGANISATIONS and PROPER.fullmatch(name):
            yield Row((name,), "InternationalOrganisation", "", (f"eurovoc:{key}",))
        elif within & PARTS_OF_THE_WORLD and name in region_names():
            regions.setdefault(region_names()[name], set()).add(f"eurovoc:{key}")
    for main, ids in sorted(regions.items()):
        names = tuple(name for name, same in region_names().items() if same == main)
        yield Row(names, "Place", "", tuple(sorted(ids)), sure=True)


def publisher_rows(path: Path, lists: set[str], others: list[Row]) -> Iterator[Row]:
    """Yield the organisations that publish by IATI's standard, of the kind and state that another catalogue tells.

    An identifier counts if it begins with the code of one of the lists that IATI knows, or is of its former form.
    """
    told: dict[str, set[tuple[str, str]]] = {}
    for row in others:
        for name in row.names:
            told.setdefault(compact(normal(name)), set()).add((row.kind, row.state))
    published = json.loads(path.read_text(encoding="utf-8"))["publisher_names"]
    names = {
        key: re.sub(r" ?\([^()]*\)$", "", name).strip() for key, name in published.items() if not set(name) & set("|/")
    }
    often = Counter(compact(normal(name)) for name in names.values())
    known = re.compile(rf"(?:{'|'.join(sorted(lists))})-[\w-]+|[A-Z]{{2}}-[0-9]+", re.ASCII)
    for key, name in sorted((key, name) for key, name in names.items() if known.fullmatch(key)):
        state, _, body = name.partition(" - ")
        kinds = told.get(compact(normal(name)), set())
        if body and (found := find_country(state)):
            yield Row((body,), "GovernmentBody", found.iso, (f"iati:{key}",))
        elif often[compact(normal(name))] == 1 and (not kinds or (len(kinds) == 1 and not key.startswith("XM-DAC-"))):
            kind, state = min(kinds, default=("Organisation", ""))
            yield Row((name,), kind, state, (f"iati:{key}",))


def label_rows(path: Path) -> Iterator[Row]:
    """Yield the ministries, police and border services that Wikidata labels in English and describes by one state."""
    named = {normal(name): iso for name, iso in {**country_names(), **demonyms()}.items()}
    for key, one in json.loads(path.read_text(encoding="utf-8"))["wikidata"].items():
        label, description = one.get("label", ""), one.get("description", "")
        words = normal(f"{label} . {description}")
        parts = {words[start : start + length] for length in range(1, 5) for start in range(len(words))}
        states = {named[part] for part in parts if part in named}
        if BODY.search(label) and not NO_BODY_OF_A_STATE.search(description) and len(states) == 1:
            yield Row((label,), "GovernmentBody", min(states), (f"wikidata:{key}",))


def swedish_rows(path: Path) -> Iterator[Row]:
    """Yield the agencies of Sweden that exist, by their names in Swedish and English."""
    for name, one in json.loads(path.read_text(encoding="utf-8")).items():
        if not one.get("end"):
            number = [f"iati:SE-ON-{one['org_nr']}"] if one.get("org_nr") else []
            names = tuple(filter(None, (name, one.get("name_en", ""))))
            yield Row(names, "GovernmentBody", "SE", (f"wikidata:{one['id']}", *number))


def airport_rows(path: Path) -> Iterator[Row]:
    """Yield the international airports, with their ids in GeoNames."""
    with path.open(encoding="utf-8", newline="") as file:
        for one in csv.DictReader(file, delimiter="^"):
            if one["name"].endswith("International Airport") and one["geoname_id"] != "0" and not one["date_until"]:
                yield Row((one["name"],), "Place", one["country_code"], (f"geonames:{one['geoname_id']}",))


def single_rows(path: Path) -> Iterator[Row]:
    """Yield what was found one by one."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            names, kind, state, ids, _ = line.split("\t")
            yield Row(tuple(names.split("|")), kind, state, tuple(ids.split()), sure=True)


def words_of(name: str, row: Row) -> str | None:
    """Return the normal form of a name, that of a body without its state; None where it says another state."""
    if row.kind != "GovernmentBody":
        return " ".join(normal(name))
    tokens, state = name_and_state(name)
    return " ".join(tokens) if state in (None, row.state) else None


def merged(rows: list[Row], more: list[Row]) -> Iterator[tuple[str, str, str, str]]:
    """Yield the lines: what bears one name in one state is one thing, unless one catalogue knows two of it.

    How rare a word is, is counted in the first rows.
    """
    counted = [row for row in rows if any(one.startswith(COUNTED) for one in row.ids)]
    often = Counter(word for row in counted for word in {word for name in row.names for word in normal(name)})
    bearers: dict[tuple[str, str, str], list[Row]] = {}
    for row in (*rows, *more):
        state = row.state if row.kind in ("GovernmentBody", "Place") else ""
        certain = bool(state) or row.kind in ("InternationalOrganisation", "Place")
        for words in {words_of(name, row) or "" for name in row.names}:
            rare = certain or min((often[word] for word in words.split()), default=0) <= RARE
            if row.sure or (" " in words and words.isascii() and rare):
                bearers.setdefault((words, row.kind, state), []).append(row)
    names: dict[tuple[str, str, tuple[str, ...]], set[str]] = {}
    for (words, kind, _), found in bearers.items():
        ids = {one for row in found for one in row.ids}
        if len({catalogue(one) for one in ids}) == len(ids):
            names.setdefault((kind, found[0].state, tuple(sorted(ids))), set()).add(words)
    yield from sorted(("|".join(sorted(some)), *key[:2], " ".join(key[2])) for key, some in joined(names).items())


def joined(names: dict[Key, set[str]]) -> dict[Key, set[str]]:
    """Return names by what they lead to, as one where two share an id and differ in none."""
    whole: dict[tuple[str, str, str], Key] = {}
    found: dict[Key, set[str]] = {}
    for kind, state, ids in sorted(names):
        key = kind, state, ids
        for part in sorted({whole[kind, state, one] for one in ids if (kind, state, one) in whole}):
            both = tuple(sorted({*part[2], *key[2]}))
            if len({catalogue(one) for one in both}) == len(both):
                found[kind, state, both] = found.pop(part) | found.pop(key, set())
                key = kind, state, both
        found.setdefault(key, set()).update(names[kind, state, ids])
        whole |= {(kind, state, one): key for one in key[2]}
    return found


def catalogue(key: str) -> str:
    """Return the catalogue of an id: what stands before its last part."""
    return re.sub(r"[^:-]*$", "", key)


@cache
def linked() -> tuple[frozenset[str], Mapping[str, set[str]]]:
    """Return ids of organisations.ttl's entries, and names of those with an id, each with its states, "" for none.

    Names of bodies count without their state too.
    """
    entries = [one for one in organisations() if one.matches or one.pages or one.identifiers]
    states: dict[str, set[str]] = {}
    for one in entries:
        for name in (one.name, *one.other_names):
            for tokens in (normal(name), name_and_state(name)[0] if one.country else normal(name)):
                states.setdefault(compact(tokens), set()).add(one.country or "")
    return frozenset(key.rpartition("/")[2] for one in entries for key in (*one.matches, *one.identifiers)), states


def is_linked(row: Row) -> bool:
    """Tell whether organisations.ttl knows the thing."""
    ids, states = linked()
    told = [states.get((words_of(name, row) or "").replace(" ", ""), set()) for name in row.names]
    known = any(found and (not row.state or found & {"", row.state}) for found in told)
    return known or not ids.isdisjoint(one.partition(":")[2] for one in row.ids)


def main() -> None:
    """Print the table."""
    ror, government, iati, admin1, eurovoc, publishers, labels, swedish, airports = map(Path, sys.argv[1:])
    rows = [*ror_rows(ror), *government_rows(government), *iati_rows(iati), *province_rows(admin1)]
    rows += eurovoc_rows(eurovoc)
    more = [*label_rows(labels), *swedish_rows(swedish), *airport_rows(airports)]
    lists = {code for code, _ in coded_names(iati / "OrganisationRegistrationAgency.xml")}
    more += [*publisher_rows(publishers, lists, [*rows, *more]), *single_rows(resource("data/authority/links.tsv"))]
    lines = merged(*([row for row in some if not is_linked(row)] for some in (rows, more)))
    print("# written by scripts/make_catalogue.py; README.md tells of the sources")  # noqa: T201
    for line in lines:
        print("\t".join(line))  # noqa: T201


if __name__ == "__main__":
    main()
