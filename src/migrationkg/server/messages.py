"""What the server and a worker say to each other over a pair of sockets: a letter, a length, as many bytes."""

import asyncio
import struct
from typing import BinaryIO

_BEGINNING = struct.Struct("!cI")

#: A value of Python, pickled: the whole answer, or what stands before the pieces of one.
VALUE = b"V"
#: A piece of an answer.
PIECE = b"P"
#: The answer is complete; the content tells whether the worker is still fit for another (empty: it is).
END = b"E"
#: An error, pickled; no more comes.
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


async def next_message(reader: asyncio.StreamReader) -> tuple[bytes, bytes]:
    """Return the kind and content of the next message.

    Raises:
        EOFError: the other side has gone.
    """
    kind, length = _BEGINNING.unpack(await reader.readexactly(_BEGINNING.size))
    return kind, await reader.readexactly(length)
