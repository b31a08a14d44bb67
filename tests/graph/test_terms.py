"""Every term of ours that the graph may use is declared in the ontology, and used as it says."""

import rdflib
from pyoxigraph import NamedNode, Quad
from rdflib import OWL, RDF, RDFS

from migrationkg.graph import terms
from migrationkg.model import ENTITY_RELATIONS
from migrationkg.resources import resource

ONTOLOGY = rdflib.Graph().parse(resource("ontology/migrationkg.ttl"))
CLASSES = {str(term) for term in ONTOLOGY.subjects(RDF.type, OWL.Class)}
OBJECT_PROPERTIES = {str(term) for term in ONTOLOGY.subjects(RDF.type, OWL.ObjectProperty)}
DATA_PROPERTIES = {str(term) for term in ONTOLOGY.subjects(RDF.type, OWL.DatatypeProperty)}


def test_every_term_of_the_module_is_declared() -> None:
    constants = [*vars(terms).values(), *terms.RELATIONS.values(), *terms.KINDS.values()]
    ours = {term.value for term in constants if isinstance(term, NamedNode) and term.value.startswith(terms.ONTOLOGY)}
    assert len(ours) > 30
    assert ours <= CLASSES | OBJECT_PROPERTIES | DATA_PROPERTIES


def test_every_relation_of_the_model_is_a_property() -> None:
    assert {terms.ONTOLOGY + name for name in ENTITY_RELATIONS} <= OBJECT_PROPERTIES
    ours = {term.value for name, term in terms.VALUES.items() if name not in ("url", "identifier")}
    assert ours <= OBJECT_PROPERTIES | DATA_PROPERTIES


def test_properties_of_values_have_values_and_others_resources(quads: list[Quad]) -> None:
    for quad in quads:
        if quad.predicate.value.startswith(terms.ONTOLOGY):
            properties = OBJECT_PROPERTIES if isinstance(quad.object, NamedNode) else DATA_PROPERTIES
            assert quad.predicate.value in properties, quad


def test_values_have_the_datatype_that_the_ontology_gives(quads: list[Quad]) -> None:
    any_datatype = {RDFS.Literal, None}
    checked = set()
    for quad in quads:
        range_ = ONTOLOGY.value(rdflib.URIRef(quad.predicate.value), RDFS.range)
        range_ = ONTOLOGY.value(range_, OWL.onDatatype) or range_  # a datatype with limits
        if isinstance(quad.object, NamedNode) or quad.predicate.value not in DATA_PROPERTIES or range_ in any_datatype:
            continue
        value = rdflib.Literal(quad.object.value, datatype=quad.object.datatype.value)  # type: ignore[union-attr]
        assert value.datatype == range_, quad
        checked.add(quad.predicate.value)
    assert len(checked) >= 8
