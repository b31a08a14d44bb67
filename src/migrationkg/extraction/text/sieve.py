"""Patterns that are only tried where they may fit, by what is plain to see of them.

That is how a match begins, and pieces of text of which it holds one.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import ahocorasick

_ATOM = re.compile(r"\\u[\da-fA-F]{4}|\\x[\da-fA-F]{2}|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.", re.DOTALL)
_QUANTIFIER = re.compile(r"(?:[?*+]|\{\d*,?\d*\})?[?+]?")
_OPENING = re.compile(r"\((?:\?(?:[:>]|P<\w+>))?(?!\?)")


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


def beginnings(pattern: str, length: int) -> frozenset[str]:
    r"""Return the first characters, made small, of what a pattern may match; fewer where no more is plain to see.

    Example:
        >>> sorted(beginnings("(?:joint )?work-?shops?|seminars?|TV", 3))
        ['joi', 'sem', 'tv', 'wor']
        >>> sorted(beginnings(r"an? [a-z]+|\w+ meeting", 3))
        ['', 'a ', 'an ']
    """
    return frozenset(begin for begin, _ in _beginnings(pattern, length))


def _beginnings(pattern: str, length: int) -> set[tuple[str, bool]]:
    """Return beginnings of what a pattern may match, each with whether what follows the pattern may follow it."""
    found: set[tuple[str, bool]] = set()
    for sequence in _split(pattern):
        begun = {("", True)}
        for atom, quantifier in _atoms(sequence):
            further = _beginnings_of_atom(atom, quantifier, length)
            begun = {(one, False) for one, goes_on in begun if not goes_on} | {
                ((one + more)[:length], goes_on_further and len(one + more) < length)
                for one, goes_on in begun
                if goes_on
                for more, goes_on_further in further
            }
        found |= begun
    return found


def _beginnings_of_atom(atom: str, quantifier: str, length: int) -> set[tuple[str, bool]]:
    if len(atom) == 1 and atom not in ".^$":
        found = {(atom.lower(), True)}
    elif atom.startswith(("(?=", "(?!", "(?<=", "(?<!")):
        found = {("", True)}
    elif opening := _OPENING.match(atom):
        found = _beginnings(atom[opening.end() : -1], length)
    else:
        found = {("", False)}
    if quantifier not in ("", "?"):
        found = {(begin, False) for begin, _ in found}
    return found | {("", True)} if _is_optional(quantifier) else found


def _is_optional(quantifier: str) -> bool:
    return quantifier.startswith(("?", "*", "{0", "{,"))


def pieces_needed(pattern: str) -> frozenset[str]:
    r"""Return pieces of text of which a match holds at least one; none at all where that is not plain to see.

    The pattern is one that heeds case and white space.

    Example:
        >>> sorted(pieces_needed(r"(?:[Ff]unded|paid for) by (?:the )?\w+|donors?"))
        ['donor', 'paid for', 'unded']
        >>> pieces_needed(r"donors?|\w+ meeting?|[A-Z]+")
        frozenset()
    """
    pieces = [_pieces_of_sequence(sequence) for sequence in _split(pattern)]
    return frozenset().union(*pieces) if all(pieces) else frozenset()


def _pieces_of_sequence(sequence: str) -> frozenset[str]:
    """Return the most telling pieces of a pattern without alternatives at its top."""
    found: list[frozenset[str]] = []
    run = ""
    for atom, quantifier in _atoms(sequence):
        optional = _is_optional(quantifier)
        char = atom[-1] if len(atom) == 1 or (len(atom) == 2 and not atom[1].isalnum()) else ""
        is_plain = bool(char) and atom not in (".", "^", "$") and not optional
        if is_plain:
            run += char
        if not is_plain or quantifier:
            found.append(frozenset({run}))
            run = ""
        if len(atom) > 2 and (opening := _OPENING.match(atom)) and not optional:
            found.append(pieces_needed(atom[opening.end() : -1]))
    telling = [pieces for pieces in (*found, frozenset({run})) if pieces and all(map(str.strip, pieces))]
    return max(telling, key=_tells, default=frozenset())


def _tells(pieces: frozenset[str]) -> tuple[int, int]:
    """Return how much it tells that a text holds one of the pieces: long ones tell more, then few."""
    return min(len(piece.strip()) for piece in pieces), -len(pieces)


def _atoms(sequence: str) -> Iterator[tuple[str, str]]:
    """Yield each character, class or group of a pattern with its quantifier."""
    at = 0
    while at < len(sequence):
        atom = _ATOM.match(sequence, at)
        end = at + _end_of_group(sequence[at:]) if sequence[at] == "(" or atom is None else atom.end()
        quantifier = _QUANTIFIER.match(sequence, end)
        yield sequence[at:end], quantifier[0] if quantifier else ""
        at = quantifier.end() if quantifier else end


def _split(pattern: str) -> Iterator[str]:
    """Yield the alternatives at the top of a pattern."""
    if "|" not in pattern:
        yield pattern
        return
    start = 0
    for at, depth in _depths(pattern):
        if pattern[at] == "|" and depth == 0:
            yield pattern[start:at]
            start = at + 1
    yield pattern[start:]


def _end_of_group(pattern: str) -> int:
    """Return the index after the bracket that closes the one with which a pattern begins."""
    return next(at + 1 for at, depth in _depths(pattern) if depth == 0)


def _depths(pattern: str) -> Iterator[tuple[int, int]]:
    """Yield each index and how many groups are open after it; what is escaped or in a class opens and closes none."""
    depth, in_class, escaped = 0, False, False
    for at, char in enumerate(pattern):
        if escaped:
            escaped = False
        elif char == "\\":
            escaped = True
        elif in_class:
            in_class = char != "]"
        elif char == "[":
            in_class = True
        else:
            depth += (char == "(") - (char == ")")
            yield at, depth
