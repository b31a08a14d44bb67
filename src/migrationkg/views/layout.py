"""Where the nodes of a network stand, so that a page opens at once as a still, readable picture.

Each connected part is laid out by ForceAtlas2 (networkx, from a seeded start), its nodes are pushed apart
until neither they nor their captions overlap, and the parts are packed beside one another, the largest first.
"""

import random
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import networkx as nx

    from migrationkg.views.network import Network

Point = tuple[float, float]
Box = tuple[float, float, float, float]  # left, top, right, bottom

_SEED: Final = 20230719
#: Room for a node with its caption, in pixels at full zoom: half its width and half its height.
_HALF_WIDTH: Final = 68.0
_HALF_HEIGHT: Final = 36.0
_GAP: Final = 24.0
_ASPECT: Final = 1.2
#: ForceAtlas2 compares all pairs of nodes in each round: about 0.1 s a round for 1,000 nodes.
_ROUNDS: Final = 300
_PAIRS_IN_ALL: Final = 60_000_000


def positions(network: "Network") -> dict[str, tuple[int, int]]:
    """Return where each node stands, in pixels, with room for a caption under each.

    Example:
        >>> import networkx as nx
        >>> positions(nx.MultiDiGraph([("a", "a")]))
        {'a': (68, 36)}
    """
    import networkx as nx

    ties: nx.Graph[str] = nx.Graph()
    ties.add_nodes_from(sorted(network))
    ties.add_edges_from(sorted({(min(pair), max(pair)) for pair in network.edges() if pair[0] != pair[1]}))
    parts = sorted((sorted(part) for part in nx.connected_components(ties)), key=lambda part: (-len(part), part))
    drawn = [_apart(_forces(ties, part)) for part in parts if len(part) > 1]
    placed = _packed(drawn + _block([part[0] for part in parts if len(part) == 1]))
    return {node: (round(x), round(y)) for node, (x, y) in placed.items()}


def _forces(ties: "nx.Graph[str]", part: list[str]) -> dict[str, Point]:
    """Lay out one connected part; about as wide as its nodes need."""
    import networkx as nx
    import numpy as np

    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(part)
    graph.add_edges_from(ties.subgraph(part).edges())
    rounds = max(30, min(_ROUNDS, _PAIRS_IN_ALL // len(part) ** 2))
    drawing = random.Random(_SEED)  # noqa: S311 - places, not secrets
    start = {node: [drawing.uniform(-1, 1), drawing.uniform(-1, 1)] for node in part}
    with np.errstate(divide="ignore", invalid="ignore"):  # it divides by the distance of a node to itself
        found = nx.forceatlas2_layout(graph, start, max_iter=rounds, scaling_ratio=12.0)
    return _scaled({node: (float(x), float(y)) for node, (x, y) in found.items()})


def _scaled(points: Mapping[str, Point]) -> dict[str, Point]:
    """Stretch points to a box with more room than the captions take, and more so where there are many."""
    left, top, right, bottom = _box(points.values())
    area = len(points) * 4 * _HALF_WIDTH * _HALF_HEIGHT * (1.5 + len(points) / 300)
    height = (area / _ASPECT) ** 0.5
    across, down = height * _ASPECT / max(right - left, 1e-9), height / max(bottom - top, 1e-9)
    if len(points) == 2:
        across = down = 2.4 * _HALF_WIDTH / max(right - left, bottom - top, 1e-9)
    return {node: ((x - left) * across, (y - top) * down) for node, (x, y) in points.items()}


def _apart(points: dict[str, Point]) -> dict[str, Point]:
    """Push nodes apart, a little each round, until no two take the same room (or 200 rounds are over)."""
    points = dict(points)
    for _ in range(200):
        pairs = list(_overlapping(points))
        if not pairs:
            break
        for one, other in pairs:
            points[one], points[other] = _pushed(points[one], points[other])
    return points


def _overlapping(points: Mapping[str, Point]) -> Iterable[tuple[str, str]]:
    """Return the pairs of nodes whose rooms overlap, found through a grid of cells as large as a room."""
    cells: dict[tuple[int, int], list[str]] = {}
    for node, (x, y) in points.items():
        cells.setdefault((int(x // (2 * _HALF_WIDTH)), int(y // (2 * _HALF_HEIGHT))), []).append(node)
    for (column, row), nodes in cells.items():
        near = [
            other
            for across in (-1, 0, 1)
            for down in (-1, 0, 1)
            for other in cells.get((column + across, row + down), ())
        ]
        for one in nodes:
            for other in near:
                if one < other and _overlap(points[one], points[other]):
                    yield one, other


def _overlap(one: Point, other: Point) -> bool:
    return abs(one[0] - other[0]) < 2 * _HALF_WIDTH and abs(one[1] - other[1]) < 2 * _HALF_HEIGHT


def _pushed(one: Point, other: Point) -> tuple[Point, Point]:
    """Move two overlapping nodes apart along the axis that takes the shorter way."""
    if not _overlap(one, other):
        return one, other  # an earlier push of this round has done it
    across, down = other[0] - one[0], other[1] - one[1]
    lack_across, lack_down = 2 * _HALF_WIDTH - abs(across), 2 * _HALF_HEIGHT - abs(down)
    if lack_across / _HALF_WIDTH < lack_down / _HALF_HEIGHT:
        step = (lack_across / 2 + 0.5) * (1 if across >= 0 else -1)
        return (one[0] - step, one[1]), (other[0] + step, other[1])
    step = (lack_down / 2 + 0.5) * (1 if down >= 0 else -1)
    return (one[0], one[1] - step), (other[0], other[1] + step)


def _packed(parts: list[dict[str, Point]]) -> dict[str, Point]:
    """Set parts beside one another, each where the whole stays nearest to the shape of a screen."""
    placed: dict[str, Point] = {}
    taken: list[Box] = []
    corners: set[Point] = {(0.0, 0.0)}
    for part in parts:
        left, top, right, bottom = _box(part.values())
        width, height = right - left + _GAP, bottom - top + _GAP
        across, down = (max((box[side] for box in taken), default=0.0) for side in (2, 3))
        # How high a screen must be to show all, with the part at a corner.
        cost = {(x, y): max(across / _ASPECT, down, (x + width) / _ASPECT, y + height) for x, y in corners}
        x, y = next(
            spot
            for spot in sorted(corners, key=lambda spot: (cost[spot], spot))
            if not any(_meet((spot[0], spot[1], spot[0] + width, spot[1] + height), box) for box in taken)
        )
        taken.append((x, y, x + width, y + height))
        corners = (corners | {(x + width, y), (x, y + height)}) - {(x, y)}
        placed |= {node: (x + px - left, y + py - top) for node, (px, py) in part.items()}
    return placed


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _block(nodes: list[str]) -> list[dict[str, Point]]:
    """Set nodes without ties in rows."""
    columns = max(1, round((len(nodes) * _ASPECT * _HALF_HEIGHT / _HALF_WIDTH) ** 0.5))
    block = {
        node: (number % columns * 2 * _HALF_WIDTH, number // columns * 2 * _HALF_HEIGHT)
        for number, node in enumerate(nodes)
    }
    return [block] if block else []


def _box(points: Iterable[Point]) -> Box:
    """Return the left, top, right and bottom of the room that nodes take."""
    across, down = zip(*points, strict=True)
    return (
        min(across) - _HALF_WIDTH,
        min(down) - _HALF_HEIGHT,
        max(across) + _HALF_WIDTH,
        max(down) + _HALF_HEIGHT,
    )
