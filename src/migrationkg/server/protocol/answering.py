"""A query of the SPARQL 1.1 Protocol, answered in a worker: exactly what is stated, in a form of the W3C."""

from functools import partial
from typing import Any

from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Store, serialize

from migrationkg.errors import InputError
from migrationkg.server.protocol.negotiation import GRAPH_FORMS, RESULT_FORMS, Form, engine_form, not_acceptable
from migrationkg.server.protocol.operation import Operation
from migrationkg.server.refusals import RefusedError
from migrationkg.server.work import Written
from migrationkg.store.asking import syntax_message
from migrationkg.store.prefixes import PREFIXES
from migrationkg.store.service import calls_out


def answer(store: Store, operation: Operation, rows: Form | None, graphs: Form | None) -> Written:
    """Answer a query; the head is the media type.

    Args:
        store: where to look.
        operation: the query and its graphs.
        rows: the form of the rows of a SELECT, and of the boolean of an ASK; None if the client takes none.
        graphs: the form of the triples of a CONSTRUCT or DESCRIBE.

    Raises:
        RefusedError: the query is not well-formed, or calls another endpoint; the client takes no form of its answer.
    """
    try:
        if calls_out(operation.query):
            raise RefusedError(
                403, "the query calls another endpoint (SERVICE); nothing is fetched from the network here"
            )
        found = store.query(
            operation.query,
            prefixes=PREFIXES,
            default_graph=_graphs(operation, operation.default_graphs),
            named_graphs=_graphs(operation, operation.named_graphs),
        )
    except SyntaxError as error:
        raise RefusedError(400, syntax_message(operation.query, str(error))) from error
    except RuntimeError as error:
        raise InputError(f"the query cannot be answered: {error}") from error
    if isinstance(found, QueryTriples):
        return _triples(found, graphs)
    return _results(found, rows)


def _graphs(operation: Operation, named: tuple[str, ...]) -> Any:  # noqa: ANN401  # of two types in the engine
    """Return the graphs that a request names; what it leaves out is empty, unless it names none at all."""
    if not operation.default_graphs and not operation.named_graphs:
        return None
    return [_name(iri) for iri in named]


def _name(iri: str) -> NamedNode:
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise RefusedError(400, f"<{iri}> is no IRI of a graph") from error


def _results(found: QuerySolutions | QueryBoolean, form: Form | None) -> Written:
    if form is None:
        raise not_acceptable(RESULT_FORMS)
    return Written(form.media_type, partial(found.serialize, format=engine_form(form)))  # type: ignore[arg-type]


def _triples(found: QueryTriples, form: Form | None) -> Written:
    if form is None:
        raise not_acceptable(GRAPH_FORMS)
    write = partial(serialize, found, format=engine_form(form), prefixes=PREFIXES)  # type: ignore[arg-type]
    return Written(form.media_type, write)
