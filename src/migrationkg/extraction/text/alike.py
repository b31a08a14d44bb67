"""Words that stand in like company, by groups: "Tirana" and "Kathmandu", "Maria" and "Elena", "Ltd" and "Inc".

The groups come from vectors of words that were learned on six billion words of Wikipedia and news
(`scripts/find_words_alike.py`). They let what was learned of a word hold for those that annotated news never had.
What a word's four groups have in common, added up, stands for the vector of the word (`vectors`).
"""

import gzip
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import accumulate
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from migrationkg.authority.letters import plain

#: How many groups each of the four groupings has.
SIZES = (60, 300, 1000, 3000)
#: Lines "word, number of its group in each grouping", sorted by their code points.
FILE = Path(__file__).resolve().parent.parent / "models" / "words-alike.tsv.gz"
#: For each group, what it adds to the vectors of its words, the groups of each size behind those of the one before.
VECTORS = FILE.with_name("words-alike.npy")
#: How many numbers a vector has, and how many steps of a byte are 1.
DIMENSIONS, STEPS = 64, 24


@cache
def _lines() -> list[str]:
    return gzip.decompress(FILE.read_bytes()).decode().split("\n")


@lru_cache(65_536)
def groups(word: str) -> tuple[str, ...]:
    """Return the groups of a word, as "size:number", the largest groups first; none where it is not known.

    A word with accents that is not known is looked up without them.

    Example:
        >>> groups("Maria") == groups("anna"), groups("Qwxyzt")
        (True, ())
    """
    small = word.lower()
    numbers = _numbers(small) or ([] if small.isascii() else _numbers(plain(small)))
    return tuple(f"{size}:{number}" for size, number in zip(SIZES, numbers, strict=False))


def vectors(words: Sequence[str]) -> NDArray[np.float32]:
    """Return what stands for the company that words keep: like words have like vectors; 0 where one is not known.

    Example:
        >>> tirana, kathmandu, maria = vectors(("Tirana", "Kathmandu", "Maria"))
        >>> bool(tirana @ kathmandu > 3 * abs(tirana @ maria))
        True
    """
    rows = np.array([_rows(word) for word in words], dtype=np.intp).reshape(-1, len(SIZES))
    found: NDArray[np.float32] = _vectors()[rows].sum(axis=1)
    return found


@lru_cache(65_536)
def _rows(word: str) -> tuple[int, ...]:
    """Return the rows of a word's groups among the vectors of all; the last row is that of none."""
    firsts = accumulate(SIZES, initial=0)
    rows = tuple(first + int(one.partition(":")[2]) for first, one in zip(firsts, groups(word), strict=False))
    return rows + (-1,) * (len(SIZES) - len(rows))


@cache
def _vectors() -> NDArray[np.float32]:
    steps: NDArray[np.int8] = np.load(VECTORS)
    return np.append(steps, np.zeros((1, DIMENSIONS)), axis=0).astype(np.float32) / np.float32(STEPS)


def _numbers(word: str) -> list[str]:
    key, lines = f"{word}\t", _lines()
    at = bisect_left(lines, key)
    return lines[at].split("\t")[1:] if at < len(lines) and lines[at].startswith(key) else []
