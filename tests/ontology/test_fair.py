"""The checks of FOOPS! (OEG, Universidad Politécnica de Madrid) that need no service, on the published ontology.

What each of the 24 asks was read on 29 November 2026 in `doc/test/*/*.ttl` of github.com/oeg-upm/fair_ontologies. Those
of HTTP (CN1, DOC1, RDF1, URI1, VER2) stand in tests/server/test_ontology.py. Left out, since a service must answer:
FIND2 (prefix.cc, LOV), FIND3 and FIND3_BIS (LOV), OM4.2 (the licence's own page) and, of OM3, the DOI.
"""

import re

import pytest
from rdflib import DCTERMS, FOAF, OWL, RDF, RDFS, SKOS, VANN, Graph, Literal, URIRef
from rdflib.namespace import Namespace

from migrationkg.documentation.published import DOCUMENTS, ONTOLOGY, published, version

BIBO = Namespace("http://purl.org/ontology/bibo/")
IRI = URIRef(ONTOLOGY)
MKG = f"{ONTOLOGY}#"

#: Check → the properties that it wants, of those that stand for each the ones that we use.
METADATA = {
    "OM1": (
        *(DCTERMS.title, DCTERMS.description, DCTERMS.license, OWL.versionIRI, DCTERMS.creator),
        VANN.preferredNamespaceUri,
    ),
    "OM2": (VANN.preferredNamespacePrefix, OWL.versionInfo, DCTERMS.created, DCTERMS.bibliographicCitation),
    "OM3": (DCTERMS.publisher, FOAF.logo, BIBO.status, DCTERMS.source, DCTERMS.issued, DCTERMS.modified),
    "OM4.1": (DCTERMS.license,),
    "OM5.1": (DCTERMS.creator, DCTERMS.created),
    "OM5.2": (DCTERMS.issued, DCTERMS.publisher),
    "FIND1": (VANN.preferredNamespacePrefix,),
    "VER1": (OWL.versionIRI,),
}


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(data=published("ontology", "TURTLE"), format="turtle")


@pytest.fixture(scope="module")
def terms(ontology: Graph) -> set[URIRef]:
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    found = {term for kind in kinds for term in ontology.subjects(RDF.type, kind)}
    return {term for term in found if isinstance(term, URIRef) and term.startswith(MKG)}


@pytest.mark.parametrize("check", METADATA)
def test_metadata(ontology: Graph, check: str) -> None:
    assert [term for term in METADATA[check] if ontology.value(IRI, term) is None] == []


def test_purl1_and_http1_the_iri_is_a_lasting_one_of_an_open_protocol() -> None:
    assert re.match(r"https://w3id\.org/", ONTOLOGY)


def test_uri2_the_document_names_one_ontology_by_its_own_iri(ontology: Graph) -> None:
    assert list(ontology.subjects(RDF.type, OWL.Ontology)) == [IRI]
    assert ontology.value(IRI, OWL.versionIRI) == URIRef(f"{ONTOLOGY}/{version()}")


def test_voc1_metadata_are_told_in_known_vocabularies(ontology: Graph) -> None:
    known = (str(DCTERMS), str(VANN), str(BIBO), str(FOAF))
    used = {next(iter(filter(str(term).startswith, known)), None) for term in ontology.predicates(IRI)}
    assert used >= set(known)


def test_voc2_other_vocabularies_are_taken_up(ontology: Graph) -> None:
    reused = {str(term) for term in ontology.objects(None, RDFS.subClassOf)}
    assert "http://www.w3.org/ns/prov#Entity" in reused


def test_voc3_and_voc4_every_term_has_a_label_a_definition_and_a_comment(ontology: Graph, terms: set[URIRef]) -> None:
    assert len(terms) > 50
    for term in terms:
        assert ontology.value(term, SKOS.definition) == ontology.value(term, RDFS.comment) is not None, term
        labels = [label for label in ontology.objects(term, RDFS.label) if isinstance(label, Literal)]
        assert sorted(str(label.language) for label in labels) == ["ar", "de", "en", "es", "fr", "ru", "tr"], (
            f"{term}: a line in ontology/translations.ttl"
        )


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_document_says_whose_it_is_and_under_which_licence_and_version(name: str) -> None:
    graph = Graph().parse(data=published(name, "TURTLE"), format="turtle")
    header = URIRef(f"https://w3id.org/migrationkg/{name}")
    for term in (DCTERMS.title, DCTERMS.creator, DCTERMS.license, DCTERMS.created, OWL.versionInfo):
        assert graph.value(header, term) is not None, term


@pytest.mark.parametrize("form", ["RDF_XML", "JSON_LD", "N_TRIPLES"])
def test_every_form_says_the_same(ontology: Graph, form: str) -> None:
    names = {"RDF_XML": "xml", "JSON_LD": "json-ld", "N_TRIPLES": "nt"}
    other = Graph().parse(data=published("ontology", form), format=names[form])
    assert len(other) == len(ontology)
    assert set(other.objects(None, RDFS.label)) == set(ontology.objects(None, RDFS.label))
