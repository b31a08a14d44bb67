"""What is asked of the memory of a knowledge base: each question by an index, but for a few that say so."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from migrationkg.errors import Problem
from migrationkg.extraction.jsonlines import extraction_of, item_of
from migrationkg.knowledge_base.memory import unpacked
from migrationkg.knowledge_base.recalled_rows import (
    Remembered,
    Settings,
    remembered_of,
    source_of,
)
from migrationkg.knowledge_base.recalled_things import RecalledThings
from migrationkg.model import Extraction, NewsItem, Source
from migrationkg.resolution.clusters import Key
from migrationkg.resolution.one_value import About

_ENTITIES = "SELECT id, local, day, place, alike, path FROM entity AS one JOIN item ON one.item = item.number"
_ITEMS = "SELECT DISTINCT id FROM item JOIN entity AS one ON one.item = item.number"


class Recalled(RecalledThings):
    """What a knowledge base remembers.

    A resource is told as the graph has it; `undecided` tells what it is before decisions and authority data, and so do
    `of_item`, `with_word` and all else by which resolution asks.

    Args:
        connection: to an SQLite database that `Database` made.
        base: where the IRIs of the data begin.
    """

    def settings(self) -> Settings:
        """Return by what the graph was made."""
        (told,) = self._sql.execute("SELECT told FROM setting").fetchone()
        one = json.loads(told)
        pairs = (tuple((thing, other) for thing, other in one[name]) for name in ("apart", "kept_apart"))
        return Settings(one["doubtful"], one["authorities"], one["names"], *pairs)

    def item(self, key: str) -> NewsItem | None:
        """Return an item, or None."""
        row = self._sql.execute("SELECT line FROM item WHERE id = ?", (key,)).fetchone()
        return item_of(json.loads(unpacked(row[0]))) if row else None

    def extraction(self, item: str) -> Extraction:
        """Return what was read out of an item."""
        (line,) = self._sql.execute("SELECT line FROM item WHERE id = ?", (item,)).fetchone()
        return extraction_of(json.loads(unpacked(line)))

    def sources(self) -> Iterator[tuple[str, Source]]:
        """Yield the id of each item, and where it was read."""
        yield from ((key, source_of(told)) for key, told in self._sql.execute("SELECT id, source FROM item"))

    def lines(self) -> Iterator[bytes]:
        """Yield the lines of `items.jsonl`, packed."""
        yield from (line for (line,) in self._sql.execute("SELECT line FROM item ORDER BY day, id"))

    def in_order(self) -> dict[str, int]:
        """Return id of each item → its place by day and id."""
        rows = self._sql.execute("SELECT id FROM item ORDER BY day, id")
        return {key: place for place, (key,) in enumerate(rows)}

    def withdrawn(self) -> set[str]:
        """Return the ids of the items that are withdrawn."""
        return {key for (key,) in self._sql.execute("SELECT id FROM item WHERE withdrawn")}

    def has_item(self, key: str) -> bool:
        """Tell whether an item is there and tells of something."""
        return self._sql.execute("SELECT 1 FROM item WHERE id = ? AND NOT withdrawn", (key,)).fetchone() is not None

    def ruled(self) -> dict[str, int]:
        """Return id of each item in which decisions change something → a number for what they make of it."""
        return dict(self._sql.execute("SELECT id, ruled FROM item WHERE ruled IS NOT NULL"))

    def problems(self) -> Iterator[Problem]:
        """Yield what was left out of the items, in their order."""
        for (told,) in self._sql.execute("SELECT problems FROM item WHERE problems != '[]' ORDER BY day, id"):
            yield from (Problem(*one) for one in json.loads(told))

    def totals(self) -> tuple[int, int, int, int]:
        """Return the number of items, of exercises among them, of facts, and of what is doubtful."""
        query = "SELECT count(*), total(exercise), total(facts), total(doubtful) FROM item WHERE NOT withdrawn"
        items, exercises, facts, doubtful = map(int, self._sql.execute(query).fetchone())
        return items, exercises, facts, doubtful

    def has_amounts(self) -> bool:
        """Tell whether any item tells a sum."""
        return self._sql.execute("SELECT 1 FROM item WHERE amounts AND NOT withdrawn LIMIT 1").fetchone() is not None

    def with_problems(self) -> set[str]:
        """Return the ids of the items of which something was left out."""
        return {key for (key,) in self._sql.execute("SELECT id FROM item WHERE problems != '[]'")}

    def with_word(self, word: int) -> list[Remembered]:
        """Return the entities that are compared under a word."""
        query = f"{_ENTITIES} JOIN word ON word.entity = one.number WHERE word = ? ORDER BY day, id, place"
        return [remembered_of(row) for row in self._sql.execute(query, (word,))]

    def of_item(self, item: str) -> list[Remembered]:
        """Return the entities of an item."""
        query = f"{_ENTITIES} WHERE id = ?"
        return [remembered_of(row) for row in self._sql.execute(query, (item,))]

    def some_of(self, path: str) -> list[Remembered]:
        """Return an entity of each way in which a resource is told."""
        query = f"{_ENTITIES} WHERE path = ? GROUP BY ifnull(alike, -one.number) ORDER BY day, id, place"
        return [remembered_of(row) for row in self._sql.execute(query, (path,))]

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

    def is_told(self, path: str) -> bool:
        """Tell whether an item tells of a resource, decisions left aside."""
        return self._sql.execute("SELECT 1 FROM entity WHERE path = ? LIMIT 1", (path,)).fetchone() is not None

    def iris(self, items: Collection[str]) -> dict[Key, str]:
        """Return the resource that each entity of some items is, as in `Resolution.iris`."""
        return self._paths(items, "now")

    def undecided_iris(self, items: Collection[str]) -> dict[Key, str]:
        """Return the same before decisions."""
        return self._paths(items, "path")

    def _paths(self, items: Collection[str], column: str) -> dict[Key, str]:
        query = (
            f"SELECT id, local, {column} FROM entity AS one JOIN item ON one.item = item.number"  # noqa: S608
            f" WHERE id = ? AND {column} IS NOT NULL"
        )
        rows = (row for item in items for row in self._sql.execute(query, (item,)))
        return dict(sorted(((item, local), self.base + path) for item, local, path in rows))

    def paths(self) -> Iterator[str]:
        """Yield the path of each resource that items tell of."""
        yield from (path for (path,) in self._sql.execute("SELECT DISTINCT now FROM entity WHERE now IS NOT NULL"))

    def told(self, about: About) -> dict[str, tuple[int, float]]:
        """Return what is told of that of which a thing has one: value → how often and how surely."""
        iri, relation = about
        query = "SELECT value, sum(number), max(surest) FROM told WHERE path = ? AND relation = ? GROUP BY value"
        rows = self._sql.execute(query, (iri.removeprefix(self.base), relation))
        return {value: (number, surest) for value, number, surest in rows}

    def told_by(self, items: Iterable[str]) -> set[About]:
        """Return that of which a thing has one, as far as some items tell it."""
        query = "SELECT path, relation FROM told JOIN item ON told.item = item.number WHERE id = ?"
        return {(self.base + one, relation) for item in items for one, relation in self._sql.execute(query, (item,))}

    def telling(self, about: About) -> set[str]:
        """Return the ids of the items that tell that of which a thing has one."""
        query = "SELECT id FROM told JOIN item ON told.item = item.number WHERE path = ? AND relation = ?"
        return {item for (item,) in self._sql.execute(query, (about[0].removeprefix(self.base), about[1]))}

    def is_said(self, relations: Iterable[str]) -> set[About]:
        """Return the things of which some relations are told."""
        query = "SELECT DISTINCT path, relation FROM told WHERE relation = ?"
        return {(self.base + path, one) for name in relations for path, one in self._sql.execute(query, (name,))}

    def lasting(self, path: str) -> bool:
        """Tell whether an item tells that an occasion lasted several days."""
        return self._sql.execute("SELECT 1 FROM lasting WHERE path = ? LIMIT 1", (path,)).fetchone() is not None

    def lasting_in(self, items: Iterable[str]) -> set[str]:
        """Return the paths of the occasions of which some items tell that they lasted several days."""
        query = "SELECT path FROM lasting JOIN item ON lasting.item = item.number WHERE id = ?"
        return {path for item in items for (path,) in self._sql.execute(query, (item,))}

    def paths_with_value(self, is_meant: Callable[[str], bool]) -> set[str]:
        """Return the paths of the resources of which a value is told that is meant, of those of which each has one."""
        meant = [value for (value,) in self._sql.execute("SELECT DISTINCT value FROM told") if is_meant(value)]
        query = "SELECT path FROM told WHERE value = ?"
        return {path for value in meant for (path,) in self._sql.execute(query, (value,))}

    def items_of(self, paths: Iterable[str]) -> set[str]:
        """Return the ids of the items that tell of some resources."""
        return {item for path in paths for (item,) in self._sql.execute(f"{_ITEMS} WHERE now = ?", (path,))}

    def undecided_items_of(self, paths: Iterable[str], most: int = -1) -> set[str]:
        """Return the ids of the items that tell of some resources before decisions, so many of each at most."""
        query = f"{_ITEMS} WHERE path = ? LIMIT {most}"
        return {item for path in paths for (item,) in self._sql.execute(query, (path,))}

    def items_of_both(self, one: Iterable[str], other: Iterable[str]) -> set[str]:
        """Return the ids of the items that tell of one of some resources, and one of others, before decisions."""
        query = (
            "SELECT DISTINCT id FROM entity AS one JOIN entity AS other ON one.item = other.item"
            " JOIN item ON item.number = one.item WHERE one.path = ? AND other.path = ?"
        )
        others = list(other)
        return {id_ for path in one for second in others for (id_,) in self._sql.execute(query, (path, second))}

    def items_where_now_differs(self, path: str, now: str | None) -> set[str]:
        """Return the ids of the items with an entity of a path before decisions that is not another thing so far."""
        query = f"{_ITEMS} WHERE path = ? AND now IS NOT ?"
        return {item for (item,) in self._sql.execute(query, (path, now))}

    def items_decided(self) -> list[tuple[str, str]]:
        """Return the id of each item with an entity that decisions make another thing, and the path without them."""
        return list(
            self._sql.execute(
                "SELECT id, path FROM item JOIN entity AS one ON one.item = item.number WHERE now IS NOT path"
            )
        )

    def items_naming(self, is_meant: Callable[[Sequence[str]], bool]) -> set[str]:
        """Return the ids of the items with an entity whose names are meant."""
        told = self._sql.execute("SELECT DISTINCT names FROM entity")
        meant = [names for (names,) in told if is_meant(json.loads(names))]
        query = f"{_ITEMS} WHERE names = ?"
        return {item for names in meant for (item,) in self._sql.execute(query, (names,))}
