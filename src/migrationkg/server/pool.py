"""Worker processes that answer questions on one state of a store, each of which can be killed.

A question of another's hand may run for ever or fill the machine, and neither can be known beforehand. So each is
worked on by a process with a limit of memory and no network (`migrationkg.server.work`), which is killed when its
time is over. A question of more than a quarter of a second gives its place to the next one and goes on with less of
the machine than the others, after two seconds with what they leave; of such there may be a few, and the one that has
run longest makes way.
"""

import asyncio
import contextlib
import pickle
from collections import deque
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from migrationkg.errors import InputError
from migrationkg.server.messages import END, FAILURE, JOB, WHOLE
from migrationkg.server.refusals import RefusedError
from migrationkg.server.settings import Settings
from migrationkg.server.work import Written
from migrationkg.server.worker import Worker, started

if TYPE_CHECKING:
    from pyoxigraph import Store

P = ParamSpec("P")
T = TypeVar("T")

_LONG = 0.25  # seconds
_VERY_LONG = 2.0  # seconds
_LOWER, _LOWEST = 5, 19  # a third of what others get; only what they leave (nice(2))
_TOO_LARGE = RefusedError(
    503, "stopped, since it needed more memory than a question may use here; ask for less (a parameter, LIMIT)"
)


class Pool:
    """The workers on one state of a store."""

    def __init__(self, data: Path, settings: Settings, long: float = _LONG) -> None:
        """Make a pool; `start` starts its workers, else each starts when it is first needed.

        Args:
            data: folder with the data of a store (`migrationkg.store.disk.current_data`).
            settings: how much of what may be used.
            long: seconds after which a question makes way for others, and costs the pool its worker.
        """
        self.long = long
        self._data = data
        self._settings = settings
        self._places = asyncio.Semaphore(settings.workers)
        self._waiting = 0
        self._idle: deque[Worker] = deque()
        self._long: deque[Answer] = deque()
        self._starts: set[asyncio.Task[None]] = set()
        self._closed = False

    async def start(self) -> None:
        """Start the workers, each with the store open.

        Raises:
            InputError: the store cannot be opened.
        """
        begun = [started(self._data, self._settings.memory) for _ in range(self._settings.workers)]
        self._idle.extend(await asyncio.gather(*begun))

    @property
    def is_ready(self) -> bool:
        """Whether a worker waits for a question."""
        return bool(self._idle)

    def close(self) -> None:
        """End the workers, each after what it works on; a later question gets one of its own."""
        self._closed = True
        for start in self._starts:
            start.cancel()
        while self._idle:
            self._idle.pop().end()

    async def run(self, job: "Callable[Concatenate[Store, P], T]", *values: P.args, **nothing: P.kwargs) -> T:
        """Do a job in a worker and return its answer.

        Args:
            job: a function of a module, `job(store, *values)`, whose answer can be pickled.
            values: what it needs, which can be pickled too.
            nothing: a job takes no values by name.

        Raises:
            InputError: what the job raised; or a `RefusedError` since it took too long or too much memory.
        """
        answer = await self.stream(job, *values, **nothing)
        try:
            await answer.finish()
        finally:
            answer.close()
        value: T = answer.head
        return value

    async def stream(
        self, job: "Callable[Concatenate[Store, P], object]", *values: P.args, **nothing: P.kwargs
    ) -> "Answer":
        """Begin a job in a worker whose answer is a `Written`; return when its head is there.

        The answer must be closed.

        Raises:
            InputError: as `run`.
        """
        assert not nothing  # noqa: S101  # a job takes no values by name
        answer = Answer(self, await self._worker(), self._settings.timeout)
        try:
            await answer.ask(job, values)
        except BaseException:
            answer.close()
            raise
        return answer

    async def _worker(self) -> Worker:
        if self._waiting >= self._settings.most_waiting:
            raise RefusedError(503, "the server is busy; ask again in a while")
        self._waiting += 1
        try:
            await self._places.acquire()
        finally:
            self._waiting -= 1
        try:
            return self._idle.pop() if self._idle else await started(self._data, self._settings.memory)
        except BaseException:
            self._places.release()
            raise

    def give_back(self, worker: Worker, *, is_fit: bool) -> None:
        """Take a worker and its place back after an answer."""
        self._places.release()
        if is_fit and not self._closed:
            self._idle.append(worker)
        else:
            worker.end()
            self._start_another()

    def _start_another(self) -> None:
        """Have a worker ready in the place of one that is lost, before the next question needs it."""
        if not self._closed:
            start = asyncio.create_task(self._started_another())
            self._starts.add(start)
            start.add_done_callback(self._starts.discard)

    async def _started_another(self) -> None:
        with contextlib.suppress(InputError):  # a question that finds no worker starts one itself, and is told why not
            worker = await started(self._data, self._settings.memory)
            if self._closed or len(self._idle) >= self._settings.workers:
                worker.end()
            else:
                self._idle.append(worker)

    def goes_on_long(self, answer: "Answer") -> None:
        """Give the place of an answer that takes long to another."""
        self._places.release()
        self._start_another()
        self._long.append(answer)
        if len(self._long) > self._settings.most_long:
            self._long.popleft().stop("stopped, since other long questions wait; ask for less, or later")

    def ended_long(self, answer: "Answer") -> None:
        """Forget an answer that took long."""
        with contextlib.suppress(ValueError):
            self._long.remove(answer)


