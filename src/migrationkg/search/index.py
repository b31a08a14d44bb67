"""The index of a knowledge base: one file beside its store, made anew whenever the store is another."""

import json
import logging
import os
import sqlite3
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

from pyoxigraph import NamedNode, Store

from migrationkg.errors import InputError
from migrationkg.graph import terms
from migrationkg.knowledge_base.folder import KnowledgeBase, open_knowledge_base
from migrationkg.questions import local_store_of
from migrationkg.search.making import make_index
from migrationkg.store import open_store
from migrationkg.store.disk import current_data

_FORM = 1  # of the tables; a file of another form is made anew

_LOG = logging.getLogger(__name__)


def index_of(known: KnowledgeBase) -> sqlite3.Connection:
    """Open the index of a knowledge base for reading, after making it where there is none of the present store.

    Where the folder cannot be written, the index is made in memory.

    Args:
        known: the knowledge base.

    Raises:
        InputError: its store is damaged.
    """
    path = known.folder / "search.db"
    stamp = _stamp(known)
    if opened := _opened(path, stamp):
        return opened
    store = open_store(known.store)
    texts = dict(_texts(known, store))
    try:
        _write(path, store, texts, stamp)
        return _opened(path, stamp) or index_in_memory(store, texts)
    except (OSError, sqlite3.Error) as error:
        _LOG.info("%s: cannot be written (%s); the index is kept in memory", path, error)
        return index_in_memory(store, texts)


def index_at(kb: Path, endpoint: str | None = None) -> sqlite3.Connection:
    """Open the index of a knowledge base, or make one of a file of RDF or of what an endpoint has.

    Args:
        kb: the folder, or a file of Turtle, TriG, N-Quads or N-Triples.
        endpoint: address of a SPARQL endpoint that is asked instead.

    Raises:
        InputError: there is neither, or it is damaged.
    """
    if endpoint or kb.is_file():
        return index_in_memory(local_store_of(kb, endpoint))
    return index_of(open_knowledge_base(kb))


def index_in_memory(store: Store, texts: Mapping[str, str] | None = None) -> sqlite3.Connection:
    """Return an index that lasts as long as its connection.

    Args:
        store: of `open_store`.
        texts: IRI of a news item → its text.
    """
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    make_index(connection, store, texts or {})
    return connection


def _stamp(known: KnowledgeBase) -> int:
    """Return a number that is another for another store, below 2**31."""
    data = known.store / current_data(known.store)
    return zlib.crc32(f"{_FORM} {data.name} {data.stat().st_mtime_ns}".encode()) >> 1


def _opened(path: Path, stamp: int) -> sqlite3.Connection | None:
    if not path.is_file():
        return None
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)
        if connection.execute("PRAGMA user_version").fetchone() == (stamp,):
            return connection
        connection.close()
    except sqlite3.Error:  # a damaged file: it is made anew
        pass
    return None


def _write(path: Path, store: Store, texts: Mapping[str, str], stamp: int) -> None:
    fresh = path.with_name(f".{path.name}-{os.getpid()}")
    try:
        with closing(sqlite3.connect(fresh)) as connection:
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            make_index(connection, store, texts)
            connection.execute(f"PRAGMA user_version = {stamp}")
            connection.commit()
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


def _texts(known: KnowledgeBase, store: Store) -> Iterator[tuple[str, str]]:
    """Yield the IRI and text of each item that the knowledge base remembers."""
    subjects = (quad.subject for quad in store.quads_for_pattern(None, terms.TYPE, terms.NEWS_ITEM, None))
    iris = {one.value.rpartition("/")[2]: one.value for one in subjects if isinstance(one, NamedNode)}
    try:
        with known.memory.open(encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                if row["id"] in iris:
                    yield iris[row["id"]], row["text"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"{known.memory}: damaged ({error}); build the knowledge base again") from error
