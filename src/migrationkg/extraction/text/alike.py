"""Words that stand in like company, by groups: "Tirana" and "Kathmandu", "Maria" and "Elena", "Ltd" and "Inc".

The groups come from vectors of words that were learned on six billion words of Wikipedia and news
(`scripts/find_words_alike.py`). They let what was learned of a word hold for those that annotated news never had.
"""

import gzip
from bisect import bisect_left
from functools import cache, lru_cache
from pathlib import Path

from migrationkg.authority.letters import plain

#: How many groups each of the four groupings has.
SIZES = (60, 300, 1000, 3000)
#: Lines "word, number of its group in each grouping", sorted by their code points.
FILE = Path(__file__).resolve().parent.parent / "models" / "words-alike.tsv.gz"


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


def _numbers(word: str) -> list[str]:
    key, lines = f"{word}\t", _lines()
    at = bisect_left(lines, key)
    return lines[at].split("\t")[1:] if at < len(lines) and lines[at].startswith(key) else []
