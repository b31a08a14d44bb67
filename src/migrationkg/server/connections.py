"""Connections that must say in time, and in few words, what they want; uvicorn itself sets no limit to that."""

import asyncio
from typing import Any

from uvicorn.protocols.http.auto import AutoHTTPProtocol

_HEAD_TIME = 15.0  # seconds in which the first line and the headers of a request must have come
_LARGEST_HEAD = 2**16  # bytes of them
#: Bytes that may still come of a body that was refused: a proxy that is cut off while it sends one tells who asked of a
#: bad gateway, not of the size.
_LARGEST_REST = 2**23

_Protocol: Any = AutoHTTPProtocol  # one of several classes, as uvicorn finds its parts installed


class PatientProtocol(_Protocol):  # type: ignore[misc]
    """HTTP that waits for a request for some seconds only."""

    def __init__(self, *values: Any, **named: Any) -> None:  # noqa: ANN401  # as uvicorn gives them
        super().__init__(*values, **named)
        self._alarm: asyncio.TimerHandle | None = None
        self._head = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Take what has come; close the connection where a head is too large."""
        before = self.cycle
        super().data_received(data)
        if self.cycle is not before:  # the head of a request is whole
            self._stop_waiting()
        elif before is None or before.response_complete:
            self._head += len(data)
            if self._head > (_LARGEST_REST if before and before.more_body else _LARGEST_HEAD):
                self.transport.close()
            elif not self._alarm:
                self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        self._stop_waiting()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._alarm = asyncio.get_running_loop().call_later(_HEAD_TIME, self.transport.close)

    def _stop_waiting(self) -> None:
        self._head = 0
        if self._alarm:
            self._alarm.cancel()
            self._alarm = None
