"""The server beside `oxigraph serve-read-only` and rdflib-endpoint: `python -m benchmarks.serving`.

All three serve the same statements and are asked the questions of the catalogue, by clients on the same machine, so
that the figures compare with each other more than with those of a server of its own. `make bench-server` installs the
group `bench` of pyproject.toml before.
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
from rich.console import Console
from rich.table import Table

from benchmarks.asking import Load, load
from benchmarks.sample import news
from migrationkg.extraction import extract
from migrationkg.graph import to_quads
from migrationkg.knowledge_base.folder import KnowledgeBase
from migrationkg.resolution import resolve
from migrationkg.store import find_query, open_store, write_store
from migrationkg.store.disk import current_data

CONSOLE = Console()
ITEMS = 100
SECONDS = 5.0
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


def measure(folder: Path, only: str) -> Table:
    """Return the table of all servers, kinds of questions and numbers of clients."""
    known = knowledge_base(folder)
    quads = len(open_store(known.store))
    table = Table(title=f"{quads:,} quads; clients and servers share {os.cpu_count()} processors")
    for heading in ("server", "questions", "clients", "a second", "p50 ms", "p99 ms", "failed"):
        table.add_column(heading, justify="left" if heading in {"server", "questions"} else "right")
    listed = servers(known, folder)
    kinds = {"small": SMALL, "catalogue": tuple(find_query(name).text for name in CATALOGUE)}
    for name, (path, command) in listed.items():
        if not re.search(only, name):
            continue
        port = free_port()
        with running([word.replace("PORT", str(port)) for word in command], port):
            for kind, queries in kinds.items():
                for clients in CLIENTS:
                    _add(table, name, kind, clients, load(port, path, queries, clients, SECONDS))
    return table


def _add(table: Table, name: str, kind: str, clients: int, found: Load) -> None:
    figures = (f"{found.rate:,.0f}", f"{found.median * 1000:.1f}", f"{found.late * 1000:.1f}", str(found.failed))
    table.add_row(name, kind, str(clients), *figures)


def main() -> None:
    """Print the table; an argument keeps to the servers whose names match it."""
    with tempfile.TemporaryDirectory() as name:
        CONSOLE.print(measure(Path(name), sys.argv[1] if len(sys.argv) > 1 else ""))


if __name__ == "__main__":
    main()
