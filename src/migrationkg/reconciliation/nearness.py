"""Names that are nearly those asked for.

A name that is asked for is compared with those that share its rarest sequences of three letters; how near they are,
rapidfuzz tells.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from migrationkg.resolution.names import normal

_Numbers = npt.NDArray[np.int64]

#: So many of the rarest sequences of a name are looked up.
_RAREST = 12
#: So many of the names that share most of them are compared letter by letter.
_COMPARED = 40
#: More names than this share a sequence that says nothing.
_COMMON = 20_000
#: Shorter names are near to far too many: acronyms of three letters, and the codes of states.
_SHORTEST = 4


def plain_words(name: str) -> str:
    """Return the words of a name in alphabetical order, for comparison.

    Example:
        >>> plain_words("Ministry of the Interior")
        'interior ministry of'
    """
    return " ".join(sorted(normal(name)))


@dataclass(frozen=True, slots=True)
class NearNames:
    """Names, and which of them hold each sequence of three letters.

    Attributes:
        words: the names, as of `plain_words`, each once.
        sequences: the sequences as numbers, sorted, each once.
        starts: where the names of each sequence begin in `holders`, and where the last ends.
        holders: places in `words`.
    """

    words: tuple[str, ...]
    sequences: _Numbers
    starts: _Numbers
    holders: _Numbers

    def like(self, words: str, least: float) -> list[tuple[float, int]]:
        """Return the names that are at least so near, as (nearness from 0 to 100, place), nearest first.

        A name of up to three letters is near to none.
        """
        if len(words) < _SHORTEST:
            return []
        places = self._sharing(words)
        sharing = [self.words[place] for place in places]
        near = process.extract(words, sharing, scorer=fuzz.ratio, score_cutoff=least, limit=None)
        return sorted(((score, places[at]) for _, score, at in near), key=lambda one: (-one[0], one[1]))

    def _sharing(self, words: str) -> list[int]:
        """Return the places of the names that share most of the rarest sequences of a name."""
        wanted = _sequences_of_one(words)
        found = np.searchsorted(self.sequences, wanted)
        there = found < len(self.sequences)
        found = found[there][self.sequences[found[there]] == wanted[there]]
        sizes = self.starts[found + 1] - self.starts[found]
        rarest = found[np.lexsort((found, sizes))][:_RAREST]
        lists = [self.holders[self.starts[one] : self.starts[one + 1]] for one in rarest]
        lists = [holders for place, holders in enumerate(lists) if place == 0 or len(holders) <= _COMMON]
        if not lists:
            return []
        counts = np.bincount(np.concatenate(lists))
        places = np.flatnonzero(counts)
        best = np.argsort(-counts[places], kind="stable")[:_COMPARED]
        return [int(place) for place in places[best]]


def near_names(words: Sequence[str]) -> NearNames:
    """Index names, as of `plain_words`, by their sequences of three letters."""
    sequences, places = _sequences(words)
    distinct, starts = np.unique(sequences, return_index=True)
    return NearNames(tuple(words), distinct, np.append(starts, len(sequences)).astype(np.int64), places)


def _sequences_of_one(words: str) -> _Numbers:
    """Return the sequences of one name as `_sequences` does, which is made for many."""
    letters = [*map(ord, f"  {words} ")]
    triples = zip(letters, letters[1:], letters[2:], strict=False)
    return np.array(sorted({(one << 42) | (two << 21) | three for one, two, three in triples}), np.int64)


def _sequences(words: Sequence[str]) -> tuple[_Numbers, _Numbers]:
    """Return the sequences of three letters of names as numbers, and the place of the name of each; sorted."""
    text = "".join(f"  {name} " for name in words)
    letters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.int64)
    place_of = np.repeat(np.arange(len(words), dtype=np.int64), [len(name) + 3 for name in words])
    if len(letters) < 3:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    # A code point takes 21 bits, and three of them 63.
    numbers = (letters[:-2] << 42) | (letters[1:-1] << 21) | letters[2:]
    within = place_of[:-2] == place_of[2:]
    numbers, places = numbers[within], place_of[:-2][within]
    order = np.lexsort((places, numbers))
    numbers, places = numbers[order], places[order]
    new = np.append(True, (np.diff(numbers) != 0) | (np.diff(places) != 0))
    return numbers[new], places[new]
