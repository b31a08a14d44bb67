"""A query in a process of its own, which can be killed and has no network.

Oxigraph in Python has no limit of time or memory: a join that forgets its condition runs for hours or fills
the machine. It also sends what a query tells it to wherever the query says (`SERVICE`), so that a query of another's
hand could carry the knowledge base away. Two things keep it from that, each without the other: a query that calls out
is not run (`migrationkg.store.service`), and the process that runs it cannot reach the network
(`migrationkg.store.offline`). The worker is forked, so that it has the store already, in memory or open on disk; where
there is no fork (Windows), it gets the statements.
"""

import io
import multiprocessing
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from multiprocessing.connection import Connection
from typing import Any, BinaryIO

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QueryTriples,
    RdfFormat,
    Store,
    Variable,
)

from migrationkg.errors import InputError
from migrationkg.store.limits import limit_memory
from migrationkg.store.offline import go_offline
from migrationkg.store.prefixes import PREFIXES
from migrationkg.store.service import calls_out

_START = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
_MEMORY = 4 * 2**30  # bytes
_LONGEST = 10**6  # seconds; more cannot be waited for in one go
_PIECE = 2**18  # bytes that are sent at once

#: What a piece of an answer begins with if the engine failed on the way; no standard form has this character.
_FAILED = b"\0"
_FAILURES = (SyntaxError, RuntimeError, OSError)


@contextmanager
def running(
    store: Store, query: str, values: Mapping[str, NamedNode | Literal], timeout: float
) -> Iterator[tuple[str, BinaryIO]]:
    """Run a query; give the kind of its answer, and the answer as it comes.

    The query ends with the block, whether or not all of the answer was read.

    Args:
        store: where to look; only its default graph, unless the query says `GRAPH`.
        query: SPARQL 1.1; the prefixes of `migrationkg.store.prefixes` need no declaration.
        values: name of a variable → the term that it stands for.
        timeout: seconds after which the query is stopped, read or not.

    Yields:
        `select` or `ask` with SPARQL JSON results, `construct` with N-Triples, or `service` if the query calls
        another endpoint.

    Raises:
        SyntaxError: the query is not well-formed.
        RuntimeError: it cannot be answered, such as one that sets a parameter that is no column.
        OSError: the store cannot be read.
        InputError: the query took longer, or needed more memory than 4 GiB.
    """
    context: Any = multiprocessing.get_context(_START)  # of several classes, which share no public one
    reader, writer = context.Pipe(duplex=False)
    handed = store if _START == "fork" else store.dump(format=RdfFormat.N_QUADS)
    worker = context.Process(target=_work, args=(writer, handed, query, values), daemon=True)
    worker.start()
    writer.close()
    try:
        answer = _Answer(reader, min(timeout, _LONGEST))
        yield answer.piece().decode(), io.BufferedReader(answer, _PIECE)
    finally:
        worker.kill()
        worker.join()
        reader.close()


class _Answer(io.RawIOBase):
    """The answer as a stream of bytes, which ends in time."""

    def __init__(self, reader: Connection, timeout: float) -> None:
        self._reader = reader
        self._timeout = timeout
        self._end = time.monotonic() + timeout
        self._rest = memoryview(b"")
        self._ended = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401  # any kind of buffer
        self._rest = self._rest or memoryview(self.piece())
        size = min(len(buffer), len(self._rest))
        buffer[:size], self._rest = self._rest[:size], self._rest[size:]
        return size

    def piece(self) -> bytes:
        """Return what comes next, empty at the end and after it."""
        if self._ended:
            return b""
        try:
            if not self._reader.poll(max(0.0, self._end - time.monotonic())):
                raise InputError(
                    f"the query was stopped after {self._timeout:g} s; "
                    "ask for less (a parameter, LIMIT) or allow more time"
                )
            piece = self._reader.recv_bytes()
        except EOFError as error:
            raise InputError(
                f"the query needed more memory than the {_MEMORY >> 30} GiB that it may use; "
                "ask for less (a parameter, LIMIT)"
            ) from error
        if piece.startswith(_FAILED):
            name, _, message = piece[1:].decode().partition("\n")
            raise next(failure for failure in _FAILURES if failure.__name__ == name)(message)
        self._ended = not piece
        return piece


def _work(writer: Connection, handed: Store | bytes, query: str, values: Mapping[str, NamedNode | Literal]) -> None:
    limit_memory(_MEMORY)
    go_offline()
    try:
        if calls_out(query):
            writer.send_bytes(b"service")
            return
        _evaluate(_opened(handed), query, values, writer)
    except _FAILURES as error:
        kind = next(failure for failure in _FAILURES if isinstance(error, failure))
        writer.send_bytes(_FAILED + f"{kind.__name__}\n{error}".encode())


def _opened(handed: Store | bytes) -> Store:
    if isinstance(handed, Store):
        return handed
    store = Store()
    store.bulk_load(handed, RdfFormat.N_QUADS)
    return store


class _Pieces(io.RawIOBase):
    """Sends what is written to it."""

    def __init__(self, writer: Connection) -> None:
        self._writer = writer

    def writable(self) -> bool:
        return True

    def write(self, piece: Any) -> int:  # noqa: ANN401  # any kind of buffer
        self._writer.send_bytes(piece)
        return len(piece)


def _evaluate(store: Store, query: str, values: Mapping[str, NamedNode | Literal], writer: Connection) -> None:
    kind, write = evaluated(store, query, values)
    writer.send_bytes(kind.encode())
    pieces = io.BufferedWriter(_Pieces(writer), _PIECE)
    write(pieces)
    pieces.flush()
    writer.send_bytes(b"")


def evaluated(
    store: Store, query: str, values: Mapping[str, NamedNode | Literal]
) -> tuple[str, Callable[[BinaryIO], object]]:
    """Begin a query in this process, which nothing stops; return the kind of its answer, and what writes it.

    Args:
        store: where to look.
        query: SPARQL 1.1 that calls no other endpoint.
        values: name of a variable → the term that it stands for.

    Raises:
        SyntaxError, RuntimeError, OSError: as `running`.
    """
    answer = store.query(
        query, prefixes=PREFIXES, substitutions={Variable(name): term for name, term in values.items()}
    )
    if isinstance(answer, QueryTriples):
        return "construct", partial(answer.serialize, format=RdfFormat.N_TRIPLES)
    kind = "ask" if isinstance(answer, QueryBoolean) else "select"
    return kind, partial(answer.serialize, format=QueryResultsFormat.JSON)
