"""Which names are near to each other, in a database: one that comes or goes is compared with the others of its sort."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from migrationkg.reconciliation.neighbours import GRADES, MOST, grades_of, neighbours

SCHEMA = """
CREATE TABLE name (
    number INTEGER PRIMARY KEY, sort TEXT NOT NULL, words TEXT NOT NULL, crowd TEXT NOT NULL
);
CREATE TABLE bearer (name INTEGER, node INTEGER, PRIMARY KEY (name, node)) WITHOUT ROWID;
CREATE INDEX bearer_node ON bearer (node);
CREATE TABLE near (one INTEGER, other INTEGER, PRIMARY KEY (one, other)) WITHOUT ROWID;
CREATE INDEX near_other ON near (other);
"""

#: A name: its sort, within which names are compared, and its words, as of `nearness.plain_words`.
Name: TypeAlias = tuple[str, str]


class NearNames:
    """Names, who bears them, and the pairs that count, as of `reconciliation.neighbours`.

    Args:
        connection: to a database with the tables of `SCHEMA`.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._sql = connection
        self._numbers: dict[str, dict[str, int]] = {}

    def fill(self, borne: Iterable[tuple[int, set[Name]]]) -> None:
        """Take in who bears which names; there were none before."""
        sorts: dict[str, dict[str, list[int]]] = {}
        for node, names in borne:
            for sort, words in sorted(names):
                sorts.setdefault(sort, {}).setdefault(words, []).append(node)
        begin = 1
        for sort, bearers in sorts.items():
            found = neighbours([*bearers])
            numbers = {words: begin + place for place, words in enumerate(found.names)}
            crowds = zip(numbers.items(), found.crowd.tolist(), strict=True)
            self._sql.executemany(
                "INSERT INTO name VALUES (?, ?, ?, ?)",
                ((number, sort, words, json.dumps(crowd)) for (words, number), crowd in crowds),
            )
            borne_by = ((numbers[words], node) for words, nodes in bearers.items() for node in nodes)
            self._sql.executemany("INSERT INTO bearer VALUES (?, ?)", borne_by)
            pairs = ((begin + one, begin + other) for one, other, _ in found.pairs)
            self._sql.executemany("INSERT INTO near VALUES (?, ?)", pairs)
            begin += len(numbers)

    def change(self, borne: Iterable[tuple[int, set[Name]]]) -> None:
        """Take note of who bears which names now, in the place of those of before."""
        gone: list[tuple[int, int]] = []
        for node, names in borne:
            query = "SELECT sort, words, number FROM bearer JOIN name ON name = number WHERE node = ?"
            before = {(sort, words): number for sort, words, number in self._sql.execute(query, (node,))}
            for sort, words in sorted(names - before.keys()):
                number = self._of_sort(sort).get(words) or self._add(sort, words)
                self._sql.execute("INSERT INTO bearer VALUES (?, ?)", (number, node))
            gone += [(before[name], node) for name in sorted(before.keys() - names)]
        self._sql.executemany("DELETE FROM bearer WHERE name = ? AND node = ?", gone)
        for number in dict.fromkeys(number for number, _ in gone):
            if self._sql.execute("SELECT 1 FROM bearer WHERE name = ?", (number,)).fetchone() is None:
                self._remove(number)

    def bearers(self) -> Iterator[tuple[int, int]]:
        """Yield the pairs of those who bear names that are near."""
        yield from self._sql.execute(
            "SELECT first.node, second.node FROM near JOIN bearer AS first ON first.name = one"
            " JOIN bearer AS second ON second.name = other WHERE first.node != second.node"
        )

    def _of_sort(self, sort: str) -> dict[str, int]:
        if sort not in self._numbers:
            rows = self._sql.execute("SELECT words, number FROM name WHERE sort = ?", (sort,))
            self._numbers[sort] = dict(rows)
        return self._numbers[sort]

    def _add(self, sort: str, words: str) -> int:
        near = self._near(sort, words)
        crowd = json.dumps(_crowd([grade for _, grade in near]))
        cursor = self._sql.execute("INSERT INTO name (sort, words, crowd) VALUES (?, ?, ?)", (sort, words, crowd))
        number = self._of_sort(sort)[words] = int(cursor.lastrowid or 0)
        self._pair_again([number, *self._crowded(near, 1)])
        return number

    def _remove(self, number: int) -> None:
        sort, words = self._sql.execute("SELECT sort, words FROM name WHERE number = ?", (number,)).fetchone()
        del self._of_sort(sort)[words]
        self._sql.execute("DELETE FROM name WHERE number = ?", (number,))
        self._sql.execute("DELETE FROM near WHERE one = ? OR other = ?", (number, number))
        self._pair_again(self._crowded(self._near(sort, words), -1))

    def _near(self, sort: str, words: str) -> list[tuple[int, int]]:
        """Return the numbers of the names that are near to one, each with its grade."""
        others = {other: number for other, number in self._of_sort(sort).items() if other != words}
        numbers = [*others.values()]
        return [(numbers[place], grade) for place, grade in grades_of(words, [*others])]

    def _crowded(self, near: Iterable[tuple[int, int]], by: int) -> list[int]:
        """Count one name more or less around others; return those of which other pairs may count now."""
        found = []
        for number, grade in near:
            before = self._crowd(number)
            now = [count + by if place <= grade else count for place, count in enumerate(before)]
            self._sql.execute("UPDATE name SET crowd = ? WHERE number = ?", (json.dumps(now), number))
            if any((one <= MOST) != (other <= MOST) for one, other in zip(before, now, strict=True)):
                found.append(number)
        return found

    def _pair_again(self, numbers: Iterable[int]) -> None:
        """Find anew which pairs of some names count."""
        for number in numbers:
            sort, words = self._sql.execute("SELECT sort, words FROM name WHERE number = ?", (number,)).fetchone()
            crowd = self._crowd(number)
            self._sql.execute("DELETE FROM near WHERE one = ? OR other = ?", (number, number))
            pairs = (
                sorted((number, other))
                for other, grade in self._near(sort, words)
                if min(crowd[grade], self._crowd(other)[grade]) <= MOST
            )
            self._sql.executemany("INSERT INTO near VALUES (?, ?)", pairs)

    def _crowd(self, number: int) -> list[int]:
        (told,) = self._sql.execute("SELECT crowd FROM name WHERE number = ?", (number,)).fetchone()
        return [int(count) for count in json.loads(told)]


def _crowd(grades: Sequence[int]) -> list[int]:
    """Return how many grades are at least as high as each."""
    return [sum(grade >= least for grade in grades) for least in range(GRADES)]
