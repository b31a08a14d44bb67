"""Parts of a corpus that are left out of training: to measure on, and to train the next step on.

A step that is trained on what the step before says of items which that one was trained on trusts it too much. So each
step is trained on what models say of items that they were not trained on (`left_out_in_turn`).
"""

from collections import Counter
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
    turns = turns_of(corpus, parts)
    for number in range(parts):
        yield Fold(
            str(number + 1),
            tuple(one for one, turn in zip(corpus, turns, strict=True) if turn != number),
            tuple(one for one, turn in zip(corpus, turns, strict=True) if turn == number),
        )


def turns_of(corpus: Sequence[Annotated], parts: int = PARTS) -> list[int]:
    """Return in which part each item of a corpus is left out.

    Of each set what stands side by side stays together, since twins of one real item do: a twin whose brothers were
    trained on is not left out.
    """
    sizes, seen = Counter(one.set for one in corpus), Counter[str]()
    turns = []
    for one in corpus:
        turns.append(seen[one.set] * parts // sizes[one.set])
        seen[one.set] += 1
    return turns
