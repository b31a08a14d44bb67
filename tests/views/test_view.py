"""Which things and ties each view draws, and what lies folded in a tie."""

import re
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import DefaultGraph, Quad, Store

from migrationkg.errors import InputError
from migrationkg.graph import DEFAULT_BASE, terms
from migrationkg.store import named_queries
from migrationkg.views import VIEWS, View, named_views, network, view_around, view_of_query

if TYPE_CHECKING:
    import networkx as nx

    Graph = nx.MultiDiGraph[str]


def short(iri: str) -> str:
    return iri.removeprefix(DEFAULT_BASE)


def drawn(view: View) -> dict[tuple[str, str], tuple[str, list[tuple[str, ...]]]]:
    """Return ends → words, and what each way goes through."""
    return {
        (short(tie.source), short(tie.target)): (tie.words, [tuple(map(short, way.through)) for way in tie.ways])
        for tie in view.ties
    }


@pytest.fixture
def views(store: Store, graph: "Graph") -> dict[str, View]:
    return {view.name: view for view in named_views(store, graph)}


@pytest.fixture
def merged(store: Store) -> Store:
    """The store as `migrationkg.store` has it, which is asked as a default graph."""
    store.extend([Quad(quad.subject, quad.predicate, quad.object, DefaultGraph()) for quad in store])
    return store


def test_views_ask_for_nothing_but_kinds_and_relations() -> None:
    known = {*terms.KINDS.values(), *terms.RELATIONS.values()}
    for query in named_queries(Path(str(files("migrationkg.views"))) / "named"):
        assert {f"{terms.ONTOLOGY}{name}" for name in re.findall(r"mkg:(\w+)", query.text)} <= {
            one.value for one in known
        }, query.name


def test_the_views_stand_in_the_order_of_the_tabs(views: dict[str, View]) -> None:
    assert tuple(views) == VIEWS


def test_funders_projects_and_countries_are_tied_and_occasions_are_folded(views: dict[str, View]) -> None:
    assert drawn(views["funders"]) == {
        ("project/eu4safealb", "country/al"): ("works in", [()]),
        ("project/eu4safealb", "organisation/eu"): ("funded by", [()]),
        ("project/mobilaze-2", "country/az"): ("works in", [()]),
        ("project/mobilaze-2", "country/ee"): (
            "has occasions in",
            [("event/study-visit",), ("event/study-visit", "place/tallinn-ee")],
        ),
        ("project/mobilaze-2", "organisation/eu"): ("funded by", [()]),
    }


def test_a_ministry_is_tied_to_a_project_as_partner_and_through_a_body_and_its_person(views: dict[str, View]) -> None:
    body, person = "organisation/border-police-al", "person/ana-hoxha"
    assert drawn(views["ministries"]) == {
        ("project/eu4safealb", "organisation/ministry-of-interior-al"): (
            "has at occasions, has partner",
            [(), ("event/handover", body), ("event/handover", person, body)],
        )
    }


def test_an_office_has_its_projects_and_where_they_work(views: dict[str, View]) -> None:
    assert set(drawn(views["offices"])) == {
        ("project/mobilaze-2", "organisation/icmpd-azerbaijan"),
        ("project/mobilaze-2", "country/az"),
        ("organisation/icmpd-azerbaijan", "organisation/icmpd"),
    }


def test_those_at_one_occasion_met_either_way_round_and_a_person_counts_for_the_body(views: dict[str, View]) -> None:
    (tie,) = views["meetings"].ties
    assert drawn(views["meetings"]) == {
        ("organisation/icmpd", "organisation/university-ee"): ("met", [("event/study-visit",)])
    }
    assert tie.mutual


def test_each_step_of_a_way_stands_on_the_facts_between_its_things(views: dict[str, View], graph: "Graph") -> None:
    for view in views.values():
        for tie in view.ties:
            for way in tie.ways:
                path = [tie.source, *way.through, tie.target]
                assert len(way.facts) == len(path) - 1
                for step, facts in enumerate(way.facts):
                    assert facts
                    assert all({source, target} == {path[step], path[step + 1]} for source, target, _ in facts)
                    assert all(graph.has_edge(*fact) for fact in facts)


def test_facts_between_the_same_two_things_are_one_tie_of_everything(views: dict[str, View], graph: "Graph") -> None:
    ties = {frozenset((tie.source, tie.target)): tie for tie in views["everything"].ties}
    assert len(ties) == len(views["everything"].ties) < graph.number_of_edges()
    assert sum(len(tie.ways) for tie in ties.values()) == graph.number_of_edges()
    assert views["everything"].things == tuple(graph)


def test_around_a_thing_stand_those_some_steps_away(graph: "Graph") -> None:
    one = view_around(graph, f"{DEFAULT_BASE}country/az", 1)
    assert set(map(short, one.things)) == {"country/az", "project/mobilaze-2"}
    two = view_around(graph, f"{DEFAULT_BASE}country/az", 2)
    assert set(map(short, two.things)) > {"organisation/eu", "organisation/icmpd", "event/study-visit", "country/az"}
    assert "project/eu4safealb" not in map(short, two.things)
    assert one.title == "Around Azerbaijan"


def test_around_a_thing_of_a_long_name_its_acronym_stands_on_the_tab(graph: "Graph") -> None:
    around = view_around(graph, f"{DEFAULT_BASE}organisation/icmpd", 1)
    assert around.title == "Around ICMPD"
    assert around.point.endswith(f"away from {graph.nodes[f'{DEFAULT_BASE}organisation/icmpd']['label']}?")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?funder ?project { ?project mkg:fundedBy ?funder }",
        "CONSTRUCT { ?funder mkg:x ?project } WHERE { ?project mkg:fundedBy ?funder }",
    ],
)
def test_what_a_query_ties_is_a_view(merged: Store, query: str) -> None:
    view = view_of_query(merged, network(merged), query)
    assert set(drawn(view)) == {
        ("organisation/eu", "project/eu4safealb"),
        ("organisation/eu", "project/mobilaze-2"),
    }
    assert [[fact[2] for fact in way.facts[0]] for tie in view.ties for way in tie.ways] == [["fundedBy"], ["fundedBy"]]


def test_a_query_that_ties_nothing_says_what_to_ask_for(merged: Store) -> None:
    with pytest.raises(InputError, match="ask for two or more"):
        view_of_query(merged, network(merged), "SELECT ?project { ?project a mkg:Project }")
