"""Our layout beside those of igraph and fa2, of the same graph: `python -m benchmarks.layouts [THINGS …]`.

Others are measured where they are installed (`pip install igraph fa2 scipy`). Each row tells the seconds of a processor
and three measures of what the picture is worth. *Near* is the share of a thing's neighbours that stand among the things
nearest to it, as many as it has neighbours (1 is best). *Stress* is how far distances in the picture are from the steps
between things, over the best scale (0 is best; of 100 things to all others). *Covered* is the share of things whose
room for a sign and its caption another takes, once the picture is stretched as ours is (0 is best). The last row is
what readers see: ours with rooms kept apart and, of very many, islands of communities.
"""

import random
import sys
import time
from collections import deque
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import Final

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from benchmarks.networks import graph_of
from migrationkg.views.apart import HEIGHT, WIDTH
from migrationkg.views.forces import settle
from migrationkg.views.layout import positions

Points = NDArray[np.complex128]
Ties = NDArray[np.intp]

SIZES: Final = (1000, 10_000, 50_000)
SAMPLE: Final = 100


def by_igraph(name: str, **options: object) -> Callable[[int, Ties], Points]:
    """Return a layout of igraph by name."""

    def laid_out(count: int, ties: Ties) -> Points:
        igraph = import_module("igraph")
        igraph.set_random_number_generator(random.Random(1))
        graph = igraph.Graph(n=count, edges=ties.T.tolist())
        return np.array([complex(x, y) for x, y in graph.layout(name, **options).coords])

    return laid_out


def by_fa2(count: int, ties: Ties) -> Points:
    """Return ForceAtlas2 of fa2, in as many rounds as ours takes at most."""
    igraph = import_module("igraph")
    graph = igraph.Graph(n=count, edges=ties.T.tolist())
    atlas = import_module("fa2").ForceAtlas2(verbose=False, seed=1)
    return np.array([complex(x, y) for x, y in atlas.forceatlas2_igraph_layout(graph, iterations=120).coords])


LAYOUTS: Final[dict[str, tuple[str, Callable[[int, Ties], Points]]]] = {
    "ours, forces alone": ("numpy", settle),
    "igraph drl": ("igraph", by_igraph("drl")),
    "igraph fr, grid": ("igraph", by_igraph("fr", grid=True, niter=500)),
    "igraph lgl": ("igraph", by_igraph("lgl")),
    "fa2": ("fa2", by_fa2),
}


def nearness(points: Points, near: list[list[int]]) -> float:
    """Return the share of neighbours that stand among the nearest, over a sample of things."""
    found, asked = 0, 0
    for node in random.Random(1).sample(range(len(points)), min(1000, len(points))):
        many = len(near[node])
        if not many:
            continue
        away = abs(points - points[node])
        away[node] = np.inf
        nearest = set(np.argpartition(away, many)[:many].tolist())
        found += len(nearest & set(near[node]))
        asked += many
    return found / asked


def stress(points: Points, near: list[list[int]]) -> float:
    """Return the stress of a picture at its best scale, from a sample of things to all that they reach."""
    ratios, squares = 0.0, 0.0
    pairs = 0
    for node in random.Random(2).sample(range(len(points)), SAMPLE):
        steps = np.array(_steps(node, near), dtype=float)
        reached = steps > 0
        ratio = abs(points - points[node])[reached] / steps[reached]
        ratios, squares, pairs = ratios + ratio.sum(), squares + (ratio**2).sum(), pairs + int(reached.sum())
    return 1 - ratios**2 / squares / pairs


def _steps(start: int, near: list[list[int]]) -> list[int]:
    steps = [-1] * len(near)
    steps[start] = 0
    waiting = deque([start])
    while waiting:
        node = waiting.popleft()
        for other in near[node]:
            if steps[other] < 0:
                steps[other] = steps[node] + 1
                waiting.append(other)
    return steps


def covered(points: Points) -> float:
    """Return the share of things of which another takes room, in a picture of one and a half times the room of all."""
    wide, high = np.ptp(points.real) or 1.0, np.ptp(points.imag) or 1.0
    area = len(points) * WIDTH * HEIGHT * (1.5 + len(points) / 300)
    tall = (area / 1.2) ** 0.5
    return covered_as_it_is(points.real * (1.2 * tall / wide) + 1j * points.imag * (tall / high))


def covered_as_it_is(points: Points) -> float:
    """Return the share of things of which another takes room, in pixels."""
    some = random.Random(3).sample(range(len(points)), min(1000, len(points)))
    meets = [
        int(((abs((points - points[one]).real) < WIDTH) & (abs((points - points[one]).imag) < HEIGHT)).sum()) > 1
        for one in some
    ]
    return sum(meets) / len(meets)


def measured(things: int) -> Table:
    """Lay out a network of so many things by all layouts."""
    graph = graph_of(things)
    nodes = list(graph)
    numbers = {node: number for number, node in enumerate(nodes)}
    pairs = sorted({tuple(sorted((numbers[one], numbers[other]))) for one, other in graph.edges()})
    ties: Ties = np.array(pairs).T
    near: list[list[int]] = [[] for _ in nodes]
    for one, other in pairs:
        near[one].append(other)
        near[other].append(one)
    table = Table("layout", "s of a processor", "near", "stress", "covered")
    table.title = f"{things:,} things, {len(pairs):,} ties"
    for name, (needs, layout) in LAYOUTS.items():
        if find_spec(needs) is None:
            table.add_row(name, "not installed")
            continue
        begun = time.process_time()
        points = layout(things, ties)
        took = time.process_time() - begun
        row = (nearness(points, near), stress(points, near), covered(points))
        table.add_row(name, f"{took:.1f}", *(f"{value:.2f}" for value in row))
        print(name, took, row, file=sys.stderr, flush=True)
    begun = time.process_time()
    places = positions(nodes, graph.edges())
    took = time.process_time() - begun
    points = np.array([complex(*places[node]) for node in nodes])
    row = (nearness(points, near), stress(points, near), covered_as_it_is(points))
    table.add_row("ours, as drawn", f"{took:.1f}", *(f"{value:.2f}" for value in row))
    return table


def main() -> None:
    """Print a table a size, as soon as it is measured."""
    for things in [int(word) for word in sys.argv[1:]] or SIZES:
        Console().print(measured(things))


if __name__ == "__main__":
    main()
