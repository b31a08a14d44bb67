"""Whole graphs: the reads of SPARQL 1.1 Graph Store Protocol (https://www.w3.org/TR/sparql11-http-rdf-update/)."""

from functools import partial
from urllib.parse import parse_qsl

from pyoxigraph import DefaultGraph, NamedNode, Store
from starlette.requests import Request
from starlette.responses import Response

from migrationkg.server.etags import etag, is_known, unchanged
from migrationkg.server.protocol.negotiation import GRAPH_FORMS, Form, graph_form, needed
from migrationkg.server.protocol.writing import written
from migrationkg.server.refusals import RefusedError
from migrationkg.server.served import served_of
from migrationkg.server.streaming import streamed
from migrationkg.server.work import Written
from migrationkg.store.prefixes import PREFIXES

_HOW = "name one graph: ?default or ?graph=IRI"


async def graph(request: Request) -> Response:
    """Give the statements of the default graph (`?default`) or of a named one (`?graph=IRI`)."""
    return await _given(request, _wanted(request))


async def graph_of(request: Request) -> Response:
    """Give the statements of the graph whose IRI ends like the path, such as `/graphs/news/…` of a news item."""
    return await _given(request, served_of(request).base + request.path_params["path"])


async def _given(request: Request, iri: str) -> Response:
    form = needed(request.headers.get("accept"), GRAPH_FORMS)
    served = served_of(request)
    tag = etag(served.version, "graph", iri, form.media_type)
    if is_known(request, tag):
        return unchanged(tag)
    answer = await served.pool.stream(statements, iri, form)
    return await streamed(request, answer, {"ETag": tag, "Vary": "Accept"})


def _wanted(request: Request) -> str:
    """Return the IRI of the graph that is asked for, empty for the default graph."""
    fields = parse_qsl(request.url.query, keep_blank_values=True)
    graphs = [value for name, value in fields if name == "graph"]
    defaults = [value for name, value in fields if name == "default"]
    if len(graphs) + len(defaults) != 1 or any(defaults) or graphs == [""]:
        raise RefusedError(400, _HOW)
    return graphs[0] if graphs else ""


def statements(store: Store, iri: str, form: Form) -> Written:
    """Write a graph; the head is the media type.

    Args:
        store: where it is.
        iri: its name; empty for the default graph.
        form: how it is written.

    Raises:
        RefusedError: there is no such graph, or the name is no absolute IRI.
    """
    try:
        name = NamedNode(iri) if iri else DefaultGraph()
    except ValueError as error:
        raise RefusedError(400, f"<{iri}> is no IRI; {_HOW}") from error
    if isinstance(name, NamedNode) and not store.contains_named_graph(name):
        raise RefusedError(404, f"there is no graph <{iri}>")
    return written(form, partial(store.dump, format=graph_form(form), from_graph=name, prefixes=PREFIXES))
