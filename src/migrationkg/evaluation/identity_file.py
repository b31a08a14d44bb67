"""A file of pairs of entities that are one thing or two, such as `data/gold/identity.csv`; GUIDE.md tells its form."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from migrationkg.authority.countries import countries
from migrationkg.authority.crosswalk import find_country
from migrationkg.errors import InputError
from migrationkg.evaluation.identity import Pair, Side, things_of
from migrationkg.evaluation.running import read_gold
from migrationkg.evaluation.scoring import Item
from migrationkg.model import ENTITY_KINDS, Entity, Evidence, Extraction, Fact, NewsItem, Source

#: The columns, in this order.
COLUMNS = ("kind", "item_a", "name_a", "item_b", "name_b", "same", "why")


@dataclass(frozen=True, slots=True)
class IdentityGold:
    """What people say of pairs of entities, and the items in which these stand.

    Attributes:
        pairs: the pairs, in order of the file.
        extractions: all items of the annotated files that the pairs name, and one for each entity without an item.
    """

    pairs: tuple[Pair, ...]
    extractions: tuple[Extraction, ...]


def read_identity(path: Path) -> IdentityGold:
    """Return the pairs of a file, and the annotated items beside it.

    Raises:
        InputError: a file cannot be read, a row is not of the form or names what no item has, or rows contradict.
    """
    rows = list(_rows(path))
    items = _items(path, rows)
    pairs: list[Pair] = []
    told: dict[str, Extraction] = {}
    for line, row in rows:
        try:
            pairs.append(_pair(line, row, items, told))
        except ValueError as error:
            raise InputError(f"{path}:{line}: {error}") from error
    _check(path, pairs)
    annotated = [_annotated(key, item) for key, item in items.items()]
    return IdentityGold(tuple(pairs), (*annotated, *told.values()))


Row = Mapping[str, str]
_ITEM = re.compile(r"(?P<file>[\w-]+)/(?P<id>\S+)")
_WITH_COUNTRY = re.compile(r"(?P<name>.*\S) \((?P<iso>[A-Z]{2})\)")
#: What leads from an entity to the country in brackets behind its name.
_TO_COUNTRY = {"Ministry": "jurisdiction", "GovernmentBody": "jurisdiction", "Place": "locatedIn"}
_EVIDENCE = Evidence(0, 0, "", "annotated", 1.0)


def _rows(path: Path) -> Iterator[tuple[int, Row]]:
    """Yield each row with its line."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            if tuple(next(reader, ())) != COLUMNS:
                raise InputError(f"{path}:1: the header must be {','.join(COLUMNS)}")
            for cells in reader:
                if len(cells) != len(COLUMNS):
                    raise InputError(
                        f"{path}:{reader.line_num}: {len(cells)} cells instead of {len(COLUMNS)}; "
                        "put quotation marks around a cell that holds a comma"
                    )
                yield reader.line_num, dict(zip(COLUMNS, map(str.strip, cells), strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"{path}: cannot be read: {error}") from error


def _items(path: Path, rows: Sequence[tuple[int, Row]]) -> dict[str, Item]:
    """Return "file/id" → item, for all items of the annotated files that the rows name."""
    items: dict[str, Item] = {}
    read: set[str] = set()
    for line, row in rows:
        for written in filter(None, (row["item_a"], row["item_b"])):
            found = _ITEM.fullmatch(written)
            if not found:
                raise InputError(f"{path}:{line}: {written!r} names no item; write file/id, such as dev/2023-06-21-a")
            if found["file"] not in read:
                read.add(found["file"])
                beside = path.parent / f"{found['file']}.jsonl"
                if not beside.exists():
                    raise InputError(f"{path}:{line}: {written!r}: there is no {beside}; correct the file's name")
                items |= {f"{found['file']}/{item['id']}": item for item in read_gold(beside)}
    return items


def _pair(line: int, row: Row, items: Mapping[str, Item], told: dict[str, Extraction]) -> Pair:
    """Return the pair of a row; an entity without an item is added to `told`."""
    first, _, second = row["kind"].partition(" / ")
    kinds = first, second or first
    unknown = [kind for kind in kinds if kind not in ENTITY_KINDS]
    if unknown:
        raise ValueError(f"{unknown[0]!r} is no kind of entity; write one, or two as in 'Place / Project'")
    if row["same"] not in ("yes", "no") or not row["why"]:
        raise ValueError("'same' must be yes or no, and 'why' must give the reason")
    sides = []
    for kind, item, name in zip(kinds, (row["item_a"], row["item_b"]), (row["name_a"], row["name_b"]), strict=True):
        if item:
            sides.append(Side((item, _local_id(items, item, kind, name)), item, name))
        else:
            key = f"{kind} {name}"
            told[key] = _told(key, kind, name)
            sides.append(Side((key, "e"), item, name))
    if sides[0].key == sides[1].key:
        raise ValueError("both sides are one entity of one item; name another")
    return Pair(line, first, sides[0], sides[1], row["same"] == "yes", row["why"])


def _local_id(items: Mapping[str, Item], item: str, kind: str, name: str) -> str:
    """Return the id of an entity of an item that has this kind and name, type and day, or id."""
    if item not in items:
        raise ValueError(f"there is no item {item!r}; correct its id")
    entities = {one["id"]: _ways_to_write(one) for one in items[item]["entities"] if one["type"] == kind}
    found = [key for key, ways in entities.items() if name in ways]
    if len(found) == 1:
        return str(found[0])
    if found:
        raise ValueError(f"{item} has several {kind} {name!r}; write the id of one: {', '.join(found)}")
    known = "; ".join(ways[0] for ways in entities.values()) or "none"
    raise ValueError(f"{item} has no {kind} {name!r}; it has: {known}")


def _ways_to_write(entity: Mapping[str, object]) -> list[str]:
    """Return how a pair may write an annotated entity: its names, an Event's type and day, its id."""
    names = entity["names"]
    dated = " ".join(str(entity[key]) for key in ("eventType", "startDate") if entity.get(key))
    return [*(names if isinstance(names, list) else ()), *([dated] if dated else ()), str(entity["id"])]


def _check(path: Path, pairs: Sequence[Pair]) -> None:
    """Refuse a pair that stands twice, and two entities that are told to be one and to be two."""
    lines: dict[frozenset[tuple[str, str]], int] = {}
    for pair in pairs:
        before = lines.setdefault(frozenset((pair.first.key, pair.second.key)), pair.line)
        if before != pair.line:
            raise InputError(f"{path}:{pair.line}: the pair stands on line {before} too; take one of the lines out")
    things = things_of(pairs)
    for pair in pairs:
        if not pair.same and things.find(pair.first.key) == things.find(pair.second.key):
            raise InputError(
                f"{path}:{pair.line}: {pair.first.name!r} and {pair.second.name!r} are told to be two, "
                "but other lines join them; correct one"
            )


def _annotated(key: str, item: Item) -> Extraction:
    """Return an annotated item as an extraction that is right."""
    entities = tuple(
        Entity(one["id"], one["type"], tuple(one["names"]), (), one.get("iso")) for one in item["entities"]
    )
    facts = [Fact(subject, relation, target, _EVIDENCE) for subject, relation, target in item["facts"]]
    facts += [
        Fact(one["id"], relation, one[relation], _EVIDENCE)
        for one in item["entities"]
        for relation in ("eventType", "startDate", "endDate", "role")
        if one.get(relation)
    ]
    return Extraction(_news(key, item["title"], date.fromisoformat(item["date"])), entities, tuple(facts))


def _told(key: str, kind: str, written: str) -> Extraction:
    """Return an item that tells of one entity alone, and of the country in brackets behind its name."""
    found = _WITH_COUNTRY.fullmatch(written) if kind in _TO_COUNTRY else None
    name, iso = (found["name"], found["iso"]) if found else (written, None)
    if not name:
        raise ValueError("a side has no name; write one")
    if iso and iso not in countries():
        raise ValueError(f"{iso!r} is no code of a country; correct it")
    if kind == "Country":
        country = find_country(name)
        return Extraction(_news(key), (Entity("e", kind, (name,), (), country.iso if country else None),), ())
    entities = [Entity("e", kind, (name,), ())]
    if iso:
        entities.append(Entity("c", "Country", (countries()[iso].name,), (), iso))
    facts = (Fact("e", _TO_COUNTRY[kind], "c", _EVIDENCE),) if iso else ()
    return Extraction(_news(key), tuple(entities), facts)


def _news(key: str, headline: str = "", published: date = date.min) -> NewsItem:
    return NewsItem(key, headline or key, published, None, "", None, Source("gold", 0))
