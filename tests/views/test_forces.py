import random
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
import pytest

from migrationkg.views import forces

if TYPE_CHECKING:
    from numpy.typing import NDArray


def ties(graph: "nx.Graph[int]") -> "NDArray[np.intp]":
    return np.array(list(graph.edges())).T


def test_the_mesh_drives_nodes_away_much_as_a_sum_over_all_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    draw = random.Random(1)
    points = np.array([complex(draw.gauss(0, 100), draw.gauss(0, 60)) for _ in range(400)])
    mass = np.array([draw.randint(1, 9) + 0.0 for _ in points])
    exact = forces._push_of_each(points, mass)  # noqa: SLF001
    found = forces._push_by_mesh(points, mass)  # noqa: SLF001
    assert np.median(abs(found - exact) / abs(exact)) < 0.1
    monkeypatch.setattr(forces, "_CELLS", 3)  # a mesh too coarse is told from a fine one
    forces._push_of_a_knot.cache_clear()  # noqa: SLF001
    coarse = forces._push_by_mesh(points, mass)  # noqa: SLF001
    forces._push_of_a_knot.cache_clear()  # noqa: SLF001
    assert np.median(abs(coarse - exact) / abs(exact)) > 0.1


@pytest.mark.parametrize("size", [20, 120], ids=["each with each", "by mesh"])
def test_groups_with_many_ties_inside_and_few_between_stand_apart(size: int) -> None:
    graph: nx.Graph[int] = nx.path_graph(3 * size)  # ties the groups to one another
    graph.add_edges_from(nx.random_partition_graph([size] * 3, 12 / size, 0.2 / size**2, seed=3).edges())
    points = forces.settle(len(graph), ties(graph))
    groups = points.reshape(3, size)
    within = abs(groups - groups.mean(axis=1)[:, None]).mean()
    middles = groups.mean(axis=1)
    between = min(abs(middles[one] - middles[other]) for one, other in ((0, 1), (0, 2), (1, 2)))
    assert between > 1.5 * within


def test_two_nodes_stand_apart() -> None:
    one, other = forces.settle(2, np.array([[0], [1]]))
    assert abs(one - other) > 1
