"""Asked once for all nodes through Oxigraph, the SPARQL shapes answer as pySHACL does node by node."""

from pathlib import Path

import pytest
from pyshacl import validate as run
from rdflib import RDF, SH, Dataset, Graph

from migrationkg.resources import resource
from migrationkg.validation.loading import class_hierarchy, in_memory, statements
from migrationkg.validation.sparql import judge_by_sparql

TESTS = Path(__file__).parents[1]
SHAPES = Graph().parse(resource("ontology/shapes-sparql.ttl"))
NAMES = sorted(str(shape).rpartition("/")[2] for shape in SHAPES.subjects(SH.sparql))
GRAPHS = [
    *(TESTS / "ontology" / "shapes" / name / file for name in NAMES for file in ("pass.ttl", "fail.ttl")),
    TESTS / "fixtures" / "sample-graph.ttl",
    TESTS / "graph" / "expected" / "graph.trig",
]


def by_pyshacl(path: Path) -> set[tuple[str, ...]]:
    union = Graph()
    for subject, predicate, value, _ in Dataset(default_union=True).parse(path).quads():
        union.add((subject, predicate, value))
    _, results, _ = run(in_memory(class_hierarchy()) + union, shacl_graph=SHAPES, inference="none")
    assert isinstance(results, Graph)
    parts = (SH.resultSeverity, SH.focusNode, SH.resultPath, SH.value, SH.resultMessage, SH.sourceShape)
    return {
        tuple(str(results.value(node, part)) for part in parts)
        for node in results.subjects(RDF.type, SH.ValidationResult)
    }


def by_oxigraph(path: Path) -> set[tuple[str, ...]]:
    return {
        (str(SH) + one.severity, one.focus.value, one.path.value, one.value.value, one.message, one.shape)
        for one in judge_by_sparql((*class_hierarchy(), *(quad.triple for quad in statements(path))))
        if one.path is not None and one.value is not None
    }


@pytest.mark.parametrize("path", GRAPHS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_both_find_the_same(path: Path) -> None:
    found = by_oxigraph(path)
    assert found == by_pyshacl(path)
    assert found or path.name != "fail.ttl"
