"""Whether the server lives, and whether it can answer."""

from pyoxigraph import Store
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from migrationkg.server.served import served_of


async def health(_: Request) -> Response:
    """Say that the server lives."""
    return PlainTextResponse("alive\n", headers={"Cache-Control": "no-store"})


async def ready(request: Request) -> Response:
    """Say whether a worker answers from the store."""
    await served_of(request).pool.run(_statements)
    return PlainTextResponse("ready\n", headers={"Cache-Control": "no-store"})


def _statements(store: Store) -> int:
    return len(store)
