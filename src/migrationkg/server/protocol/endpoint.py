"""The endpoint of queries: SPARQL 1.1 Protocol."""

import re
from functools import lru_cache

from starlette.requests import Request
from starlette.responses import Response

from migrationkg.server.etags import etag, is_known, unchanged
from migrationkg.server.pages.asking import query_page, wants_page
from migrationkg.server.protocol.answering import answer
from migrationkg.server.protocol.description import service_description
from migrationkg.server.protocol.negotiation import GRAPH_FORMS, RESULT_FORMS, Form, chosen
from migrationkg.server.protocol.operation import Operation, operation_of
from migrationkg.server.served import Served, served_of
from migrationkg.server.streaming import streamed

#: What gives another answer every time.
_NEVER_THE_SAME = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID|BNODE)\b", re.IGNORECASE)


async def sparql(request: Request) -> Response:
    """Answer a query; where none is asked, say what this endpoint is (SPARQL 1.1 Service Description).

    A browser gets the page for queries.
    """
    accept = request.headers.get("accept")
    if accept and "html" in accept.lower() and wants_page(request):
        return await query_page(request)
    operation = await operation_of(request, f"{request.scope['scheme']}://{request.headers['host']}/sparql")
    if operation is None:
        return await service_description(request)
    forms = _forms(accept)
    served = served_of(request)
    headers = {"Vary": "Accept"}
    tag = _etag(served, operation, forms)
    if tag and request.method != "POST":
        if is_known(request, tag):
            return unchanged(tag)
        headers["ETag"] = tag
    if tag and (recent := served.recent.find(tag)):
        return Response(recent[0], headers=headers, media_type=recent[1])
    given = await served.pool.stream(answer, operation, *forms)
    response = await streamed(request, given, headers)
    if tag and response.body:
        served.recent.keep(tag, (bytes(response.body), given.head), len(response.body))
    return response


@lru_cache(64)
def _forms(accept: str | None) -> tuple[Form | None, Form | None]:
    """Return the form of rows and the form of graphs that a client likes best."""
    return chosen(accept, RESULT_FORMS), chosen(accept, GRAPH_FORMS)


def _etag(served: Served, operation: Operation, forms: tuple[Form | None, Form | None]) -> str | None:
    """Return the ETag of an answer; None if it may differ the next time."""
    if _NEVER_THE_SAME.search(operation.query):
        return None
    graphs = (*operation.default_graphs, "", *operation.named_graphs)
    return etag(
        served.version, operation.query, operation.base, *graphs, *(form.media_type if form else "" for form in forms)
    )
