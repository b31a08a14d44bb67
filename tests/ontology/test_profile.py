"""What OWL 2 DL and the checkers FOOPS! and OOPS! ask of an ontology and can be told without a web service."""

import re
from collections import Counter

import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, VANN, XSD, BNode, Graph, Literal, URIRef
from rdflib.namespace import Namespace
from rdflib.term import Node

from migrationkg.model import ENTITY_KINDS, ENTITY_RELATIONS, VALUE_KINDS, VALUE_RELATIONS

MKG = Namespace("https://w3id.org/migrationkg/ontology#")
IRI = URIRef("https://w3id.org/migrationkg/ontology")
PROPERTY_KINDS = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)

#: The datatypes of OWL 2 (section 4 of its structural specification) that we have reason to use.
OWL_2_DATATYPES = {RDFS.Literal, XSD.string, XSD.decimal, XSD.integer, XSD.nonNegativeInteger, XSD.boolean}


def test_the_ontology_says_what_it_is_whose_and_under_which_licence(ontology: Graph) -> None:
    for term in (DCTERMS.title, DCTERMS.description, DCTERMS.creator, DCTERMS.created, DCTERMS.modified):
        assert (IRI, term, None) in ontology, term
    assert isinstance(ontology.value(IRI, DCTERMS.license), URIRef)


def test_the_version_has_an_iri_of_its_own_and_an_entry_in_the_change_note(ontology: Graph) -> None:
    version = str(ontology.value(IRI, OWL.versionInfo))
    assert re.fullmatch(r"\d+\.\d+\.\d+", version)
    assert ontology.value(IRI, OWL.versionIRI) == URIRef(f"{IRI}/{version}")
    assert any(str(note).startswith(version) for note in ontology.objects(IRI, SKOS.changeNote))


def test_the_prefix_and_namespace_are_told(ontology: Graph) -> None:
    assert str(ontology.value(IRI, VANN.preferredNamespacePrefix)) == "mkg"
    assert str(ontology.value(IRI, VANN.preferredNamespaceUri)) == str(MKG)


def test_what_has_a_value_is_of_the_kind_that_the_ontology_tells(ontology: Graph) -> None:
    assert VALUE_KINDS.keys() == set(VALUE_RELATIONS) - {"url", "identifier"}
    for relation, kind in VALUE_KINDS.items():
        assert ontology.value(MKG[relation], RDFS.domain) == MKG[kind], relation


def test_every_kind_and_relation_of_the_model_is_a_term(ontology: Graph) -> None:
    for kind in ENTITY_KINDS:
        assert (MKG[kind], RDF.type, OWL.Class) in ontology, kind
    for relation in ENTITY_RELATIONS:
        assert (MKG[relation], RDF.type, OWL.ObjectProperty) in ontology, relation
    for relation in set(VALUE_RELATIONS) - {"eventType", "identifier", "url"}:  # the last two are others' terms
        assert (MKG[relation], RDF.type, OWL.DatatypeProperty) in ontology, relation
    assert (MKG.eventType, RDF.type, OWL.ObjectProperty) in ontology


def test_every_term_has_a_label_a_definition_and_an_example(ontology: Graph, own_terms: list[URIRef]) -> None:
    for term in own_terms:
        for property_ in (RDFS.label, SKOS.definition, SKOS.example):
            texts = list(ontology.objects(term, property_))
            assert [text.language for text in texts if isinstance(text, Literal)] == ["en"], (term, property_)
        assert ontology.value(term, RDFS.isDefinedBy) == IRI, term
        assert str(ontology.value(term, SKOS.definition)).endswith("."), term


def test_no_two_terms_share_a_definition_and_none_repeats_its_label(ontology: Graph, own_terms: list[URIRef]) -> None:
    definitions = Counter(str(ontology.value(term, SKOS.definition)) for term in own_terms)
    assert [text for text, number in definitions.items() if number > 1] == []
    for term in own_terms:
        label, definition = ontology.value(term, RDFS.label), ontology.value(term, SKOS.definition)
        assert str(definition).rstrip(".").lower() != str(label).lower(), term


def test_every_property_has_one_domain_and_one_range(ontology: Graph, own_terms: list[URIRef]) -> None:
    for term in own_terms:
        if (term, RDF.type, OWL.Class) not in ontology:
            assert len(list(ontology.objects(term, RDFS.domain))) == 1, term
            assert len(list(ontology.objects(term, RDFS.range))) == 1, term


def test_names_of_classes_begin_with_a_capital_and_those_of_properties_do_not(
    ontology: Graph, own_terms: list[URIRef]
) -> None:
    for term in own_terms:
        pattern = r"[A-Z][A-Za-z]+" if (term, RDF.type, OWL.Class) in ontology else r"[a-z][A-Za-z0-9]+"
        assert re.fullmatch(pattern, term.removeprefix(MKG)), term


