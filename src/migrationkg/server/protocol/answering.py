"""A query of the SPARQL 1.1 Protocol, answered in a worker: exactly what is stated, in a form of the W3C."""

from functools import partial

from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples, Store, serialize

from migrationkg.errors import InputError
from migrationkg.server.protocol.dataset import dataset_of
from migrationkg.server.protocol.negotiation import (
    GRAPH_FORMS,
    RESULT_FORMS,
    Form,
    graph_form,
    not_acceptable,
    result_form,
)
from migrationkg.server.protocol.operation import Operation
from migrationkg.server.protocol.writing import written
from migrationkg.server.refusals import RefusedError
from migrationkg.server.work import Written
from migrationkg.store.asking import syntax_message
from migrationkg.store.prefixes import PREFIXES
from migrationkg.store.service import calls_out

_CALL = "the query calls another endpoint (SERVICE), and nothing is fetched from elsewhere here"


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
        if calls_out(operation.query, operation.base):
            raise RefusedError(403, _CALL)
        dataset = dataset_of(store, operation)
        found = dataset.store.query(
            operation.query,
            base_iri=operation.base,
            prefixes=PREFIXES,
            default_graph=dataset.default_graphs,
            named_graphs=dataset.named_graphs,
        )
    except SyntaxError as error:
        raise RefusedError(400, syntax_message(operation.query, str(error))) from error
    except RuntimeError as error:
        raise InputError(f"the query cannot be answered: {error}") from error
    return _triples(found, graphs) if isinstance(found, QueryTriples) else _results(found, rows)


def _results(found: QuerySolutions | QueryBoolean, form: Form | None) -> Written:
    if form is None:
        raise not_acceptable(RESULT_FORMS)
    return written(form, partial(found.serialize, format=result_form(form)))


def _triples(found: QueryTriples, form: Form | None) -> Written:
    if form is None:
        raise not_acceptable(GRAPH_FORMS)
    return written(form, partial(serialize, found, format=graph_form(form), prefixes=PREFIXES))
