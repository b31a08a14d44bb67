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
from migrationkg.extraction.models.voters import Learned, Voters, kept, read, shares, within

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

    Each pair is looked at alone, then again beside what the first look said of the item's others. Small networks vote
    beside the weights at each look.

    Attributes:
        labels: pair of sorts ("Event-Organisation") → its labels but for NONE.
        features: the row of each feature; those without one tell nothing. Row 0 belongs to none.
        looks: how often each pair is looked at.
        weights: rows x (looks x columns, then the units of the networks); the labels of each pair have columns side by
            side, and so have the columns of each look.
        sureness: relation → how sure its likelihoods are.
        voters: the networks, where there are some.
    """

    labels: Mapping[str, tuple[str, ...]]
    features: Mapping[str, int]
    looks: int
    weights: Numbers
    sureness: Mapping[str, Sureness]
    voters: Voters | None = None
    columns: Mapping[str, slice] = field(init=False, repr=False, compare=False)
    within: Numbers = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        ends = list(accumulate(map(len, self.labels.values())))
        columns = {pair: slice(end - len(self.labels[pair]), end) for pair, end in zip(self.labels, ends, strict=True)}
        object.__setattr__(self, "columns", columns)
        object.__setattr__(self, "within", within(list(map(len, self.labels.values()))))

    @classmethod
    def of(
        cls, looks: Sequence[Mapping[str, Scorer]], sureness: Mapping[str, Sureness], voters: Learned | None = None
    ) -> "RelationModel":
        """Return the model of what scorers of pairs learned, its weights rounded as `to_bytes` keeps them.

        Args:
            looks: pair of sorts → its scorer, for each look.
            sureness: relation → how sure its likelihoods are.
            voters: networks that learned on the same examples as the first look.
        """
        labels: dict[str, tuple[str, ...]] = {}
        for pair in sorted({pair for look in looks for pair in look}):
            known = {label for look in looks if pair in look for label in look[pair].labels}
            labels[pair] = tuple(sorted(known - {NONE}))
        told = sorted({feature for look in looks for scorer in look.values() for feature in scorer.weights})
        features = {feature: row for row, feature in enumerate(told, start=1)}
        width = sum(map(len, labels.values()))
        weights = np.zeros((len(told) + 1, len(looks) * width), dtype=np.float32)
        model = cls(labels, features, len(looks), weights, sureness)
        for number, look in enumerate(looks):
            for pair, scorer in look.items():
                for feature, by_label in scorer.weights.items():
                    less = by_label.get(NONE, 0.0)
                    told_of = [by_label.get(label, 0.0) - less for label in labels[pair]]
                    weights[features[feature], model.look(number)][model.columns[pair]] = told_of
        weights = _of_steps(_steps(weights))
        if voters is None:
            return cls(labels, features, len(looks), weights, sureness)
        units = np.zeros((len(weights), voters.layers.units), dtype=np.float32)
        units[[features[one] for one in voters.features]] = voters.bag
        return cls(labels, features, len(looks), np.concatenate([weights, units], axis=1), sureness, voters.layers)

    def look(self, number: int) -> slice:
        """Return the columns of a look; the last one has number -1, too."""
        width = self.within.shape[1]
        first = number % self.looks * width
        return slice(first, first + width)

    @property
    def _ends(self) -> int:
        """The column at which the units begin."""
        return self.looks * int(self.within.shape[1])

    def sums(self, seen: Sequence[Iterable[str]]) -> Numbers:
        """Return the sums of the weights of some sets of features (sets x columns)."""
        rows = [[0, *filter(None, map(self.features.get, features))] for features in seen]
        found = np.empty((len(rows), self.weights.shape[1]), dtype=np.float32)
        for at in range(0, len(rows), _AT_ONCE):
            some = rows[at : at + _AT_ONCE]
            starts = list(accumulate(map(len, some[:-1]), initial=0))
            np.add.reduceat(self.weights[list(chain.from_iterable(some))], starts, out=found[at : at + _AT_ONCE])
        return found

    def shares(self, pairs: Sequence[str], sums: Numbers, look: int, more: Numbers) -> Numbers:
        """Return how likely each label is at a look, the mean of what weights and networks say (pairs x columns).

        Args:
            pairs: the sorts of some pairs.
            sums: the sums of the weights of what is seen of each.
            look: number of the look.
            more: what is told for each label besides (pairs x columns).
        """
        known = {pair: number for number, pair in enumerate(self.labels)}
        sorts = np.array([known[pair] for pair in pairs], dtype=int)
        told = shares(sums[:, self.look(look)] + more, self.within[sorts])
        if self.voters is None:
            return told
        voted: Numbers = (told + self.voters.shares(sums[:, self._ends :], sorts, self.within[sorts], more)) / 2
        return voted

    def knows(self, feature: str, pair: str) -> bool:
        """Return whether a feature has a weight for a pair of sorts."""
        row = self.weights[self.features.get(feature, 0)]
        return any(row[self.look(number)][self.columns[pair]].any() for number in range(self.looks))

    def contributions(self, pair: str, look: int, features: Iterable[str], relation: str) -> list[tuple[str, float]]:
        """Return what the weight of each feature tells for a relation at a look, strongest first; below 0 against it.

        What networks tell is told of no single feature, and left out.
        """
        labels, columns = self.labels[pair], self.weights[:, self.look(look)][:, self.columns[pair]]
        at = next((at for at, label in enumerate(labels) if relation in label.split("+")), 0)
        told = [(one, float(columns[self.features.get(one, 0), at])) for one in features]
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
            weights=_steps(self.weights[:, : self._ends]).reshape(len(self.weights), self.looks, -1),
            **(kept(self.weights[:, self._ends :], self.voters) if self.voters else {}),
        )

    @classmethod
    def from_bytes(cls, content: bytes) -> "RelationModel":
        """Return the model that `to_bytes` wrote.

        Raises:
            InputError: the file is of another form.
        """
        try:
            with np.load(BytesIO(content), allow_pickle=False) as file:
                labels = {pair: tuple(of) for pair, *of in (line.split("\t") for line in words_of(file["labels"]))}
                features = numbered(words_of(file["features"]))
                sureness = dict(_sureness(line) for line in words_of(file["sureness"]))
                units, voters = read(file)
                steps = file["weights"]
                rows, looks, _ = steps.shape
                weights = np.concatenate([_of_steps(steps).reshape(rows, -1), units], axis=1)
                return cls(labels, features, looks, weights, sureness, voters)
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
