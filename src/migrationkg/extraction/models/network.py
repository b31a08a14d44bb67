"""Small neural networks: what is seen, as features and as numbers, to one hidden layer, to how likely each label is.

Beside a log-linear scorer a network tells what features mean together, and what words mean that annotated news never
had (`text/alike.vectors`). Several networks, begun at different weights, vote: their mean is surer than each.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from io import BytesIO
from itertools import chain
from typing import Any, TypeAlias
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from migrationkg.errors import InputError

#: How many multiplications BLAS does on one core, and of how many columns at once.
_FOR_ONE_CORE, _COLUMNS = 2**18, 32

Numbers: TypeAlias = NDArray[np.floating[Any]]


@dataclass(frozen=True, slots=True)
class Layers:
    """The weights of some networks of one build; the first axis is the network, but for `bag`.

    Attributes:
        bag: of each feature in each network, its row (features x networks x bag).
        inner: from the bag and the numbers to the hidden layer.
        inner_bias: what is added there.
        outer: from the hidden layer to the labels.
        outer_bias: what is added there.
    """

    bag: Numbers
    inner: Numbers
    inner_bias: Numbers
    outer: Numbers
    outer_bias: Numbers

    def small(self) -> "Layers":
        """Return the weights in a byte each, as `to_bytes` keeps them."""
        return Layers(*(in_bytes(getattr(self, one.name))[0] for one in fields(self)))


@dataclass(frozen=True, slots=True)
class Network:
    """Networks that tell labels together.

    Attributes:
        labels: the labels, sorted.
        features: the row of each feature; those without one tell nothing. Row 0 belongs to none.
        layers: the weights.
    """

    labels: tuple[str, ...]
    features: Mapping[str, int]
    layers: Layers

    def probabilities(self, seen: Sequence[tuple[Sequence[str], Numbers]]) -> list[dict[str, float]]:
        """Return how likely each label is, for each of some things; the probabilities of one add up to 1.

        Args:
            seen: the features and the numbers of each thing.
        """
        if not seen:
            return []
        rows = [[0, *filter(None, map(self.features.get, features))] for features, _ in seen]
        told = shares(self.layers, rows, np.stack([numbers for _, numbers in seen]))
        return [dict(zip(self.labels, one, strict=True)) for one in told.tolist()]

    def to_bytes(self) -> bytes:
        """Return the network as a file of numpy (`.npz`), a byte a weight; `from_bytes` reads it."""
        features = sorted(self.features, key=self.features.__getitem__)
        kept: dict[str, NDArray[Any]] = {"labels": of_words(self.labels), "features": of_words(features)}
        for one in fields(self.layers):
            _, kept[one.name], kept[f"{one.name}_scale"] = in_bytes(getattr(self.layers, one.name))
        return as_file(**kept)

    @classmethod
    def from_bytes(cls, content: bytes) -> "Network":
        """Return the network that `to_bytes` wrote.

        Raises:
            InputError: the file is of another form.
        """
        try:
            with np.load(BytesIO(content), allow_pickle=False) as kept:
                layers = Layers(*(kept[one.name] * kept[f"{one.name}_scale"] for one in fields(Layers)))
                return cls(tuple(words_of(kept["labels"])), numbered(words_of(kept["features"])), layers)
        except (BadZipFile, EOFError, KeyError, OSError, ValueError) as error:
            raise InputError(f"the weights are no network: {error}") from error


def shares(layers: Layers, rows: Sequence[Sequence[int]], numbers: Numbers) -> Numbers:
    """Return how likely each label is for some things, the mean of what the networks say (things x labels).

    Args:
        layers: the weights.
        rows: the rows of each thing's features, at least one.
        numbers: the numbers of each thing (things x numbers).
    """
    starts = np.cumsum([0, *map(len, rows[:-1])])
    bags = np.add.reduceat(layers.bag[[*chain.from_iterable(rows)]], starts).transpose(1, 0, 2)
    inputs = np.concatenate([rectified(bags), np.broadcast_to(numbers, (len(bags), *numbers.shape))], axis=2)
    hidden = rectified(_times(inputs, layers.inner) + layers.inner_bias[:, None])
    told: Numbers = softmax(_times(hidden, layers.outer) + layers.outer_bias[:, None]).mean(axis=0)
    return told


def _times(numbers: Numbers, weights: Numbers) -> Numbers:
    """Return the product of two stacks of matrices, made in parts for which BLAS sets but one core to work."""
    # All cores on so little cost tenfold the time where others work on them, too.
    (many, things, wide), out = numbers.shape, weights.shape[2]
    rows = max(1, _FOR_ONE_CORE // (wide * min(out, _COLUMNS)))
    told = np.empty((many, things, out), dtype=np.result_type(numbers, weights))
    for at in range(0, things, rows):
        for to in range(0, out, _COLUMNS):
            told[:, at : at + rows, to : to + _COLUMNS] = numbers[:, at : at + rows] @ weights[:, :, to : to + _COLUMNS]
    return told


def rectified(numbers: Numbers) -> Numbers:
    """Return numbers with 0 for those below 0."""
    return np.maximum(numbers, 0)


def softmax(sums: Numbers) -> Numbers:
    """Return shares that add up to 1 along the last axis."""
    raised = np.exp(sums - sums.max(axis=-1, keepdims=True))
    told: Numbers = raised / raised.sum(axis=-1, keepdims=True)
    return told


def in_bytes(weights: Numbers) -> tuple[Numbers, NDArray[np.int8], NDArray[np.float32]]:
    """Return weights as they are read again, in a byte each, and what a step of that byte is worth."""
    scale = np.float32(max(float(np.abs(weights).max(initial=0)), 1e-9) / 127)
    small = np.round(weights / scale).astype(np.int8)
    return small * scale, small, np.asarray(scale)


def as_file(**kept: NDArray[Any]) -> bytes:
    """Return named arrays as a file of numpy (`.npz`), the same bytes every time."""
    file = BytesIO()
    np.savez(file, allow_pickle=False, **kept)
    return file.getvalue()


def of_words(words: Sequence[str]) -> NDArray[np.uint8]:
    """Return words as an array of bytes, as a file of numpy keeps them; `words_of` reads it."""
    return np.frombuffer("\n".join(words).encode(), dtype=np.uint8)


def numbered(features: Sequence[str]) -> dict[str, int]:
    """Return the row of each feature: the first has row 1, since row 0 belongs to none."""
    return dict(zip(features, range(1, len(features) + 1), strict=True))


def words_of(content: NDArray[np.uint8]) -> list[str]:
    """Return the words that `of_words` made an array of."""
    return content.tobytes().decode().split("\n")
