"""Reasoners judge the ontology: HermiT by the whole of OWL 2 DL, owlrl by the rules of OWL RL, which need no Java."""

import io
from pathlib import Path

import owlready2
import pytest
from owlrl import DeductiveClosure, OWLRL_Semantics
from rdflib import OWL, RDF, RDFS, SKOS, Dataset, Graph, Namespace, URIRef

from migrationkg.resources import resource

MKG = Namespace("https://w3id.org/migrationkg/ontology#")
ID = Namespace("https://w3id.org/migrationkg/id/")
BUILT = Path(__file__).parents[1] / "graph" / "expected" / "graph.trig"
ERROR_MESSAGE = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")

#: What the SKOS reference (S19 to S22, S38, S41) says of the one SKOS relation that our data use.
SKOS_AXIOMS = Graph().parse(
    format="turtle",
    data="""
    @prefix owl: <http://www.w3.org/2002/07/owl#> .
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    skos:semanticRelation a owl:ObjectProperty ; rdfs:domain skos:Concept ; rdfs:range skos:Concept .
    skos:mappingRelation a owl:ObjectProperty ; rdfs:subPropertyOf skos:semanticRelation .
    skos:exactMatch a owl:ObjectProperty ; rdfs:subPropertyOf skos:mappingRelation .
    """,
)

#: What EURIO 2.4 says of the terms under which ours stand. With the whole of it (29 November 2026) the sample graph
#: is free of contradictions too; eurio:projectStatus, which is not aligned, brings one.
EURIO_AXIOMS = Graph().parse(
    format="turtle",
    data="""
    @prefix eurio: <http://data.europa.eu/s66#> .
    @prefix owl: <http://www.w3.org/2002/07/owl#> .
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
    eurio:AdministrativeArea a owl:Class ;
        rdfs:subClassOf [ a owl:Restriction ; owl:onProperty eurio:name ; owl:cardinality 1 ] .
    eurio:Country rdfs:subClassOf eurio:AdministrativeArea,
        [ a owl:Restriction ; owl:onProperty eurio:hasEUCountryCode ; owl:maxCardinality 1 ] .
    eurio:MonetaryAmount rdfs:subClassOf [ a owl:Restriction ; owl:onProperty eurio:isNet ; owl:maxCardinality 1 ],
        [ a owl:Restriction ; owl:onProperty eurio:value ; owl:cardinality 1 ] .
    eurio:name a owl:DatatypeProperty .
    eurio:isNet a owl:DatatypeProperty .
    eurio:hasEUCountryCode a owl:ObjectProperty .
    eurio:value rdfs:range xsd:decimal .
    eurio:currency rdfs:domain eurio:MonetaryAmount ; rdfs:range xsd:string .
    """,
)


def hermit(graph: Graph) -> list[object]:
    """Return the unsatisfiable classes that HermiT finds.

    Raises:
        owlready2.OwlReadyInconsistentOntologyError: the graph contradicts itself.
    """
    judged = Graph() + graph
    judged.remove((None, OWL.imports, None))
    world = owlready2.World()
    turned = io.BytesIO(judged.serialize(format="nt", encoding="utf-8"))
    with world.get_ontology("http://example.org/judged").load(fileobj=turned):
        # xsd:date and xsd:gYearMonth are not in OWL 2's datatype map.
        owlready2.sync_reasoner_hermit(world, debug=0, ignore_unsupported_datatypes=True)
    return list(world.inconsistent_classes())


def errors_by_owl_rl(graph: Graph) -> list[str]:
    """Return the contradictions that the rules of OWL RL derive."""
    closed = Graph() + graph
    DeductiveClosure(OWLRL_Semantics).expand(closed)
    return [str(message) for message in closed.objects(None, ERROR_MESSAGE)]


@pytest.fixture
def vocabulary(ontology: Graph, alignments: Graph) -> Graph:
    """The ontology and its alignments, with the axioms of a foreign ontology."""
    return ontology + alignments + EURIO_AXIOMS


def test_hermit_finds_no_contradiction_and_no_class_that_nothing_can_be_of(vocabulary: Graph) -> None:
    assert hermit(vocabulary) == []


def test_hermit_finds_no_contradiction_with_the_sample_graph(vocabulary: Graph, sample: Graph) -> None:
    assert hermit(vocabulary + sample) == []


def test_hermit_finds_no_contradiction_with_a_built_graph(vocabulary: Graph) -> None:
    built = Graph()
    for subject, predicate, value, _ in Dataset(default_union=True).parse(BUILT).quads():
        built.add((subject, predicate, value))
    assert hermit(vocabulary + built) == []


def test_hermit_finds_no_contradiction_with_the_concept_schemes_and_skos(vocabulary: Graph, sample: Graph) -> None:
    concepts = Graph()
    for name in ("event-types.ttl", "themes.ttl"):
        concepts.parse(resource(f"ontology/{name}"))
    typed = Graph()
    for concept in concepts.subjects(RDF.type, SKOS.Concept):
        typed.add((concept, RDF.type, SKOS.Concept))
    assert hermit(vocabulary + sample + typed + SKOS_AXIOMS) == []


def test_hermit_sees_that_an_event_is_no_project(vocabulary: Graph, sample: Graph) -> None:
    sample.add((ID["event/eu4safealb-handover-2023-06-12"], RDF.type, MKG.Project))
    with pytest.raises(owlready2.OwlReadyInconsistentOntologyError):
        hermit(vocabulary + sample)


def test_hermit_sees_that_a_country_may_be_a_place_and_fund(vocabulary: Graph, sample: Graph) -> None:
    sample.add((ID["project/eu4safealb"], MKG.fundedBy, ID["country/al"]))
    assert hermit(vocabulary + sample) == []


def test_owl_rl_finds_no_contradiction_with_the_sample_graph(vocabulary: Graph, sample: Graph) -> None:
    assert errors_by_owl_rl(vocabulary + sample) == []


def test_owl_rl_sees_that_an_amount_is_no_person(vocabulary: Graph, sample: Graph) -> None:
    amount = next(sample.subjects(RDF.type, MKG.Amount))
    sample.add((amount, RDF.type, MKG.Person))
    assert errors_by_owl_rl(vocabulary + sample)


def test_every_class_is_of_use_in_the_sample_graph(ontology: Graph, sample: Graph) -> None:
    classes = {term for term in ontology.subjects(RDF.type, OWL.Class) if str(term).startswith(MKG)}
    parents = set(ontology.objects(None, RDFS.subClassOf))
    of_choice = {MKG.DoubtfulEvidence}  # in the graph only where `build --doubtful` takes in what is doubted
    assert classes - parents - of_choice <= set(sample.objects(None, RDF.type))
