"""A second engine judges by the core shapes as pySHACL does.

pyrudof's SPARQL constraints answer wrongly and say nothing, so it is given the core shapes only. The small graphs are
judged together, each under a base of its own; those with blank nodes, which have no names to tell them apart by, alone.
"""

from pathlib import Path

import pyrudof
import pytest
from rdflib import RDFS, SH, Dataset, Graph, URIRef
from tests.ontology.together import has_blank, together, without_expected

from migrationkg.resources import resource
from migrationkg.validation import validate

TESTS = Path(__file__).parent.parent
GRAPHS = [
    *sorted((TESTS / "ontology" / "shapes").glob("*/*.ttl")),
    TESTS / "fixtures" / "sample-graph.ttl",
    TESTS / "graph" / "expected" / "graph.trig",
]
CORE = Graph().parse(resource("ontology/shapes.ttl"))
CORE_AS_TEXT = resource("ontology/shapes.ttl").read_text(encoding="utf-8")
CORE_SHAPES = {str(shape) for shape in CORE.subjects(SH.message)}
HIERARCHY = [
    triple
    for triple in Graph().parse(resource("ontology/migrationkg.ttl")).triples((None, RDFS.subClassOf, None))
    if isinstance(triple[2], URIRef)
]


def data(path: Path) -> Graph:
    """Return the statements of a file, of all its graphs, without the results that a fixture expects."""
    graph = Graph()
    for subject, predicate, value, _ in Dataset(default_union=True).parse(path).quads():
        graph.add((subject, predicate, value))
    return without_expected(graph)


def by_pyshacl(graph: Graph) -> set[tuple[str, str, str]]:
    """Return severity, focus and shape of each result."""
    findings = validate(graph).findings
    judged = (finding for finding in findings if finding.shape in CORE_SHAPES)
    return {(finding.severity, named(finding.focus), finding.shape) for finding in judged}


def named(focus: str) -> str:
    """Return the IRI of a focus node; each engine calls blank nodes as it likes."""
    return "_:" if focus.startswith("_:") else focus


def by_pyrudof(graph: Graph) -> set[tuple[str, str, str]]:
    """Return the same from pyrudof, which like any SHACL engine looks for sub-classes among the data."""
    judged = Graph() + graph
    for triple in HIERARCHY:
        judged.add(triple)
    engine = pyrudof.Rudof(pyrudof.RudofConfig())
    engine.read_data(judged.serialize(format="nt"), pyrudof.RDFFormat.NTriples)
    engine.read_shacl(CORE_AS_TEXT, pyrudof.ShaclFormat.Turtle)
    return {(entry.severity, named(entry.focus_node), str(entry.source_shape)) for entry in engine.validate_shacl()}


DATA = {f"{path.parent.name}/{path.name}": data(path) for path in GRAPHS}
ALONE = [name for name, graph in DATA.items() if has_blank(graph)]


def test_both_engines_find_the_same() -> None:
    """That each shape finds what it should, test_shapes.py sees to."""
    whole = together({name: graph for name, graph in DATA.items() if name not in ALONE})
    found = by_pyshacl(whole)
    assert by_pyrudof(whole) == found
    assert len({shape for _, _, shape in found}) >= len(CORE_SHAPES) - len(ALONE)


@pytest.mark.parametrize("name", ALONE)
def test_both_engines_find_the_same_where_nodes_are_blank(name: str) -> None:
    assert by_pyrudof(DATA[name]) == by_pyshacl(DATA[name])
