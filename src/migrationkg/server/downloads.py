"""The files of the graph, as the last build wrote them."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from migrationkg.server.refusals import RefusedError
from migrationkg.server.served import served_of


async def turtle(request: Request) -> Response:
    """Give the statements (`graph.ttl`)."""
    return _file(served_of(request).kb.turtle, "text/turtle")


async def trig(request: Request) -> Response:
    """Give the statements with the graph of each item, and the evidence (`graph.trig`)."""
    return _file(served_of(request).kb.trig, "application/trig")


def _file(path: Path, media_type: str) -> Response:
    if not path.is_file():
        raise RefusedError(404, f"there is no {path.name}; build the knowledge base again")
    return FileResponse(path, media_type=media_type, filename=path.name)
