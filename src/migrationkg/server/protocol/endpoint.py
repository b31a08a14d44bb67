"""The endpoint of queries: SPARQL 1.1 Protocol."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from migrationkg.server.protocol.answering import answer
from migrationkg.server.protocol.negotiation import GRAPH_FORMS, RESULT_FORMS, chosen
from migrationkg.server.protocol.operation import operation_of
from migrationkg.server.served import served_of
from migrationkg.server.streaming import streamed


async def sparql(request: Request) -> Response:
    """Answer a query, or tell what this endpoint is where none is asked."""
    operation = await operation_of(request)
    if operation is None:
        return PlainTextResponse("SPARQL 1.1 endpoint\n")
    accept = request.headers.get("accept")
    forms = chosen(accept, RESULT_FORMS), chosen(accept, GRAPH_FORMS)
    return await streamed(request, await served_of(request).pool.stream(answer, operation, *forms))
