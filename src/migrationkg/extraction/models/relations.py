"""What was learned of relations: weights by pair of sorts, how sure a likelihood is, and where a fact begins."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from migrationkg.errors import InputError
from migrationkg.extraction.models.scorer import Scorer

_AGAIN = " again"


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
    """The scorers of relations.

    Attributes:
        scorers: pair of sorts ("Event-Organisation") → the scorer of such pairs, each looked at alone.
        again: pair of sorts → the scorer of such pairs beside what the first said of the item's others.
        sureness: relation → how sure its likelihoods are.
    """

    scorers: Mapping[str, Scorer]
    again: Mapping[str, Scorer]
    sureness: Mapping[str, Sureness]

    def to_text(self) -> str:
        """Return the model as lines of fields parted by tabs, sorted; `from_text` reads them.

        A line is "sureness", relation, line and steps, or pair of sorts (for the second look with "again" behind it),
        label, feature and weight.
        """
        lines = [
            ("sureness", relation, f"{one.line:.4f}", " ".join(f"{low:.4f}:{share:.4f}" for low, share in one.steps))
            for relation, one in sorted(self.sureness.items())
        ]
        lines += sorted(
            (f"{pair}{look}", label, feature, f"{weight:.4f}")
            for look, scorers in (("", self.scorers), (_AGAIN, self.again))
            for pair, scorer in scorers.items()
            for feature, row in scorer.weights.items()
            for label, weight in row.items()
        )
        return "".join("\t".join(line) + "\n" for line in lines)

    @classmethod
    def from_text(cls, text: str) -> "RelationModel":
        """Return the model that `to_text` wrote.

        Raises:
            InputError: a line is of another form.
        """
        sureness: dict[str, Sureness] = {}
        weights: dict[str, dict[str, dict[str, float]]] = {}
        for number, line in enumerate(text.splitlines(), start=1):
            try:
                if line.startswith("sureness\t"):
                    _, relation, least, steps = line.split("\t")
                    pairs = (step.split(":") for step in steps.split())
                    told = tuple((float(low), float(share)) for low, share in pairs)
                    sureness[relation] = Sureness(told, float(least))
                    continue
                pair, label, feature, weight = line.split("\t")
                weights.setdefault(pair, {}).setdefault(feature, {})[label] = float(weight)
            except ValueError as error:
                raise InputError(f"line {number} of the weights of relations cannot be read: {line!r}") from error
        scorers = {pair: _scorer(by_feature) for pair, by_feature in weights.items()}
        again = {pair.removesuffix(_AGAIN): one for pair, one in scorers.items() if pair.endswith(_AGAIN)}
        return cls({pair: one for pair, one in scorers.items() if not pair.endswith(_AGAIN)}, again, sureness)


def _scorer(weights: dict[str, dict[str, float]]) -> Scorer:
    return Scorer(tuple(sorted({label for row in weights.values() for label in row})), weights)
