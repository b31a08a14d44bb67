"""Where the nodes of a network stand, so that a page opens at once as a still, readable picture.

Each connected part is laid out by forces (`forces`), its nodes are pushed apart until neither they nor their captions
overlap (`apart`), and the parts are packed beside one another, the largest first.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from migrationkg.views.apart import HEIGHT, WIDTH, apart
from migrationkg.views.forces import settle

if TYPE_CHECKING:
    from migrationkg.views.apart import Points

Point = tuple[float, float]
Box = tuple[float, float, float, float]  # left, top, right, bottom

_GAP: Final = 24.0
_ASPECT: Final = 1.2


def positions(nodes: Iterable[str], ends: Iterable[tuple[str, str]]) -> dict[str, tuple[int, int]]:
    """Return where each node stands, in pixels, with room for a caption under each.

    Args:
        nodes: all of them.
        ends: the two ends of each tie.

    Example:
        >>> positions(["a"], [("a", "a")])
        {'a': (68, 36)}
    """
    import networkx as nx

    pairs = sorted({(min(pair), max(pair)) for pair in ends if pair[0] != pair[1]})
    ties: nx.Graph[str] = nx.Graph(pairs)
    parts = sorted((sorted(part) for part in nx.connected_components(ties)), key=lambda part: (-len(part), part))
    drawn = [_drawn(part, sorted((min(pair), max(pair)) for pair in ties.edges(part))) for part in parts]
    placed = _packed(drawn + _block(sorted(set(nodes) - set(ties))))
    return {node: (round(x), round(y)) for node, (x, y) in placed.items()}


def _drawn(part: list[str], ties: list[tuple[str, str]]) -> dict[str, Point]:
    """Lay out one connected part."""
    import numpy as np

    numbers = {node: number for number, node in enumerate(part)}
    ends = np.array([(numbers[one], numbers[other]) for one, other in ties]).T
    points = apart(_scaled(settle(len(part), ends)))
    return dict(zip(part, zip(points.real.tolist(), points.imag.tolist(), strict=True), strict=True))


def _scaled(points: "Points") -> "Points":
    """Stretch points to a box with more room than the captions take, and more so where there are many."""
    width, height = (max(float(axis.max() - axis.min()), 1e-9) for axis in (points.real, points.imag))
    if len(points) == 2:
        return points * (1.2 * WIDTH / max(width, height))
    area = len(points) * WIDTH * HEIGHT * (1.5 + len(points) / 300)
    tall = (area / _ASPECT) ** 0.5
    stretched: Points = points.real * (tall * _ASPECT / width) + 1j * points.imag * (tall / height)
    return stretched


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
    columns = max(1, round((len(nodes) * _ASPECT * HEIGHT / WIDTH) ** 0.5))
    block = {node: (number % columns * WIDTH, number // columns * HEIGHT) for number, node in enumerate(nodes)}
    return [block] if block else []


def _box(points: Iterable[Point]) -> Box:
    """Return the left, top, right and bottom of the room that nodes take."""
    across, down = zip(*points, strict=True)
    return (
        min(across) - WIDTH / 2,
        min(down) - HEIGHT / 2,
        max(across) + WIDTH / 2,
        max(down) + HEIGHT / 2,
    )
