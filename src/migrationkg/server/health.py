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
    await served_of(request).pool.run(_reads)
    return PlainTextResponse("ready\n", headers={"Cache-Control": "no-store"})


def _reads(store: Store) -> bool:
    return any(True for _ in store.quads_for_pattern(None, None, None, None))