def test_every_term_that_is_used_is_declared_and_of_one_sort(ontology: Graph, alignments: Graph) -> None:
    both = ontology + alignments
    for property_ in set(both.predicates()):
        if not _built_in(property_):
            assert any((property_, RDF.type, kind) in both for kind in PROPERTY_KINDS), property_
    for term in set(both.objects(None, RDFS.subClassOf)) | set(both.objects(None, RDFS.domain)):
        assert (term, RDF.type, OWL.Class) in both or (term, RDF.type, OWL.Restriction) in both, term
    for term in set(both.objects(None, RDFS.subPropertyOf)) | set(both.objects(None, OWL.inverseOf)):
        assert any((term, RDF.type, kind) in both for kind in PROPERTY_KINDS), term


def test_no_iri_is_two_sorts_of_property_or_a_class_and_a_property(ontology: Graph, alignments: Graph) -> None:
    both = ontology + alignments
    sorts = Counter(term for kind in (*PROPERTY_KINDS, OWL.Class) for term in both.subjects(RDF.type, kind))
    assert [term for term, number in sorts.items() if number > 1] == []


def test_reserved_vocabulary_takes_part_in_no_axiom(ontology: Graph, alignments: Graph) -> None:
    """OWL 2 DL keeps the IRIs of RDF, RDFS and OWL to itself: rdf:Statement may be used in data, not defined on."""
    both = ontology + alignments
    declared = {term for kind in (*PROPERTY_KINDS, OWL.Class) for term in both.subjects(RDF.type, kind)}
    named = declared | set(both.objects(None, RDFS.subClassOf)) | set(both.objects(None, RDFS.subPropertyOf))
    assert [term for term in named if _built_in(term)] == []


def test_every_datatype_is_one_of_owl_2(ontology: Graph) -> None:
    for term in ontology.subjects(RDF.type, OWL.DatatypeProperty):
        if str(term).startswith(MKG):
            value_range = ontology.value(term, RDFS.range)
            assert value_range in OWL_2_DATATYPES or (value_range, RDF.type, RDFS.Datatype) in ontology, term


def test_an_inverse_is_stated_once_and_turns_domain_and_range_round(ontology: Graph) -> None:
    pairs = list(ontology.subject_objects(OWL.inverseOf))
    both_ways = [term for pair in pairs for term in pair]
    assert len(both_ways) == len(set(both_ways))
    for one, other in pairs:
        assert _meaning(ontology, one, RDFS.domain) == _meaning(ontology, other, RDFS.range), one
        assert _meaning(ontology, one, RDFS.range) == _meaning(ontology, other, RDFS.domain), one


def test_no_term_is_below_itself(ontology: Graph, own_terms: list[URIRef]) -> None:
    for relation in (RDFS.subClassOf, RDFS.subPropertyOf):
        for term in own_terms:
            above = {
                node
                for parent in ontology.objects(term, relation)
                for node in ontology.transitive_objects(parent, relation)
            }
            assert term not in above, term


def test_a_transitive_property_is_neither_irreflexive_asymmetric_nor_functional(ontology: Graph) -> None:
    for term in ontology.subjects(RDF.type, OWL.TransitiveProperty):
        for forbidden in (OWL.IrreflexiveProperty, OWL.AsymmetricProperty, OWL.FunctionalProperty):
            assert (term, RDF.type, forbidden) not in ontology, term


def test_every_class_is_joined_to_another_by_a_property_or_a_parent(ontology: Graph, own_terms: list[URIRef]) -> None:
    joined = {
        node
        for end in (RDFS.domain, RDFS.range)
        for value in ontology.objects(None, end)
        for node in _members(ontology, value)
    }
    for term in own_terms:
        if (term, RDF.type, OWL.Class) in ontology:
            assert term in joined or ontology.value(term, RDFS.subClassOf), term


@pytest.mark.parametrize("name", ["migrationkg.ttl", "alignments.ttl"])
def test_nothing_is_left_untyped(name: str, ontology: Graph, alignments: Graph) -> None:
    both = ontology + alignments
    for subject in set({"migrationkg.ttl": ontology, "alignments.ttl": alignments}[name].subjects()):
        is_list = (subject, RDF.first, None) in both
        is_facet = isinstance(subject, BNode) and any(
            str(property_).startswith(str(XSD)) for property_ in both.predicates(subject)
        )
        assert is_list or is_facet or (subject, RDF.type, None) in both, subject


def _built_in(term: object) -> bool:
    return str(term).startswith((str(RDF), str(RDFS), str(OWL), str(XSD)))


def _members(graph: Graph, node: Node | None) -> set[Node | None]:
    """Return the class, or the classes whose union it is."""
    union = graph.value(node, OWL.unionOf)
    return {node} if union is None else set(graph.items(union))


def _meaning(graph: Graph, term: Node, end: URIRef) -> set[Node | None]:
    return _members(graph, graph.value(term, end))
