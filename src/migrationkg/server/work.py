"""What a worker process does: one job after the other on an open store, without network, within its memory.

A job is a function of a module, `job(store, *values)`, whose answer can be pickled, or is a `Written` where it is
handed on piece by piece.
"""

import contextlib
import ctypes
import io
import pickle
import signal
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from pyoxigraph import Store

from migrationkg.errors import InputError
from migrationkg.server.messages import END, FAILURE, HEAD, PIECE, WHOLE, message, read_message
from migrationkg.server.refusals import RefusedError
from migrationkg.store.limits import limit_memory
from migrationkg.store.offline import go_offline

_PIECE = 2**16  # bytes that are sent at once
_PARENT_DEATH = 1  # PR_SET_PDEATHSIG of prctl(2)
_GRACE = 5  # seconds of work for which the server may be late in stopping a worker


@dataclass(frozen=True, slots=True)
class Written:
    """An answer that is written piece by piece.

    Attributes:
        head: what stands before the pieces, such as their media type.
        write: writes all of them to a stream of bytes.
    """

    head: Any
    write: Callable[[BinaryIO], object]


def work(channel: socket.socket, store: str, memory: int) -> None:
    """Do what comes over the channel, until it is closed.

    Args:
        channel: to the server.
        store: folder with the data of a store.
        memory: bytes that may be used.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server stops its workers itself
    _end_with_server()
    limit_memory(memory)
    go_offline()
    stream: Any = channel.makefile("rwb", _PIECE)
    try:
        opened = _opened(store, stream)
        while opened is not None:
            _, content = read_message(stream)
            job, values, seconds = pickle.loads(content)  # noqa: S301  # of the server that started this process
            _stop_after(seconds)
            try:
                _answer(job(opened, *values), stream, memory)
            except MemoryError:
                return
            except Exception as error:  # noqa: BLE001  # told to the server, which tells people
                stream.write(message(FAILURE, pickle.dumps(_told(error))) + _end(memory))
            stream.flush()
    except (EOFError, OSError):  # the server, or who asked, has gone
        return


def _opened(store: str, stream: BinaryIO) -> Store | None:
    """Open the store and say that this process is ready; None if that cannot be done."""
    try:
        opened = Store.read_only(store)
    except (OSError, RuntimeError) as error:
        told = InputError(f"{store}: the store cannot be opened ({str(error).splitlines()[0]}); build it again")
        stream.write(message(FAILURE, pickle.dumps(told)))
        opened = None
    else:
        stream.write(message(WHOLE))
    stream.flush()
    return opened


def _answer(answer: object, stream: BinaryIO, memory: int) -> None:
    """Send an answer: in one message if it is short or a value, else piece by piece."""
    if not isinstance(answer, Written):
        stream.write(message(WHOLE, pickle.dumps((answer, b"", _is_fit(memory)))))
        return
    pieces = _Pieces(stream, answer.head)
    try:
        answer.write(pieces)  # type: ignore[arg-type]  # it is written to only
    except OSError as error:
        if error.errno is not None:  # of the system; those of a writer have no number
            raise
        raise RefusedError(406, f"this answer has no such form: {error}; Accept another one") from error
    if pieces.begun:
        pieces.send()
        stream.write(_end(memory))
    else:
        stream.write(message(WHOLE, pickle.dumps((answer.head, bytes(pieces.held), _is_fit(memory)))))


def _end(memory: int) -> bytes:
    return message(END, b"" if _is_fit(memory) else b"large")


class _Pieces(io.RawIOBase):
    """Sends what is written to it, in pieces; what is held when the writing fails is never sent."""

    def __init__(self, stream: BinaryIO, head: object) -> None:
        self.begun = False
        self.held = bytearray()
        self._stream = stream
        self._head = head

    def writable(self) -> bool:
        return True

    def write(self, piece: Any) -> int:  # noqa: ANN401  # any kind of buffer
        self.held += piece
        if len(self.held) >= _PIECE:
            self.send()
        return len(piece)

    def send(self) -> None:
        """Send what is held, behind the head."""
        if not self.begun:
            self._stream.write(message(HEAD, pickle.dumps(self._head)))
            self.begun = True
        self._stream.write(message(PIECE, bytes(self.held)))
        self.held.clear()


def _told(error: Exception) -> Exception:
    """Return an error that can be pickled; of one that is a fault of ours, where it stands."""
    if isinstance(error, RefusedError):
        return error
    if isinstance(error, InputError):
        return InputError(str(error))
    place = error.__traceback__
    while place and place.tb_next:
        place = place.tb_next
    where = f" ({place.tb_frame.f_code.co_filename}:{place.tb_lineno})" if place else ""
    return RuntimeError(f"{type(error).__name__}: {error}{where}")


def _end_with_server() -> None:
    """Have the system end this process when the server is killed, whatever it works on (Linux)."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError):  # and, where memory runs out, rather this one than the server
            Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
        ctypes.CDLL(None).prctl(_PARENT_DEATH, signal.SIGKILL)


def _stop_after(seconds: float) -> None:
    """Have the system end this process after so much work, should the server not live to do so."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_PROF, seconds + _GRACE)


def _is_fit(memory: int) -> bool:
    """Tell whether so little memory was ever used that the next job has enough of it."""
    try:
        import resource
    except ImportError:
        return True
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit < memory / 2
