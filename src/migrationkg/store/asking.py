"""A question put to a store."""

import io
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from pyoxigraph import Literal, NamedNode, Store

from migrationkg.errors import InputError
from migrationkg.store.answer import Answer, read_answer
from migrationkg.store.header import read_header
from migrationkg.store.implied import with_implied
from migrationkg.store.remote import Asked, RemoteStore
from migrationkg.store.service import calls_out
from migrationkg.store.values import bind_values
from migrationkg.store.worker import evaluated, running

_CALL = "the query calls another endpoint (SERVICE), and nothing is fetched from the network here"
_UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"}
_READING = "ask with SELECT, ASK, CONSTRUCT or DESCRIBE"

_PLACE = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
_OF_A_NAME = re.compile("Prefix not found|IRI parsing failed")
_FEW = 7  # signs that may stand in a place; of more, none is what is missing

#: What the engine says → what it means for who wrote the query.
_TOLD = {
    "Prefix not found": "the prefix is not declared; add a PREFIX line",
    "IRI parsing failed": "the IRI is not whole; write it with its beginning, such as https://, or add a BASE line",
    "The SELECT contains": "a SELECT that counts or sums may name other variables only if GROUP BY names them too",
    "overrid": "AS must name a variable that is used nowhere else",
}


def ask(  # noqa: PLR0913  # what a query may need, each by its name
    store: Asked,
    query: str,
    parameters: Mapping[str, str] | None = None,
    timeout: float = 60.0,
    most: int | None = None,
    *,
    most_triples: int | None = None,
    implied: bool = False,
) -> Answer:
    """Ask a store a SPARQL 1.1 query: SELECT, ASK, CONSTRUCT or DESCRIBE.

    The values of parameters are bound as RDF terms to variables of the query; they are never part of its
    text. Which a query takes, and their types, its header says (`migrationkg.store.header`). Such a variable
    must stand in the SELECT; the pattern must bind it in every row, or use it in FILTERs only.

    Args:
        store: of `open_store`.
        query: the text, with its header; the prefixes of `migrationkg.store.prefixes` need no declaration.
        parameters: name → value, as the user wrote them.
        timeout: seconds after which the query is stopped.
        most: rows of a SELECT at most; the answer then has no forms of the W3C.
        most_triples: triples of a CONSTRUCT or DESCRIBE at most.
        implied: whether super-classes, super-properties and inverses are read as the ontology means them
            (`migrationkg.store.implied`); the answer tells which were.

    Raises:
        InputError: the query is not well-formed, changes data, calls another endpoint (SERVICE), takes too
            long or too much memory; a parameter is unknown, lacking, or its value does not fit its type.

    Example:
        >>> ask(Store(), "ASK { ?project mkg:fundedBy ?funder }").boolean
        False
    """
    if not timeout > 0:
        raise InputError(f"a query cannot be stopped after {timeout:g} s; give a number of seconds above 0")
    query = query.removeprefix("\ufeff")
    values = bind_values(store, read_header(query).parameters, parameters or {})
    if implied:
        wider, terms = with_implied(store, query)
        if terms:
            try:
                return replace(_answer(store, wider, values, timeout, (most, most_triples)), implied=terms)
            except SyntaxError:  # what is told of a triple in {| … |}, which can have no path
                pass
    try:
        return _answer(store, query, values, timeout, (most, most_triples))
    except SyntaxError as error:
        raise InputError(syntax_message(query, str(error))) from error


def ask_here(store: Store, query: str, parameters: Mapping[str, str] | None = None, most: int | None = None) -> Answer:
    """Ask a store a named question in this process: for one that can be killed and has no network, as a server's.

    Args:
        store: of `open_store`.
        query: the text, with its header.
        parameters: name → value, as the user wrote them.
        most: rows of a SELECT at most.

    Raises:
        InputError: as `ask`.

    Example:
        >>> ask_here(Store(), "ASK { ?project mkg:fundedBy ?funder }").boolean
        False
    """
    values = bind_values(store, read_header(query).parameters, parameters or {})
    try:
        if calls_out(query):
            raise InputError(_CALL)
        kind, write = evaluated(store, query, values)
        reply = io.BytesIO()
        write(reply)
    except SyntaxError as error:
        raise InputError(syntax_message(query, str(error))) from error
    except RuntimeError as error:
        raise InputError(f"the query cannot be answered: {error}") from error
    reply.seek(0)
    return read_answer(kind, reply, most)


def _answer(
    store: Asked,
    query: str,
    values: Mapping[str, NamedNode | Literal],
    timeout: float,
    most: tuple[int | None, int | None],
) -> Answer:
    """Return an answer of so many rows and triples at most."""
    try:
        begun = store.running if isinstance(store, RemoteStore) else partial(running, store)
        with begun(query, values, timeout) as (kind, reply):
            if kind == "service":
                raise InputError(_CALL)
            return read_answer(kind, reply, *most)
    except RuntimeError as error:
        raise InputError(f"the query cannot be answered: {error}") from error
    except OSError as error:
        raise InputError(f"the store cannot be read ({error}); build it again") from error


def syntax_message(query: str, message: str) -> str:
    """Return what is wrong with a query, and where, in a line for people.

    Args:
        query: its text.
        message: what the engine says of it.
    """
    found = _PLACE.match(message)
    if not found:
        return f"the query is not well-formed SPARQL: {message.splitlines()[0]}"
    before = query.splitlines(keepends=True)[: int(found[1])]
    end = sum(map(len, before[: int(found[1]) - 1])) + int(found[2]) - 1
    start = _last_word(query, end) if _OF_A_NAME.search(found[3]) else end - _looked_ahead(found[3])
    near = query[start : start + 30].partition("\n")[0].strip()
    if near.partition(" ")[0].upper() in _UPDATES:
        return f"{near.split()[0].upper()} changes data, and a store is only read; {_READING}"
    line = query.count("\n", 0, start) + 1
    column = start - query.rfind("\n", 0, start)
    return (
        f"the query is not well-formed SPARQL: line {line}, column {column}"
        f"{f' (at {near!r})' if near else ' (at the end)'}: {_expectation(found[3])}"
    )


def _last_word(query: str, end: int) -> int:
    """Return where the last word before a place begins: the engine has read a name, and what is blank behind it."""
    read = query[:end].rstrip()
    return len(read) - len(read.split()[-1])


def _looked_ahead(expected: str) -> int:
    """Return how many characters the engine had read, in search of a keyword, when it gave up."""
    wanted = [word for word in expected.split(", ") if word != "[_]"]  # any character, where the text ends before
    return min(map(len, wanted), default=0) if all(re.fullmatch("[A-Za-z_]+", word) for word in wanted) else 0


def _expectation(engine: str) -> str:
    """Keep of what the engine says that which people can use; the keywords of its list are those it tried last."""
    for said, told in _TOLD.items():
        if said in engine:
            return told
    wanted = [word for word in re.findall(r'"[^"]+"', engine) if "\\" not in word]
    if 0 < len(wanted) <= _FEW:
        return f"expected {' or '.join(wanted)}"
    return "expected something else; a dot, a bracket or a keyword may be missing before it"
