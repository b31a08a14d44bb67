"""The application: what every request passes, then the table of routes."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette_compress import CompressMiddleware, add_compress_type

from migrationkg.errors import InputError
from migrationkg.server.curation.endpoints import Curation
from migrationkg.server.pages.looks import refusal
from migrationkg.server.passage import known_hosts, log, policies
from migrationkg.server.protocol.endpoint import sparql
from migrationkg.server.protocol.negotiation import GRAPH_FORMS, RESULT_FORMS
from migrationkg.server.recent import given_before
from migrationkg.server.refusals import RefusedError
from migrationkg.server.routes import ROUTES
from migrationkg.server.served import Serving
from migrationkg.server.settings import Settings
from migrationkg.server.whole_requests import whole_requests

for _form in (*RESULT_FORMS.values(), *GRAPH_FORMS.values()):
    add_compress_type(_form.media_type)
add_compress_type("application/trig")


def application(settings: Settings) -> Starlette:
    """Return the server of a knowledge base as an ASGI application.

    Args:
        settings: the knowledge base, and how it is served.
    """
    curation = Curation.of(settings)

    @asynccontextmanager
    async def living(app: Starlette) -> AsyncIterator[None]:
        serving = Serving(settings)
        app.state.serving = serving
        await serving.refresh()
        watch = asyncio.create_task(serving.watch())
        try:
            yield
        finally:
            watch.cancel()
            with suppress(asyncio.CancelledError):
                await watch
            serving.close()
            if curation:
                await curation.workshop.close()

    app = Starlette(
        routes=ROUTES,
        lifespan=living,
        middleware=[
            Middleware(log),
            Middleware(given_before),
            Middleware(policies, settings=settings),
            Middleware(known_hosts, settings=settings),
            Middleware(whole_requests, largest=settings.largest_body),
            Middleware(CompressMiddleware),
            Middleware(_queries_first),
        ],
        exception_handlers={InputError: _refusal, HTTPException: _no_page},
    )
    app.state.settings = settings
    app.state.curation = curation
    return app


def _queries_first(app: ASGIApp) -> ASGIApp:
    """Answer queries without a look at the table of routes, which takes longer than a small query."""

    async def answered(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] != "/sparql" or scope["method"] not in {"GET", "HEAD", "POST"}:
            await app(scope, receive, send)
            return
        request = Request(scope, receive, send)
        try:
            response = await sparql(request)
        except InputError as error:
            response = await _refusal(request, error)
        except HTTPException as error:
            response = await _no_page(request, error)
        await response(scope, receive, send)

    return answered


async def _refusal(request: Request, error: Exception) -> Response:
    status = error.status if isinstance(error, RefusedError) else 400
    headers = {"Retry-After": "10"} if status == 503 else {}
    return refusal(request, status, str(error), headers)


async def _no_page(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101
    headers: Mapping[str, str] = error.headers or {}
    return refusal(request, error.status_code, error.detail, headers)
