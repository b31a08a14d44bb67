"""Where the nodes of a network stand, so that a page opens at once as a still, readable picture.

Each connected part is laid out by forces (`forces`), its nodes are pushed apart until neither they nor their captions
overlap (`apart`), and the parts are packed beside one another, the largest first. A part of very many nodes is laid out
in islands: each of its communities so, and these beside one another as their ties draw them.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from migrationkg.views.apart import HEIGHT, WIDTH, apart, boxes_apart
from migrationkg.views.communities import communities
from migrationkg.views.forces import settle

if TYPE_CHECKING:
    from migrationkg.views.apart import Points

Point = tuple[float, float]
Box = tuple[float, float, float, float]  # left, top, right, bottom

_GAP: Final = 24.0
_ASPECT: Final = 1.2
#: Nodes of a connected part beyond which it is laid out in islands.
_MANY: Final = 2000
#: The room of an island, beside what it takes.
_APART: Final = 1.15


def grouped(nodes: Sequence[str], ends: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Return the communities of nodes, the largest first.

    Args:
        nodes: all of them.
        ends: the two ends of each tie.

    Example:
        >>> grouped(["a", "b", "c"], [("a", "c")])
        [['a', 'c'], ['b']]
    """
    numbers = {node: number for number, node in enumerate(nodes)}
    found = communities(len(nodes), [(numbers[one], numbers[other]) for one, other in ends])
    return [[nodes[number] for number in some] for some in found]


def positions(
    nodes: Iterable[str], ends: Iterable[tuple[str, str]], groups: Sequence[Sequence[str]] | None = None
) -> dict[str, tuple[int, int]]:
    """Return where each node stands, in pixels, with room for a caption under each.

    Args:
        nodes: all of them.
        ends: the two ends of each tie.
        groups: their communities, as of `grouped`; found here if not given and needed.

    Example:
        >>> positions(["a"], [("a", "a")])
        {'a': (68, 36)}
    """
    import networkx as nx

    pairs = sorted({(min(pair), max(pair)) for pair in ends if pair[0] != pair[1]})
    ties: nx.Graph[str] = nx.Graph(pairs)
    parts = sorted((sorted(part) for part in nx.connected_components(ties)), key=lambda part: (-len(part), part))
    if parts and len(parts[0]) > _MANY:
        groups = groups or grouped(sorted(ties), pairs)
        within = {node: number for number, group in enumerate(groups) for node in group}
    drawn = []
    for part in parts:
        own = sorted((min(pair), max(pair)) for pair in ties.edges(part))
        drawn.append(_islands(part, own, within) if len(part) > _MANY else _drawn(part, own))
    placed = _packed(drawn + _block(sorted(set(nodes) - set(ties))))
    return {node: (round(x), round(y)) for node, (x, y) in placed.items()}


def _islands(part: list[str], ties: list[tuple[str, str]], within: dict[str, int]) -> dict[str, Point]:
    """Lay out one connected part of very many nodes: each community alone, then these as if each were a node."""
    import numpy as np

    members: dict[int, list[str]] = {}
    for node in part:
        members.setdefault(within[node], []).append(node)
    numbers = {group: number for number, group in enumerate(members)}
    inner: list[list[tuple[str, str]]] = [[] for _ in members]
    outer: Counter[tuple[int, int]] = Counter()
    for pair in ties:
        one, other = sorted(numbers[within[node]] for node in pair)
        if one == other:
            inner[one].append(pair)
        else:
            outer[one, other] += 1
    islands = [_island(some, inner[numbers[group]]) for group, some in members.items()]
    boxes = [_box(island.values()) for island in islands]
    rooms = [_APART * complex(right - left, bottom - top) for left, top, right, bottom in boxes]
    sizes: Points = np.array(rooms, dtype=np.complex128)
    if len(islands) == 1:
        return islands[0]
    middles = _spread(settle(len(islands), np.array(sorted(outer)).T), float((sizes.real * sizes.imag).sum()))
    placed: dict[str, Point] = {}
    for island, (left, top, right, bottom), middle in zip(islands, boxes, boxes_apart(middles, sizes), strict=True):
        x, y = middle.real - (left + right) / 2, middle.imag - (top + bottom) / 2
        placed |= {node: (x + px, y + py) for node, (px, py) in island.items()}
    return placed


def _island(nodes: list[str], ties: list[tuple[str, str]]) -> dict[str, Point]:
    """Lay out one community, which may hang together only by nodes of others."""
    import networkx as nx

    inner: nx.Graph[str] = nx.Graph(ties)
    parts = sorted((sorted(part) for part in nx.connected_components(inner)), key=lambda part: (-len(part), part))
    drawn = [_drawn(part, sorted((min(pair), max(pair)) for pair in inner.edges(part))) for part in parts]
    return _packed(drawn + _block(sorted(set(nodes) - set(inner))))


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
    return _spread(points, len(points) * WIDTH * HEIGHT * (1.5 + len(points) / 300))


def _spread(points: "Points", area: float) -> "Points":
    """Stretch points to a box of an area, of the shape of a screen."""
    width, height = (max(float(axis.max() - axis.min()), 1e-9) for axis in (points.real, points.imag))
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
