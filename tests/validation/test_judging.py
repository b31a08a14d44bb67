"""Judged in batches, by several processes or out of a store, a graph is found to be what it is found all at once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from benchmarks.sample import news
from pyoxigraph import BlankNode, Dataset, NamedNode, Quad, Store
from pyshacl import validate as run
from rdflib import RDF, SH, Graph

from migrationkg.extraction import extract
from migrationkg.graph import terms, to_quads, write_trig
from migrationkg.resolution import resolve
from migrationkg.resources import resource
from migrationkg.validation import judging
from migrationkg.validation.judging import judge
from migrationkg.validation.loading import class_hierarchy, in_memory, statements
from migrationkg.validation.surroundings import nodes_of

from .conftest import TWO_STATES

SHAPES = Graph().parse(resource("ontology/shapes.ttl"))
PARTS = (SH.focusNode, SH.sourceShape, SH.sourceConstraintComponent, SH.resultMessage, SH.resultSeverity, SH.value)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """A graph in which things of every kind are wrong: statements are taken away here and there."""
    extractions = [extract(item) for item in news(14)]
    path = tmp_path_factory.mktemp("graph") / "graph.trig"
    write_trig(to_quads(extractions, resolve(extractions)), path)
    whole = sorted(statements(path), key=str)
    return Dataset(quad for place, quad in enumerate(whole) if place % 11)


def by_pyshacl(graph: Dataset) -> Iterator[tuple[str, ...]]:
    judged = in_memory((*class_hierarchy(), *(quad.triple for quad in graph)))
    _, results, _ = run(judged, shacl_graph=SHAPES, inference="none")
    assert isinstance(results, Graph)
    for node in results.subjects(RDF.type, SH.ValidationResult):
        yield tuple(str(results.value(node, part)) for part in PARTS)


def test_in_batches_pyshacl_finds_what_it_finds_at_once(graph: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "_BATCH", 60)
    found = {
        (
            one.focus.value,
            one.shape,
            one.component,
            one.message,
            str(SH) + one.severity,
            getattr(one.value, "value", "None"),
        )
        for one in judge(graph, nodes_of(graph))
        if one.component != str(SH.SPARQLConstraintComponent)
    }
    assert found == set(by_pyshacl(graph))
    assert len({shape for _, shape, *_ in found}) > 25


def test_batches_workers_and_a_store_make_no_difference(graph: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store()
    store.extend(graph)
    at_once = judge(graph, nodes_of(graph))
    for batch, workers in ((25, 1), (100, 2)):
        monkeypatch.setattr(judging, "_BATCH", batch)
        assert judge(graph, nodes_of(graph), workers) == at_once
        assert judge(store, nodes_of(store), workers) == at_once


def test_a_fact_without_evidence_is_found_where_no_evidence_is_near(
    two_states: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judging, "_BATCH", 1)
    bare = NamedNode("https://w3id.org/migrationkg/id/organisation/bare")
    graph = statements(two_states)
    graph.add(Quad(bare, terms.RELATIONS["partOf"], bare))
    found = judge(graph, nodes_of(graph))
    assert [one.focus for one in found if one.shape.endswith("EvidenceForEveryFact")] == [bare]


def test_blank_nodes_and_classes_of_their_own_are_judged_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "_BATCH", 1)
    path = tmp_path / "graph.trig"
    own = "<http://a/Bureau> rdfs:subClassOf mkg:Ministry . [] a <http://a/Bureau> ; mkg:jurisdiction <country/al> ."
    path.write_text(TWO_STATES + own, encoding="utf-8")
    graph = statements(path)
    found = {one.shape.rpartition("/")[2] for one in judge(graph, nodes_of(graph)) if isinstance(one.focus, BlankNode)}
    assert {"Resource", "Organisation", "PreferredLabel"} <= found
    assert "MinistryState" not in found
