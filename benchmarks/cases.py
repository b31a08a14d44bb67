"""Ask a running server the query cases of SPARQL 1.1 that the W3C's test suite holds; print which fail, and how many.

    python -m benchmarks.cases SPARQL11_FOLDER

SPARQL11_FOLDER is sparql/sparql11 of a checkout of https://github.com/w3c/rdf-tests. The data of all cases are named
graphs of one store that `migrationkg serve` serves; each query is asked over HTTP with the graphs of its case as
`default-graph-uri` and `named-graph-uri`. Each failure is asked of the engine alone as well (pyoxigraph, the case's own
data in a store in memory), so that what is the engine's and what is the server's are told apart.
"""

import io
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import httpx
import pyoxigraph as ox
import rdflib
from rdflib.compare import isomorphic
from rdflib.namespace import RDF
from rdflib.query import Result

from migrationkg.knowledge_base.folder import KnowledgeBase
from migrationkg.store import write_store

BASE = "https://w3c.github.io/rdf-tests/sparql/sparql11/"
FOLDERS = (
    *("aggregates", "bind", "bindings", "cast", "construct", "exists", "functions", "grouping", "negation"),
    *("project-expression", "property-path", "subquery", "syntax-query"),
)
MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
RESULT_SET = rdflib.URIRef("http://www.w3.org/2001/sw/DataAccess/tests/result-set#ResultSet")
NOTHING = "urn:no-graph"
ROWS, GRAPH = "application/sparql-results+xml", "application/n-triples"


@dataclass(frozen=True, slots=True)
class Case:
    """A case: what is asked of which graphs, and the file with the right answer; None where only the syntax counts."""

    name: str
    kind: str
    query: str
    base: str
    data: tuple[str, ...]
    graphs: tuple[str, ...]
    result: Path | None


def cases(folder: Path) -> Iterator[Case]:
    """Yield the cases of the manifests, in their order."""
    for name in FOLDERS:
        told = rdflib.Graph().parse(folder / name / "manifest.ttl", publicID=f"{BASE}{name}/manifest.ttl")
        for entries in told.objects(None, MF.entries):
            for case in told.items(entries):
                yield _case(folder, told, case)


def _case(folder: Path, told: rdflib.Graph, case: rdflib.term.Node) -> Case:
    action = told.value(case, MF.action)
    asked = told.value(action, QT.query) or action
    result = told.value(case, MF.result)
    return Case(
        str(case).replace("/manifest#", "/").rpartition("sparql11/")[2],
        str(told.value(case, RDF.type)).rpartition("#")[2],
        _file(folder, asked).read_text(encoding="utf-8"),
        str(asked),
        tuple(str(one) for one in told.objects(action, QT.data)),
        tuple(str(one) for one in told.objects(action, QT.graphData)),
        _file(folder, result) if result is not None and "Syntax" not in str(told.value(case, RDF.type)) else None,
    )


def _file(folder: Path, iri: object) -> Path:
    return folder / str(iri).removeprefix(BASE)


def quads(folder: Path, iri: str, graph: ox.NamedNode | ox.DefaultGraph) -> Iterator[ox.Quad]:
    """Yield the statements of a file as those of a graph; its blank nodes are those of no other file."""
    prefix = re.sub(r"\W", "", iri)
    for quad in ox.parse(path=_file(folder, iri), base_iri=iri):
        parts = [
            ox.BlankNode(prefix + part.value) if isinstance(part, ox.BlankNode) else part
            for part in (quad.subject, quad.predicate, quad.object)
        ]
        yield ox.Quad(*parts, graph)  # type: ignore[arg-type]


def over_http(client: httpx.Client, case: Case) -> tuple[int, str, bytes]:
    """Return status, media type and content of the server's answer."""
    fields: dict[str, str | list[str]] = {"query": f"BASE <{case.base}>\n{case.query}"}
    if not re.search(r"\bFROM\b", case.query):  # the graphs of a request come before those of its query
        fields |= {"default-graph-uri": list(case.data) or [NOTHING], "named-graph-uri": list(case.graphs)}
    answer = client.post("/sparql", data=fields, headers={"accept": f"{ROWS}, {GRAPH}"})
    return answer.status_code, answer.headers.get("content-type", ""), answer.content


