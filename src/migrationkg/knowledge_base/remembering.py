"""The database of a knowledge base, opened, and made anew from what a build has at hand."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from migrationkg.errors import InputError
from migrationkg.knowledge_base.database import Database, ItemRow
from migrationkg.knowledge_base.resolving import Graph
from migrationkg.knowledge_base.writing import folders_of
from migrationkg.model import Extraction
from migrationkg.resolution.days import without_first_days_as_last
from migrationkg.resolution.one_value import best, values_told, with_standing
from migrationkg.resolution.sharing import shared


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
            yield Database(connection, base)
            connection.commit()
    except sqlite3.Error as error:
        raise InputError(f"{path}: cannot be written: {error}") from error


@contextmanager
def reading(path: Path, base: str) -> Iterator[Database]:
    """Open a database that is in its place, to read in it.

    Raises:
        sqlite3.Error: it is damaged, or cannot be read.
    """
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        yield Database(connection, base)


def remember(path: Path, graph: Graph, lines: Mapping[str, str], read: Sequence[Extraction], *, plain: bool) -> None:
    """Make the database of a graph.

    Args:
        path: where it goes.
        graph: what the graph says.
        lines: id of each item → its line in `items.jsonl`.
        read: what was read out of each item.
        plain: whether it says what the news does, by our own authority data; else nothing is remembered, and the next
            build makes all anew.
    """
    path.unlink(missing_ok=True)  # a copy of the last one, to which more was added than it can take
    if not plain:
        with opened(path, graph.base) as database:
            database.make()
        return
    iris = graph.resolution.iris
    days = without_first_days_as_last(read, iris)
    told = values_told(days, iris)
    standing = {about: best(values) for about, values in told.items() if len(values) > 1}
    rows = []
    for before, one in zip(days, graph.curated.extractions, strict=True):
        problems = with_standing([before], iris, standing)[1] if one is not before else ()
        facts = len(one.facts) + len(one.amounts)
        rows.append(ItemRow(one.item, lines[one.item.id], facts, len(one.doubtful), problems))
    with opened(path, graph.base) as database:
        database.make()
        database.add_items(rows, shared(read), iris)
        database.put_resources(graph.resolution.resources)
        database.put_identities(graph.resolution.identities)
        database.add_told(told)
        database.add_folders(folders_of(graph))
        database.index()
