"""A server starts, says that it can answer, takes up a new build without dropping a request, and ends in order."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import httpx
import pytest
from tests.server.conftest import NEWS, Running, Start

from migrationkg.knowledge_base import build

MORE = """Workshop {number} on Returns Held in Tirana
12 June 2024
On 12 June 2024, ICMPD held workshop {number} in Tirana, Albania.
"""
ITEMS = "SELECT (COUNT(*) AS ?n) { ?item a mkg:NewsItem }"


def count(client: httpx.Client) -> int:
    answer = client.get("/sparql", params={"query": ITEMS})
    assert answer.status_code == 200, answer.text
    return int(answer.json()["results"]["bindings"][0]["n"]["value"])


def test_a_server_lives_and_is_ready(client: httpx.Client) -> None:
    assert client.get("/health").text == "alive\n"
    assert client.get("/ready").text == "ready\n"
    assert client.get("/ready").headers["cache-control"] == "no-store"


def test_a_query_is_answered(client: httpx.Client) -> None:
    assert count(client) > 5


def called(*words: str) -> subprocess.CompletedProcess[str]:
    call = [sys.executable, "-c", "from migrationkg.cli import main; main()", "serve", *words]
    return subprocess.run(call, capture_output=True, text=True, timeout=60, check=False)


def test_what_cannot_be_served_is_told_in_one_line(kb: Path, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        wrong = {
            "no knowledge base": called(str(tmp_path / "nothing")),
            "cannot listen there": called(str(kb), "--port", port),
            "cannot listen there: ": called(str(kb), "--host", "no.such.host.invalid"),
        }
    for told, done in wrong.items():
        assert done.returncode == 2, done.stderr
        assert done.stderr.count("\n") == 1, done.stderr
        assert told in done.stderr


def test_a_store_that_is_damaged_is_told_in_one_line(kb: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "kb"
    shutil.copytree(kb, damaged)
    for manifest in (damaged / "store").glob("data-*/MANIFEST*"):
        manifest.write_bytes(b"")
    done = called(str(damaged), "--port", "0")
    assert done.returncode == 2
    assert "damaged" in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr


def test_a_build_is_taken_up_and_no_request_is_dropped(tmp_path: Path, start_server: Start) -> None:
    """Readers see the state before or the new one, whole, and never an error."""
    kb = tmp_path / "kb"
    build([NEWS], kb, check=False, page=False)
    server = start_server(kb)
    stop, seen, wrong = threading.Event(), set[int](), list[str]()

    def asks() -> None:
        with server.client() as client:
            while not stop.is_set():
                try:
                    seen.add(count(client))
                except (AssertionError, httpx.HTTPError) as error:
                    wrong.append(repr(error))

    askers = [threading.Thread(target=asks) for _ in range(4)]
    for one in askers:
        one.start()
    try:
        with server.client() as client:
            before = client.get("/sparql", params={"query": ITEMS})
            for place in range(3):
                more = tmp_path / f"more-{place}.txt"
                more.write_text(MORE.format(number=place), encoding="utf-8")
                build([more], kb, check=False, page=False)
                expected = count_of(before) + place + 1
                for _ in range(100):
                    if count(client) == expected:
                        break
                    time.sleep(0.1)
                assert count(client) == expected
            after = client.get("/sparql", params={"query": ITEMS}, headers={"if-none-match": before.headers["etag"]})
    finally:
        stop.set()
        for one in askers:
            one.join()
    assert wrong == []
    assert seen == {count_of(before) + place for place in range(4)}
    assert after.status_code == 200, "what was known holds no longer"


def count_of(answer: httpx.Response) -> int:
    return int(answer.json()["results"]["bindings"][0]["n"]["value"])


def test_a_build_that_fails_leaves_the_state_before_served(kb: Path, tmp_path: Path, start_server: Start) -> None:
    own = tmp_path / "kb"
    shutil.copytree(kb, own)
    server = start_server(own)
    marker = own / "store" / "store.txt"
    marker.write_text("no store\n", encoding="utf-8")
    time.sleep(1.2)
    with server.client() as client:
        assert count(client) > 5


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_server_that_is_told_to_end_answers_what_was_asked(
    kb: Path, start_server: Start, how: signal.Signals
) -> None:
    server = start_server(kb)
    query = "SELECT ?a ?d { ?a ?b ?c . ?d ?e ?f } LIMIT 300000"
    as_it_is = {"accept-encoding": "identity", "accept": "text/csv"}
    with (
        server.client() as client,
        client.stream("GET", "/sparql", params={"query": query}, headers=as_it_is) as answer,
    ):
        pieces = answer.iter_raw()
        rows = next(pieces).count(b"\n")
        workers = descendants(server)
        server.process.send_signal(how)
        time.sleep(0.5)
        with pytest.raises(httpx.ConnectError):
            httpx.get(f"{server.address}/health")
        rows += sum(piece.count(b"\n") for piece in pieces)
    assert rows == 300_001
    assert server.process.wait(timeout=30) == 0
    assert server.process.stderr
    assert "Traceback" not in server.process.stderr.read()
    for _ in range(50):
        if not any(is_alive(one) for one in workers):
            break
        time.sleep(0.1)
    assert not any(is_alive(one) for one in workers), "no worker is left behind"


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's")
def test_ctrl_c_while_the_server_starts_ends_it_in_order(kb: Path) -> None:
    """Ctrl+C goes to all processes of a terminal: also to the one that still reads what its workers answer with."""
    call = [sys.executable, "-c", "from migrationkg.cli import main; main()", "serve", str(kb), "--port", "0"]
    with subprocess.Popen(call, stderr=subprocess.PIPE, text=True, start_new_session=True) as server:
        children = Path(f"/proc/{server.pid}/task/{server.pid}/children")
        while not any(
            b"forkserver" in Path(f"/proc/{one}/cmdline").read_bytes() for one in children.read_text().split()
        ):
            assert server.poll() is None
            time.sleep(0.01)
        os.killpg(server.pid, signal.SIGINT)
        told = server.communicate(timeout=60)[1]
    assert "Traceback" not in told
    assert server.returncode == 0, told


def descendants(server: Running) -> list[int]:
    told = subprocess.run(["ps", "-e", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    parents = {int(one): int(parent) for one, parent in (line.split() for line in told.splitlines())}
    found = [server.process.pid]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found[1:]


def is_alive(process: int) -> bool:
    with contextlib.suppress(ProcessLookupError):
        os.kill(process, 0)
        state = subprocess.run(["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True, check=False)
        return not state.stdout.startswith("Z") and bool(state.stdout.strip())
    return False


@pytest.mark.skipif(sys.platform != "linux", reason="where the parent's death is told")
def test_a_server_that_is_killed_leaves_no_worker_behind(kb: Path, start_server: Start) -> None:
    server = start_server(kb, "--timeout", "2")
    with contextlib.suppress(httpx.HTTPError), server.client(1) as client:
        client.get("/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"})
    workers = descendants(server)
    server.process.kill()
    server.process.wait()
    for _ in range(150):
        if not any(is_alive(one) for one in workers):
            break
        time.sleep(0.1)
    assert not any(is_alive(one) for one in workers)