def by_engine(folder: Path, case: Case) -> tuple[int, str, bytes]:
    """Return the same of the engine alone."""
    store = ox.Store()
    for iri in case.data:
        store.extend(quads(folder, iri, ox.DefaultGraph()))
    for iri in case.graphs:
        store.extend(quads(folder, iri, ox.NamedNode(iri)))
    try:
        found = store.query(case.query, base_iri=case.base)
        if isinstance(found, ox.QueryTriples):
            return 200, GRAPH, ox.serialize(found, format=ox.RdfFormat.N_TRIPLES)
        return 200, ROWS, found.serialize(format=ox.QueryResultsFormat.XML)
    except (SyntaxError, RuntimeError) as error:
        return 400, "", str(error).encode()


def is_right(case: Case, status: int, media_type: str, content: bytes) -> bool:
    """Return whether an answer is the one that the case wants."""
    if case.kind.startswith("Negative"):
        return status == 400
    if status != 200 or case.result is None:
        return status == 200
    given = rdflib.Graph().parse(data=content, format="nt") if media_type == GRAPH else _rows(content, "xml")
    return isomorphic(_normal(given), _normal(_expected(case.result)))


def _expected(path: Path) -> rdflib.Graph:
    formats = {".srx": "xml", ".srj": "json", ".csv": "csv", ".tsv": "tsv"}
    if path.suffix in formats:
        return _rows(path.read_bytes(), formats[path.suffix])
    graph = rdflib.Graph().parse(path)
    if (None, RDF.type, RESULT_SET) in graph:
        return _rows_of(Result.parse(str(path), format={".rdf": "xml"}.get(path.suffix, "turtle")))
    return graph


def _rows(content: bytes, form: str) -> rdflib.Graph:
    return _rows_of(Result.parse(io.BytesIO(content), format=form))


def _rows_of(result: Result) -> rdflib.Graph:
    """Return rows as a graph, so that two of them are compared whatever their blank nodes are called."""
    graph = rdflib.Graph()
    if result.type == "ASK":
        graph.add((rdflib.URIRef("urn:ask"), rdflib.URIRef("urn:is"), rdflib.Literal(bool(result.askAnswer))))
    for row in result.bindings if result.type == "SELECT" else ():
        node = rdflib.BNode()
        graph.add((node, rdflib.URIRef("urn:is"), rdflib.Literal("row")))
        for variable, value in row.items():
            graph.add((node, rdflib.URIRef(f"urn:variable:{variable}"), value))
    return graph


def _normal(graph: rdflib.Graph) -> rdflib.Graph:
    """Return a graph in which one number has one spelling, and so has one tag of a language (RDF 1.1, section 3.3)."""
    normal = rdflib.Graph()
    for subject, predicate, value in graph:
        normal.add((subject, predicate, _spelt(value) if isinstance(value, rdflib.Literal) else value))
    return normal


def _spelt(value: rdflib.Literal) -> rdflib.Literal:
    if value.language:
        return rdflib.Literal(str(value), lang=value.language.lower())
    if isinstance(value.value, int | float | Decimal) and not isinstance(value.value, bool):
        return rdflib.Literal(f"{float(value.value):.12g}", datatype=value.datatype)
    return value


def main() -> None:
    """Serve the data, ask each case, print what fails and how many hold."""
    folder = Path(sys.argv[1])
    all_cases = list(cases(folder))
    with tempfile.TemporaryDirectory() as place:
        known = KnowledgeBase(Path(place) / "kb")
        known.folder.mkdir()
        files = {iri for case in all_cases for iri in (*case.data, *case.graphs)}
        write_store([quad for iri in sorted(files) for quad in quads(folder, iri, ox.NamedNode(iri))], known.store)
        known.memory.touch()
        command = [sys.executable, "-c", "from migrationkg.cli import main; main()", "serve", str(known.folder)]
        server = subprocess.Popen([*command, "--port", "0"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        try:
            assert server.stderr
            address = re.findall(rb"http://\S+(?=/ )", server.stderr.readline())[0].decode()
            with httpx.Client(base_url=address, timeout=60) as client:
                wrong = [case for case in all_cases if not _holds(folder, client, case)]
        finally:
            server.terminate()
            server.wait()
    print(f"{len(all_cases) - len(wrong)} of {len(all_cases)} cases hold over HTTP")


def _holds(folder: Path, client: httpx.Client, case: Case) -> bool:
    answer = over_http(client, case)
    if is_right(case, *answer):
        return True
    alone = by_engine(folder, case)
    whose = "the engine alone answers right" if is_right(case, *alone) else "so does the engine alone"
    print(f"{case.name} ({case.kind}) fails, {whose}: {answer[0]} {answer[2].decode()[:3000]!r}", flush=True)
    return False


if __name__ == "__main__":
    main()
