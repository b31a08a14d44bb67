"""The database of a knowledge base, opened, and made anew from what a build has at hand."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from migrationkg.errors import InputError
from migrationkg.knowledge_base.database import Database
from migrationkg.knowledge_base.recalled import Recalled
from migrationkg.knowledge_base.recalled_rows import unlinked
from migrationkg.knowledge_base.resolving import Graph
from migrationkg.knowledge_base.standing import number_of_ruling, standing_of, standing_values
from migrationkg.model import Extraction
from migrationkg.resolution.days import lasting
from migrationkg.resolution.one_value import values_told
from migrationkg.resolution.sharing import shared

#: Items whose entities are remembered together: what they share takes as much memory as they.
_AT_ONCE = 500

#: KiB of a database that are kept in memory while it is written: rows come in another order than their keys.
_CACHE = 64 * 1024


@contextmanager
def opened(path: Path, base: str) -> Iterator[Database]:
    """Open a database that is not in its place yet: killed while it is written, it is thrown away.

    Raises:
        InputError: it cannot be written, or is damaged.
    """
    try:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute(f"PRAGMA cache_size = -{_CACHE}")
            yield Database(connection, base)
            connection.commit()
    except sqlite3.Error as error:
        raise InputError(f"{path}: cannot be written: {error}") from error


@contextmanager
def reading(path: Path, base: str) -> Iterator[Recalled]:
    """Open a database that is in its place, to read in it.

    Raises:
        sqlite3.Error: it is damaged, or cannot be read.
    """
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        yield Recalled(connection, base)


def remember(path: Path, graph: Graph, lines: Mapping[str, bytes], read: Sequence[Extraction]) -> None:
    """Make the database of a graph.

    Args:
        path: where it goes.
        graph: what the graph says.
        lines: id of each item → its line in `items.jsonl`, packed.
        read: what was read out of each item, by day and id.
    """
    path.unlink(missing_ok=True)  # a copy of the last one, to which more was added than it can take
    iris = graph.resolution.iris
    decided = {one.item.id: one for one in graph.decided}
    days = {one.item.id: one for one in graph.days}
    values = standing_values(values_told(graph.days, iris))
    with opened(path, graph.base) as database:
        database.make()
        database.put_settings(graph.settings)
        for begin in range(0, len(read), _AT_ONCE):
            some = read[begin : begin + _AT_ONCE]
            database.add_items(some, shared(some), graph.undecided.iris, iris)
        for one in read:
            key = one.item.id
            here = decided.get(key)
            stands = standing_of(one, days.get(key), lines[key], iris, values, len(here.doubtful) if here else 0)
            database.put_standing(stands, number_of_ruling(one, here) if here else None)
            database.put_told(key, stands.told)
            database.put_lasting(key, lasting(days[key], iris) if key in days else ())
        database.put_resources(graph.resolution.resources)
        undecided = {one.iri: one for one in graph.undecided.resources}
        now = {one.iri: unlinked(one) for one in graph.resolution.resources}
        for iri in sorted(undecided.keys() | now.keys()):
            if undecided.get(iri) != now.get(iri):
                database.put_undecided(iri.removeprefix(graph.base), undecided.get(iri))
        database.put_identities(graph.resolution.identities)
        database.index()
