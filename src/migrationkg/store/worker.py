"""A query in a process of its own, which can be killed and has no network.

Oxigraph in Python has no limit of time or memory: a join that forgets its condition runs for hours or fills
the machine. It also sends what a query tells it to wherever the query says (`SERVICE`), so that a query of another's
hand could carry the knowledge base away. Two things keep it from that, each without the other: a query that calls out
is not run (`migrationkg.store.service`), and the process that runs it cannot reach the network
(`migrationkg.store.offline`). The worker is forked, so that it has the store already, in memory or open on disk.
"""

import faulthandler
import multiprocessing
import os
import resource
import sys
from collections.abc import Mapping
from multiprocessing.connection import Connection

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    Variable,
)

from migrationkg.errors import InputError
from migrationkg.store.offline import go_offline
from migrationkg.store.prefixes import PREFIXES
from migrationkg.store.service import calls_out

_FORK = multiprocessing.get_context("fork")
_MEMORY = 4 * 2**30  # bytes


def run_query(store: Store, query: str, values: Mapping[str, NamedNode | Literal], timeout: float) -> tuple[str, bytes]:
    """Run a query and return the kind of its answer with the answer in a standard form.

    Args:
        store: where to look; only its default graph, unless the query says `GRAPH`.
        query: SPARQL 1.1; the prefixes of `migrationkg.store.prefixes` need no declaration.
        values: name of a variable → the term that it stands for.
        timeout: seconds after which the query is stopped.

    Returns:
        `select` or `ask` with SPARQL JSON results, `construct` with N-Triples, `service` if the query calls another
        endpoint, or one of `SyntaxError`, `RuntimeError` and `OSError` with the engine's message.

    Raises:
        InputError: the query took longer, or needed more memory than 4 GiB.
    """
    reader, writer = _FORK.Pipe(duplex=False)
    worker = _FORK.Process(target=_work, args=(writer, store, query, values), daemon=True)
    worker.start()
    writer.close()
    try:
        if not reader.poll(timeout):
            raise InputError(
                f"the query was stopped after {timeout:g} s; ask for less (a parameter, LIMIT) or allow more time"
            )
        kind, _, document = reader.recv_bytes().partition(b"\n")
    except EOFError as error:
        raise InputError(
            f"the query needed more memory than the {_MEMORY >> 30} GiB that it may use; "
            "ask for less (a parameter, LIMIT)"
        ) from error
    finally:
        worker.kill()
        worker.join()
        reader.close()
    return kind.decode(), document


def _work(writer: Connection, store: Store, query: str, values: Mapping[str, NamedNode | Literal]) -> None:
    _limit_memory()
    go_offline()
    try:
        kind, document = _evaluate(store, query, values)
    except (SyntaxError, RuntimeError, OSError) as error:
        known = next(kind for kind in (SyntaxError, RuntimeError, OSError) if isinstance(error, kind))
        kind, document = known.__name__, str(error).encode()
    writer.send_bytes(kind.encode() + b"\n" + document)


def _limit_memory() -> None:
    # The engine aborts with a stack trace when memory runs out; that is no message for people.
    faulthandler.disable()
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stderr__.fileno() if sys.__stderr__ else 2)
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    limit = _MEMORY if hard == resource.RLIM_INFINITY else min(_MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))


def _evaluate(store: Store, query: str, values: Mapping[str, NamedNode | Literal]) -> tuple[str, bytes]:
    if calls_out(query):
        return "service", b""
    answer = store.query(
        query, prefixes=PREFIXES, substitutions={Variable(name): term for name, term in values.items()}
    )
    if isinstance(answer, QuerySolutions):
        return "select", answer.serialize(format=QueryResultsFormat.JSON) or b""
    if isinstance(answer, QueryBoolean):
        return "ask", answer.serialize(format=QueryResultsFormat.JSON) or b""
    return "construct", answer.serialize(format=RdfFormat.N_TRIPLES) or b""
