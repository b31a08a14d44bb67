"""What one who asks can do to the others: nothing. Endless, large and clumsy questions against a running server."""

import asyncio
import contextlib
import os
import socket
import sys
import threading
import time
from collections.abc import AsyncIterator, Coroutine, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import httpx
import pytest
from pyoxigraph import Store
from tests.forks import end_forks
from tests.server.conftest import Running, Start

from migrationkg.errors import InputError
from migrationkg.server.pool import Pool
from migrationkg.server.refusals import RefusedError
from migrationkg.server.settings import Settings
from migrationkg.server.work import Written
from migrationkg.store.disk import current_data

ENDLESS_JOIN = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
ENDLESS_PATH = "SELECT (COUNT(*) AS ?n) { ?a (!<urn:x>|^!<urn:x>)* ?b . ?c (!<urn:x>|^!<urn:x>)* ?d }"
LARGE = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?e ?a"
Result = TypeVar("Result")

QUICK = "SELECT ?project ?label { ?project a mkg:Project ; skos:prefLabel ?label } LIMIT 5"

only_linux = pytest.mark.skipif(sys.platform != "linux", reason="/proc and seccomp are Linux's")


@pytest.fixture(scope="module", autouse=True)
def forked_from_what_workers_need() -> Iterator[None]:
    """Fork workers as a server does, and not from the process that holds all that commands load: it is too large."""
    end_forks()
    yield
    end_forks()


@pytest.fixture(scope="module")
def strict(kb: Path, start_server: Start) -> Running:
    """A server whose questions may take three seconds and 256 MiB."""
    return start_server(kb, "--timeout", "3", "--memory", "256", "--workers", "2")


def run(coroutine: Coroutine[Any, Any, Result]) -> Result:
    """Run a coroutine in a thread of its own: tests of pages that ran before leave their loop in this one."""
    with ThreadPoolExecutor(1) as one:
        return one.submit(asyncio.run, coroutine).result()


def ask(server: Running, query: str, timeout: float = 60) -> httpx.Response:
    with server.client(timeout) as client:
        return client.get("/sparql", params={"query": query})


# --- one at a time


@pytest.mark.parametrize("query", [ENDLESS_JOIN, ENDLESS_PATH])
def test_an_endless_question_is_stopped_and_told(strict: Running, query: str) -> None:
    answer = ask(strict, query)
    assert answer.status_code == 503
    assert answer.text == (
        "stopped after 3 s, the longest that a question may take here; ask for less (a parameter, LIMIT)\n"
    )
    assert ask(strict, QUICK).status_code == 200


@only_linux
def test_a_question_that_fills_the_memory_is_stopped_and_told(kb: Path, start_server: Start) -> None:
    server = start_server(kb, "--timeout", "60", "--memory", "256", "--workers", "1")
    answer = ask(server, LARGE)
    assert answer.status_code == 503
    assert "stopped, since it needed more memory than a question may use here" in answer.text
    assert ask(server, QUICK).status_code == 200


