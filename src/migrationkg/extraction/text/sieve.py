"""Patterns that are only tried where the pieces of text stand that they need."""

import re
from collections.abc import Sequence
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
