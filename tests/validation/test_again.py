"""A graph that changed a little is judged where the change may count, and no finding is another than in the whole."""

import random
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, Store, Triple, parse
from rdflib import SH, Graph, URIRef

from migrationkg.validation import again, judging
from migrationkg.validation.again import Earlier, judge_again
from migrationkg.validation.compiling import Narrower
from migrationkg.validation.judging import Shapes, judge, our_shapes
from migrationkg.validation.loading import statements
from migrationkg.validation.report import Result
from migrationkg.validation.statements import Node

from .conftest import PREFIXES
from .test_judging import FAULTS, OURS

TESTS = Path(__file__).parents[1]
SHAPE = "https://w3id.org/migrationkg/shape/"


def of(triples: Iterable[Triple]) -> Store:
    store = Store()
    store.extend(Quad(one.subject, one.predicate, one.object) for one in triples)
    return store


def found_step_by_step(before: set[Triple], after: set[Triple], shapes: Shapes) -> tuple[set[Result], set[Result]]:
    """Return what is found after a change by looking at what it touches, and by looking at everything."""
    former, now = of(before), of(after)
    results = sorted(judge(former, former, shapes), key=str)
    earlier = Earlier(former, results, len(before), frozenset(before - after), frozenset(after - before))
    return judge_again(now, shapes, earlier)[0], judge(now, now, shapes)


@cache
def alone(name: str) -> Shapes:
    """Return one shape in SHACL-SPARQL by itself."""
    asked = Graph() + our_shapes().asked
    for other in set(asked.subjects(SH.sparql)) - {URIRef(SHAPE + name)}:
        asked.remove((other, SH.sparql, None))
    return Shapes(Graph(), asked)


ASKED = sorted(str(one).removeprefix(SHAPE) for one in OURS.asked.subjects(SH.sparql))


@pytest.mark.parametrize("name", ASKED)
def test_a_shape_tells_how_far_it_looks(name: str) -> None:
    """Without what it says by `shape:looksAt`, this fails of each shape that says it, and of no other."""
    for path in sorted((TESTS / "ontology" / "shapes" / name).glob("*.ttl")):
        whole = {quad.triple for quad in statements(path)}
        for number in range(5):
            chance = random.Random(f"{name} {path.name} {number}")
            fewer = whole - set(chance.sample(sorted(whole, key=str), chance.randint(1, min(3, len(whole)))))
            for before, after in ((whole, fewer), (fewer, whole)):
                some, all_of_it = found_step_by_step(before, after, alone(name))
                assert some == all_of_it


WITHOUT_BLANK_NODES = sorted(name for name in FAULTS if "blank node" not in name)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("seed", range(3))
def test_the_same_is_found_after_faults_came_and_went(seed: int) -> None:
    whole = {quad.triple for quad in statements(TESTS / "graph" / "expected" / "graph.trig")}
    chance = random.Random(seed)
    other = set(whole)
    for _ in range(4):
        triple = chance.choice(sorted(other, key=str))
        fault = FAULTS[chance.choice(WITHOUT_BLANK_NODES)]
        other.remove(triple)
        # As a store keeps it, for what is removed later must be what it has.
        other |= {one.triple for one in of(one.triple for one in fault(Quad(*triple)))}
    for before, after in ((whole, other), (other, whole)):
        some, all_of_it = found_step_by_step(before, after, OURS)
        assert some == all_of_it


def in_turtle(turtle: str) -> set[Triple]:
    return {quad.triple for quad in parse(PREFIXES + turtle, format=RdfFormat.TURTLE)}


#: What is stated, what comes to it, and where which shape finds something in one of the two.
FAR = [
    (
        "<event/e> a mkg:Event ; mkg:partOfProject <project/p> ; mkg:heldIn <x> . <x> mkg:locatedIn <al> .",
        "<al> a mkg:Country . <project/p> mkg:operatesIn <country/rs> .",
        "event/e",
        "EventWithinProjectCountries",
    ),
    (
        "<news/n> a mkg:NewsItem ; mkg:published '2020-01-01'^^xsd:date ; mkg:mentions <event/e> .",
        "<event/e> mkg:startDate '2022-01-01'^^xsd:date .",
        "news/n",
        "PublishedNearEvent",
    ),
    (
        "<project/a> mkg:follows <project/b> . <project/b> mkg:follows <project/c> .",
        "<project/c> mkg:follows <project/a> .",
        "project/b",
        "NoPhaseBeforeItself",
    ),
    (
        "<evidence/e> a mkg:Evidence ; rdf:subject <project/p> ; rdf:predicate mkg:fundedBy ; rdf:object <x> .",
        "<evidence/f> a mkg:Evidence . <project/p> mkg:fundedBy <y> .",
        "project/p",
        "EvidenceForEveryFact",
    ),
    (
        "<amount/a> a mkg:Amount . <project/p> a mkg:Project ; mkg:amount <amount/a> .",
        "<person/x> mkg:amount <amount/a> .",
        "amount/a",
        "AmountOf",
    ),
    (
        "<organisation/m> a mkg:Ministry ; mkg:jurisdiction <country/al> .",
        "<country/al> a mkg:Country .",
        "organisation/m",
        "Jurisdiction",
    ),
]


@pytest.mark.parametrize(("stated", "more", "where", "shape"), FAR)
def test_a_change_far_off_makes_a_finding_and_cures_it(stated: str, more: str, where: str, shape: str) -> None:
    before, after = in_turtle(stated), in_turtle(stated + more)
    some, all_of_it = found_step_by_step(before, after, OURS)
    assert some == all_of_it
    back, all_of_it = found_step_by_step(after, before, OURS)
    assert back == all_of_it
    assert (f"https://w3id.org/migrationkg/id/{where}", SHAPE + shape) in {
        (one.focus.value, one.shape) for one in some ^ back
    }


def test_what_a_change_does_not_touch_is_not_judged_again(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: list[set[Node]] = []
    near = judging.judge_near

    def spied(store: Store, nodes: set[Node], core: Graph, narrower: Narrower) -> set[Result]:
        looked_at.append(nodes)
        return near(store, nodes, core, narrower)

    monkeypatch.setattr(again, "judge_near", spied)
    whole = {quad.triple for quad in statements(TESTS / "graph" / "expected" / "graph.trig")}
    some, all_of_it = found_step_by_step(whole, whole | in_turtle("<project/p> a mkg:Project ."), OURS)
    assert some == all_of_it
    assert looked_at == [{NamedNode("https://w3id.org/migrationkg/id/project/p")}]
