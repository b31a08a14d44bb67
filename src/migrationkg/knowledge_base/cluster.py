"""Work spread over the workers of a Dask cluster, behind the extra `migrationkg[dask]`.

The work is cut into parts that know nothing of each other, and what comes back is given on in their order, so that what
is made of it is the same as on one machine. Which worker gets which part, and that a part of a worker that is lost goes
to another, is Dask's. A worker reads news only by the same rules and weights as this program.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from migrationkg import __version__
from migrationkg.errors import InputError
from migrationkg.knowledge_base.fingerprint import fingerprint_of, rules_fingerprint

if TYPE_CHECKING:
    from distributed import Client, Future

Part = TypeVar("Part")
Result = TypeVar("Result")

#: Parts that are under way or wait for one before them: what is known of them has to fit into memory.
_AT_ONCE = 256

_CONNECTING, _WAITING = 10, 30  # seconds for an answer of the scheduler, and for the first worker

_READING = Path(__file__).resolve().parent.parent / "reading"


class _OtherVersionError(Exception):
    """A worker that would read the news otherwise."""


@contextmanager
def cluster(address: str) -> Iterator["Spread"]:
    """Give what spreads work over a Dask cluster, until the end of the block.

    Args:
        address: of the scheduler, such as `tcp://scheduler:8786`.

    Raises:
        InputError: the extra is not installed, no scheduler answers there, or it has no worker.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise InputError("--dask needs the extra; install it: pip install 'migrationkg[dask]'") from error
    try:
        client = Client(address, timeout=_CONNECTING, set_as_default=False)
    except (OSError, ValueError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        told = f"{address}: no Dask scheduler answers ({reason}); docs/cluster.md tells how to start one"
        raise InputError(told) from error
    with client:
        try:
            client.wait_for_workers(1, timeout=_WAITING)
        except TimeoutError as error:
            raise InputError(f"{address}: the scheduler has no workers; start one: dask worker {address}") from error
        yield Spread(client, address)


class Spread:
    """What carries out a function for many parts on a cluster.

    Args:
        client: connected to the scheduler.
        address: of the scheduler, to tell it by.
    """

    def __init__(self, client: "Client", address: str) -> None:
        self._client = client
        self._address = address

    def __call__(self, function: Callable[[Part], Result], parts: Iterable[Part]) -> Iterator[Result]:
        """Yield what a function makes of each part, in order.

        Args:
            function: of a module that the workers have; depends on nothing but its part.
            parts: what it takes.

        Raises:
            InputError: a worker has another version, or one part after the other ends its worker.
        """
        from distributed import as_completed

        numbered, done = enumerate(parts), as_completed(loop=self._client.loop)
        places: dict[str, int] = {}
        ready: dict[int, Result] = {}
        due = 0

        def submit(count: int) -> None:
            for number, part in islice(numbered, count):
                future = self._client.submit(_carried_out, version(), function, part, pure=False)
                places[future.key] = number
                done.add(future)

        submit(_AT_ONCE)
        for future in done:
            ready[places.pop(future.key)] = self._result(future)
            while due in ready:
                yield ready.pop(due)
                due += 1
                submit(1)

    def _result(self, future: "Future") -> Any:  # noqa: ANN401  # whatever the function makes
        from distributed import KilledWorker

        try:
            return future.result()
        except _OtherVersionError as error:
            raise InputError(f"{self._address}: {error}; install the same on both") from error
        except ImportError as error:
            raise InputError(f"{self._address}: a worker cannot run migrationkg ({error}); install it there") from error
        except KilledWorker as error:
            told = f"{self._address}: the same part of the work ended several workers; give them more memory"
            raise InputError(told) from error


def _carried_out(wanted: str, function: Callable[[Part], Result], part: Part) -> Result:
    """Carry out a part on a worker."""
    own = version()
    if own != wanted:
        from distributed import get_worker

        raise _OtherVersionError(f"the worker {get_worker().address} has migrationkg {own}, and here is {wanted}")
    return function(part)


@cache
def version() -> str:
    """Return the version of this program, with a hash of what reads news: code, tables, weights, authority data."""
    return f"{__version__} ({fingerprint_of([_READING])[:8]}-{rules_fingerprint()[:8]})"
