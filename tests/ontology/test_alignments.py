"""Each alignment is proved: who asks in the words of another vocabulary finds our data."""

from pathlib import Path

import pytest
from owlrl import DeductiveClosure, RDFS_Semantics
from rdflib import DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SDO, SKOS, Graph, URIRef
from rdflib.namespace import DefinedNamespace

from migrationkg.resources import resource

MKG = "https://w3id.org/migrationkg/ontology#"
SAMPLE = Path(__file__).parent.parent / "fixtures" / "sample-graph.ttl"


def aligned() -> list[tuple[URIRef, URIRef, URIRef]]:
    """Return the alignments: our term, the relation, the foreign term."""
    graph = Graph().parse(resource("ontology/alignments.ttl"))
    relations = (RDFS.subClassOf, RDFS.subPropertyOf)
    return sorted(
        (one, relation, other)  # type: ignore[misc]
        for relation in relations
        for one, other in graph.subject_objects(relation)
        if str(one).startswith(MKG)
    )


@pytest.fixture(scope="module")
def closure() -> Graph:
    """The sample graph with all that RDFS makes of it, the ontology and the alignments."""
    graph = Graph().parse(SAMPLE)
    for name in ("migrationkg.ttl", "alignments.ttl"):
        graph.parse(resource(f"ontology/{name}"))
    DeductiveClosure(RDFS_Semantics).expand(graph)
    return graph


@pytest.mark.parametrize(("ours", "relation", "theirs"), aligned(), ids=lambda term: term.split("/")[-1])
def test_data_is_found_through_the_foreign_term(
    ours: URIRef, relation: URIRef, theirs: URIRef, closure: Graph, sample: Graph
) -> None:
    if relation == RDFS.subClassOf:
        found = {row[0] for row in closure.query(f"SELECT ?it WHERE {{ ?it a <{theirs}> }}")}  # type: ignore[index]
        kinds = {ours, *closure.subjects(RDFS.subClassOf, ours)}
        stated = {thing for kind in kinds for thing in sample.subjects(RDF.type, kind)}
        assert stated, f"the sample graph has no {ours}"
        assert stated <= found
    else:
        question = f"SELECT ?it ?value WHERE {{ ?it <{theirs}> ?value }}"
        pairs = {(row[0], row[1]) for row in closure.query(question)}  # type: ignore[index]
        said = set(sample.subject_objects(ours))
        assert said, f"the sample graph says nothing by {ours}"
        assert said <= pairs


@pytest.mark.parametrize(
    "vocabulary", [SDO, ORG, PROV, FOAF, DCTERMS], ids=["schema.org", "ORG", "PROV-O", "FOAF", "DCMI"]
)
def test_foreign_terms_are_terms_of_their_vocabulary(vocabulary: type[DefinedNamespace]) -> None:
    """rdflib carries the lists of terms of these vocabularies; those of others are named in the file's head."""
    used = {theirs for _, _, theirs in aligned() if theirs.startswith(str(vocabulary))}
    assert used
    for term in used:
        assert term in vocabulary, term


def test_a_foreign_property_is_of_the_sort_of_ours(ontology: Graph, alignments: Graph) -> None:
    for ours, relation, theirs in aligned():
        if relation == RDFS.subPropertyOf:
            for kind in (OWL.ObjectProperty, OWL.DatatypeProperty):
                assert ((ours, RDF.type, kind) in ontology) == ((theirs, RDF.type, kind) in alignments), ours


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("AcademicInstitution", SDO.EducationalOrganization),  # research institutes
        ("Company", SDO.Corporation),  # partnerships, sole traders
        ("GovernmentBody", ORG.FormalOrganization),  # directorates
        ("GovernmentBody", URIRef("http://data.europa.eu/s66#Organisation")),  # those that take part in EU research
        ("Project", URIRef("http://data.europa.eu/s66#Project")),  # research projects of the EU
    ],
)
def test_a_class_is_not_put_under_a_narrower_one(ours: str, theirs: URIRef, closure: Graph) -> None:
    things = set(closure.subjects(RDF.type, URIRef(MKG + ours)))
    assert things
    assert things.isdisjoint(closure.subjects(RDF.type, theirs))


def test_a_sum_is_not_said_in_a_term_for_loans_and_grants(closure: Graph) -> None:
    assert list(closure.subject_objects(URIRef(f"{MKG}amount")))
    assert not list(closure.subject_objects(SDO.amount))


@pytest.mark.parametrize(
    ("scheme", "property_", "relations"),
    [
        ("themes", "theme", (SKOS.exactMatch, SKOS.closeMatch)),
        ("event-types", "eventType", (SKOS.closeMatch, SKOS.narrowMatch)),
    ],
)
def test_things_are_found_through_a_concept_of_eurovoc(
    scheme: str, property_: str, relations: tuple[URIRef, ...]
) -> None:
    concepts = Graph().parse(resource(f"ontology/{scheme}.ttl"))
    for relation in relations:
        matched = set(concepts.subject_objects(relation))
        assert matched
        assert all(str(theirs).startswith("http://eurovoc.europa.eu/") for _, theirs in matched)
        for ours, theirs in matched:
            graph = Graph() + concepts
            graph.add((URIRef("https://example.org/thing"), URIRef(MKG + property_), ours))
            question = f"SELECT ?it WHERE {{ ?it <{MKG}{property_}>/<{relation}> <{theirs}> }}"
            assert (URIRef("https://example.org/thing"),) in set(graph.query(question))


def test_alignments_go_one_way_only(alignments: Graph) -> None:
    """A statement about a foreign term would change what others' data mean."""
    for relation in (RDFS.subClassOf, RDFS.subPropertyOf, OWL.equivalentClass, OWL.equivalentProperty, OWL.sameAs):
        assert all(str(subject).startswith(MKG) for subject in alignments.subjects(relation))


def test_no_event_type_becomes_a_class_where_sem_is_loaded_too(sample: Graph, alignments: Graph) -> None:
    """SEM puts sem:eventType, sem:actorType and the like under rdf:type."""
    types = "".join(
        f"sem:{name} rdfs:subPropertyOf rdf:type ." for name in ("type", "eventType", "actorType", "placeType")
    )
    prefixes = "@prefix sem: <http://semanticweb.cs.vu.nl/2009/11/sem/> ."
    prefixes += f"@prefix rdf: <{RDF}> . @prefix rdfs: <{RDFS}> ."
    graph = sample + alignments + Graph().parse(data=prefixes + types, format="turtle")
    DeductiveClosure(RDFS_Semantics).expand(graph)
    concepts = set(sample.objects(None, URIRef(f"{MKG}eventType")))
    assert concepts
    assert concepts.isdisjoint(graph.objects(None, RDF.type))
