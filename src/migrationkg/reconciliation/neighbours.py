"""Names of a list that are near to each other: each compared with those that are about as long, by rapidfuzz.

Names that follow one pattern are all near to each other, which says nothing: a pair counts only if it is among the
nearest of one of the two.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

_Numbers = npt.NDArray[np.int64]

#: Names this near, from 0 to 100, are neighbours.
NEAR = 90
#: So many at most are the nearest of a name; where more are equally near, none of these is.
MOST = 6
#: How near two names can be, counted from `NEAR`.
GRADES = 100 - NEAR + 1

#: So many names are compared with the others together.
_AT_ONCE = 256


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Names, and which of them are near to each other.

    Attributes:
        names: the names, by length.
        crowd: of each name, how many others are at least as near as each grade.
        pairs: the pairs that count, as (place, place, grade).
    """

    names: tuple[str, ...]
    crowd: _Numbers
    pairs: tuple[tuple[int, int, int], ...]


def neighbours(names: Sequence[str]) -> Neighbours:
    """Compare names, as of `nearness.plain_words`, each with each.

    Example:
        >>> neighbours(["border police", "borders police", "coast guard"]).pairs
        ((1, 2, 6),)
        >>> neighbours([f"{letter}order police" for letter in "abcdefgh"]).pairs
        ()
    """
    every = sorted(names, key=lambda name: (len(name), name))
    found = [_near_within(every, begin) for begin in range(0, len(every), _AT_ONCE)] or [_NONE]
    first, second, grades = (np.concatenate(several) for several in zip(*found, strict=True))
    ends = np.concatenate((first, second)) * GRADES + np.concatenate((grades, grades))
    crowd = np.bincount(ends, minlength=len(every) * GRADES).reshape(-1, GRADES)
    crowd = crowd[:, ::-1].cumsum(axis=1)[:, ::-1]
    counts = np.minimum(crowd[first, grades], crowd[second, grades]) <= MOST
    pairs = zip(first[counts].tolist(), second[counts].tolist(), grades[counts].tolist(), strict=True)
    return Neighbours(tuple(every), crowd, tuple(pairs))


def grades_of(name: str, others: Sequence[str]) -> list[tuple[int, int]]:
    """Return the places of the names that are near to one, each with its grade.

    Example:
        >>> grades_of("border police", ["coast guard", "borders police"])
        [(1, 6)]
    """
    (scores,) = process.cdist([name], others, scorer=fuzz.ratio, score_cutoff=NEAR, dtype=np.uint8)
    return [(int(place), int(scores[place]) - NEAR) for place in np.flatnonzero(scores)]


_NONE = (np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.int64))


def _near_within(every: Sequence[str], begin: int) -> tuple[_Numbers, _Numbers, _Numbers]:
    """Return the pairs of some names, sorted by length, with those behind: places and grades."""
    some = every[begin : begin + _AT_ONCE]
    longest = len(some[-1]) * (200 - NEAR) / NEAR  # what is longer lacks too many letters
    end = bisect_right(every, longest, key=len)
    scores = process.cdist(some, every[begin:end], scorer=fuzz.ratio, score_cutoff=NEAR, dtype=np.uint8)
    first, second = np.nonzero(np.triu(scores, 1))
    return first + begin, second + begin, scores[first, second] - np.int64(NEAR)
