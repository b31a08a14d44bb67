"""The weights of the networks that vote on relations, found by gradient descent as those of `training/network.py` are.

They see the features that the log-linear scorers weigh, and err elsewhere: both together err less than either.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from migrationkg.extraction.models.network import Numbers, in_bytes, rectified
from migrationkg.extraction.models.relations import NONE
from migrationkg.extraction.models.scorer import Scorer
from migrationkg.extraction.models.voters import Learned, Voters, shares, within
from migrationkg.training.network import Descent, left_in

#: How many networks vote, and how many units each has.
_NETWORKS, _UNITS = 2, 32
#: How often all examples are shown, how many at once, and how far weights move at first.
_TIMES, _AT_ONCE, _RATE = 5, 64, 0.003
#: The share of features and of units that is left out at random each time, so that none is relied on.
_FEATURES_OUT, _UNITS_OUT = 0.4, 0.4

_Whole = NDArray[np.integer[Any]]


@dataclass(frozen=True, slots=True)
class _Examples:
    """Pairs with their labels.

    Attributes:
        rows: the rows of each one's features, at least row 0.
        sorts: the number of each one's sort.
        labels: for each one 1 at its label's column; 0 everywhere where no relation holds (examples x columns).
        columns: for each sort 1 at the columns of its labels.
    """

    rows: Sequence[_Whole]
    sorts: _Whole
    labels: Numbers
    columns: Numbers


def train_voters(told: Mapping[str, Sequence[tuple[Sequence[str], str]]], scorers: Mapping[str, Scorer]) -> Learned:
    """Return the networks that give the labels of some pairs, the same for the same pairs.

    Args:
        told: sort of pair → (features, label) of each.
        scorers: sort of pair → the scorer that learned on the same; the networks see the features that it weighs.
    """
    features = sorted({feature for scorer in scorers.values() for feature in scorer.weights})
    examples = _examples(told, features)
    random = np.random.default_rng(0)
    bag, layers = _first(random, len(features) + 1, *examples.columns.shape)
    descents = {"bag": Descent.of(bag)} | {one.name: Descent.of(getattr(layers, one.name)) for one in fields(layers)}
    steps, step = _TIMES * -(-len(examples.rows) // _AT_ONCE), 0
    for _ in range(_TIMES):
        order = random.permutation(len(examples.rows))
        for at in range(0, len(order), _AT_ONCE):
            rate, step = _RATE * (1 - step / steps), step + 1
            for name, (gradient, where) in _gradients(random, bag, layers, examples, order[at : at + _AT_ONCE]).items():
                descents[name].go(gradient, where, step, rate)
    return Learned(
        features, in_bytes(bag)[0][1:], Voters(*(in_bytes(getattr(layers, n.name))[0] for n in fields(Voters)))
    )


def _examples(told: Mapping[str, Sequence[tuple[Sequence[str], str]]], features: Sequence[str]) -> _Examples:
    known = {feature: row for row, feature in enumerate(features, start=1)}
    labels = {pair: sorted({label for _, label in lines} - {NONE}) for pair, lines in sorted(told.items())}
    columns = {one: at for at, one in enumerate((pair, label) for pair, of in labels.items() for label in of)}
    lines = [(number, pair, *line) for number, pair in enumerate(labels) for line in told[pair]]
    right = np.zeros((len(lines), len(columns)))
    for row, (_, pair, _, label) in enumerate(lines):
        if label != NONE:
            right[row, columns[pair, label]] = 1
    return _Examples(
        [np.array([0, *(known[one] for one in seen if one in known)]) for _, _, seen, _ in lines],
        np.array([number for number, *_ in lines]),
        right,
        within([len(of) for of in labels.values()]),
    )


def _first(random: np.random.Generator, rows: int, sorts: int, columns: int) -> tuple[Numbers, Voters]:
    """Return weights to begin with: small, at random, other in each network."""
    units = _NETWORKS * _UNITS
    bag = random.normal(0, 0.03, (rows, units))
    bag[0] = 0
    outer = random.normal(0, 0.1 * _UNITS**-0.5, (_NETWORKS, _UNITS, columns))
    return bag, Voters(np.zeros((sorts, units)), outer, np.zeros((_NETWORKS, columns)))


def _gradients(
    random: np.random.Generator, bag: Numbers, layers: Voters, examples: _Examples, some: _Whole
) -> dict[str, tuple[Numbers, _Whole | slice]]:
    """Return of each layer the gradient of how wrong the labels of some pairs are, and for which of its rows.

    A part of the features and units is left out at random.
    """
    kept = [
        np.concatenate([rows[:1], rows[1:][random.random(len(rows) - 1) >= _FEATURES_OUT]])
        for rows in (examples.rows[one] for one in some)
    ]
    counts, rows, sorts, many = np.array(list(map(len, kept))), np.concatenate(kept), examples.sorts[some], len(some)
    more = 1 / (1 - _FEATURES_OUT)
    sums = layers.hidden(np.add.reduceat(bag[rows], np.cumsum(counts) - counts) * more, sorts)
    in_it = left_in(random, sums.shape, _UNITS_OUT)
    units = rectified(sums) * in_it
    told = shares(units @ layers.outer + layers.outer_bias[:, None], examples.columns[sorts])
    wrong = (told - examples.labels[some]) / many
    of_sums = (wrong @ layers.outer.transpose(0, 2, 1)) * in_it * (sums > 0)
    of_pairs = of_sums.transpose(1, 0, 2).reshape(many, -1)
    order = np.argsort(rows, kind="stable")
    where, firsts = np.unique(rows[order], return_index=True)
    of_rows = np.add.reduceat(np.repeat(of_pairs, counts, axis=0)[order], firsts) * more
    of_sorts = (np.arange(len(layers.sorts))[:, None] == sorts) @ of_pairs
    return {
        "bag": (of_rows[1:], where[1:]),  # not row 0, which belongs to no feature
        "sorts": (of_sorts, slice(None)),
        "outer": (units.transpose(0, 2, 1) @ wrong, slice(None)),
        "outer_bias": (wrong.sum(axis=1), slice(None)),
    }
