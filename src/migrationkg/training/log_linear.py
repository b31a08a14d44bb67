"""The weights of a log-linear scorer, found by python-crfsuite (L-BFGS over sequences of length one)."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pycrfsuite

from migrationkg.extraction.models.scorer import Scorer


def train_scorer(  # noqa: PLR0913 - the settings of the training
    examples: Iterable[tuple[Sequence[str], str]],
    *,
    c1: float = 0.0,
    c2: float = 1.0,
    rare: int = 1,
    rounds: int = 200,
    small: float = 0.01,
    trust: Callable[[str], float] = lambda _: 1.0,
) -> Scorer:
    """Return the scorer that gives the labels of some examples, as far as it does not trust single ones too much.

    Args:
        examples: (features, label) of each; at least one.
        c1: how strongly weights are drawn to nothing at all (L1).
        c2: how strongly large weights are drawn together (L2).
        rare: a feature seen less often than this has no weight.
        rounds: after so many rounds of L-BFGS it stops.
        small: a weight below tells nothing that counts, and only makes the file longer.
        trust: feature → how freely its weight may grow (1 as the others; 3: as if its weight cost a ninth).

    Example:
        >>> scorer = train_scorer([(["between=funded by"], "yes"), (["between=met"], "no")] * 20)
        >>> scorer.probabilities(["between=funded by"])["yes"] > 0.8
        True
    """
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({"c1": c1, "c2": c2, "feature.minfreq": rare, "max_iterations": rounds})
    trusted = cache(trust)
    labels = set()
    for features, label in examples:
        trainer.append([{feature: trusted(feature) for feature in features}], [label])
        labels.add(label)
    with TemporaryDirectory() as folder:
        path = str(Path(folder) / "weights.crfsuite")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        found = tagger.info().state_features
        tagger.close()
    weights: dict[str, dict[str, float]] = {}
    for (feature, label), weight in sorted(found.items()):
        if abs(weight * trusted(feature)) >= small:
            weights.setdefault(feature, {})[label] = round(weight * trusted(feature), 4)
    return Scorer(tuple(sorted(labels)), weights)
