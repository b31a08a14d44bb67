"""What the store finds and pySHACL then judges is what pySHACL finds in the whole graph."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from pyoxigraph import BlankNode, Dataset, Literal, NamedNode, Quad, RdfFormat, Triple, parse
from rdflib import SH, Graph, URIRef

from migrationkg.graph import terms
from migrationkg.validation import judging
from migrationkg.validation.engine import judge_by_pyshacl
from migrationkg.validation.judging import Shapes, judge, judge_whole, our_shapes
from migrationkg.validation.loading import statements
from migrationkg.validation.report import Result
from migrationkg.validation.statements import Statements, stored

from .conftest import PREFIXES
from .test_bad_input import TRIPLES

TESTS = Path(__file__).parents[1]
GRAPHS = [
    *sorted((TESTS / "ontology" / "shapes").glob("*/*.ttl")),
    TESTS / "fixtures" / "sample-graph.ttl",
    TESTS / "graph" / "expected" / "graph.trig",
]


BASE = "https://w3id.org/migrationkg/id/"
OURS = our_shapes()
CORE = Shapes(OURS.core, Graph())

#: Ours without the one whose list of terms pySHACL parses anew for each node.
MOST = Shapes(OURS.core, Graph() + OURS.asked)
MOST.asked.remove((URIRef("https://w3id.org/migrationkg/shape/KnownTerm"), None, None))


def by_store(data: Statements, shapes: Shapes = OURS) -> set[Result]:
    return judge(data, stored(data), shapes)


def in_turtle(turtle: str) -> Dataset:
    return Dataset(parse(PREFIXES + turtle, format=RdfFormat.TRIG))


def shape_of(path: Path) -> tuple[URIRef, None, None]:
    return URIRef(f"https://w3id.org/migrationkg/shape/{path.parent.name}"), None, None


def with_own_base(path: Path) -> Iterator[Quad]:
    """Yield the statements of a file, whose things no other file speaks of."""

    def own(term: Any) -> Any:
        is_ours = isinstance(term, NamedNode) and term.value.startswith(BASE)
        place = f"{BASE}{path.parent.name}/{path.stem}/"
        return NamedNode(place + term.value.removeprefix(BASE)) if is_ours else term

    for quad in statements(path):
        yield Quad(own(quad.subject), quad.predicate, own(quad.object), quad.graph_name)


def test_the_same_is_found_in_the_graphs_of_all_core_shapes() -> None:
    """They are judged together, since each run reads all shapes."""
    paths = [path for path in GRAPHS if shape_of(path) in OURS.core]
    assert len(paths) > 150
    data = Dataset(quad for path in paths for quad in with_own_base(path))
    found = by_store(data, CORE)
    assert found == judge_whole(data, CORE)
    failing = {"/".join(path.parts[-2:]) for path in paths if path.stem == "fail"}
    seen = {str(one.focus).removeprefix(f"<{BASE}").split("/fail/")[0] + "/fail.ttl" for one in found}
    assert failing - seen <= {"Resource/fail.ttl"}, "of a blank node"


@pytest.mark.parametrize(
    "path",
    [path for path in GRAPHS if shape_of(path) not in OURS.core],
    ids=lambda path: f"{path.parent.name}/{path.name}",
)
def test_the_same_is_found_in_each_graph_of_other_shapes(path: Path) -> None:
    shapes = OURS if shape_of(path) in OURS.asked else MOST
    data = statements(path)
    assert by_store(data, shapes) == judge_whole(data, shapes)


def _typed(text: str, datatype: str) -> Literal:
    return Literal(text, datatype=NamedNode(terms.XSD + datatype))


OTHER = NamedNode("https://example.org/other")

#: Kind of fault → what stands in the place of a statement; each is made once for each property.
FAULTS: dict[str, Callable[[Quad], Iterable[Quad]]] = {
    "is gone": lambda _: (),
    "leads elsewhere": lambda quad: [Quad(quad.subject, quad.predicate, OTHER)],
    "is there twice": lambda quad: [quad, Quad(quad.subject, quad.predicate, OTHER)],
    "leads to a blank node": lambda quad: [Quad(quad.subject, quad.predicate, BlankNode("a"))],
    "is an empty text": lambda quad: [Quad(quad.subject, quad.predicate, Literal(""))],
    "is a text in another language": lambda quad: [Quad(quad.subject, quad.predicate, Literal("Uno", language="es"))],
    "is a second text in English": lambda quad: [quad, Quad(quad.subject, quad.predicate, Literal("A", language="en"))],
    "is a number": lambda quad: [Quad(quad.subject, quad.predicate, _typed("-7.0", "decimal"))],
    "is a whole number": lambda quad: [Quad(quad.subject, quad.predicate, _typed("007", "integer"))],
    "is of a narrower type": lambda quad: [Quad(quad.subject, quad.predicate, _typed("7", "unsignedByte"))],
    "is no number": lambda quad: [Quad(quad.subject, quad.predicate, _typed("1e5", "decimal"))],
    "is another day": lambda quad: [Quad(quad.subject, quad.predicate, _typed("1823-06-30", "date"))],
    "is no day": lambda quad: [Quad(quad.subject, quad.predicate, _typed("2023-02-30", "date"))],
    "is misspelt": lambda quad: [Quad(quad.subject, NamedNode(quad.predicate.value + "s"), quad.object)],
    "is of a blank node": lambda quad: [Quad(BlankNode("b"), quad.predicate, quad.object)],
    "leads to its subject": lambda quad: [Quad(quad.subject, quad.predicate, quad.subject)],
}


def _seeded(graph: Dataset, fault: Callable[[Quad], Iterable[Quad]], place: int) -> Dataset:
    """Return a graph with a fault in one statement of each property."""
    of_property: dict[NamedNode, list[Quad]] = {}
    for quad in sorted(graph, key=str):
        of_property.setdefault(quad.predicate, []).append(quad)
    wrong = [quads[place % len(quads)] for quads in of_property.values()]
    return Dataset([*(quad for quad in graph if quad not in wrong), *(one for quad in wrong for one in fault(quad))])


#: Of these values rdflib's SPARQL, which pySHACL asks, thinks otherwise than the standard, or breaks off.
NOT_ASKED = (
    *("leads to a blank node", "is of a blank node", "is a number", "is of a narrower type"),
    *("is no number", "is no day"),
)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", FAULTS)
def test_the_same_is_found_of_seeded_faults(name: str) -> None:
    """Of 45 properties by 16 kinds; more than 60 kinds of constraint see some."""
    shapes = CORE if name in NOT_ASKED else MOST
    graph = statements(TESTS / "graph" / "expected" / "graph.trig")
    wrong = _seeded(graph, FAULTS[name], 7 * list(FAULTS).index(name))
    found = by_store(wrong, shapes)
    assert found == judge_whole(wrong, shapes)
    seen = {(one.shape, one.component) for one in found - by_store(graph, shapes)}
    assert len(seen) > (60 if name == "is there twice" else 15)


@pytest.mark.filterwarnings("ignore")
@settings(max_examples=25, deadline=None)
@given(TRIPLES)
def test_the_same_is_found_in_any_graph(triples: list[Triple]) -> None:
    data = Dataset(Quad(one.subject, one.predicate, one.object) for one in triples)
    assert by_store(data, CORE) == judge_whole(data, CORE)


@pytest.mark.parametrize(
    "turtle",
    [
        "<http://a/Bureau> rdfs:subClassOf mkg:Ministry . <x> a <http://a/Bureau> ; mkg:jurisdiction <country/al> .",
        "_:a rdfs:subClassOf mkg:Ministry . <x> a _:a ; mkg:partOf <y> . <y> a _:a .",
        "<http://a/B> rdfs:subClassOf <A> . <A> rdfs:subClassOf mkg:Place . <e> mkg:heldIn [ a <http://a/B> ] .",
        "<evidence/0a> a mkg:Evidence ; mkg:quoteStart '01'^^xsd:integer, 1 ; mkg:quoteEnd '2'^^xsd:int .",
        "<amount/a> a mkg:Amount ; mkg:value 5.00, 5.0 ; mkg:currency 'EUR'^^xsd:string .",
        "<country/al> a mkg:Country ; mkg:isoAlpha2 'AL\\n' .",
    ],
)
def test_classes_of_ones_own_and_values_that_a_store_alters_make_no_difference(turtle: str) -> None:
    data = in_turtle(turtle)
    found = by_store(data, CORE)
    assert found == judge_whole(data, CORE)
    assert found


#: What is not compiled, said of events; each finds something in the graph of the test below.
NOT_COMPILED = [
    "sh:property [ sh:path mkg:startDate ; sh:lessThan mkg:endDate ]",
    "sh:not [ sh:class mkg:Event ]",
    "sh:node [ sh:property [ sh:path mkg:heldIn ; sh:minCount 2 ] ]",
    "sh:closed true",
    "sh:property [ sh:path ( mkg:heldIn rdfs:label ) ; sh:minCount 1 ]",
    "sh:property [ sh:path mkg:heldIn ; sh:minCount 2 ]",
    "sh:property [ sh:path mkg:heldIn ; sh:property [ sh:path rdfs:label ; sh:minCount 1 ] ]",
    "sh:property [ sh:path mkg:startDate ; sh:datatype xsd:gYear ]",
    "sh:property [ sh:path mkg:heldIn ; sh:qualifiedValueShape [ sh:class mkg:Place ] ; sh:qualifiedMinCount 1 ]",
    "sh:pattern '[[:digit:]]'",
    "sh:pattern '/EVENTS/' ; sh:flags 'i'",
    "sh:property [ sh:path mkg:value ; sh:in ( 1 2 ) ]",
    "sh:sparql [ sh:select 'SELECT $this WHERE { $this ?any ?value }' ]",
    "sh:targetNode <event/f> ; sh:class mkg:Project",
    "sh:targetObjectsOf mkg:heldIn ; sh:class mkg:Project",
    "a <http://www.w3.org/2000/01/rdf-schema#Class> ; sh:class mkg:Project",
]


@pytest.mark.parametrize("turtle", NOT_COMPILED)
def test_a_shape_that_is_not_compiled_judges_the_whole_graph(turtle: str) -> None:
    """A shape that is compiled stands beside it."""
    shapes = Graph().parse(
        data=f"{PREFIXES} @prefix sh: <{SH}> . @prefix ex: <http://a/> . ex:S a sh:NodeShape ;"
        f" sh:targetClass mkg:Event ; {turtle} ."
        " ex:Other a sh:NodeShape ; sh:targetClass mkg:Event ; sh:property [ sh:path mkg:rule ; sh:minCount 1 ] .",
        format="turtle",
    )
    data = in_turtle(
        "<event/e> a mkg:Event ; mkg:heldIn <place/p> ; mkg:value 01, 3 ;"
        " mkg:startDate '2023-06-02'^^xsd:date ; mkg:endDate '2023-06-01'^^xsd:date ."
    )
    found = by_store(data, Shapes(shapes, Graph()))
    whole = judge_whole(data, Shapes(shapes, Graph()))
    assert len(found) == len(whole) > 1  # a shape without a name has another in each reading
    assert {(one.focus, one.component, one.value) for one in found} == {
        (one.focus, one.component, one.value) for one in whole
    }


def test_all_our_shapes_are_compiled_and_pyshacl_judges_what_may_be_wrong(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    judged: list[int] = []

    def counting(triples: Iterable[Triple], shapes: Graph) -> Iterator[Result]:
        triples = list(triples)
        judged.append(len(triples))
        return judge_by_pyshacl(triples, shapes)

    monkeypatch.setattr(judging, "judge_by_pyshacl", counting)
    graph = statements(TESTS / "graph" / "expected" / "graph.trig")
    bare = Quad(NamedNode("https://w3id.org/migrationkg/id/organisation/bare"), terms.TYPE, terms.KINDS["Ministry"])
    assert {one.focus for one in by_store(Dataset([*graph, bare]), CORE) - by_store(graph, CORE)} == {bare.subject}
    assert max(judged) < len(graph) / 4


def test_a_store_of_a_graph_is_judged_as_the_graph(two_states: Path) -> None:
    data = statements(two_states)
    assert by_store(stored(data)) == by_store(data) != set()
