"""The memory of a knowledge base: one SQLite database, indexed by what the next build asks.

It holds the items with what was read out of them, the entities of the items and the words under which they are
compared, the resources, how often each state, type and day is told of them, and the registry of IRIs. All of it can be
made from `items.jsonl` and `identities.csv`, which stay what people read and keep.
"""

import json
import sqlite3
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from hashlib import blake2b
from typing import Any

from migrationkg.errors import Problem
from migrationkg.extraction.jsonlines import extraction_of, item_of
from migrationkg.model import EXERCISE, AuthorityFacts, Extraction, Identity, NewsItem, PublishedFact, Resource, Source
from migrationkg.resolution.clusters import Key
from migrationkg.resolution.one_value import About, Told
from migrationkg.resolution.sharing import Shared

_SCHEMA = """
CREATE TABLE item (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, day TEXT NOT NULL, line BLOB NOT NULL, source TEXT NOT NULL,
    exercise INTEGER NOT NULL, facts INTEGER NOT NULL, doubtful INTEGER NOT NULL, problems TEXT NOT NULL
);
CREATE TABLE entity (
    number INTEGER PRIMARY KEY, item INTEGER NOT NULL, local TEXT NOT NULL, place INTEGER NOT NULL,
    kind TEXT NOT NULL, names TEXT NOT NULL, alike INTEGER, path TEXT NOT NULL
);
CREATE TABLE word (word INTEGER, entity INTEGER, PRIMARY KEY (word, entity)) WITHOUT ROWID;
CREATE TABLE resource (path TEXT PRIMARY KEY, kind TEXT NOT NULL, said TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE told (
    path TEXT, relation TEXT, value TEXT, number INTEGER NOT NULL, surest REAL NOT NULL,
    PRIMARY KEY (path, relation, value)
) WITHOUT ROWID;
CREATE TABLE folder (name TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE registry (
    path TEXT PRIMARY KEY, item TEXT NOT NULL, told_as TEXT NOT NULL, also TEXT NOT NULL, replaced_by TEXT
) WITHOUT ROWID;
"""
_INDEXES = """
CREATE INDEX entity_item ON entity (item);
CREATE INDEX entity_alike ON entity (alike) WHERE alike IS NOT NULL;
CREATE INDEX entity_path ON entity (path);
"""

_ENTITIES = "SELECT id, local, day, place, alike, path FROM entity AS one JOIN item ON one.item = item.number"


@dataclass(frozen=True, slots=True)
class Remembered:
    """An entity of an item that is known.

    Attributes:
        key: (id of the item, local id of the entity).
        order: (day of publication, id of the item, place in it): who was first to speak of a thing.
        alike: a number for how it is told, where it is the same thing as all that are told so; else None.
        path: path of the resource that it is.
    """

    key: Key
    order: tuple[str, str, int]
    alike: int | None
    path: str


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item as it is remembered.

    Attributes:
        item: the item.
        line: its line in `items.jsonl`.
        facts: number of facts and sums with evidence that the graph has from it.
        doubtful: number of those that are not sure enough.
        problems: what was left out of it.
    """

    item: NewsItem
    line: str
    facts: int
    doubtful: int
    problems: tuple[Problem, ...]


def number_of(text: str) -> int:
    """Return a number of 64 bits that stands for a text."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True)


