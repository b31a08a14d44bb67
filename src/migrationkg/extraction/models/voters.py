"""Small networks that vote on relations beside the weights: what features tell only together.

Each has one hidden layer over the same features. What a feature adds to its units stands beside the feature's weights,
so a thing's features are added up once for all pairs in which it stands.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from migrationkg.extraction.models.network import Numbers, in_bytes, rectified

#: No sum of weights counts for more than this: beyond, nothing is surer.
_MOST = 300.0


@dataclass(frozen=True, slots=True)
class Voters:
    """Networks of one build, but for what features add to their units; the units of all stand side by side.

    Attributes:
        sorts: what the sort of a pair adds to the units (sorts x units).
        outer: from the units to the labels (networks x units of one x columns).
        outer_bias: what is added there (networks x columns).
    """

    sorts: Numbers
    outer: Numbers
    outer_bias: Numbers

    @property
    def units(self) -> int:
        """How many units all networks have together."""
        return int(self.sorts.shape[1])

    def hidden(self, sums: Numbers, sorts: NDArray[np.integer[Any]]) -> Numbers:
        """Return what the units are before those below 0 are drawn up to it (networks x pairs x units of one)."""
        networks, units, _ = self.outer.shape
        told: Numbers = (sums + self.sorts[sorts]).reshape(len(sums), networks, units).transpose(1, 0, 2)
        return told

    def shares(self, sums: Numbers, sorts: NDArray[np.integer[Any]], columns: Numbers, more: Numbers) -> Numbers:
        """Return how likely each label is, the mean of what the networks say (pairs x columns).

        Args:
            sums: what the features of each pair add to the units, added up.
            sorts: the number of each pair's sort.
            columns: 1 for the columns of its labels, 0 for others.
            more: what is told for each label besides.
        """
        # Not `@` at once: see `_times` of `models/network.py`.
        told = np.einsum("kpu,kuc->kpc", rectified(self.hidden(sums, sorts)), self.outer) + self.outer_bias[:, None]
        voted: Numbers = shares(told + more, columns).mean(axis=0)
        return voted


_NAMES = tuple(one.name for one in fields(Voters))


@dataclass(frozen=True, slots=True)
class Learned:
    """What networks learned.

    Attributes:
        features: the features with a row in `bag`.
        bag: what each adds to the units (features x units).
        layers: the rest of the networks.
    """

    features: Sequence[str]
    bag: Numbers
    layers: Voters


def shares(sums: Numbers, columns: Numbers) -> Numbers:
    """Return how likely labels are by how much more is told for each than for none; they add up to less than 1.

    Args:
        sums: what is told for each (… x pairs x columns).
        columns: 1 for the columns of a pair's labels, 0 for others.

    Example:
        >>> shares(np.array([[0.0, 9.0]]), np.array([[1.0, 0.0]])).tolist()
        [[0.5, 0.0]]
    """
    raised = np.exp(np.minimum(sums, _MOST).astype(np.float64)) * columns
    told: Numbers = raised / (1 + raised.sum(axis=-1, keepdims=True))
    return told


def within(widths: Sequence[int]) -> Numbers:
    """Return for each sort of pair 1 at the columns of its labels, 0 at others (sorts x columns).

    Example:
        >>> within([1, 2]).tolist()
        [[1.0, 0.0, 0.0], [0.0, 1.0, 1.0]]
    """
    told: Numbers = np.repeat(np.eye(len(widths)), widths, axis=1)
    return told


def kept(bag: Numbers, voters: Voters) -> dict[str, NDArray[Any]]:
    """Return the arrays of a file that keeps networks, a byte a weight; `read` reads them."""
    found: dict[str, NDArray[Any]] = {}
    for name, weights in (("bag", bag), *((one, getattr(voters, one)) for one in _NAMES)):
        _, found[f"voters_{name}"], found[f"voters_{name}_scale"] = in_bytes(weights)
    return found


def read(file: Mapping[str, NDArray[Any]]) -> tuple[Numbers, Voters | None]:
    """Return the networks that a file keeps: what the feature of each row adds to the units, and the rest."""
    if "voters_bag" not in file:
        return np.zeros((file["weights"].shape[0], 0), dtype=np.float32), None
    bag, *rest = (file[f"voters_{name}"] * file[f"voters_{name}_scale"] for name in ("bag", *_NAMES))
    return bag, Voters(*rest)
