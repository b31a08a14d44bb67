"""The server beside `oxigraph serve-read-only` and rdflib-endpoint: `python -m benchmarks.serving`.

All three serve the same statements and are asked the questions of the catalogue, by clients on the same machine, so
that the figures compare with each other more than with those of a server of its own. `make bench-server` installs the
group `bench` of pyproject.toml before. "New" questions have a comment of their own each, so that no kept answer helps.
On a machine that does other work too, `chrt -r 10 make bench-server` comes before it.
"""

import contextlib
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyoxigraph as ox

from benchmarks.asking import Load, load
from benchmarks.sample import news
from migrationkg.extraction import extract
from migrationkg.graph import to_quads
from migrationkg.knowledge_base.folder import KnowledgeBase
from migrationkg.resolution import resolve
from migrationkg.store import find_query, open_store, write_store
from migrationkg.store.disk import current_data

ITEMS = 100
SECONDS = 4.0
CLIENTS = (1, 10, 100)

#: What a program asks in passing: one thing, by its name or its IRI.
SMALL = (
    "ASK { ?project a <https://w3id.org/migrationkg/ontology#Project> }",
    "SELECT ?type { <https://w3id.org/migrationkg/id/country/az> a ?type }",
    "SELECT ?p ?o { <https://w3id.org/migrationkg/id/organisation/icmpd> ?p ?o } LIMIT 20",
)

#: Questions of the catalogue that need no parameter, and that rdflib too answers in less than a second.
CATALOGUE = ("co-funders", "funders-by-project", "occasions-by-type", "projects-without-funder", "top-funders")

_RDFLIB = """
import sys, uvicorn
from rdflib import Graph
from rdflib_endpoint import SparqlEndpoint
graph = Graph().parse(sys.argv[1], format="nt")
uvicorn.run(SparqlEndpoint(graph=graph), port=int(sys.argv[2]), log_level="error")
"""


def knowledge_base(folder: Path) -> KnowledgeBase:
    """Make a knowledge base of news, as far as a server needs it."""
    known = KnowledgeBase(folder / "kb")
    known.folder.mkdir()
    extractions = [extract(item) for item in news(ITEMS)]
    write_store(to_quads(extractions, resolve(extractions)), known.store)
    known.memory.touch()
    return known


@contextlib.contextmanager
def running(command: Sequence[str], port: int) -> Iterator[None]:
    """Run a server until the block ends; it begins when the server listens."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            with contextlib.suppress(OSError), socket.create_connection(("localhost", port)):
                break
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait()


def servers(known: KnowledgeBase, folder: Path) -> dict[str, tuple[str, list[str]]]:
    """Return name → path of the endpoint, and the command that serves it at PORT."""
    data = known.store / current_data(known.store)
    triples = folder / "graph.nt"
    open_store(known.store).dump(str(triples), ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    ours = [sys.executable, "-c", "from migrationkg.cli import main; main()"]
    oxigraph = str(Path(sys.executable).with_name("oxigraph"))
    return {
        "migrationkg serve": ("/sparql", [*ours, "serve", str(known.folder), "--port", "PORT"]),
        "oxigraph serve-read-only": (
            "/query",
            [oxigraph, "serve-read-only", "--location", str(data), "--bind", "localhost:PORT"],
        ),
        "rdflib-endpoint": ("/", [sys.executable, "-c", _RDFLIB, str(triples), "PORT"]),
    }


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.create_server(("localhost", 0)) as one:
        return int(one.getsockname()[1])


def measure(folder: Path, only: str) -> None:
    """Print a line for each server, kind of questions and number of clients."""
    known = knowledge_base(folder)
    quads = len(open_store(known.store))
    print(f"{quads:,} quads; clients and servers share {os.cpu_count()} processors")
    print(f"{'server':26}{'questions':16}{'clients':>8}{'a second':>10}{'p50 ms':>9}{'p99 ms':>9}{'failed':>8}")
    new = tuple(f"{query} # NUMBER" for query in SMALL)
    catalogue = tuple(find_query(name).text for name in CATALOGUE)
    kinds = {
        "small": SMALL,
        "small, new": new,
        "catalogue": catalogue,
        "catalogue, new": tuple(f"{query} # NUMBER" for query in catalogue),
    }
    for name, (path, command) in servers(known, folder).items():
        if not re.search(only, name):
            continue
        port = free_port()
        with running([word.replace("PORT", str(port)) for word in command], port):
            for kind, queries in kinds.items():
                for clients in CLIENTS:
                    _print(name, kind, clients, load(port, path, queries, clients, SECONDS))


def _print(name: str, kind: str, clients: int, found: Load) -> None:
    figures = f"{found.rate:10,.0f}{found.median * 1000:9.1f}{found.late * 1000:9.1f}{found.failed:8}"
    print(f"{name:26}{kind:16}{clients:8}{figures}", flush=True)


def main() -> None:
    """Print the figures; an argument keeps to the servers whose names match it."""
    with tempfile.TemporaryDirectory() as name:
        measure(Path(name), sys.argv[1] if len(sys.argv) > 1 else "")


if __name__ == "__main__":
    main()
