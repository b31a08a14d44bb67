"""Jobs that change a knowledge base, or foresee what would change, each in a process of its own.

They load what extraction and resolution need, and may work for minutes; the server goes on meanwhile, with a build in
the background.
"""

import asyncio
import logging
import multiprocessing
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from migrationkg.errors import InputError
from migrationkg.knowledge_base.locking import writer_of
from migrationkg.server.curation.jobs import Built, build_again
from migrationkg.server.refusals import RefusedError

_P = ParamSpec("_P")
_T = TypeVar("_T")

_START = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
_LOG = logging.getLogger(__name__)

#: What the jobs need, and the workers of the store, which are forked from the same process.
_LOADED = (
    *("__main__", "migrationkg.server.work", "migrationkg.server.protocol.answering"),
    *("migrationkg.knowledge_base.building", "migrationkg.knowledge_base.curating", "migrationkg.server.curation.jobs"),
    *("migrationkg.server.curation.foreseeing", "migrationkg.server.curation.tables"),
)


@dataclass(frozen=True, slots=True)
class BuildState:
    """A build that goes on or has ended.

    Attributes:
        step: what it is at.
        begun: when it began, in seconds of `time.monotonic`.
        took: seconds that it took; None while it goes on.
        built: what it did; None while it goes on, and where it failed.
        failure: why it failed.
    """

    step: str
    begun: float
    took: float | None = None
    built: Built | None = None
    failure: str = ""

    @property
    def seconds(self) -> int:
        """How long it has taken so far, or took."""
        return round(time.monotonic() - self.begun if self.took is None else self.took)


def load_once() -> None:
    """Have what the jobs need loaded once, by the process from which all others are forked; before any of them is."""
    if _START == "forkserver":
        from multiprocessing import forkserver  # only where there is one

        multiprocessing.set_forkserver_preload(list(_LOADED))
        forkserver.ensure_running()


class Workshop:
    """Where the jobs are done; one build at a time."""

    def __init__(self, kb: Path) -> None:
        """Open it.

        Args:
            kb: folder of the knowledge base.
        """
        self._kb = kb
        self._task: asyncio.Task[None] | None = None
        self.last: BuildState | None = None

    @property
    def is_building(self) -> bool:
        """Whether a build goes on."""
        return self._task is not None and not self._task.done()

    def build(self, afterwards: Callable[[], Any]) -> None:
        """Begin a build, unless one goes on.

        Args:
            afterwards: is awaited when it has ended.
        """
        if not self.is_building:
            self.last = BuildState("beginning", time.monotonic())
            self._task = asyncio.create_task(self._build(afterwards))

    async def run(self, job: Callable[_P, _T], *values: _P.args, **named: _P.kwargs) -> _T:
        """Do a job, a function of a module, and return what it returns.

        Raises:
            InputError: what the job raised.
            RefusedError: a build goes on, here or by another process, which has the folder to itself.
        """
        if self.is_building:
            raise RefusedError(409, "a build goes on; decide when it has ended")
        if writer := await asyncio.to_thread(writer_of, self._kb):
            told = f"process {writer} is writing the knowledge base, such as a build by the command line"
            raise RefusedError(409, f"{told}; decide when it has ended")
        assert not named  # noqa: S101  # a job takes no values by name
        result: _T = await in_a_process(job, values, lambda _: None)
        return result

    async def close(self) -> None:
        """Stop the build that goes on; the knowledge base stays as it was before."""
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _build(self, afterwards: Callable[[], Any]) -> None:
        assert self.last  # noqa: S101
        begun = self.last.begun
        try:
            built = await in_a_process(build_again, (self._kb,), self._tell)
            ended = BuildState("ended", begun, time.monotonic() - begun, built)
        except InputError as error:
            ended = BuildState("failed", begun, time.monotonic() - begun, failure=str(error))
        except RuntimeError as error:
            _LOG.error("a build failed: %s", error)  # where it failed stands in its text
            ended = BuildState("failed", begun, time.monotonic() - begun, failure="it broke off; the log tells more")
        await afterwards()
        self.last = ended

    def _tell(self, step: str) -> None:
        if self.last:
            self.last = replace(self.last, step=step)


async def in_a_process(job: Callable[..., Any], values: tuple[Any, ...], tell: Callable[[str], None]) -> Any:  # noqa: ANN401
    """Do a job in a process of its own, which ends with the waiting for it.

    Args:
        job: a function of a module.
        values: its arguments, which can be pickled, as what it returns.
        tell: is told what the job is at.

    Raises:
        InputError: what the job raised.
        RuntimeError: the job broke off.
    """
    context: Any = multiprocessing.get_context(_START)  # of several classes, which share no public one
    reader, writer = context.Pipe(duplex=False)
    process = context.Process(target=_do, args=(writer, job, values))
    process.start()
    writer.close()
    try:
        return await asyncio.to_thread(_received, reader, tell)
    finally:
        process.kill()
        await asyncio.to_thread(process.join)


def _received(reader: Connection, tell: Callable[[str], None]) -> Any:  # noqa: ANN401
    with reader:
        try:
            while True:
                kind, told = reader.recv()
                if kind == "step":
                    tell(told)
                elif kind == "done":
                    return told
                elif kind == "refused":
                    raise InputError(told)
                else:
                    raise RuntimeError(told)
        except EOFError as error:
            raise RuntimeError("its process ended") from error


class _Steps(logging.Handler):
    """Sends what a job logs."""

    def __init__(self, writer: Connection) -> None:
        super().__init__(logging.INFO)
        self._writer = writer

    def emit(self, record: logging.LogRecord) -> None:
        self._writer.send(("step", record.getMessage()))


def _do(writer: Connection, job: Callable[..., Any], values: tuple[Any, ...]) -> None:
    ours = logging.getLogger("migrationkg")
    ours.setLevel(logging.INFO)
    ours.addHandler(_Steps(writer))
    try:
        writer.send(("done", job(*values)))
    except InputError as error:
        writer.send(("refused", str(error)))
    except Exception as error:  # noqa: BLE001  # told to the server, which logs it
        place = error.__traceback__
        while place and place.tb_next:
            place = place.tb_next
        where = f" ({place.tb_frame.f_code.co_filename}:{place.tb_lineno})" if place else ""
        writer.send(("failed", f"{type(error).__name__}: {error}{where}"))
