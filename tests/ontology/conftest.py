"""The ontology, its companions, and a small graph that uses every term."""

from pathlib import Path

import pytest
from rdflib import OWL, Graph, URIRef

from migrationkg.resources import resource

MKG = "https://w3id.org/migrationkg/ontology#"
SAMPLE = Path(__file__).parent.parent / "fixtures" / "sample-graph.ttl"


def load(*names: str) -> Graph:
    """Return files of the ontology folder as one graph."""
    graph = Graph()
    for name in names:
        graph.parse(resource(f"ontology/{name}"))
    return graph


@pytest.fixture
def ontology() -> Graph:
    return load("migrationkg.ttl")


@pytest.fixture
def alignments() -> Graph:
    return load("alignments.ttl")


@pytest.fixture
def sample() -> Graph:
    return Graph().parse(SAMPLE)


@pytest.fixture
def own_terms(ontology: Graph) -> list[URIRef]:
    """The classes and properties that the ontology defines, sorted."""
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    named = {term for kind in kinds for term in ontology.subjects(predicate=None, object=kind)}
    return sorted(term for term in named if isinstance(term, URIRef) and term.startswith(MKG))
