import random

import networkx as nx
import pytest
from pyoxigraph import DefaultGraph, Quad, Store

from migrationkg.graph import DEFAULT_BASE
from migrationkg.views import network

PROJECT = DEFAULT_BASE + "project/eu4safealb"
EU = DEFAULT_BASE + "organisation/eu"
HANDOVER = DEFAULT_BASE + "event/handover"


def test_every_resource_is_a_node_and_news_evidence_and_amounts_are_none(graph: "nx.MultiDiGraph[str]") -> None:
    assert len(graph) == 19
    assert not [iri for iri in graph if any(part in iri for part in ("/news/", "/evidence/", "/amount/"))]


def test_a_node_has_its_label_kind_and_other_names(graph: "nx.MultiDiGraph[str]") -> None:
    icmpd = graph.nodes[DEFAULT_BASE + "organisation/icmpd"]
    assert icmpd["label"] == "International Centre for Migration Policy Development"
    assert icmpd["kind"] == "InternationalOrganisation"
    assert icmpd["names"] == ("ICMPD",)


def test_a_ministry_that_is_called_a_government_body_too_is_a_ministry(graph: "nx.MultiDiGraph[str]") -> None:
    assert graph.nodes[DEFAULT_BASE + "organisation/ministry-of-interior-al"]["kind"] == "Ministry"


def test_values_read_as_people_write_them(graph: "nx.MultiDiGraph[str]") -> None:
    said = {value.property: value.text for value in graph.nodes[HANDOVER]["values"]}
    assert said == {
        "eventType": "handover",
        "startDate": "12 June 2023",
        "endDate": "12 June 2023",
        "amount": "EUR 2,400,000",
    }
    role = graph.nodes[DEFAULT_BASE + "person/ana-hoxha"]["values"][0]
    assert (role.property, role.text) == ("role", "Director of the Border Police")


def test_a_value_has_the_sentence_behind_it(graph: "nx.MultiDiGraph[str]") -> None:
    start = next(value for value in graph.nodes[HANDOVER]["values"] if value.property == "startDate")
    assert [sentence.quote for sentence in start.evidence] == ["On 12 June"]


def test_a_fact_of_two_news_items_is_one_edge_with_two_sentences_the_newest_first(
    graph: "nx.MultiDiGraph[str]",
) -> None:
    edge = graph.edges[PROJECT, EU, "fundedBy"]
    assert edge["label"] == "funded by"
    newest, older = edge["evidence"]
    assert (newest.published, newest.quote) == ("2023-07-01", "EU4SAFEALB, funded by the EU")
    assert older.headline == "EU4SAFEALB: Second handover"
    assert older.url == "https://example.org/news/handover"
    assert older.confidence == pytest.approx(0.95)


def test_a_partner_ministry_is_one_edge_not_two(graph: "nx.MultiDiGraph[str]") -> None:
    ministry = DEFAULT_BASE + "organisation/ministry-of-interior-al"
    assert list(graph[PROJECT][ministry]) == ["hasPartner"]


def test_centrality_is_the_share_of_other_nodes_that_a_node_is_tied_to(graph: "nx.MultiDiGraph[str]") -> None:
    # The event is held in a place and a country, part of a project, organised by ICMPD, attended by a university.
    assert graph.nodes[DEFAULT_BASE + "event/study-visit"]["centrality"] == pytest.approx(5 / 18)
    assert graph.nodes[DEFAULT_BASE + "country/tr"]["centrality"] == 0


def test_named_graphs_merged_into_one_give_the_same_network(store: Store, graph: "nx.MultiDiGraph[str]") -> None:
    merged = Store()
    merged.extend(Quad(quad.subject, quad.predicate, quad.object, DefaultGraph()) for quad in store)
    assert nx.utils.graphs_equal(network(merged), graph)


def test_the_order_of_quads_does_not_matter(store: Store, graph: "nx.MultiDiGraph[str]") -> None:
    quads = list(store)
    random.Random(1).shuffle(quads)
    refilled = Store()
    for quad in quads:
        refilled.add(quad)
    shuffled = network(refilled)
    assert list(shuffled.nodes(data=True)) == list(graph.nodes(data=True))
    assert list(shuffled.edges(data=True)) == list(graph.edges(data=True))


def test_an_empty_store_gives_an_empty_network() -> None:
    assert len(network(Store())) == 0


def test_of_many_things_those_with_the_most_ties_are_shown_with_the_same_centrality(
    store: Store, graph: "nx.MultiDiGraph[str]"
) -> None:
    few = network(store, 5)
    assert few.graph["things"] == len(graph)
    by_ties = sorted(graph, key=lambda iri: (-graph.nodes[iri]["centrality"], iri))
    assert set(few) == set(by_ties[:5])
    assert all(few.nodes[iri] == graph.nodes[iri] for iri in few)
    assert set(few.edges) == set(graph.subgraph(few).edges)


def test_rows_are_tied_by_what_stands_between_their_things_and_nothing_else(store: Store) -> None:
    albania, ministry = DEFAULT_BASE + "country/al", DEFAULT_BASE + "organisation/ministry-of-interior-al"
    assert set(network(store, rows=[{EU, albania}])) == {EU, PROJECT, albania}, "the project ties the two"
    assert set(network(store, rows=[{EU}, {albania}])) == {EU, albania}, "two rows are not tied"
    assert set(network(store, rows=[{ministry, albania}])) == {ministry, albania}, "they are tied already"
    assert set(network(store, rows=[{EU, PROJECT, ministry}])) == {EU, PROJECT, ministry}
    assert set(network(store, rows=[{"urn:unknown"}])) == set()
