"""Parts of a corpus that are left out of training: to measure on, and to train the next step on.

A step that is trained on what the step before says of items which that one was trained on trusts it too much. So each
step is trained on what models say of items that they were not trained on (`left_out_in_turn`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from migrationkg.training.corpus import Annotated, sets_of

#: How many parts the corpus is cut into for training the next step.
PARTS = 3


@dataclass(frozen=True, slots=True)
class Fold:
    """A part of a corpus, and the rest of it.

    Attributes:
        name: name of the part: a set, or a number.
        training: the items to train on.
        left_out: the items of the part.
    """

    name: str
    training: tuple[Annotated, ...]
    left_out: tuple[Annotated, ...]


def one_set_left_out(corpus: Sequence[Annotated]) -> Iterator[Fold]:
    """Yield each set with the rest of the corpus: what is measured so holds for news of publishers not seen before."""
    for name in sets_of(corpus):
        yield Fold(
            name,
            tuple(one for one in corpus if one.set != name),
            tuple(one for one in corpus if one.set == name),
        )


def left_out_in_turn(corpus: Sequence[Annotated], parts: int = PARTS) -> Iterator[Fold]:
    """Yield a corpus cut into parts of like size, every set spread over all of them; the same every time.

    Example:
        >>> [len(fold.left_out) for fold in left_out_in_turn((), 2)]
        [0, 0]
    """
    ordered = sorted(corpus, key=lambda one: (one.set, one.item.id, one.item.headline))
    for number in range(parts):
        yield Fold(
            str(number + 1),
            tuple(one for at, one in enumerate(ordered) if at % parts != number),
            tuple(ordered[number::parts]),
        )
