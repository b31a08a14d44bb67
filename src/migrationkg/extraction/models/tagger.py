"""A linear-chain tagger (CRF): the likeliest labels of the tokens of a sentence, by the weights of their features."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pycrfsuite


@dataclass(frozen=True, slots=True)
class Tagger:
    """What python-crfsuite trained, ready for use.

    Attributes:
        weights: the model as python-crfsuite writes it.
    """

    weights: bytes
    _opened: pycrfsuite.Tagger = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        opened = pycrfsuite.Tagger()
        opened.open_inmemory(self.weights)
        object.__setattr__(self, "_opened", opened)

    def __reduce__(self) -> tuple[type["Tagger"], tuple[bytes]]:
        """Go to other processes as the weights alone."""
        return Tagger, (self.weights,)

    def labels(self, features: Sequence[Sequence[str]]) -> list[str]:
        """Return the likeliest row of labels.

        Args:
            features: the features of each token of a sentence; those without a weight tell nothing.
        """
        tagged: list[str] = self._opened.tag(features)
        return tagged
