"""Each shape lets a right graph pass and finds what is wrong with another.

`shapes/<shape>/pass.ttl` must have something for the shape to judge; `shapes/<shape>/fail.ttl` says at its end what is
to be found there by that shape, as sh:ValidationResult. What other shapes make of these small graphs is not asked.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SH, SKOS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node
from tests.ontology.together import as_alone, graph_of, has_blank, together, without_expected

from migrationkg.model import ENTITY_KINDS
from migrationkg.resources import resource
from migrationkg.validation import SEVERITIES, Finding, validate

MKG = Namespace("https://w3id.org/migrationkg/ontology#")
SHAPE = Namespace("https://w3id.org/migrationkg/shape/")
FOLDER = Path(__file__).parent / "shapes"
CORE = Graph().parse(resource("ontology/shapes.ttl"))
SPARQL = Graph().parse(resource("ontology/shapes-sparql.ttl"))
SHAPES = CORE + SPARQL
ONTOLOGY = Graph().parse(resource("ontology/migrationkg.ttl"))

#: The shapes that can be violated; the others only gather them.
NAMES = sorted(str(shape).removeprefix(SHAPE) for shape in SHAPES.subjects(SH.message) if isinstance(shape, URIRef))
GRAPHS = sorted(FOLDER.glob("*/*.ttl"))


def fixture(name: str, file: str) -> Graph:
    return Graph().parse(FOLDER / name / file)


@cache
def findings() -> Mapping[tuple[str, str], tuple[Finding, ...]]:
    """Return (name of a graph, shape) → what is found there, all graphs judged together where that can be."""
    graphs = {f"{path.parent.name}/{path.name}": without_expected(Graph().parse(path)) for path in GRAPHS}
    alone = {name for name, graph in graphs.items() if has_blank(graph)}
    whole = together({name: graph for name, graph in graphs.items() if name not in alone})
    found = [(graph_of(one.focus), one) for one in validate(whole).findings]
    found += [(name, one) for name in sorted(alone) for one in validate(graphs[name]).findings]
    told: dict[tuple[str, str], tuple[Finding, ...]] = {}
    for name, one in found:
        told[name, one.shape] = (*told.get((name, one.shape), ()), one)
    return told


def found(name: str, file: str) -> set[tuple[str, str, str | None, str | None, str]]:
    """Return what a shape finds in a graph of its own."""
    graph = f"{name}/{file}"
    return {
        (
            one.severity,
            as_alone(one.focus, graph),
            one.path,
            None if one.value is None else as_alone(one.value, graph),
            one.message,
        )
        for one in findings().get((graph, str(SHAPE[name])), ())
    }


def expected(graph: Graph, name: str) -> set[tuple[str, str, str | None, str | None, str]]:
    message = str(SHAPES.value(SHAPE[name], SH.message))
    return {
        (
            str(graph.value(result, SH.resultSeverity)).removeprefix(str(SH)),
            _plain(graph.value(result, SH.focusNode)),
            _text(graph.value(result, SH.resultPath)),
            _value(graph, result),
            message,
        )
        for result in graph.subjects(RDF.type, SH.ValidationResult)
    }


def _plain(node: Node | None) -> str:
    """Return a node in the way of a Finding; the only blank one has this name."""
    return "_:b0" if isinstance(node, BNode) else str(node)


def _text(node: Node | None) -> str | None:
    return None if node is None else str(node)


def _value(graph: Graph, result: Node) -> str | None:
    """Return the value in the way of a Finding: none where it is the focus node itself."""
    value = graph.value(result, SH.value)
    return None if value is None or value == graph.value(result, SH.focusNode) else value.n3()


def test_every_shape_has_a_graph_that_passes_and_one_that_fails() -> None:
    assert len(NAMES) > 60
    assert [path.name for path in sorted(FOLDER.iterdir())] == NAMES
    assert sorted(FOLDER / name / file for name in NAMES for file in ("fail.ttl", "pass.ttl")) == GRAPHS


@pytest.mark.parametrize("name", NAMES)
def test_a_right_graph_passes(name: str) -> None:
    graph = fixture(name, "pass.ttl")
    assert set(_focus_nodes(graph, SHAPE[name])), "the graph holds nothing that the shape judges"
    assert found(name, "pass.ttl") == set()


@pytest.mark.parametrize("name", NAMES)
def test_a_wrong_graph_is_found_out(name: str) -> None:
    graph = fixture(name, "fail.ttl")
    assert expected(graph, name), "the graph says nothing of what is to be found"
    assert found(name, "fail.ttl") == expected(graph, name)


def _focus_nodes(graph: Graph, shape: URIRef) -> Iterator[Node]:
    """Return the nodes that the shape, or one that has it as a property shape, is aimed at."""
    known = ONTOLOGY + graph
    for aimed in (shape, *SHAPES.subjects(SH.property, shape)):
        for class_ in SHAPES.objects(aimed, SH.targetClass):
            for below in known.transitive_subjects(RDFS.subClassOf, class_):
                yield from graph.subjects(RDF.type, below)
        for property_ in SHAPES.objects(aimed, SH.targetSubjectsOf):
            assert isinstance(property_, URIRef)
            yield from graph.subjects(property_)


@pytest.mark.parametrize("name", NAMES)
def test_every_shape_tells_people_what_it_is_and_what_to_do(name: str) -> None:
    shape = SHAPE[name]
    is_property = (shape, RDF.type, SH.PropertyShape) in SHAPES
    told = (SH.name, SH.description) if is_property else (RDFS.label, RDFS.comment)
    for property_ in (*told, SH.message):
        texts = list(SHAPES.objects(shape, property_))
        assert [text.language for text in texts if isinstance(text, Literal)] == ["en"], property_
    assert str(SHAPES.value(shape, SH.message)).endswith(".")
    assert str(SHAPES.value(shape, SH.severity)).removeprefix(str(SH)) in SEVERITIES


def test_no_two_shapes_say_the_same() -> None:
    messages = [str(message) for message in SHAPES.objects(None, SH.message)]
    repeated = {message for message in messages if messages.count(message) > 1}
    assert repeated == set()


def test_every_property_shape_is_reached_from_a_shape_with_a_target() -> None:
    for shape in SHAPES.subjects(RDF.type, SH.PropertyShape):
        owners = list(SHAPES.subjects(SH.property, shape))
        assert owners, shape
        assert all(
            (owner, SH.targetClass, None) in SHAPES or (owner, SH.targetSubjectsOf, None) in SHAPES for owner in owners
        )


def test_every_property_and_class_of_ours_in_the_shapes_is_declared() -> None:
    text = "".join(
        resource(f"ontology/{name}").read_text(encoding="utf-8") for name in ("shapes.ttl", "shapes-sparql.ttl")
    )
    used = {MKG[name] for name in re.findall(r"\bmkg:(\w+)", text)}
    assert [term for term in used if (term, RDF.type, None) not in ONTOLOGY] == []


def test_every_property_that_data_state_is_judged_by_who_may_have_it() -> None:
    stated = {
        term
        for kind in (OWL.ObjectProperty, OWL.DatatypeProperty)
        for term in ONTOLOGY.subjects(RDF.type, kind)
        if str(term).startswith(MKG) and term not in set(ONTOLOGY.objects(None, OWL.inverseOf))
    }
    judged = {
        property_ for shape in CORE.subjects(SH["class"]) for property_ in CORE.objects(shape, SH.targetSubjectsOf)
    }
    assert stated - judged == {MKG.amount}, "mkg:amount is judged from its other end, by shape:AmountOf"


def _listed(shape: str, *path: URIRef) -> set[str]:
    node: Node | None = SHAPE[shape]
    for property_ in path:
        node = CORE.value(node, property_)
    assert node is not None
    return {str(member) for member in Collection(CORE, node)}


def test_the_kinds_of_the_shapes_are_those_of_the_model() -> None:
    assert _listed("Kind", SH.qualifiedValueShape, SH["in"]) == {str(MKG[name]) for name in (*ENTITY_KINDS, "NewsItem")}


def test_the_event_types_of_the_shapes_are_those_of_the_scheme_without_headings() -> None:
    scheme = Graph().parse(resource("ontology/event-types.ttl"))
    headings = {
        concept for concept in scheme.objects(None, SKOS.hasTopConcept) if (concept, SKOS.narrower, None) in scheme
    }
    types = set(scheme.subjects(RDF.type, SKOS.Concept)) - headings
    assert _listed("EventType", SH["in"]) == {str(concept) for concept in types}


def test_the_themes_of_the_shapes_are_those_of_the_scheme() -> None:
    scheme = Graph().parse(resource("ontology/themes.ttl"))
    assert _listed("Theme", SH["in"]) == {str(concept) for concept in scheme.subjects(RDF.type, SKOS.Concept)}


def test_evidence_is_asked_for_the_same_relations_everywhere() -> None:
    relations = _listed("EvidencePredicate", SH["in"])
    targets = {str(property_) for property_ in SPARQL.objects(SHAPE.EvidenceForEveryFact, SH.targetSubjectsOf)}
    query = str(SPARQL.value(SPARQL.value(SHAPE.EvidenceForEveryFact, SH.sparql), SH.select))
    asked = {str(MKG[name]) for name in re.findall(r"mkg:([a-z]\w*)", query)}
    # These are told of other things too, or by authority data, without evidence.
    elsewhere = {str(MKG.givenBy), "http://purl.org/dc/terms/identifier", "https://schema.org/url"}
    assert relations - elsewhere == targets == asked


def test_the_known_terms_of_the_shapes_are_those_of_the_ontology() -> None:
    query = str(SPARQL.value(SPARQL.value(SHAPE.KnownTerm, SH.sparql), SH.select))
    terms = {
        term
        for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
        for term in ONTOLOGY.subjects(RDF.type, kind)
        if str(term).startswith(MKG)
    }
    assert {MKG[name] for name in re.findall(r"mkg:(\w+)", query)} == terms
    properties = {term for term in terms if (term, RDF.type, OWL.Class) not in ONTOLOGY}
    assert set(SPARQL.objects(SHAPE.KnownTerm, SH.targetSubjectsOf)) == properties | {RDF.type}


def test_the_codes_of_the_shapes_are_those_of_the_authority_data() -> None:
    query = str(SPARQL.value(SPARQL.value(SHAPE.CodesOfOneState, SH.sparql), SH.select))
    with resource("data/authority/countries.csv").open(encoding="utf-8", newline="") as file:
        told = {
            (row["alpha2"], row[column])
            for row in csv.DictReader(file)
            for column in ("alpha3", "numeric", "eu_code", "geonames_id", "wikidata_id")
            if row[column]
        }
    assert set(re.findall(r"(\w+)=(\w+);", query)) == told


def test_the_years_within_reason_go_five_years_ahead() -> None:
    """Fails where the bound was left behind: raise it in ontology/shapes-sparql.ttl, and in the fixtures."""
    query = str(SPARQL.value(SPARQL.value(SHAPE.DateWithinReason, SH.sparql), SH.select))
    (first_beyond,) = re.findall(r'>= "(\d{4})"', query)
    assert int(first_beyond) - datetime.now(UTC).year in (5, 6)


def test_no_shape_gives_one_parameter_twice() -> None:
    """SHACL allows several sh:hasValue or sh:property; engines that read one value of each break off."""
    once = set(SHAPES.predicates()) - {
        *(SH.property, SH.targetClass, SH.targetSubjectsOf, SH.declare, RDF.type, RDF.first, RDF.rest),
        *(SHAPE.looksAt, SHAPE.property),  # ours: no engine reads them
    }
    for shape in set(SHAPES.subjects()):
        for property_ in once:
            assert len(list(SHAPES.objects(shape, property_))) <= 1, (shape, property_)
