"""Two SPARQL stores that nobody here wrote, each started once, and a small knowledge base to load into them."""

import contextlib
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from pyoxigraph import NamedNode, Quad

from migrationkg.knowledge_base import build
from migrationkg.store import open_store, write_store
from migrationkg.store.disk import quads_given
from migrationkg.store.endpoint import Endpoint

RECORD = "https://w3id.org/migrationkg/id/publication"
THEIRS = "https://example.org/theirs"
NEWS = Path(__file__).parents[2] / "data" / "news"

_VIRTUOSO = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/temporary.db
TransactionFile = {folder}/temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{own_port}
NumberOfBuffers = 10000
[HTTPServer]
ServerPort = 127.0.0.1:{port}
"""


@dataclass(frozen=True)
class Server:
    """A store that runs.

    Attributes:
        name: of the program.
        asked: address of queries.
        update: address of updates.
    """

    name: str
    asked: str
    update: str


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as one:
        return int(one.getsockname()[1])


@contextlib.contextmanager
def running(call: list[str], address: str, log: Path) -> Iterator[None]:
    with log.open("w") as stream, subprocess.Popen(call, stdout=stream, stderr=stream) as process:
        try:
            for _ in range(600):
                with contextlib.suppress(httpx.TransportError):
                    httpx.get(address)
                    break
                assert process.poll() is None, log.read_text()
                time.sleep(0.1)
            yield
        finally:
            process.kill()


@pytest.fixture(scope="session")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """`oxigraph serve`."""
    place, address = tmp_path_factory.mktemp("oxigraph"), f"127.0.0.1:{free_port()}"
    call = [str(Path(sys.executable).with_name("oxigraph")), "serve", "--location", str(place / "data"), "--bind"]
    with running([*call, address], f"http://{address}/", place / "log"):
        yield Server("oxigraph", f"http://{address}/query", f"http://{address}/update")


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Virtuoso, which takes updates from who logs in by Digest."""
    place, port = tmp_path_factory.mktemp("virtuoso"), free_port()
    settings = place / "virtuoso.ini"
    settings.write_text(_VIRTUOSO.format(folder=place, port=port, own_port=free_port()))
    call = ["virtuoso-t", "+foreground", "+configfile", str(settings)]
    with running(call, f"http://127.0.0.1:{port}/sparql?query=ASK%7B%7D", place / "log"):
        yield Server("virtuoso", f"http://127.0.0.1:{port}/sparql", f"http://127.0.0.1:{port}/sparql-auth")


@pytest.fixture(params=["oxigraph", "virtuoso"])
def server(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Server:
    """Each of the two in turn, empty of ours; who may change it stands in the environment."""
    found: Server = request.getfixturevalue(request.param)
    monkeypatch.setenv("MIGRATIONKG_USER", "dba")
    monkeypatch.setenv("MIGRATIONKG_PASSWORD", "dba")
    endpoint = Endpoint(found.asked, found.update)
    published = (row["g"].value for row in endpoint.select(f"SELECT ?g WHERE {{ GRAPH <{RECORD}> {{ ?g ?p ?o }} }}"))
    names = {*published, RECORD, f"{RECORD}/everything", f"{RECORD.removesuffix('publication')}authority", THEIRS}
    endpoint.update(*(f"DROP SILENT GRAPH <{name}>" for name in sorted(names)))
    return found


@pytest.fixture(scope="session")
def kb(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A knowledge base of the sample news; leave it as it is."""
    folder = tmp_path_factory.mktemp("published") / "kb"
    build([NEWS], folder, check=False, page=False)
    return folder


@pytest.fixture(scope="session")
def other(kb: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same one day later: an item is gone, one says less, one is new."""
    folder = tmp_path_factory.mktemp("other") / "kb"
    shutil.copytree(kb, folder)
    quads = list(quads_given(open_store(kb / "store")))
    gone, less = sorted({one.graph_name for one in quads if "/news/" in str(one.graph_name)}, key=str)[:2]
    kept = [one for one in quads if one.graph_name != gone and not (one.graph_name == less and "#mentions" in str(one))]
    new = NamedNode("https://w3id.org/migrationkg/id/news/2023-08-01-new")
    more = [Quad(new, one.predicate, one.object, new) for one in quads if one.subject == gone]
    assert len(kept) < len(quads)
    assert more
    write_store([*kept, *more], folder / "store")
    return folder
