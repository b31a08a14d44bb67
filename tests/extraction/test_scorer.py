"""The scorer weighs features for labels, tells what weighed most, and is the same every time it is trained."""

from math import exp

import pytest

from migrationkg.errors import InputError
from migrationkg.extraction.models.scorer import Scorer
from migrationkg.training.log_linear import train_scorer

_EXAMPLES = [
    (["between=funded by", "order=before"], "fundedBy"),
    (["between=implemented by", "order=before"], "implementedBy"),
    (["between=met with", "order=behind"], "none"),
] * 10


def test_probabilities_are_the_softmax_of_the_sums_of_weights() -> None:
    scorer = Scorer(("none", "fundedBy"), {"a": {"fundedBy": 1.0}, "b": {"fundedBy": 0.5, "none": 0.25}})
    found = scorer.probabilities(["a", "b", "never seen"])
    assert found["fundedBy"] == pytest.approx(exp(1.5) / (exp(1.5) + exp(0.25)))
    assert sum(found.values()) == pytest.approx(1)


def test_large_sums_overflow_nothing() -> None:
    assert Scorer(("no", "yes"), {"a": {"yes": 5000.0}}).probabilities(["a"]) == {"no": 0.0, "yes": 1.0}


def test_training_learns_what_tells_labels_apart() -> None:
    scorer = train_scorer(_EXAMPLES)
    for features, label in _EXAMPLES[:3]:
        assert scorer.probabilities(features)[label] > 0.7
    weights = {feature: by_label.get("fundedBy", 0.0) for feature, by_label in scorer.weights.items()}
    assert max(weights, key=weights.__getitem__) == "between=funded by"


def test_training_again_gives_the_same_bytes() -> None:
    assert train_scorer(_EXAMPLES).to_text() == train_scorer(_EXAMPLES).to_text()


def test_what_is_written_is_read_back_whole() -> None:
    scorer = train_scorer([([r"odd=a:b\c=d"], "yes"), (["plain"], "no")] * 5)
    assert Scorer.from_text(scorer.to_text()) == scorer


def test_a_damaged_line_is_told() -> None:
    with pytest.raises(InputError, match="line 2"):
        Scorer.from_text("labels\tno\tyes\nno\tfeature\n")
