"""Patterns that are only tried where the pieces of text stand that they need: one of them, or many in a sieve."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import ahocorasick

from migrationkg.extraction.text.beginnings import pieces_needed


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern compiled; that costs more than to try it, so it is done where it is tried for the first time."""
    return re.compile(pattern)


@dataclass(frozen=True, slots=True)
class Sieve:
    """Tells which of some patterns may match in a text; pattern number `n` has the bit `1 << n`.

    Attributes:
        always: bits of the patterns of which no piece is known.
        pieces: finds the pieces; each bears the bits of the patterns that it lets through.
    """

    always: int
    pieces: ahocorasick.Automaton

    def passing(self, text: str) -> int:
        """Return the bits of the patterns that may match in `text`; no other does."""
        bits = self.always
        for _, more in self.pieces.iter(text):
            bits |= more
        return bits


def sieve_of(patterns: Sequence[str]) -> Sieve:
    """Return the sieve of patterns that heed case.

    Example:
        >>> sieve_of(["funded by", "led by|held", "[a-z]+"]).passing("led by")
        6
    """
    always = 0
    bits_of: dict[str, int] = {}
    for number, pattern in enumerate(patterns):
        pieces = pieces_needed(pattern)
        always |= 0 if pieces else 1 << number
        for piece in pieces:
            bits_of[piece] = bits_of.get(piece, 0) | 1 << number
    automaton = ahocorasick.Automaton()
    for piece, bits in sorted(bits_of.items()):
        automaton.add_word(piece, bits)
    automaton.make_automaton()
    return Sieve(always, automaton)


@dataclass(frozen=True, slots=True)
class Guarded:
    """A pattern that is only tried on a text which holds one of some pieces.

    Attributes:
        pattern: the pattern.
        pieces: pieces of which it needs one.
    """

    pattern: re.Pattern[str]
    pieces: tuple[str, ...]

    def finditer(self, text: str) -> Iterable[re.Match[str]]:
        """Return the matches in `text`."""
        return self.pattern.finditer(text) if any(piece in text for piece in self.pieces) else ()

    def search(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """Return the first match in `text` between two offsets."""
        may_stand = any(text.find(piece, start, end) >= 0 for piece in self.pieces)
        return self.pattern.search(text, start, end) if may_stand else None


def guarded(pattern: str) -> Guarded:
    """Compile a pattern that heeds case, guarded by the pieces that it needs.

    Example:
        >>> [match[0] for match in guarded("(?:held|led) by").finditer("held by us, led by you")]
        ['held by', 'led by']
    """
    return Guarded(re.compile(pattern), tuple(sorted(pieces_needed(pattern) or {""})))
