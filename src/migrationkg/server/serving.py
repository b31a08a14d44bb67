"""The server as a program: its socket, its signals, its log."""

import gc
import signal
import socket
import sys
from pathlib import Path

import uvicorn

from migrationkg.errors import InputError
from migrationkg.knowledge_base.folder import open_knowledge_base
from migrationkg.knowledge_base.using import base_of
from migrationkg.server.app import application
from migrationkg.server.connections import PatientProtocol
from migrationkg.server.settings import Settings

_NOT_TAKEN = 60_000  # milliseconds


def serve(settings: Settings) -> None:
    """Serve a knowledge base until SIGINT or SIGTERM; what is being answered then is answered.

    Raises:
        InputError: there is no knowledge base, or the address cannot be used.
    """
    base_of(open_knowledge_base(settings.kb))  # what is wrong with it is told before anything starts
    listening = _bound(settings.host, settings.port)
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
    for end in (signal.SIGINT, signal.SIGTERM):  # uvicorn raises them again when it has ended in order
        signal.signal(end, lambda *_: None)
    gc.freeze()  # what is there lives as long as the server; no look for rubbish goes through it
    _Server(config, settings.kb).run(sockets=[listening])


class _Server(uvicorn.Server):
    """A server that tells where it listens as soon as it answers."""

    def __init__(self, config: uvicorn.Config, kb: Path) -> None:
        super().__init__(config)
        self._kb = kb

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        for one in sockets or ():
            host, port = one.getsockname()[:2]
            shown = f"[{host}]" if ":" in host else host
            told = f"serving {self._kb} at http://{shown}:{port}/ (Ctrl+C ends it)"
            print(told, file=sys.stderr, flush=True)  # noqa: T201


def _bound(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, protocol)  # asyncio sends at once only where the protocol is told
        if sys.platform != "win32":  # where it means that two servers may have one port
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if hasattr(
            socket, "TCP_USER_TIMEOUT"
        ):  # so long may what was sent wait for being taken; connections inherit it
            listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, _NOT_TAKEN)
        listening.bind(address)
        listening.listen(2048)
    except OSError as error:
        told = error.strerror or error
        raise InputError(f"{host}:{port}: cannot listen there: {told}; choose another --port") from error
    return listening
