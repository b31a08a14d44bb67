"""The JSON-LD context gives each term its local name as a key, and takes no statement away."""

import json
from typing import Any

import pytest
from pyld import jsonld
from rdflib import OWL, RDF, Graph, URIRef
from rdflib.compare import isomorphic

from migrationkg.resources import resource

MKG = "https://w3id.org/migrationkg/ontology#"


@pytest.fixture
def context() -> dict[str, Any]:
    document: dict[str, Any] = json.loads(resource("ontology/context.jsonld").read_text(encoding="utf-8"))
    return document


def stated(ontology: Graph, own_terms: list[URIRef]) -> list[URIRef]:
    """Return the terms that data state: all but the inverses, which are only inferred, and abstract classes."""
    inferred = {other for _, other in ontology.subject_objects(OWL.inverseOf)}
    return [term for term in own_terms if term not in inferred and term != URIRef(MKG + "Agent")]


def test_every_term_of_the_data_has_its_local_name_as_key(
    ontology: Graph, own_terms: list[URIRef], context: dict[str, Any]
) -> None:
    for term in stated(ontology, own_terms):
        expanded = jsonld.expand({**context, term.removeprefix(MKG): "https://example.org/x"})
        assert list(expanded[0]) == [str(term)], term


def test_every_relation_between_resources_is_read_as_one(
    ontology: Graph, own_terms: list[URIRef], context: dict[str, Any]
) -> None:
    for term in stated(ontology, own_terms):
        expanded = jsonld.expand({**context, term.removeprefix(MKG): "https://example.org/x"})
        is_relation = (term, RDF.type, OWL.ObjectProperty) in ontology
        assert ("@id" in expanded[0][str(term)][0]) == is_relation, term


def test_a_graph_comes_back_whole_from_json_with_short_keys(sample: Graph, context: dict[str, Any]) -> None:
    compact = jsonld.compact(json.loads(sample.serialize(format="json-ld")), context)
    keys = {key for node in compact["@graph" if "@graph" in compact else "graph"] for key in node}
    assert {key for key in keys if ":" in key} == set()
    again = Graph().parse(data=json.dumps(compact), format="json-ld")
    assert isomorphic(again, sample)
