"""A running server on a knowledge base of the sample news, once for all tests of a process."""

import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from migrationkg.knowledge_base import build

NEWS = Path(__file__).parent.parent.parent / "data" / "news"


@dataclass(frozen=True)
class Running:
    """A server that runs.

    Attributes:
        address: as it told, such as `http://127.0.0.1:43210`.
        process: the server itself.
        log: the file of its access log.
    """

    address: str
    process: subprocess.Popen[str]
    log: Path

    def client(self, timeout: float = 30.0) -> httpx.Client:
        """Return a client of its own; close it."""
        return httpx.Client(base_url=self.address, timeout=timeout)


Start = Callable[..., Running]


@pytest.fixture(scope="session")
def kb(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A knowledge base of the sample news; leave it as it is."""
    folder = tmp_path_factory.mktemp("served") / "kb"
    build([NEWS], folder, check=False, page=False)
    return folder


@pytest.fixture(scope="session")
def start_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Start]:
    """Return a function that starts `migrationkg serve KB --port 0 OPTION…` and waits until it listens."""
    started: list[subprocess.Popen[str]] = []

    def start(kb: Path, *options: str) -> Running:
        log = tmp_path_factory.mktemp("log") / "access.jsonl"
        call = [sys.executable, "-c", "from migrationkg.cli import main; main()", "serve", str(kb), "--port", "0"]
        with log.open("w") as stream:
            process = subprocess.Popen([*call, *options], stdout=stream, stderr=subprocess.PIPE, text=True)
        started.append(process)
        assert process.stderr
        found = re.search(r"http://\S+(?=/ )", line := process.stderr.readline())
        assert found, line + process.stderr.read()
        return Running(found[0], process, log)

    yield start
    for process in started:
        process.send_signal(signal.SIGTERM)
    for process in started:
        process.wait(timeout=60)
        if process.stderr:
            process.stderr.close()


@pytest.fixture(scope="session")
def server(kb: Path, start_server: Start) -> Running:
    """A server of the sample, with what a user gets who says nothing."""
    return start_server(kb)


@pytest.fixture
def client(server: Running) -> Iterator[httpx.Client]:
    with server.client() as one:
        yield one
