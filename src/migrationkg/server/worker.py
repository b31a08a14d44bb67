"""A process that answers questions on one state of a store, and the line to it."""

import asyncio
import contextlib
import multiprocessing
import os
import pickle
import signal
import socket
import sys
from collections.abc import Iterator
from multiprocessing import resource_tracker
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from migrationkg.server.messages import FAILURE, Line
from migrationkg.server.refusals import RefusedError
from migrationkg.server.work import work

#: What workers answer with, read once for all of them; of a picture of a network most of the time goes into reading it.
_PRELOADED = ("migrationkg.server.protocol.answering", "migrationkg.server.pages.answers", "pyvis.network")
_START = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
_READY = 60.0  # seconds in which a worker must have started


class Worker:
    """A process and the line to it.

    Attributes:
        line: over which it is told what to do, and answers.
    """

    def __init__(self, process: BaseProcess, line: Line) -> None:
        """Take a process that has started.

        Args:
            process: it.
            line: to it.
        """
        self.line = line
        self._process = process

    def make_way(self, niceness: int) -> None:
        """Let the process have less of the machine than others, from now on.

        Args:
            niceness: as of nice(2).
        """
        if sys.platform != "win32" and self._process.pid:
            with contextlib.suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, self._process.pid, niceness)

    def end(self) -> None:
        """Kill the process."""
        self.line.close()
        self._process.kill()


async def started(data: Path, memory: int) -> Worker:
    """Start a process that has a store open.

    Args:
        data: folder with the data of a store.
        memory: bytes that it may use.

    Raises:
        InputError: the store cannot be opened, or the machine has no room for one more process.
    """
    ours, theirs = socket.socketpair()
    context: Any = multiprocessing.get_context(_START)  # of several classes, which share no public one
    if _START == "forkserver":
        context.set_forkserver_preload(["__main__", work.__module__, *_PRELOADED])
    process = context.Process(target=work, args=(theirs, str(data), memory), daemon=True)
    with _uninterrupted():
        process.start()
    theirs.close()
    _, line = await asyncio.get_running_loop().create_connection(Line, sock=ours)
    worker = Worker(process, line)
    try:
        async with asyncio.timeout(_READY):
            kind, content = await line.next()
    except (EOFError, OSError, TimeoutError) as lost:  # the machine has no room for one more process
        worker.end()
        raise RefusedError(503, "the server is busy; ask again in a while") from lost
    except BaseException:
        worker.end()
        raise
    if kind == FAILURE:
        worker.end()
        raise pickle.loads(content)  # noqa: S301  # of a process of ours
    return worker


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Keep Ctrl+C from the processes that are started here: the server ends its workers itself.

    The one that workers are forked of would else end with a traceback while it still reads its modules.
    """
    if _START != "forkserver":
        yield
        return
    resource_tracker.ensure_running()  # which else lets Ctrl+C through again when it is started below
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
