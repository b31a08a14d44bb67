import networkx as nx
import pytest

from migrationkg.views.communities import communities
from migrationkg.views.layout import grouped, positions


def test_communities_are_as_good_as_those_of_networkx() -> None:
    graph = nx.barabasi_albert_graph(400, 3, seed=1)
    ours = communities(400, graph.edges())
    theirs = nx.community.louvain_communities(graph, seed=1)
    assert sorted(node for some in ours for node in some) == list(range(400))
    assert nx.community.modularity(graph, map(set, ours)) > nx.community.modularity(graph, theirs) - 0.02


def test_planted_communities_are_found() -> None:
    graph = nx.planted_partition_graph(6, 20, 0.5, 0.01, seed=3)
    assert sorted(communities(120, graph.edges())) == [list(range(at, at + 20)) for at in range(0, 120, 20)]


def test_a_thing_without_ties_is_a_community_of_its_own() -> None:
    assert grouped(["a", "b", "c", "d"], [("d", "b"), ("b", "b")]) == [["b", "d"], ["a"], ["c"]]
    assert grouped([], []) == []


def test_a_part_of_very_many_things_is_laid_out_in_islands_that_do_not_overlap(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("migrationkg.views.layout._MANY", 100)
    graph = nx.planted_partition_graph(6, 20, 0.5, 0.01, seed=3)
    nodes = [f"n{node:03}" for node in graph]
    ends = [(nodes[one], nodes[other]) for one, other in graph.edges()]
    places = positions(nodes, ends)
    assert len(set(places.values())) == 120
    boxes = []
    for group in grouped(nodes, ends):
        across, down = zip(*(places[node] for node in group), strict=True)
        boxes.append((min(across), min(down), max(across), max(down)))
    for at, one in enumerate(boxes):
        for other in boxes[at + 1 :]:
            assert one[2] < other[0] or other[2] < one[0] or one[3] < other[1] or other[3] < one[1]
    assert positions(nodes, ends) == places
