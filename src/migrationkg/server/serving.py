"""The server as a program: its socket, its signals, its log."""

import logging
import socket
import sys

import uvicorn

from migrationkg.errors import InputError
from migrationkg.server.app import application
from migrationkg.server.passage import ACCESS
from migrationkg.server.settings import Settings

_LARGEST_HEAD = 2**16  # bytes of a request's first line and headers


def serve(settings: Settings) -> None:
    """Serve a knowledge base until SIGINT or SIGTERM; what is being answered then is answered.

    Raises:
        InputError: there is no knowledge base, or the address cannot be used.
    """
    listening = _bound(settings.host, settings.port)
    host, port = listening.getsockname()[:2]
    _log_accesses()
    config = uvicorn.Config(
        application(settings),
        access_log=False,
        log_config=None,
        log_level="warning",
        server_header=False,
        h11_max_incomplete_event_size=_LARGEST_HEAD,
        timeout_graceful_shutdown=int(settings.timeout) + 5,
    )
    shown = f"[{host}]" if ":" in host else host
    print(f"serving {settings.kb} at http://{shown}:{port}/ (Ctrl+C ends it)", file=sys.stderr, flush=True)  # noqa: T201
    uvicorn.Server(config).run(sockets=[listening])


def _bound(host: str, port: int) -> socket.socket:
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address[:2], family=family, backlog=2048)
    except OSError as error:
        told = error.strerror or error
        raise InputError(f"{host}:{port}: cannot listen there: {told}; choose another --port") from error


def _log_accesses() -> None:
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(logging.Formatter("%(message)s"))
    ACCESS.handlers = [handler]
    ACCESS.setLevel(logging.INFO)
    ACCESS.propagate = False
