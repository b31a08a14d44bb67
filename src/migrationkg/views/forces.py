"""Where the nodes of a connected graph stand when ties draw them together and all drive each other apart.

This is the model of ForceAtlas2 (M. Jacomy et al., "ForceAtlas2, a Continuous Graph Layout Algorithm for Handy
Network Visualization Designed for the Gephi Software", 2014), which networkx has too: there, each round compares all
pairs of nodes, which takes seconds for 1,000 nodes and more memory than there is for 20,000. Here, where there are
many nodes, the masses of the nodes are spread over a mesh and the push of each cell on each other is had by one
Fourier transform. Points are complex numbers: across is real, down is imaginary.
"""

import random
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Points = NDArray[np.complex128]
    Numbers = NDArray[np.floating]
    Ties = NDArray[np.intp]  # two rows, the numbers of the nodes at either end

_SEED: Final = 20230719
_ROUNDS: Final = 120
#: The most nodes of which each is compared with each.
_FEW: Final = 150
#: Cells of the mesh in each direction.
_CELLS: Final = 96
_REPULSION: Final = 12.0
#: Keeps parts that hang by few ties from drifting away, and leaves the shape of the rest.
_GRAVITY: Final = 0.1
#: It stands still once nodes move less than this part of the width of the whole, on average.
_STILL: Final = 0.0003


def settle(count: int, ties: "Ties") -> "Points":
    """Return where each of a number of nodes stands.

    Args:
        count: how many nodes there are.
        ties: the numbers of the two nodes of each tie, each pair once.
    """
    import numpy as np

    mass: Numbers = np.bincount(ties.ravel(), minlength=count) + 1.0
    draw = random.Random(_SEED)  # noqa: S311 - places, not secrets
    points = np.array([complex(draw.uniform(-1, 1), draw.uniform(-1, 1)) for _ in range(count)])
    before = np.zeros_like(points)
    speed = 1.0
    push = _push_of_each if count <= _FEW else _push_by_mesh
    for _ in range(_ROUNDS):
        force = _REPULSION * mass * push(points, mass) + _pull(points, ties) - _GRAVITY * mass * points
        swing, traction = mass * abs(force - before), mass * abs(force + before) / 2
        speed = min(traction.sum() / max(swing.sum(), 1e-9), 1.5 * speed)
        step = force * speed / (1 + np.sqrt(speed * swing))
        points, before = points + step, force
        points -= points.mean()
        if abs(step).mean() < _STILL * abs(points).max():
            break
    return points


def _pull(points: "Points", ties: "Ties") -> "Points":
    """Return how the ties of each node draw it: the longer, the more."""
    import numpy as np

    along = points[ties[1]] - points[ties[0]]
    ends, pulls = ties.ravel(), np.concatenate((along, -along))
    return _sums(ends, pulls, len(points))


def _sums(places: "Ties", values: "Points", count: int) -> "Points":
    import numpy as np

    return np.bincount(places, values.real, count) + 1j * np.bincount(places, values.imag, count)


def _push_of_each(points: "Points", mass: "Numbers") -> "Points":
    """Return how all others drive each node away: the nearer, the more."""
    import numpy as np

    apart = points[:, None] - points
    square = np.maximum(apart.real**2 + apart.imag**2, 1e-9)
    pushes: Points = (apart * (mass / square)).sum(axis=1)
    return pushes


def _push_by_mesh(points: "Points", mass: "Numbers") -> "Points":
    """Return much the same as `_push_of_each`, with each mass shared out to the four knots of the mesh around it."""
    import numpy as np

    low = complex(points.real.min(), points.imag.min())
    size = max(np.ptp(points.real), np.ptp(points.imag)) / (_CELLS - 1.001)
    spots = (points - low) / size
    column, row = spots.real.astype(int), spots.imag.astype(int)
    right, down = spots.real - column, spots.imag - row
    wide = 2 * _CELLS
    knots = (row * wide + column) + np.array([[0], [1], [wide], [wide + 1]])
    shares = np.array([(1 - right) * (1 - down), right * (1 - down), (1 - right) * down, right * down])
    masses = np.bincount(knots.ravel(), (shares * mass).ravel(), wide * wide).reshape(wide, wide)
    field = np.fft.ifft2(np.fft.fft2(masses) * _push_of_a_knot()).ravel()
    pushes: Points = (field[knots] * shares).sum(axis=0) / size
    return pushes


@cache
def _push_of_a_knot() -> "Points":
    """Return the Fourier transform of how a mass of one drives away what stands at each knot around it."""
    import numpy as np

    steps = np.fft.fftfreq(2 * _CELLS, 1 / (2 * _CELLS))
    apart = steps + 1j * steps[:, None]
    square = np.maximum(apart.real**2 + apart.imag**2, 1e-9)
    return np.fft.fft2(apart / square)
