"""A log-linear scorer: how likely each label is, by the weights of the features that are there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import exp

from migrationkg.errors import InputError


@dataclass(frozen=True, slots=True)
class Scorer:
    """Weights of features for labels; features are strings that a person can read ("between=funded by").

    Attributes:
        labels: the labels, sorted.
        weights: feature → label → weight.
    """

    labels: tuple[str, ...]
    weights: Mapping[str, Mapping[str, float]]

    def probabilities(self, features: Iterable[str]) -> dict[str, float]:
        """Return how likely each label is; the probabilities add up to 1.

        Args:
            features: what there is to see, each once; those without a weight tell nothing.

        Example:
            >>> scorer = Scorer(("no", "yes"), {"between=funded by": {"yes": 2.2}})
            >>> round(scorer.probabilities(["between=funded by", "order=behind"])["yes"], 2)
            0.9
        """
        sums = dict.fromkeys(self.labels, 0.0)
        for row in filter(None, map(self.weights.get, features)):
            for label, weight in row.items():
                sums[label] += weight
        most = max(sums.values())
        raised = {label: exp(one - most) for label, one in sums.items()}
        total = sum(raised.values())
        return {label: one / total for label, one in raised.items()}

    def to_text(self) -> str:
        """Return the weights as sorted lines of label, feature and weight, parted by tabs; `from_text` reads them."""
        rows = sorted(
            (label, feature, weight) for feature, row in self.weights.items() for label, weight in row.items()
        )
        head = "\t".join(("labels", *self.labels))
        return "".join(f"{line}\n" for line in (head, *(f"{one[0]}\t{one[1]}\t{one[2]:.4f}" for one in rows)))

    @classmethod
    def from_text(cls, text: str) -> "Scorer":
        """Return the scorer that `to_text` wrote.

        Raises:
            InputError: the text is of another form.

        Example:
            >>> scorer = Scorer(("no", "yes"), {"between=funded by": {"yes": 2.2}})
            >>> Scorer.from_text(scorer.to_text()) == scorer
            True
        """
        head, *lines = text.rstrip("\n").split("\n")
        weights: dict[str, dict[str, float]] = {}
        for number, line in enumerate(lines, start=2):
            try:
                label, feature, weight = line.split("\t")
                weights.setdefault(feature, {})[label] = float(weight)
            except ValueError as error:
                raise InputError(f"line {number} of the weights is no label, feature and weight: {line!r}") from error
        return cls(tuple(head.split("\t")[1:]), weights)
