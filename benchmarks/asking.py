"""Clients that ask over HTTP as fast as they are answered, each on a connection of its own.

`NUMBER` in a query is another number each time, so that no answer is known from before.
"""

import asyncio
import contextlib
import itertools
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote


@dataclass(frozen=True, slots=True)
class Load:
    """How a server did.

    Attributes:
        rate: answers a second.
        median: seconds in which half of the answers were there.
        late: seconds in which 99 of 100 were there.
        failed: how many answers had another status than 200.
    """

    rate: float
    median: float
    late: float
    failed: int


def load(port: int, path: str, queries: Sequence[str], clients: int, seconds: float) -> Load:
    """Ask a server for some seconds, each client the queries in turn; the first second is not counted.

    Args:
        port: of this machine.
        path: of the endpoint.
        queries: SPARQL.
        clients: how many ask at once.
        seconds: for how long.
    """
    return asyncio.run(_load(port, [_request(port, path, query) for query in queries], clients, seconds))


def _request(port: int, path: str, query: str) -> bytes:
    return (
        f"GET {path}?query={quote(query)} HTTP/1.1\r\nHost: localhost:{port}\r\n"
        "Accept: application/sparql-results+json\r\n\r\n"
    ).encode()


async def _load(port: int, requests: Sequence[bytes], clients: int, seconds: float) -> Load:
    outcomes: list[tuple[float, int]] = []
    begin = time.perf_counter() + 1
    numbers = itertools.count()
    async with asyncio.TaskGroup() as group:
        for number in range(clients):
            place = number * len(requests) // clients
            own = [*requests[place:], *requests[:place]]
            group.create_task(_client(port, _numbered(own, numbers), begin, begin + seconds, outcomes))
    times = sorted(taken for taken, _ in outcomes) or [float("inf")]
    failed = sum(status != 200 for _, status in outcomes)
    return Load(len(outcomes) / seconds, times[len(times) // 2], times[int(len(times) * 0.99)], failed)


def _numbered(requests: Sequence[bytes], numbers: Iterator[int]) -> Iterator[bytes]:
    """Yield requests for ever, each with a number that no other has."""
    for request in itertools.cycle(requests):
        yield request.replace(b"NUMBER", b"%d" % next(numbers))


async def _client(
    port: int, requests: Iterator[bytes], begin: float, end: float, outcomes: list[tuple[float, int]]
) -> None:
    """Ask until the time is over; an answer that is not there by then is none."""
    writer = None
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(end - time.perf_counter()):
            for request in requests:
                if writer is None:
                    reader, writer = await asyncio.open_connection("localhost", port, limit=2**24)
                asked = time.perf_counter()
                writer.write(request)
                status, is_last = await _answer(reader)
                if time.perf_counter() >= begin:
                    outcomes.append((time.perf_counter() - asked, status))
                if is_last:
                    writer.close()
                    writer = None
    if writer:
        writer.close()


async def _answer(reader: asyncio.StreamReader) -> tuple[int, bool]:
    """Read an answer; return its status, and whether the connection ends with it."""
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    status = int(head.split(b" ", 2)[1])
    if b"transfer-encoding: chunked" in head:
        while size := int((await reader.readuntil(b"\r\n")).split(b";")[0], 16):
            await reader.readexactly(size + 2)
        await reader.readuntil(b"\r\n")
    else:
        length = head.partition(b"content-length:")[2].partition(b"\r\n")[0]
        await reader.readexactly(int(length))
    return status, b"connection: close" in head
