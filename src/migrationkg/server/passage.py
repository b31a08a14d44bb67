"""What every request and every response passes: the Host header, what pages may do in a browser, the log.

Each function wraps an ASGI application.
"""

import json
import logging
import time
from datetime import UTC, datetime
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from migrationkg.server.settings import Settings

#: One line of JSON a request.
ACCESS = logging.getLogger("migrationkg.access")

#: Paths of what only a curator may do.
_CLOSED = ("/curate", "/curation", "/review")

_POLICIES = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "object-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def policies(app: ASGIApp) -> ASGIApp:
    """Tell the browser what our pages may do; a page that needs other rules sets its own."""

    async def with_policies(scope: Scope, receive: Receive, send: Send) -> None:
        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _POLICIES.items():
                    headers.setdefault(name, value)
            await send(message)

        await app(scope, receive, sent if scope["type"] == "http" else send)

    return with_policies


def open_to_pages(app: ASGIApp) -> ASGIApp:
    """Let pages of other sites read (CORS): all but what a curator may do, and nothing with a user's cookies."""
    opened = CORSMiddleware(
        app,
        allow_origins=["*"],
        allow_methods=["GET", "HEAD", "POST"],
        allow_headers=["*"],
        expose_headers=["ETag", "Link", "Content-Location"],
        max_age=86400,
    )

    async def open_or_not(scope: Scope, receive: Receive, send: Send) -> None:
        is_closed = scope["type"] == "http" and scope["path"].startswith(_CLOSED)
        await (app if is_closed else opened)(scope, receive, send)

    return open_or_not


def known_hosts(app: ASGIApp, settings: Settings) -> ASGIApp:
    """Answer only who calls the server by one of its names, so that no foreign page passes itself off as ours."""
    names = {"localhost", "127.0.0.1", "[::1]", settings.host, f"[{settings.host}]", *settings.names}

    async def answering_to_names(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            hosts = Headers(scope=scope).getlist("host")
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
        told: dict[str, Any] = {"status": 0, "bytes": 0}

        async def counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                told["status"] = message["status"]
            else:
                told["bytes"] += len(message.get("body", b""))
            await send(message)

        try:
            await app(scope, receive, counted)
        except Exception:
            told["status"] = told["status"] or 500
            raise
        finally:
            line = {
                "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
                "client": scope["client"][0] if scope.get("client") else None,
                "method": scope["method"],
                "path": scope["path"],
                **told,
                "seconds": round(time.perf_counter() - begun, 4),
            }
            ACCESS.info(json.dumps(line))

    return logged
