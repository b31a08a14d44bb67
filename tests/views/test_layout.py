from itertools import combinations
from typing import TYPE_CHECKING

import networkx as nx
import pytest

from migrationkg.views.layout import positions

if TYPE_CHECKING:
    Network = nx.MultiDiGraph[str]


def named(graph: "nx.Graph[int]") -> "Network":
    return nx.MultiDiGraph([(f"n{one}", f"n{other}") for one, other in graph.edges()])


@pytest.mark.parametrize(
    "network",
    [
        pytest.param(named(nx.star_graph(40)), id="star"),
        pytest.param(named(nx.complete_graph(12)), id="all-tied"),
        pytest.param(named(nx.path_graph(30)), id="chain"),
        pytest.param(named(nx.disjoint_union_all([nx.cycle_graph(5)] * 9)), id="many-parts"),
    ],
)
def test_no_two_nodes_take_the_same_room(network: "Network") -> None:
    places = positions(network, network.edges())
    for one, other in combinations(places, 2):
        across, down = abs(places[one][0] - places[other][0]), abs(places[one][1] - places[other][1])
        assert across >= 134 or down >= 70, (one, other)


def test_nodes_without_ties_stand_in_a_block() -> None:
    network: Network = nx.MultiDiGraph()
    network.add_nodes_from(f"n{number}" for number in range(60))
    places = positions(network, network.edges())
    assert len(set(places.values())) == 60
    width, height = (max(axis) - min(axis) for axis in zip(*places.values(), strict=True))
    assert 0.5 < width / height < 2.5


def test_a_tie_to_itself_and_repeated_ties_change_no_place() -> None:
    once: Network = nx.MultiDiGraph([("a", "b"), ("b", "c")])
    often: Network = nx.MultiDiGraph([("b", "c"), ("a", "b"), ("b", "a"), ("a", "b"), ("c", "c")])
    assert positions(once, once.edges()) == positions(often, often.edges())


def test_no_nodes_have_no_places() -> None:
    assert positions([], []) == {}
