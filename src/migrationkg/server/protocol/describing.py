"""Statements about the server and what it serves, written in the form that a client likes."""

from collections.abc import Iterable

from starlette.requests import Request
from starlette.responses import Response

from migrationkg.description.statements import Statement, serialized
from migrationkg.server.etags import etag, is_known, unchanged
from migrationkg.server.protocol.negotiation import GRAPH_FORMS, graph_form, needed
from migrationkg.server.served import served_of


def described(request: Request, statements: Iterable[Statement]) -> Response:
    """Return a response with statements, as Turtle or in the form that the client likes better.

    Raises:
        RefusedError: it takes no form of RDF.
    """
    form = needed(request.headers.get("accept"), GRAPH_FORMS)
    tag = etag(served_of(request).version, str(request.url), form.media_type)
    if is_known(request, tag):
        return unchanged(tag)
    content = serialized(statements, graph_form(form))
    return Response(content, media_type=form.media_type, headers={"ETag": tag, "Vary": "Accept"})
