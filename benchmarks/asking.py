"""Clients that ask over HTTP as fast as they are answered, each on a connection of its own."""

import asyncio
import time
from collections.abc import Sequence
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
    requests = [
        f"GET {path}?query={quote(query)} HTTP/1.1\r\nHost: localhost:{port}\r\n"
        "Accept: application/sparql-results+json\r\n\r\n".encode()
        for query in queries
    ]
    return asyncio.run(_load(port, requests, clients, seconds))


async def _load(port: int, requests: Sequence[bytes], clients: int, seconds: float) -> Load:
    begin = time.perf_counter() + 1
    end = begin + seconds
    parts = await asyncio.gather(*(_client(port, requests, number, begin, end) for number in range(clients)))
    times = sorted(one for part, _ in parts for one in part)
    failed = sum(wrong for _, wrong in parts)
    return Load(len(times) / seconds, times[len(times) // 2], times[int(len(times) * 0.99)], failed)


async def _client(
    port: int, requests: Sequence[bytes], number: int, begin: float, end: float
) -> tuple[list[float], int]:
    times: list[float] = []
    failed = 0
    reader, writer = await asyncio.open_connection("localhost", port, limit=2**24)
    while (asked := time.perf_counter()) < end:
        number += 1
        writer.write(requests[number % len(requests)])
        status, is_last = await _answer(reader)
        if asked >= begin:
            times.append(time.perf_counter() - asked)
            failed += status != 200
        if is_last:
            writer.close()
            reader, writer = await asyncio.open_connection("localhost", port, limit=2**24)
    writer.close()
    return times, failed


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
