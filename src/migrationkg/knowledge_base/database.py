"""The memory of a knowledge base: one SQLite database, indexed by what the next build asks (`recalled`).

It holds the items with what was read out of them, the entities of the items and the words under which they are
compared, the resources with and without decisions, what is told of that of which a thing has one, and the registry of
IRIs. All of it can be made from `items.jsonl`, `identities.csv` and `decisions.csv`, which stay what people read and
keep.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import asdict, astuple, dataclass

from migrationkg.authority.countries import countries
from migrationkg.errors import Problem
from migrationkg.hashing import number_of
from migrationkg.knowledge_base.identities import registry_row
from migrationkg.knowledge_base.memory import packed, unpacked
from migrationkg.knowledge_base.recalled import Recalled
from migrationkg.knowledge_base.recalled_rows import Remembered, Settings, number_of_called, unlinked
from migrationkg.knowledge_base.tables import INDEXES, TABLES
from migrationkg.model import EXERCISE, Extraction, Identity, NewsItem, Resource
from migrationkg.resolution.authority_links import keys_of_names
from migrationkg.resolution.clusters import Key
from migrationkg.resolution.one_value import Told
from migrationkg.resolution.sharing import Shared, shared

_INSERT_ITEM = "INSERT INTO item VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands of an item in the graph.

    Attributes:
        read: what was read out of it.
        line: its line in `items.jsonl`, packed.
        decided: what stands as decided; None where it is withdrawn.
        facts: number of facts and sums with evidence that the graph has from it.
        doubtful: number of facts that are not sure enough, be they taken in or not.
        problems: what was left out of it because more news tells otherwise.
        told: what it tells of that of which a thing has one.
    """

    read: Extraction
    line: bytes
    decided: Extraction | None
    facts: int
    doubtful: int
    problems: tuple[Problem, ...]
    told: Told


@dataclass(frozen=True, slots=True)
class TakenOut:
    """An entity that is no more.

    Attributes:
        was: as it was remembered.
        shared: what it shared.
    """

    was: Remembered
    shared: Shared


