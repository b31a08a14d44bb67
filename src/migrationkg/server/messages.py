"""What the server and a worker say to each other over a pair of sockets: a letter, a length, as many bytes."""

import asyncio
import struct
from typing import Any, BinaryIO

_BEGINNING = struct.Struct("!cI")
_MOST_HELD = 2**17  # bytes that are held for who reads; of a message that is awaited, all

#: What is to be done, pickled: a function, its values, seconds.
JOB = b"J"
#: A whole answer, pickled: its value, its pieces in one, and whether the worker is still fit for another.
WHOLE = b"W"
#: What stands before the pieces of an answer that is sent as it is written, pickled.
HEAD = b"H"
#: A piece of an answer.
PIECE = b"P"
#: All pieces, or the error, are sent; the content tells whether the worker is still fit for another (empty: it is).
END = b"E"
#: An error, pickled.
FAILURE = b"F"


def message(kind: bytes, content: bytes | memoryview = b"") -> bytes:
    r"""Return a message as it is sent.

    Example:
        >>> message(PIECE, b"abc")
        b'P\x00\x00\x00\x03abc'
    """
    return _BEGINNING.pack(kind, len(content)) + content


def read_message(stream: BinaryIO) -> tuple[bytes, bytes]:
    """Return the kind and content of the next message; waits for it.

    Raises:
        EOFError: the other side has gone.
    """
    kind, length = _BEGINNING.unpack(_exactly(stream, _BEGINNING.size))
    return kind, _exactly(stream, length)


def _exactly(stream: BinaryIO, length: int) -> bytes:
    content = stream.read(length)
    if len(content) < length:
        raise EOFError
    return content


class Line(asyncio.Protocol):
    """The server's end of a pair: hands out what comes, and lets a worker wait that is ahead of who reads."""

    def __init__(self) -> None:
        self._held = bytearray()
        self._is_lost = False
        self._more: asyncio.Future[None] | None = None  # done when more has come
        self._transport: Any = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Take what has come."""
        self._held += data
        if self._more and not self._more.done():
            self._more.set_result(None)
        elif len(self._held) > _MOST_HELD:
            self._transport.pause_reading()

    def connection_lost(self, _: Exception | None) -> None:
        """Take no more."""
        self._is_lost = True
        if self._more and not self._more.done():
            self._more.set_result(None)

    def send(self, kind: bytes, content: bytes) -> None:
        """Send a message to the worker."""
        self._transport.write(message(kind, content))

    def close(self) -> None:
        """End the line."""
        self._transport.close()

    async def next(self) -> tuple[bytes, bytes]:
        """Return the kind and content of the next message.

        Raises:
            EOFError: the other side has gone.
        """
        while (found := self._first()) is None:
            if self._is_lost:
                raise EOFError
            self._transport.resume_reading()
            self._more = asyncio.get_running_loop().create_future()
            await self._more
        return found

    def _first(self) -> tuple[bytes, bytes] | None:
        """Take the first message from what is held, if it is there as a whole."""
        if len(self._held) < _BEGINNING.size:
            return None
        kind, length = _BEGINNING.unpack_from(self._held)
        end = _BEGINNING.size + length
        if len(self._held) < end:
            return None
        content = bytes(self._held[_BEGINNING.size : end])
        del self._held[:end]
        return kind, content
