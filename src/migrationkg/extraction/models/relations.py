"""What was learned of relations: weights by pair of sorts, how sure a likelihood is, and where a fact begins."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from itertools import accumulate, chain
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from migrationkg.errors import InputError
from migrationkg.extraction.models.network import Numbers, as_file, numbered, of_words, words_of
from migrationkg.extraction.models.scorer import Scorer

#: Label of a pair between which no relation holds.
NONE = "none"

#: How many steps of a weight are 1.
_STEPS = 1000
#: So many sets of features are summed up at once, so that a long item takes no more room than a short one.
_AT_ONCE = 256


@dataclass(frozen=True, slots=True)
class Sureness:
    """How often the facts of one relation are right, by what the scorer says; measured on items left out.

    Attributes:
        steps: (likelihood that the scorer gives, share that was right), both rising.
        line: the share from which on a pair is told as a fact; below it is doubtful.
    """

    steps: tuple[tuple[float, float], ...]
    line: float

    def share(self, likely: float) -> float:
        """Return how often such facts are right, straight between the steps.

        Example:
            >>> Sureness(((0.0, 0.0), (0.5, 0.4), (1.0, 0.9)), 0.5).share(0.75)
            0.65
        """
        at = bisect_right(self.steps, (likely, 2.0))
        if at in (0, len(self.steps)):
            return self.steps[min(at, len(self.steps) - 1)][1]
        (low, low_share), (high, high_share) = self.steps[at - 1], self.steps[at]
        return round(low_share + (high_share - low_share) * (likely - low) / (high - low), 2)


@dataclass(frozen=True, slots=True)
class RelationModel:
    """Weights of what is seen of pairs: for each look, pair of sorts and label how much more it tells for it than NONE.

    Each pair is looked at alone, then again beside what the first look said of the item's others.

    Attributes:
        labels: pair of sorts ("Event-Organisation") → its labels but for NONE.
        features: the row of each feature; those without one tell nothing. Row 0 belongs to none.
        weights: rows x looks x columns; the labels of each pair have columns side by side.
        sureness: relation → how sure its likelihoods are.
    """

    labels: Mapping[str, tuple[str, ...]]
    features: Mapping[str, int]
    weights: Numbers
    sureness: Mapping[str, Sureness]
    columns: Mapping[str, slice] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        ends = list(accumulate(map(len, self.labels.values())))
        columns = {pair: slice(end - len(self.labels[pair]), end) for pair, end in zip(self.labels, ends, strict=True)}
        object.__setattr__(self, "columns", columns)

    @classmethod
    def of(cls, looks: Sequence[Mapping[str, Scorer]], sureness: Mapping[str, Sureness]) -> "RelationModel":
        """Return the model of what scorers of pairs learned, its weights rounded as `to_bytes` keeps them.

        Args:
            looks: pair of sorts → its scorer, for each look.
            sureness: relation → how sure its likelihoods are.
        """
        labels: dict[str, tuple[str, ...]] = {}
        for pair in sorted({pair for look in looks for pair in look}):
            known = {label for look in looks if pair in look for label in look[pair].labels}
            labels[pair] = tuple(sorted(known - {NONE}))
        told = sorted({feature for look in looks for scorer in look.values() for feature in scorer.weights})
        features = {feature: row for row, feature in enumerate(told, start=1)}
        width = sum(map(len, labels.values()))
        model = cls(labels, features, np.zeros((len(told) + 1, len(looks), width), dtype=np.float32), sureness)
        for number, look in enumerate(looks):
            for pair, scorer in look.items():
                for feature, by_label in scorer.weights.items():
                    less = by_label.get(NONE, 0.0)
                    told_of = [by_label.get(label, 0.0) - less for label in labels[pair]]
                    model.weights[features[feature], number, model.columns[pair]] = told_of
        return cls(labels, features, _of_steps(_steps(model.weights)), sureness)

    def sums(self, seen: Sequence[Iterable[str]]) -> Numbers:
        """Return the sums of the weights of some sets of features (sets x looks x columns)."""
        rows = [[0, *filter(None, map(self.features.get, features))] for features in seen]
        found = np.empty((len(rows), *self.weights.shape[1:]), dtype=np.float32)
        for at in range(0, len(rows), _AT_ONCE):
            some = rows[at : at + _AT_ONCE]
            starts = list(accumulate(map(len, some[:-1]), initial=0))
            np.add.reduceat(self.weights[list(chain.from_iterable(some))], starts, out=found[at : at + _AT_ONCE])
        return found

    def knows(self, feature: str, pair: str) -> bool:
        """Return whether a feature has a weight for a pair of sorts."""
        return bool(self.weights[self.features.get(feature, 0), :, self.columns[pair]].any())

    def contributions(self, pair: str, look: int, features: Iterable[str], relation: str) -> list[tuple[str, float]]:
        """Return what each feature tells for a relation at a look, strongest first; below 0 it tells against it."""
        labels, columns = self.labels[pair], self.columns[pair]
        at = next((at for at, label in enumerate(labels) if relation in label.split("+")), 0)
        told = [(one, float(self.weights[self.features.get(one, 0), look, columns][at])) for one in features]
        return sorted((one for one in told if one[1]), key=lambda one: (-abs(one[1]), one[0]))

    def to_bytes(self) -> bytes:
        """Return the model as a file of numpy (`.npz`); `from_bytes` reads it."""
        sureness = [
            f"{relation}\t{one.line:.4f}\t{' '.join(f'{low:.4f}:{share:.4f}' for low, share in one.steps)}"
            for relation, one in sorted(self.sureness.items())
        ]
        return as_file(
            labels=of_words(["\t".join((pair, *labels)) for pair, labels in self.labels.items()]),
            features=of_words(sorted(self.features, key=self.features.__getitem__)),
            sureness=of_words(sureness),
            weights=_steps(self.weights),
        )

    @classmethod
    def from_bytes(cls, content: bytes) -> "RelationModel":
        """Return the model that `to_bytes` wrote.

        Raises:
            InputError: the file is of another form.
        """
        try:
            with np.load(BytesIO(content), allow_pickle=False) as kept:
                labels = {pair: tuple(of) for pair, *of in (line.split("\t") for line in words_of(kept["labels"]))}
                features = numbered(words_of(kept["features"]))
                sureness = dict(_sureness(line) for line in words_of(kept["sureness"]))
                return cls(labels, features, _of_steps(kept["weights"]), sureness)
        except (BadZipFile, EOFError, KeyError, OSError, ValueError) as error:
            raise InputError(f"the weights are none of relations: {error}") from error


def _steps(weights: Numbers) -> NDArray[np.int16]:
    """Return weights in thousandths: small enough that nothing is lost, and two bytes each."""
    return np.rint(np.clip(weights, -32, 32) * _STEPS).astype(np.int16)


def _of_steps(steps: NDArray[np.int16]) -> Numbers:
    return steps / np.float32(_STEPS)


def _sureness(line: str) -> tuple[str, Sureness]:
    relation, least, steps = line.split("\t")
    pairs = (step.split(":") for step in steps.split())
    return relation, Sureness(tuple((float(low), float(share)) for low, share in pairs), float(least))
