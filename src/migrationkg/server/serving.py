"""The server as a program: its socket, its signals, its log."""

import logging
import socket
import sys
from contextlib import suppress

import uvicorn

from migrationkg.errors import InputError
from migrationkg.server.app import application
from migrationkg.server.connections import PatientProtocol
from migrationkg.server.passage import ACCESS
from migrationkg.server.settings import Settings


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
        http=PatientProtocol,
        ws="none",
        access_log=False,
        log_config=None,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=int(settings.timeout) + 5,
    )
    shown = f"[{host}]" if ":" in host else host
    print(f"serving {settings.kb} at http://{shown}:{port}/ (Ctrl+C ends it)", file=sys.stderr, flush=True)  # noqa: T201
    with suppress(KeyboardInterrupt):  # which uvicorn raises once more when all is answered
        uvicorn.Server(config).run(sockets=[listening])


def _bound(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, protocol)  # asyncio sends at once only where the protocol is told
        if sys.platform != "win32":  # where it means that two servers may have one port
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(2048)
    except OSError as error:
        told = error.strerror or error
        raise InputError(f"{host}:{port}: cannot listen there: {told}; choose another --port") from error
    return listening


def _log_accesses() -> None:
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(logging.Formatter("%(message)s"))
    ACCESS.handlers = [handler]
    ACCESS.setLevel(logging.INFO)
    ACCESS.propagate = False
