"""The weights of small neural networks, found by gradient descent (Adam, dropout) with numpy alone.

Numbers are of double precision and kept in a byte, so that processors that add up in another order give the same bytes.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import chain
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from migrationkg.extraction.models.network import Layers, Network, Numbers, rectified, softmax

#: How many networks vote, how wide their bag and hidden layer are.
_NETWORKS, _BAG, _HIDDEN = 3, 48, 96
#: How often all examples are shown, how many at once, and how far weights move at first.
_TIMES, _AT_ONCE, _RATE = 5, 64, 0.003
#: The share of features, numbers and hidden values that is left out at random each time, so that none is relied on.
_FEATURES_OUT, _NUMBERS_OUT, _HIDDEN_OUT = 0.3, 0.2, 0.4
#: How much of the means of gradients and of their squares each step keeps (Adam; Kingma and Ba, 2015).
_MEAN_KEEPS, _SQUARES_KEEP = 0.9, 0.999

Example: TypeAlias = tuple[Sequence[str], Numbers, str]
_Whole: TypeAlias = NDArray[np.integer[Any]]
_Rows: TypeAlias = _Whole | slice


@dataclass(frozen=True, slots=True)
class _Shown:
    """Some examples, with what is left out of them at random.

    Attributes:
        rows: the rows of all their features.
        counts: how many each has.
        numbers: their numbers, a part of them 0 (networks x examples x numbers).
        labels: the numbers of their labels.
        kept: for each hidden value 0, or what makes up for those left out.
    """

    rows: _Whole
    counts: _Whole
    numbers: Numbers
    labels: _Whole
    kept: Numbers


def train_network(examples: Sequence[Example], *, rare: int = 2) -> Network:
    """Return the network that gives the labels of some examples, the same for the same examples.

    Args:
        examples: (features, numbers, label) of each; at least one, all with equally many numbers.
        rare: a feature seen less often than this has no weight.
    """
    counts = Counter(chain.from_iterable(set(features) for features, _, _ in examples))
    known = {one: row for row, one in enumerate(sorted(one for one, n in counts.items() if n >= rare), start=1)}
    labels = tuple(sorted({label for _, _, label in examples}))
    rows = [np.array([0, *(known[one] for one in features if one in known)]) for features, _, _ in examples]
    numbers = np.stack([numbers for _, numbers, _ in examples]).astype(np.float64)
    told = np.array([labels.index(label) for _, _, label in examples])
    random = np.random.default_rng(0)
    layers = _first_layers(random, len(known) + 1, numbers.shape[1], len(labels))
    descents = {one.name: Descent.of(getattr(layers, one.name)) for one in fields(layers)}
    steps = _TIMES * -(-len(examples) // _AT_ONCE)
    for step, shown in enumerate(_shown(random, rows, numbers, told)):
        for name, (gradient, where) in _gradients(layers, shown).items():
            descents[name].go(gradient, where, step + 1, _RATE * (1 - step / steps))
    return Network(labels, known, layers.small())


def _first_layers(random: np.random.Generator, rows: int, numbers: int, labels: int) -> Layers:
    """Return weights to begin with: small, at random, other in each network."""
    wide = _BAG + numbers
    return Layers(
        bag=random.normal(0, 0.05, (rows, _NETWORKS, _BAG)),
        inner=random.normal(0, wide**-0.5, (_NETWORKS, wide, _HIDDEN)),
        inner_bias=np.zeros((_NETWORKS, _HIDDEN)),
        outer=random.normal(0, _HIDDEN**-0.5, (_NETWORKS, _HIDDEN, labels)),
        outer_bias=np.zeros((_NETWORKS, labels)),
    )


def _shown(random: np.random.Generator, rows: Sequence[_Whole], numbers: Numbers, labels: _Whole) -> Iterator[_Shown]:
    """Yield all examples some times over, each time in another order."""
    for _ in range(_TIMES):
        order = random.permutation(len(rows))
        for at in range(0, len(order), _AT_ONCE):
            some = order[at : at + _AT_ONCE]
            kept = [rows[one][random.random(len(rows[one])) >= _FEATURES_OUT] for one in some]
            kept = [one if len(one) else rows[some[place]][:1] for place, one in enumerate(kept)]
            yield _Shown(
                np.concatenate(kept),
                np.array([len(one) for one in kept]),
                numbers[some] * left_in(random, (_NETWORKS, len(some), numbers.shape[1]), _NUMBERS_OUT),
                labels[some],
                left_in(random, (_NETWORKS, len(some), _HIDDEN), _HIDDEN_OUT),
            )


def left_in(random: np.random.Generator, shape: tuple[int, ...], out: float) -> Numbers:
    """Return 0 for a share of places, and for the others what makes up for it."""
    return (random.random(shape) >= out) / (1 - out)


@dataclass(frozen=True, slots=True)
class Descent:
    """The way of some weights down (Adam).

    Attributes:
        weights: the weights, moved in place.
        mean: the running mean of their gradients.
        squares: that of the squares.
    """

    weights: Numbers
    mean: Numbers
    squares: Numbers

    @classmethod
    def of(cls, weights: Numbers) -> "Descent":
        """Return the way down from some weights."""
        return cls(weights, np.zeros_like(weights), np.zeros_like(weights))

    def go(self, gradient: Numbers, where: _Rows, step: int, rate: float) -> None:
        """Move the weights in some rows a step against their gradient; the others stay, with what is known of them."""
        mean = self.mean[where] * _MEAN_KEEPS + gradient * (1 - _MEAN_KEEPS)
        squares = self.squares[where] * _SQUARES_KEEP + gradient**2 * (1 - _SQUARES_KEEP)
        self.mean[where], self.squares[where] = mean, squares
        size = np.sqrt(squares / (1 - _SQUARES_KEEP**step)) + 1e-8
        self.weights[where] -= rate * mean / (1 - _MEAN_KEEPS**step) / size


def _gradients(layers: Layers, shown: _Shown) -> dict[str, tuple[Numbers, _Rows]]:
    """Return of each layer the gradient of how wrong the labels of what is shown are, and for which of its rows."""
    more, many = 1 / (1 - _FEATURES_OUT), len(shown.labels)
    starts = np.concatenate([[0], np.cumsum(shown.counts)[:-1]])
    bags = np.add.reduceat(layers.bag[shown.rows], starts).transpose(1, 0, 2) * more
    inputs = np.concatenate([rectified(bags), shown.numbers], axis=2)
    sums = inputs @ layers.inner + layers.inner_bias[:, None]
    hidden = rectified(sums) * shown.kept
    wrong = softmax(hidden @ layers.outer + layers.outer_bias[:, None])
    wrong[:, np.arange(many), shown.labels] -= 1
    wrong /= many
    of_sums = (wrong @ layers.outer.transpose(0, 2, 1)) * shown.kept * (sums > 0)
    of_bags = (of_sums @ layers.inner[:, :_BAG].transpose(0, 2, 1)) * (bags > 0) * more
    order = np.argsort(shown.rows, kind="stable")
    rows, firsts = np.unique(shown.rows[order], return_index=True)
    of_rows = np.add.reduceat(np.repeat(of_bags.transpose(1, 0, 2), shown.counts, axis=0)[order], firsts)
    return {
        "bag": (of_rows, rows),
        "inner": (inputs.transpose(0, 2, 1) @ of_sums, slice(None)),
        "inner_bias": (of_sums.sum(axis=1), slice(None)),
        "outer": (hidden.transpose(0, 2, 1) @ wrong, slice(None)),
        "outer_bias": (wrong.sum(axis=1), slice(None)),
    }