class Database:
    """What a knowledge base remembers.

    Args:
        connection: to an SQLite database that is empty or that this class made.
        base: where the IRIs of the data begin.
    """

    def __init__(self, connection: sqlite3.Connection, base: str) -> None:
        self._sql = connection
        self._base = base

    def make(self) -> None:
        """Make the tables."""
        self._sql.executescript(_SCHEMA)

    def index(self) -> None:
        """Make the indexes, after most rows are there."""
        self._sql.executescript(_INDEXES)

    def add_items(self, items: Iterable[ItemRow], told: Mapping[Key, Shared], iris: Mapping[Key, str]) -> None:
        """Remember items that are new.

        Args:
            items: the items.
            told: what is shared by each of their entities.
            iris: the resources that those are.
        """
        items = list(items)
        places = {row.item.id: place for place, row in enumerate(items, start=self._next("item"))}
        cells = ((places[row.item.id], *_item_cells(row)) for row in items)
        self._sql.executemany("INSERT INTO item VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", cells)
        numbers = {key: place for place, key in enumerate(told, start=self._next("entity"))}
        self._sql.executemany(
            "INSERT INTO entity VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    numbers[key],
                    places[key[0]],
                    key[1],
                    one.candidate.order[2],
                    one.candidate.kind,
                    json.dumps(one.candidate.names),
                    number_of(one.alike) if one.alike else None,
                    iris[key].removeprefix(self._base),
                )
                for key, one in told.items()
            ),
        )
        words = ((number_of(word), numbers[key]) for key, one in told.items() for word in one.words)
        self._sql.executemany("INSERT INTO word VALUES (?, ?)", sorted(words))

    def _next(self, table: str) -> int:
        (number,) = self._sql.execute(f"SELECT ifnull(max(number), 0) + 1 FROM {table}").fetchone()  # noqa: S608
        return int(number)

    def put_resources(self, resources: Iterable[Resource]) -> None:
        """Remember resources, in the place of what was remembered of them."""
        rows = ((one.iri.removeprefix(self._base), one.kind, json.dumps(astuple(one))) for one in resources)
        self._sql.executemany("INSERT OR REPLACE INTO resource VALUES (?, ?, ?)", rows)

    def add_told(self, told: Told) -> None:
        """Remember what more is told of that of which a thing has one."""
        rows = (
            (iri.removeprefix(self._base), relation, value, number, surest)
            for (iri, relation), values in told.items()
            for value, (number, surest) in values.items()
        )
        self._sql.executemany(
            "INSERT INTO told VALUES (?, ?, ?, ?, ?) ON CONFLICT (path, relation, value)"
            " DO UPDATE SET number = number + excluded.number, surest = max(surest, excluded.surest)",
            rows,
        )

    def add_folders(self, names: Iterable[str]) -> None:
        """Remember the first parts of the IRIs that the graph describes."""
        self._sql.executemany("INSERT OR IGNORE INTO folder VALUES (?)", ((name,) for name in sorted(names)))

    def put_identities(self, identities: Iterable[Identity]) -> None:
        """Remember lines of the registry, in the place of those of their paths."""
        rows = ((one.path, one.item, one.told_as, "|".join(one.also), one.replaced_by) for one in identities)
        self._sql.executemany("INSERT OR REPLACE INTO registry VALUES (?, ?, ?, ?, ?)", rows)

    def told(self, about: About) -> dict[str, tuple[int, float]]:
        """Return what is told of that of which a thing has one: value → how often and how surely."""
        iri, relation = about
        query = "SELECT value, number, surest FROM told WHERE path = ? AND relation = ?"
        rows = self._sql.execute(query, (iri.removeprefix(self._base), relation))
        return {value: (number, surest) for value, number, surest in rows}

    def folders(self) -> frozenset[str]:
        """Return the first parts of the IRIs that the graph describes."""
        return frozenset(name for (name,) in self._sql.execute("SELECT name FROM folder"))

    def item(self, key: str) -> NewsItem | None:
        """Return an item, or None."""
        row = self._sql.execute("SELECT line FROM item WHERE id = ?", (key,)).fetchone()
        return item_of(json.loads(zlib.decompress(row[0]))) if row else None

    def sources(self) -> Iterator[tuple[str, Source]]:
        """Yield the id of each item, and where it was read."""
        yield from ((key, _source(told)) for key, told in self._sql.execute("SELECT id, source FROM item"))

    def lines(self) -> Iterator[str]:
        """Yield the lines of `items.jsonl`."""
        for (line,) in self._sql.execute("SELECT line FROM item ORDER BY day, id"):
            yield zlib.decompress(line).decode()

    def in_order(self) -> dict[str, int]:
        """Return id of each item → its place by day and id."""
        rows = self._sql.execute("SELECT id FROM item ORDER BY day, id")
        return {key: place for place, (key,) in enumerate(rows)}

    def problems(self) -> Iterator[Problem]:
        """Yield what was left out of the items, in their order."""
        for (told,) in self._sql.execute("SELECT problems FROM item WHERE problems != '[]' ORDER BY day, id"):
            yield from (Problem(*one) for one in json.loads(told))

    def totals(self) -> tuple[int, int, int, int]:
        """Return the number of items, of exercises among them, of facts, and of what is doubtful."""
        query = "SELECT count(*), total(exercise), total(facts), total(doubtful) FROM item"
        items, exercises, facts, doubtful = map(int, self._sql.execute(query).fetchone())
        return items, exercises, facts, doubtful

    def kinds(self) -> dict[str, int]:
        """Return kind → number of resources."""
        return dict(self._sql.execute("SELECT kind, count(*) FROM resource GROUP BY kind ORDER BY kind"))

    def paths_with_word(self, word: int) -> set[str]:
        """Return the paths of the things that are compared under a word."""
        query = "SELECT DISTINCT path FROM word JOIN entity AS one ON word.entity = one.number WHERE word = ?"
        return {path for (path,) in self._sql.execute(query, (word,))}

    def with_word(self, word: int) -> list[Remembered]:
        """Return the entities that are compared under a word."""
        query = f"{_ENTITIES} JOIN word ON word.entity = one.number WHERE word = ? ORDER BY day, id, place"
        return [_remembered(row) for row in self._sql.execute(query, (word,))]

    def of_item(self, item: str) -> list[Remembered]:
        """Return the entities of an item."""
        query = f"{_ENTITIES} WHERE id = ?"
        return [_remembered(row) for row in self._sql.execute(query, (item,))]

    def told_alike(self, alike: int) -> list[tuple[str, int, tuple[str, str, int]]]:
        """Return the path of each resource that is told in a way, by how many entities, and the order of the first."""
        query = (
            "SELECT path, count(*), min(day || ' ' || id), place FROM entity AS one JOIN item ON one.item = item.number"
            " WHERE alike = ? GROUP BY path ORDER BY path"
        )
        rows = self._sql.execute(query, (alike,))
        return [(path, count, (first[:10], first[11:], place)) for path, count, first, place in rows]

    def names_told(self, path: str) -> list[tuple[str, tuple[str, ...], int]]:
        """Return kind and names by which a resource is told, and how often."""
        query = "SELECT kind, names, count(*) FROM entity WHERE path = ? GROUP BY kind, names ORDER BY 1, 2"
        return [(kind, tuple(json.loads(names)), count) for kind, names, count in self._sql.execute(query, (path,))]

    def extraction(self, item: str) -> Extraction:
        """Return what was read out of an item."""
        (line,) = self._sql.execute("SELECT line FROM item WHERE id = ?", (item,)).fetchone()
        return extraction_of(json.loads(zlib.decompress(line)))

    def resource(self, path: str) -> Resource | None:
        """Return the resource of a path, or None."""
        row = self._sql.execute("SELECT said FROM resource WHERE path = ?", (path,)).fetchone()
        return _resource(json.loads(row[0])) if row else None

    def identity(self, path: str) -> Identity | None:
        """Return the line of the registry for a path, or None."""
        row = self._sql.execute("SELECT * FROM registry WHERE path = ?", (path,)).fetchone()
        return _identity(row) if row else None

    def identities(self) -> Iterator[Identity]:
        """Yield the registry, sorted by path."""
        yield from map(_identity, self._sql.execute("SELECT * FROM registry ORDER BY path"))

    def out_of_use(self) -> Iterator[Identity]:
        """Yield the lines of the registry whose path no resource has."""
        query = "SELECT * FROM registry WHERE path NOT IN (SELECT path FROM resource)"
        yield from map(_identity, self._sql.execute(query))

    def resources(self) -> Iterator[Resource]:
        """Yield all resources, sorted by IRI."""
        for (said,) in self._sql.execute("SELECT said FROM resource ORDER BY path"):
            yield _resource(json.loads(said))

    def iris(self, items: Collection[str] | None = None) -> dict[Key, str]:
        """Return the resource that each entity is, as in `Resolution.iris`; of some items alone if these are given."""
        query = "SELECT id, local, path FROM entity AS one JOIN item ON one.item = item.number"
        if items is None:
            rows = list(self._sql.execute(query))
        else:
            rows = [row for item in items for row in self._sql.execute(f"{query} WHERE id = ?", (item,))]
        return dict(sorted(((item, local), self._base + path) for item, local, path in rows))

    def states(self) -> set[str]:
        """Return the paths of the states."""
        return {path for (path,) in self._sql.execute("SELECT path FROM resource WHERE kind = 'Country'")}

    def paths(self) -> Iterator[str]:
        """Yield the path of each resource that items tell of."""
        yield from (path for (path,) in self._sql.execute("SELECT DISTINCT path FROM entity"))

    def paths_with_value(self, is_meant: Callable[[str], bool]) -> set[str]:
        """Return the paths of the resources of which a value is told that is meant, of those of which each has one."""
        meant = [value for (value,) in self._sql.execute("SELECT DISTINCT value FROM told") if is_meant(value)]
        query = "SELECT path FROM told WHERE value = ?"
        return {path for value in meant for (path,) in self._sql.execute(query, (value,))}

    def items_of(self, paths: Iterable[str]) -> set[str]:
        """Return the ids of the items that tell of some resources."""
        query = "SELECT id FROM item JOIN entity AS one ON one.item = item.number WHERE path = ?"
        return {item for path in paths for (item,) in self._sql.execute(query, (path,))}

    def items_naming(self, is_meant: Callable[[Sequence[str]], bool]) -> set[str]:
        """Return the ids of the items with an entity whose names are meant."""
        told = self._sql.execute("SELECT DISTINCT names FROM entity")
        meant = [names for (names,) in told if is_meant(json.loads(names))]
        query = "SELECT id FROM item JOIN entity AS one ON one.item = item.number WHERE names = ?"
        return {item for names in meant for (item,) in self._sql.execute(query, (names,))}


