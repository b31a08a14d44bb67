"""Nodes that keep their distance, so that neither they nor their captions overlap.

Points are complex numbers: across is real, down is imaginary.
"""

from collections.abc import Iterator
from itertools import count
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Points = NDArray[np.complex128]

#: Room for a node with its caption, in pixels at full zoom.
WIDTH: Final = 136.0
HEIGHT: Final = 72.0
_ROUNDS: Final = 120
#: More than the way that two nodes lack, so that crowds come apart in a third of the rounds.
_PUSH: Final = 1.5

_Cells = dict[tuple[int, int], list[complex]]


def apart(points: "Points") -> "Points":
    """Return points none of which takes room of another, each near where it was.

    Nodes are pushed apart a little each round; those that then still overlap move to the nearest free room.
    """
    for _ in range(_ROUNDS):
        pushed = _pushed(points)
        if (pushed == points).all():
            return points
        points = pushed
    return _in_free_rooms(points)


def boxes_apart(points: "Points", sizes: "Points") -> "Points":
    """Return the middles of boxes, moved until the boxes overlap no more, or little where there are very many.

    Args:
        points: their middles.
        sizes: width (real) and height (imaginary) of each.
    """
    for _ in range(_ROUNDS):
        pushed = _pushed(points, sizes)
        if (pushed == points).all():
            break
        points = pushed
    return points


def _pushed(points: "Points", sizes: "Points | None" = None) -> "Points":
    """Return points, each two that overlap moved apart along the axis that takes the shorter way.

    Sorted by where they are across, each is compared with the next, the next but one and so on.
    """
    import numpy as np

    order = np.argsort(points.real, kind="stable")
    moved = points[order]
    room: Points = np.full(len(points), complex(WIDTH, HEIGHT)) if sizes is None else sizes[order]
    widest = room.real.max()
    for step in range(1, len(points)):
        between = moved[step:] - moved[:-step]
        if between.real.min() >= widest:
            break
        push = _push(between, (room[step:] + room[:-step]) / 2)
        moved[step:] += push
        moved[:-step] -= push
    found = np.empty_like(points)
    found[order] = moved
    return found


def _push(between: "Points", room: "Points") -> "Points":
    """Return how far to move the second of each two points that overlap, and the first the other way; else 0."""
    import numpy as np

    across, down = room.real - abs(between.real), room.imag - abs(between.imag)
    aside = np.where(between.real < 0, -1, 1) * (across + 1)
    below = np.where(between.imag < 0, -1, 1) * (down + 1)
    push = np.where(across / room.real < down / room.imag, aside, below * 1j) * (_PUSH / 2)
    return np.where((across > 0) & (down > 0), push, 0)


def _in_free_rooms(points: "Points") -> "Points":
    """Return points, those that overlap moved to the nearest free room."""
    found = points.copy()
    cells: _Cells = {}
    for number in (_pushed(points) != points).argsort(kind="stable"):  # those that need not move come first
        found[number] = next(spot for spot in _spots(complex(points[number])) if _is_free(spot, cells))
        cells.setdefault(_cell(found[number]), []).append(found[number])
    return found


def _spots(point: complex) -> Iterator[complex]:
    """Yield a point and those around it, ring by ring, half a room apart."""
    yield point
    for ring in count(1):
        for side in range(-ring, ring):
            for way in (complex(side, -ring), complex(ring, side), complex(-side, ring), complex(-ring, -side)):
                yield point + complex(way.real * WIDTH / 2, way.imag * HEIGHT / 2)


def _is_free(spot: complex, cells: _Cells) -> bool:
    column, row = _cell(spot)
    near = (one for x in (-1, 0, 1) for y in (-1, 0, 1) for one in cells.get((column + x, row + y), ()))
    return not any(abs(one.real - spot.real) < WIDTH and abs(one.imag - spot.imag) < HEIGHT for one in near)


def _cell(spot: complex) -> tuple[int, int]:
    return int(spot.real // WIDTH), int(spot.imag // HEIGHT)