class Database(Recalled):
    """What a knowledge base remembers, and how that is changed."""

    def __init__(self, connection: sqlite3.Connection, base: str) -> None:
        super().__init__(connection, base)
        #: Id of each item that was put or moved → its line in `items.jsonl`, packed.
        self.lines_put: dict[str, bytes] = {}

    def make(self) -> None:
        """Make the tables."""
        self._sql.executescript(TABLES)

    def index(self) -> None:
        """Make the indexes, after most rows are there."""
        self._sql.executescript(INDEXES)

    def put_settings(self, settings: Settings) -> None:
        """Remember by what the graph was made."""
        told = (json.dumps(asdict(settings)),)
        if self._sql.execute("SELECT told FROM setting").fetchone() != told:  # else the file stays as it is
            self._sql.execute("DELETE FROM setting")
            self._sql.execute("INSERT INTO setting VALUES (?)", told)

    def add_items(
        self,
        extractions: Iterable[Extraction],
        told: Mapping[Key, Shared],
        iris: Mapping[Key, str],
        decided: Mapping[Key, str],
    ) -> None:
        """Remember items that are new, and which resources they tell of.

        Args:
            extractions: what was read out of each.
            told: what is shared by each of their entities.
            iris: the resources before decisions; none of an item that is withdrawn.
            decided: the same as decided.
        """
        extractions = list(extractions)
        places = {one.item.id: place for place, one in enumerate(extractions, start=self._next("item"))}
        self._sql.executemany(_INSERT_ITEM, ((places[one.item.id], *_item_cells(one)) for one in extractions))
        there = {key: one for key, one in told.items() if key in iris}
        numbers = {key: place for place, key in enumerate(there, start=self._next("entity"))}
        rows = (
            (
                numbers[key],
                places[key[0]],
                *_entity_cells(one),
                self._path(iris[key]),
                self._path(decided.get(key)),
            )
            for key, one in there.items()
        )
        self._sql.executemany("INSERT INTO entity VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        words = ((number_of(word), numbers[key]) for key, one in there.items() for word in one.words)
        self._sql.executemany("INSERT INTO word VALUES (?, ?)", sorted(words))

    def _next(self, table: str) -> int:
        (number,) = self._sql.execute(f"SELECT ifnull(max(number), 0) + 1 FROM {table}").fetchone()  # noqa: S608
        return int(number)

    def take_out(self, items: Iterable[str]) -> list[TakenOut]:
        """Forget the items, and what they told of; return their entities."""
        found = []
        for item in sorted(items):
            told = shared([self.extraction(item)])
            of_item = {one.key: one for one in self.of_item(item)}
            found += [TakenOut(of_item[key], one) for key, one in told.items() if key in of_item]
            (place,) = self._sql.execute("SELECT number FROM item WHERE id = ?", (item,)).fetchone()
            local = dict(self._sql.execute("SELECT local, number FROM entity WHERE item = ?", (place,)))
            words = [(number_of(word), local[key[1]]) for key in of_item for word in told[key].words]
            self._sql.executemany("DELETE FROM word WHERE word = ? AND entity = ?", words)
            for table in ("entity", "told", "lasting"):
                self._sql.execute(f"DELETE FROM {table} WHERE item = ?", (place,))  # noqa: S608
            self._sql.execute("DELETE FROM item WHERE number = ?", (place,))
        return found

    def move(self, item: NewsItem) -> None:
        """Remember that an item that says what it did stands elsewhere."""
        (line,) = self._sql.execute("SELECT line FROM item WHERE id = ?", (item.id,)).fetchone()
        told = json.loads(unpacked(line)) | {"source": astuple(item.source)}
        line = self.lines_put[item.id] = packed((json.dumps(told, ensure_ascii=False) + "\n").encode())
        cells = line, json.dumps(astuple(item.source)), item.id
        self._sql.execute("UPDATE item SET line = ?, source = ? WHERE id = ?", cells)

    def forget_lasting(self, items: Iterable[str]) -> None:
        """Forget of which occasions items tell that they lasted several days, before that is put anew."""
        query = "DELETE FROM lasting WHERE item = (SELECT number FROM item WHERE id = ?)"
        self._sql.executemany(query, ((item,) for item in items))

    def forget_told(self, items: Iterable[str]) -> None:
        """Forget what items tell of that of which a thing has one, before that is put anew."""
        query = "DELETE FROM told WHERE item = (SELECT number FROM item WHERE id = ?)"
        self._sql.executemany(query, ((item,) for item in items))

    def put_lasting(self, item: str, iris: Iterable[str]) -> None:
        """Remember of which occasions an item tells that they lasted several days."""
        query = "INSERT OR IGNORE INTO lasting SELECT ?, number FROM item WHERE id = ?"
        self._sql.executemany(query, ((iri.removeprefix(self.base), item) for iri in iris))

    def put_told(self, item: str, told: Told) -> None:
        """Remember what an item tells of that of which a thing has one."""
        rows = (
            (iri.removeprefix(self.base), relation, value, number, surest, item)
            for (iri, relation), values in told.items()
            for value, (number, surest) in values.items()
        )
        query = "INSERT OR REPLACE INTO told SELECT ?, ?, ?, number, ?, ? FROM item WHERE id = ?"
        self._sql.executemany(query, rows)

    def put_standing(self, one: Standing, ruled: int | None) -> None:
        """Remember what stands of an item as decided.

        Args:
            one: the item.
            ruled: a number for what decisions make of it; None where they change nothing.
        """
        key, decided = one.read.item.id, one.decided
        self.lines_put[key] = one.line
        self._sql.execute(
            "UPDATE item SET line = ?, withdrawn = ?, facts = ?, amounts = ?, doubtful = ?, problems = ?, ruled = ?"
            " WHERE id = ?",
            (
                one.line,
                decided is None,
                one.facts,
                len(decided.amounts) if decided else 0,
                one.doubtful,
                json.dumps([astuple(problem) for problem in one.problems]),
                ruled,
                key,
            ),
        )

    def put_decided(self, one: Extraction, iris: Mapping[Key, str]) -> None:
        """Remember which resources the entities of an item are as decided."""
        query = "UPDATE entity SET now = ? WHERE local = ? AND item = (SELECT number FROM item WHERE id = ?)"
        keys = ((one.item.id, entity.id) for entity in one.entities)
        self._sql.executemany(query, ((self._path(iris.get(key)), key[1], key[0]) for key in keys))

    def put_resources(self, resources: Iterable[Resource]) -> None:
        """Remember resources as the graph has them, in the place of what was remembered of them."""
        for one in resources:
            path = one.iri.removeprefix(self.base)
            self.remove_resources([path])
            cells = path, one.kind, one.state, self._path(one.follows), json.dumps(astuple(one))
            self._sql.execute("INSERT INTO resource VALUES (?, ?, ?, ?, ?)", cells)
            self._sql.executemany("INSERT INTO name VALUES (?, ?)", ((key, path) for key in _names(one)))

    def remove_resources(self, paths: Iterable[str]) -> None:
        """Forget resources that the graph has no more."""
        for path in paths:
            if (was := self.resource(path)) is not None:
                names = ((key, path) for key in _names(was))
                self._sql.executemany("DELETE FROM name WHERE key = ? AND path = ?", names)
                self._sql.execute("DELETE FROM resource WHERE path = ?", (path,))

    def put_undecided(self, path: str, resource: Resource | None) -> None:
        """Remember what a resource is before decisions; None where none is."""
        said = json.dumps(astuple(resource)) if resource else None
        cells = path, resource and resource.state, resource and self._path(resource.follows), said
        self._sql.execute("INSERT OR REPLACE INTO undecided VALUES (?, ?, ?, ?)", cells)

    def forget_undecided(self) -> None:
        """Forget what resources are before decisions, where that is what the graph has."""
        for path in self.decided():
            now = self.resource(path)
            if self.undecided(path) == (now and unlinked(now)):
                self._sql.execute("DELETE FROM undecided WHERE path = ?", (path,))

    def put_identities(self, identities: Iterable[Identity]) -> None:
        """Remember lines of the registry, in the place of those of their paths."""
        query = "INSERT OR REPLACE INTO registry VALUES (?, ?, ?, ?, ?)"
        self._sql.executemany(query, map(registry_row, identities))

    def _path(self, iri: str | None) -> str | None:
        return iri.removeprefix(self.base) if iri else None


def _item_cells(one: Extraction) -> tuple[object, ...]:
    item = one.item
    source = json.dumps(astuple(item.source))
    return (item.id, item.published.isoformat(), b"", source, item.category == EXERCISE, True, 0, 0, 0, "[]", None)


def _entity_cells(one: Shared) -> tuple[object, ...]:
    told = one.candidate
    alike = number_of(one.alike) if one.alike else None
    return told.key[1], told.order[2], told.kind, json.dumps(told.names), alike


def _names(one: Resource) -> set[int]:
    """Return numbers that stand for how a resource is named: to link it with authority data, and to look it up."""
    country = countries().get(one.iso or "")
    codes = [code for code in (one.iso, country and country.alpha3) if code]
    names = (one.label, *one.alternatives, *(name for name, _ in one.authority.names), *codes)
    return {*(number_of(repr(key)) for key in keys_of_names(one)), *map(number_of_called, names)}