def _remembered(row: Sequence[object]) -> Remembered:
    item, local, day, place, alike, path = row
    return Remembered((item, local), (day, item, place), alike, path)  # type: ignore[arg-type]


def _item_cells(row: ItemRow) -> tuple[object, ...]:
    item, problems = row.item, [astuple(one) for one in row.problems]
    return (
        item.id,
        item.published.isoformat(),
        zlib.compress(row.line.encode(), 1),
        json.dumps(astuple(item.source)),
        item.category == EXERCISE,
        row.facts,
        row.doubtful,
        json.dumps(problems),
    )


def _source(cell: str) -> Source:
    name, line, paragraphs = json.loads(cell)
    return Source(name, line, tuple(paragraphs))


def _resource(said: Sequence[Any]) -> Resource:
    iri, kind, label, alternatives, iso, state, (matches, names, pages, identifiers, published), follows = said
    told = tuple((name, language) for name, language in names)
    records = tuple(PublishedFact(*one) for one in published)
    authority = AuthorityFacts(tuple(matches), told, tuple(pages), tuple(identifiers), records)
    return Resource(iri, kind, label, tuple(alternatives), iso, state, authority, follows)


def _identity(row: Sequence[str | None]) -> Identity:
    path, item, told_as, also, replaced_by = row
    return Identity(path or "", item or "", told_as or "", tuple(filter(None, (also or "").split("|"))), replaced_by)