class Answer:
    """An answer under way: its head, then its pieces. It ends in time, whoever reads it.

    Attributes:
        head: what stands before the pieces; the answer itself where it is a value.
        whole: all pieces in one, where the answer is short; else None.
    """

    def __init__(self, pool: Pool, worker: Worker, timeout: float) -> None:
        self.head: Any = None
        self.whole: bytes | None = None
        self._pool = pool
        self._worker = worker
        self._timeout = timeout
        self._waited = 0.0
        self._waiting_since: float | None = None
        self._is_long = self._ended = self._closed = self._is_fit = False
        self._why = _TOO_LARGE
        self._loop = asyncio.get_running_loop()
        self._alarm = self._loop.call_later(min(pool.long, timeout), self._takes_long)

    async def ask(self, job: Callable[..., object], values: tuple[object, ...]) -> None:
        """Send the job and wait for the head of its answer."""
        self._worker.line.send(JOB, pickle.dumps((job, values, self._timeout)))
        kind, content = await self._next()
        if kind == WHOLE:
            self.head, self.whole, self._is_fit = pickle.loads(content)  # noqa: S301  # of a process of ours
            self._ended = True
        else:
            self.head = pickle.loads(content)  # noqa: S301  # of a process of ours

    async def pieces(self) -> AsyncIterator[bytes]:
        """Yield the pieces as they come.

        Raises:
            InputError: the question took too long or too much memory.
        """
        if self.whole is not None:
            yield self.whole
        while not self._ended:
            _, piece = await self._next()
            if piece:
                yield piece

    async def finish(self) -> None:
        """Pass over all that is still to come."""
        while not self._ended:
            await self._next()

    async def _next(self) -> tuple[bytes, bytes]:
        """Return the kind and content of what comes next, empty at the end."""
        self._waiting_since = self._loop.time()
        try:
            kind, content = await self._worker.line.next()
        except (EOFError, OSError) as lost:
            raise self._why from lost
        finally:
            self._waited, self._waiting_since = self._time_used(), None
        if kind == FAILURE:
            await self._next()  # the end
            raise pickle.loads(content)  # noqa: S301  # of a process of ours
        if kind == END:
            self._ended, self._is_fit = True, not content
            return kind, b""
        return kind, content

    def _time_used(self) -> float:
        """Return for how many seconds the worker was waited for; the time of who reads is not counted."""
        return self._waited + (self._loop.time() - self._waiting_since if self._waiting_since is not None else 0)

    def _takes_long(self) -> None:
        """Make way for others, and end when the time is over."""
        if not self._is_long:
            self._is_long = True
            self._worker.make_way(_LOWER)
            self._pool.goes_on_long(self)
        else:
            self._worker.make_way(_LOWEST)
        used = self._time_used()
        left = self._timeout - used
        if left > 0:
            soon = _VERY_LONG - used if used < _VERY_LONG else left
            self._alarm = self._loop.call_later(max(min(soon, left), 0.01), self._takes_long)
        else:
            self.stop(
                f"stopped after {self._timeout:g} s, the longest that a question may take here; "
                "ask for less (a parameter, LIMIT)"
            )

    def stop(self, why: str) -> None:
        """Stop the work; who reads the answer is told why."""
        self._why = RefusedError(503, why)
        self._worker.end()

    def close(self) -> None:
        """Take the worker from the answer, read or not."""
        if self._closed:
            return
        self._closed = True
        self._alarm.cancel()
        if self._is_long:
            self._pool.ended_long(self)
            self._worker.end()
        else:
            self._pool.give_back(self._worker, is_fit=self._is_fit)


__all__ = ["Answer", "Pool", "Written"]
