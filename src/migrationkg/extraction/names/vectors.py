"""What the words of a thing's names, and those around them, are like, in numbers: for what no feature names."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from migrationkg.extraction.names.candidates import Candidate
from migrationkg.extraction.text.alike import DIMENSIONS, vector
from migrationkg.extraction.text.analysis import Text

#: How many words before and behind a name are looked at together.
AROUND = 6
#: Words before which the head noun of a name stands: "League of ...", "Doctors without ...".
_BEHIND_HEADS = frozenset(("of", "for", "on", "to", "in", "de", "against", "without"))
_NONE = np.zeros(DIMENSIONS, dtype=np.float32)


def numbers_of_thing(text: Text, candidates: Sequence[Candidate]) -> NDArray[np.float32]:
    """Return the vectors of what a thing is called and of what stands beside its names, one behind the other.

    Args:
        text: the text.
        candidates: all candidates that may name the thing.

    Returns:
        Of the longest name: the mean of its words, its first, its last, its head noun; of all places together: the
        words one and two before, one and two behind, and the means of the six before and the six behind; the share
        of the name's words of which a vector is known, and how many there are.
    """
    rows, size = rows_of(text.words), len(text.words)
    places = [(text.token_at(one.start), text.token_at(one.end - 1) + 1) for one in candidates]
    first, end = max(places, key=lambda place: place[1] - place[0])
    name = text.words[first:end]
    own = rows[first + AROUND : end + AROUND]
    spelled = [word[0].isalnum() for word in name]
    words = own[spelled] if any(spelled) else own
    head = next((at for at, (_, behind) in enumerate(pairwise(name)) if behind in _BEHIND_HEADS), -1)
    around = sum(beside(rows, size, *place) for place in places) / len(places)
    about = np.array([words.any(axis=1).mean(), len(name) / 4], dtype=np.float32)
    return np.concatenate([words.mean(axis=0), own[0], own[-1], own[head], around, about])


@lru_cache(maxsize=1)
def rows_of(words: tuple[str, ...]) -> NDArray[np.float32]:
    """Return the vectors of a text's words between `AROUND` rows of 0; those of the last text are remembered."""
    beyond = [_NONE] * AROUND
    return np.stack([*beyond, *map(vector, words), *beyond])


def beside(rows: NDArray[np.float32], size: int, first: int, end: int) -> NDArray[np.float32]:
    """Return the vectors of what stands beside some words, one behind the other.

    Args:
        rows: the vectors of a text's words (`rows_of`).
        size: how many words the text has.
        first: index of the first of the words.
        end: index after the last.

    Returns:
        The words one and two before, one and two behind, and the means of the six before and the six behind.
    """
    before, behind = rows[first : first + AROUND], rows[end + AROUND : end + 2 * AROUND]
    means = before.sum(axis=0) / max(1, min(AROUND, first)), behind.sum(axis=0) / max(1, min(AROUND, size - end))
    return np.concatenate([before[-1], before[-2], behind[0], behind[1], *means])
