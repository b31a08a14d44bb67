"""A linear-chain tagger (CRF): the likeliest labels of the tokens of a sentence, by the weights of their features."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate, chain
from typing import TypeAlias

import numpy as np

from migrationkg.errors import InputError
from migrationkg.extraction.models.network import Numbers, numbered

#: Gives the features of a word, as tokens before, at and behind it see it.
SeenOf: TypeAlias = Callable[[str], Sequence[Sequence[str]]]
#: A weight in a file of python-crfsuite: of a feature for a label (sort 0), or of a label for the next one (sort 1).
_WEIGHT = np.dtype([("sort", "<u4"), ("of", "<u4"), ("label", "<u4"), ("weight", "<f8")])


@dataclass(frozen=True, slots=True)
class Tagger:
    """What python-crfsuite trained, ready for use.

    Attributes:
        weights: the model as python-crfsuite writes it.
    """

    weights: bytes
    _labels: Sequence[str] = field(init=False, repr=False, compare=False)
    _of_features: Numbers = field(init=False, repr=False, compare=False)
    _of_labels: Numbers = field(init=False, repr=False, compare=False)
    _numbers: Mapping[str, int] = field(init=False, repr=False, compare=False)
    _of_word: Callable[[str, SeenOf], Numbers] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        labels, features, of_features, of_labels = _read(self.weights)

        @lru_cache(32_768)
        def of_word(word: str, seen_of: SeenOf) -> Numbers:
            return self._sums(seen_of(word))

        for name, value in (
            ("_labels", labels), ("_of_features", of_features), ("_of_labels", of_labels), ("_of_word", of_word),
            ("_numbers", numbered(features)),
        ):  # fmt: skip
            object.__setattr__(self, name, value)

    def __reduce__(self) -> tuple[type["Tagger"], tuple[bytes]]:
        """Go to other processes as the weights alone."""
        return Tagger, (self.weights,)

    def labels(
        self, words: Sequence[str], seen_of: SeenOf, stretches: Sequence[tuple[int, Sequence[Sequence[str]]]]
    ) -> list[list[str]]:
        """Return the likeliest row of labels of each of some stretches of tokens.

        Args:
            words: the words of all tokens.
            seen_of: gives the features of a word, for each token that it stands beside; the middle one is its own.
            stretches: of each, its first token and what else is seen of that and of those that follow. Features without
                a weight tell nothing.
        """
        if not stretches:
            return []
        beside = self._beside(words, seen_of)
        sums = self._sums([own for _, stretch in stretches for own in stretch])
        sums += np.concatenate([beside[first : first + len(stretch)] for first, stretch in stretches])
        paths = _best_paths(sums, [len(stretch) for _, stretch in stretches], self._of_labels)
        return [[self._labels[label] for label in path] for path in paths]

    def _beside(self, words: Sequence[str], seen_of: SeenOf) -> Numbers:
        """Return the sums of the weights of each token's word and those beside it (tokens x labels)."""
        of_none = self._of_word("", seen_of)
        width, size = len(of_none), len(words)
        edge = [of_none] * (width // 2)
        told = np.stack([*edge, *(self._of_word(word, seen_of) for word in words), *edge])
        found: Numbers = np.sum([told[at : at + size, width - 1 - at] for at in range(width)], axis=0)
        return found

    def _sums(self, seen: Sequence[Sequence[str]]) -> Numbers:
        """Return the sums of the weights of some sets of features (sets x labels)."""
        rows = [[0, *filter(None, map(self._numbers.get, features))] for features in seen]
        starts = [0, *accumulate(map(len, rows[:-1]))]
        told: Numbers = np.add.reduceat(self._of_features[[*chain.from_iterable(rows)]], starts)
        return told


def _best_paths(sums: Numbers, lengths: Sequence[int], steps: Numbers) -> list[list[int]]:
    """Return the labels of some rows of tokens that, with each one's step to the next, add up to the most (Viterbi).

    Args:
        sums: how much each label is told for each token, the rows one behind the other.
        lengths: how many tokens each row has; all rows are walked along at once, the longest first.
        steps: how much each label before another is told.
    """
    order = sorted(range(len(lengths)), key=lambda row: -lengths[row])
    firsts = np.array([0, *accumulate(lengths)])[order]
    going, told = len(order), sums[firsts]
    before: list[list[list[int]]] = []
    for step in range(1, lengths[order[0]]):
        while lengths[order[going - 1]] <= step:
            going -= 1
        ways = told[:going, None] + steps.T
        before.append(ways.argmax(axis=2).tolist())
        told[:going] = ways.max(axis=2) + sums[firsts[:going] + step]
    paths: list[list[int]] = [[]] * len(order)
    for place, (row, last) in enumerate(zip(order, told.argmax(axis=1).tolist(), strict=True)):
        path = [last]
        for of_step in reversed(before[: lengths[row] - 1]):
            path.append(of_step[place][path[-1]])
        paths[row] = path[::-1]
    return paths


def _read(content: bytes) -> tuple[list[str], list[str], Numbers, Numbers]:
    """Return what a file of python-crfsuite holds: labels, features, and their weights for labels and next labels."""
    try:
        of_weights, of_labels, of_features = np.frombuffer(content, "<u4", 3, 28).tolist()
        _, _, count = np.frombuffer(content, "<u4", 3, of_weights).tolist()
        weights = np.frombuffer(content, _WEIGHT, count, of_weights + 12)
        labels, features = _words(content[of_labels:]), _words(content[of_features:])
    except (IndexError, ValueError) as error:
        raise InputError(f"the weights are none of python-crfsuite: {error}") from error
    of_features, of_next = (np.zeros((size, len(labels)), np.float32) for size in (len(features) + 1, len(labels)))
    for sort, table in enumerate((of_features[1:], of_next)):  # row 0 belongs to no feature
        some = weights[weights["sort"] == sort]
        table[some["of"], some["label"]] = some["weight"]
    return labels, features, of_features, of_next


def _words(table: bytes) -> list[str]:
    """Return the words of a table of python-crfsuite, in order: each stands behind eight bytes and before a zero."""
    count, at = np.frombuffer(table, "<u4", 2, 16).tolist()
    places = np.frombuffer(table, "<u4", count, at).astype(int)
    end = table.index(b"\0", places[-1] + 8)
    kept = np.ones(end, dtype=bool)
    kept[: places[0]] = False
    kept[places[:, None] + np.arange(8)] = False
    return np.frombuffer(table, np.uint8, end)[kept].tobytes().decode().split("\0")