def test_an_answer_that_is_cut_off_is_not_taken_for_complete(strict: Running) -> None:
    """It began before its time was over; the connection ends in the middle, which every client notices."""
    with pytest.raises(httpx.RemoteProtocolError), strict.client(60) as client:
        client.get("/sparql", params={"query": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"})


def test_a_slow_reader_is_no_slow_question(strict: Running) -> None:
    """The time limit is that of the work, however slowly somebody takes the answer."""
    query = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 40000"
    as_it_is = {"accept-encoding": "identity"}
    with (
        strict.client(60) as client,
        client.stream("GET", "/sparql", params={"query": query}, headers=as_it_is) as answer,
    ):
        rows = answer.iter_raw(2**20)
        first = next(rows)
        time.sleep(4)
        content = first + b"".join(rows)
    assert content.endswith(b"]}}")


@only_linux
def test_an_asker_who_leaves_takes_the_question_along(kb: Path, start_server: Start) -> None:
    server = start_server(kb, "--timeout", "600", "--workers", "1")
    with pytest.raises(httpx.ReadTimeout):
        ask(server, ENDLESS_JOIN, timeout=2)
    for _ in range(50):
        before = busy(server)
        time.sleep(0.5)
        if busy(server) - before < 0.1:
            return
    pytest.fail("something still works")


def descendants(process: int) -> list[int]:
    children = [
        int(word) for task in Path(f"/proc/{process}/task").glob("*/children") for word in task.read_text().split()
    ]
    return children + [one for child in children for one in descendants(child)]


def busy(server: Running) -> float:
    """Seconds that the server's processes have worked."""
    total = 0.0
    for process in descendants(server.process.pid):
        with contextlib.suppress(OSError):
            fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
            total += (int(fields[11]) + int(fields[12])) / 100
    return total


# --- many at once


def test_endless_questions_leave_the_others_their_latency(kb: Path, start_server: Start) -> None:
    """32 clients at once, 8 of which ask what does not end."""
    server = start_server(kb, "--timeout", "60", "--memory", "512")
    alone = latency(server, clients=24, seconds=3)
    stop = threading.Event()

    def asks_without_end(query: str) -> None:
        while not stop.is_set():
            with contextlib.suppress(httpx.HTTPError):
                ask(server, query, timeout=3)

    with ThreadPoolExecutor(8) as threads:
        for place in range(8):
            threads.submit(asks_without_end, (ENDLESS_JOIN, ENDLESS_PATH)[place % 2])
        try:
            time.sleep(2)
            beside = latency(server, clients=24, seconds=4)
        finally:
            stop.set()
    assert beside < max(4 * alone, 1.0), f"{beside:.3f} s beside them, {alone:.3f} s alone"


def latency(server: Running, clients: int, seconds: float) -> float:
    """Return in how many seconds half of the answers are there; all must be right."""
    end = time.monotonic() + seconds

    def asks() -> list[float]:
        times = []
        with server.client(30) as client:
            while time.monotonic() < end:
                begun = time.monotonic()
                answer = client.get("/sparql", params={"query": QUICK})
                times.append(time.monotonic() - begun)
                assert answer.status_code == 200, answer.text
                time.sleep(0.05)
        return times

    with ThreadPoolExecutor(clients) as threads:
        taken = sorted(one for part in [threads.submit(asks) for _ in range(clients)] for one in part.result())
    return taken[len(taken) // 2]


def test_of_many_long_questions_the_longest_makes_way(kb: Path, start_server: Start) -> None:
    server = start_server(kb, "--timeout", "100", "--workers", "2")
    with ThreadPoolExecutor(9) as threads:
        asked: list[Future[httpx.Response | None]] = []
        for _ in range(9):
            asked.append(threads.submit(ask_or_leave, server, 12.0 if asked else 40.0))
            time.sleep(0.3)
        first = asked[0].result()
    assert first is not None
    assert first.status_code == 503
    assert first.headers["retry-after"]
    assert "other long questions wait" in first.text
    assert ask(server, QUICK).status_code == 200


def ask_or_leave(server: Running, timeout: float) -> httpx.Response | None:
    with contextlib.suppress(httpx.ReadTimeout):
        return ask(server, ENDLESS_JOIN, timeout)
    return None


# --- large answers


@only_linux
def test_a_million_rows_stream_in_little_memory(kb: Path, start_server: Start) -> None:
    server = start_server(kb, "--timeout", "300")
    ask(server, QUICK)
    before = peaks(server)
    rows, during = 0, dict[int, float]()
    query = "SELECT ?a ?d { ?a ?b ?c . ?d ?e ?f } LIMIT 1000000"
    headers = {"accept": "text/csv", "accept-encoding": "identity"}
    with (
        server.client(300) as client,
        client.stream("GET", "/sparql", params={"query": query}, headers=headers) as answer,
    ):
        for piece in answer.iter_raw():
            rows += piece.count(b"\n")
            if rows > 900_000 and not during:
                during = peaks(server)
    assert rows == 1_000_001
    more = {process: during[process] - before[process] for process in before.keys() & during.keys()}
    assert server.process.pid in more
    assert sum(more.values()) < 60, "MiB more than before, in all processes"


def peaks(server: Running) -> dict[int, float]:
    """Return how many MiB each of the server's processes has held at most."""
    found = {}
    for process in [server.process.pid, *descendants(server.process.pid)]:
        with contextlib.suppress(OSError):
            status = Path(f"/proc/{process}/status").read_text()
            found[process] = int(status.partition("VmHWM:")[2].split()[0]) / 1024
    return found


# --- the pool by itself


@pytest.fixture
def settings(kb: Path) -> Settings:
    return Settings(kb, workers=2, timeout=30, memory=2**28)


@contextlib.asynccontextmanager
async def pool_of(settings: Settings) -> AsyncIterator[Pool]:
    store = settings.kb / "store"
    pool = Pool(store / current_data(store), settings)
    try:
        yield pool
    finally:
        pool.close()


def fails_in_the_middle(_: Store, pieces: int) -> Written:
    def write(stream: BinaryIO) -> None:
        for _ in range(pieces):
            stream.write(b"a" * 1000)
        raise InputError("the end is missing")

    return Written("text/plain", write)


def opens_a_socket(_: Store, family: int) -> str:
    try:
        socket.socket(family)
    except PermissionError:
        return "refused"
    return "opened"


def fails(_: Store, kind: str) -> None:
    raise {"people": InputError("no such thing; look again"), "status": RefusedError(418, "a teapot")}.get(
        kind, KeyError("a fault of ours")
    )


def takes_memory(_: Store) -> int:
    return len(bytearray(2**29))


def sleeps(_: Store, seconds: float) -> float:
    time.sleep(seconds)
    return seconds


def adds(_: Store, one: int, other: int) -> int:
    return one + other


@only_linux
@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6, socket.AF_UNIX])
def test_a_worker_has_no_network(settings: Settings, family: int) -> None:
    async def told() -> str:
        async with pool_of(settings) as pool:
            return await pool.run(opens_a_socket, family)

    assert run(told()) == "refused"


def test_an_error_of_a_job_comes_back_as_it_is(settings: Settings) -> None:
    async def all_three() -> None:
        async with pool_of(settings) as pool:
            with pytest.raises(InputError, match="no such thing; look again"):
                await pool.run(fails, "people")
            with pytest.raises(RefusedError, match="a teapot") as refused:
                await pool.run(fails, "status")
            assert refused.value.status == 418
            with pytest.raises(RuntimeError, match=r"KeyError: 'a fault of ours' \(.*test_limits.py:\d+\)"):
                await pool.run(fails, "ours")
            assert await pool.run(adds, 2, 3) == 5

    run(all_three())


def test_a_store_with_nothing_in_it_is_asked_like_any_other(tmp_path: Path) -> None:
    Store(str(tmp_path / "empty")).flush()

    async def told() -> int:
        pool = Pool(tmp_path / "empty", Settings(tmp_path, workers=1))
        try:
            return await pool.run(adds, 2, 3)
        finally:
            pool.close()

    assert run(told()) == 5


def test_a_job_that_takes_too_long_is_killed_and_replaced(kb: Path) -> None:
    async def both() -> None:
        async with pool_of(Settings(kb, workers=2, timeout=5)) as pool:
            await pool.start()
            slow = [asyncio.create_task(pool.run(sleeps, 60.0)) for _ in range(4)]
            await asyncio.sleep(2.5)
            assert await pool.run(adds, 2, 3) == 5, "those who take long hold no place"
            for one in slow:
                with pytest.raises(RefusedError, match="stopped after 5 s"):
                    await one

    run(both())


async def whole(pool: Pool, pieces: int) -> None:
    answer = await pool.stream(fails_in_the_middle, pieces)
    try:
        await answer.finish()
    finally:
        answer.close()


@pytest.mark.parametrize("pieces", [1, 1000])
def test_an_answer_that_fails_on_the_way_is_no_part_of_the_next(settings: Settings, pieces: int) -> None:
    async def both() -> None:
        async with pool_of(settings) as pool:
            with pytest.raises(InputError, match="the end is missing"):
                await whole(pool, pieces)
            assert [await pool.run(adds, place, 1) for place in range(4)] == [1, 2, 3, 4]

    run(both())


@only_linux
def test_a_job_that_takes_too_much_memory_is_refused_and_replaced(settings: Settings) -> None:
    async def both() -> None:
        async with pool_of(settings) as pool:
            with pytest.raises(RefusedError, match="more memory"):
                await pool.run(takes_memory)
            assert await pool.run(adds, 2, 3) == 5

    run(both())


def process_of(_: Store, seconds: float) -> int:
    time.sleep(seconds)
    return os.getpid()


def test_a_pool_whose_jobs_may_be_long_keeps_its_worker(kb: Path) -> None:
    """What a worker has made ready for one job, such as an index of names, is there for the next."""

    async def twice() -> list[int]:
        store = kb / "store"
        pool = Pool(store / current_data(store), Settings(kb, workers=1), long=20)
        try:
            return [await pool.run(process_of, 0.5) for _ in range(2)]
        finally:
            pool.close()

    first, second = run(twice())
    assert first == second


def test_after_a_long_job_a_worker_is_ready_for_the_next(kb: Path) -> None:
    """Its place was given to another worker as soon as it was long; nobody waits for one to start."""

    async def next_one() -> bool:
        async with pool_of(Settings(kb, workers=1, timeout=60)) as pool:
            await pool.start()
            long = asyncio.create_task(pool.run(sleeps, 30.0))
            for _ in range(300):
                await asyncio.sleep(0.1)
                if pool.is_ready:
                    break
            is_ready = pool.is_ready and not long.done()
            long.cancel()
            return is_ready and await pool.run(adds, 2, 3) == 5

    assert run(next_one())


def test_more_than_can_wait_are_turned_away(kb: Path) -> None:
    async def crowd() -> list[object]:
        async with pool_of(Settings(kb, workers=1, most_waiting=3)) as pool:
            return await asyncio.gather(*(pool.run(sleeps, 0.2) for _ in range(10)), return_exceptions=True)

    answers = run(crowd())
    refused = [one for one in answers if isinstance(one, RefusedError)]
    assert [one for one in answers if one == 0.2] == [0.2] * 4
    assert {str(one) for one in refused} == {"the server is busy; ask again in a while"}
    assert len(refused) == 6


def test_a_request_that_is_given_up_frees_its_place(settings: Settings) -> None:
    async def given_up() -> int:
        async with pool_of(settings) as pool:
            for _ in range(5):
                with pytest.raises(TimeoutError):
                    await asyncio.wait_for(pool.run(sleeps, 60.0), 0.2)
            return await pool.run(adds, 2, 3)

    assert run(given_up()) == 5
