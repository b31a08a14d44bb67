"""What every request and every response passes: the Host header, what pages may do in a browser, the log.

Each function wraps an ASGI application.
"""

import json
import time
from contextlib import suppress
from datetime import UTC, datetime

from starlette.middleware.cors import CORSMiddleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from migrationkg.server.settings import Settings

#: Paths of what only a curator may do.
_CLOSED = ("/curate", "/curation", "/review")

_POLICIES = {
    b"content-security-policy": b"default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    b"object-src 'none'",
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"same-origin",
    b"cross-origin-opener-policy": b"same-origin",
}

_OPEN = _POLICIES | {
    b"access-control-allow-origin": b"*",
    b"access-control-expose-headers": b"ETag, Link, Content-Location",
}


def policies(app: ASGIApp, settings: Settings) -> ASGIApp:
    """Tell the browser what our pages may do, and that pages of other sites may read them (CORS).

    A page that needs other rules sets its own. What only a curator may do is open to no other site, and nothing is with
    a user's cookies.
    """
    asked_before = CORSMiddleware(
        app, allow_origins=["*"], allow_methods=["GET", "HEAD", "POST"], allow_headers=["*"], max_age=86400
    )

    async def with_policies(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        is_open = settings.open_to_pages and not scope["path"].startswith(_CLOSED)
        further = _OPEN if is_open else _POLICIES

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = message["headers"]
                names = {name for name, _ in own}
                message["headers"] = [*own, *(one for one in further.items() if one[0] not in names)]
            await send(message)

        await (asked_before if is_open and scope["method"] == "OPTIONS" else app)(scope, receive, sent)

    return with_policies


def known_hosts(app: ASGIApp, settings: Settings) -> ASGIApp:
    """Answer only who calls the server by one of its names, so that no foreign page passes itself off as ours."""
    names = {"localhost", "127.0.0.1", "[::1]", settings.host, f"[{settings.host}]", *settings.names}

    async def answering_to_names(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            hosts = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
            if len(hosts) != 1 or without_port(hosts[0]).lower() not in names:
                told = PlainTextResponse("this server is not called so; start it with --name and this name\n", 421)
                await told(scope, receive, send)
                return
        await app(scope, receive, send)

    return answering_to_names


def without_port(host: str) -> str:
    """Return the name of a host.

    Example:
        >>> without_port("example.org:7200"), without_port("[::1]:7200"), without_port("[::1]")
        ('example.org', '[::1]', '[::1]')
    """
    name, colon, port = host.rpartition(":")
    return name if colon and port.isdigit() else host


def log(app: ASGIApp) -> ASGIApp:
    """Write a line for each request: when, who, what, how it ended, how much and how long. No query, no token."""

    async def logged(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        begun = time.perf_counter()
        status = size = 0

        async def counted(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
            else:
                size += len(message.get("body", b""))
            await send(message)

        try:
            await app(scope, receive, counted)
        except Exception:
            status = status or 500
            raise
        finally:
            now = datetime.now(UTC).isoformat(timespec="milliseconds")
            client = json.dumps(scope["client"][0] if scope.get("client") else None)
            line = (
                f'{{"time": "{now}", "client": {client}, "method": {json.dumps(scope["method"])}, '
                f'"path": {json.dumps(scope["path"])}, "status": {status}, "bytes": {size}, '
                f'"seconds": {time.perf_counter() - begun:.4f}}}'
            )
            with suppress(OSError):  # nobody reads the log any more
                print(line, flush=True)  # noqa: T201

    return logged
