"""What the words of a thing's names, and those around them, are like, in numbers: for what no feature names."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain, pairwise

import numpy as np

from migrationkg.extraction.models.network import Numbers
from migrationkg.extraction.names.candidates import Candidate
from migrationkg.extraction.text.alike import vectors
from migrationkg.extraction.text.analysis import Text

#: How many words before and behind a name are looked at together.
AROUND = 6
#: Words before which the head noun of a name stands: "League of ...", "Doctors without ...".
_BEHIND_HEADS = frozenset(("of", "for", "on", "to", "in", "de", "against", "without"))


def numbers_of_things(text: Text, things: Sequence[Sequence[Candidate]]) -> Numbers:
    """Return the vectors of what some things are called and of what stands beside their names, one behind the other.

    Args:
        text: the text.
        things: of each thing, all candidates that may name it.

    Returns:
        For each thing, of its longest name: the mean of its words, its first, its last, its head noun; of all places
        together: what stands beside them (`beside`); the share of the name's words of which a vector is known, and
        how many there are.
    """
    if not things:
        return np.zeros((0, 0), dtype=np.float32)
    places = [[text.tokens_at(one.start, one.end) for one in candidates] for candidates in things]
    names = [max(some, key=len) for some in places]
    spelled = [[at for at in name if text.words[at][0].isalnum()] or name for name in names]
    rows = rows_of(text.words)[AROUND:]
    own = rows[[*chain.from_iterable(spelled)]]
    counts = list(map(len, spelled))
    known = _means((own != 0).max(axis=1, keepdims=True).astype(np.float32), counts)
    lengths = np.array([[len(name) / 4] for name in names])
    ends = [rows[at] for at in ([name[0] for name in names], [name[-1] for name in names])]
    heads = rows[[_head(text, name) for name in names]]
    around = _means(beside(text, [*chain.from_iterable(places)]), list(map(len, places)))
    told = np.concatenate([_means(own, counts), *ends, heads, around, known, lengths], axis=1)
    return told.astype(np.float32)


def _head(text: Text, name: range) -> int:
    """Return the index of the head noun of a name: what stands before "of" and its like, else its last word."""
    return next((at for at, behind in pairwise(name) if text.words[behind] in _BEHIND_HEADS), name[-1])


def _means(rows: Numbers, counts: Sequence[int]) -> Numbers:
    """Return the means of so many rows each, one behind the other."""
    starts = np.cumsum([0, *counts[:-1]])
    told: Numbers = np.add.reduceat(rows, starts) / np.array(counts, dtype=np.float32)[:, None]
    return told


@lru_cache(maxsize=1)
def rows_of(words: tuple[str, ...]) -> Numbers:
    """Return the vectors of a text's words between `AROUND` rows of 0; those of the last text are remembered."""
    return np.pad(vectors(words), ((AROUND, AROUND), (0, 0)))


def beside(text: Text, places: Sequence[range]) -> Numbers:
    """Return the vectors of what stands beside some tokens, one behind the other.

    Args:
        text: the text.
        places: the indices of the tokens, for each place.

    Returns:
        For each, the words one and two before, one and two behind, and the means of the six before and the six behind.
    """
    rows, size = rows_of(text.words), len(text.words)
    firsts = np.array([place.start for place in places], dtype=int)
    ends = np.array([place.stop for place in places], dtype=int)
    before, behind = (rows[at[:, None] + np.arange(AROUND)] for at in (firsts, ends + AROUND))
    near = before[:, -1], before[:, -2], behind[:, 0], behind[:, 1]
    lengths = np.clip(np.array([firsts, size - ends]), 1, AROUND)[:, :, None]
    means = before.sum(axis=1) / lengths[0], behind.sum(axis=1) / lengths[1]
    return np.concatenate([*near, *means], axis=1, dtype=np.float32)
