"""What is plain to see of a pattern: how a match begins, and what it holds. So it is only tried where it may fit."""

import re
import string
from collections.abc import Iterator

_ALL = frozenset(string.ascii_lowercase)
_ATOM = re.compile(r"\\u[\da-fA-F]{4}|\\x[\da-fA-F]{2}|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.", re.DOTALL)
_QUANTIFIER = re.compile(r"(?:[?*+]|\{\d*,?\d*\})?[?+]?")
_OPENING = re.compile(r"\((?:\?(?:[:>]|P<\w+>))?(?!\?)")


def first_letters(pattern: str) -> frozenset[str]:
    r"""Return the small letters with which what a pattern matches may begin; all where that is not plain to see.

    Example:
        >>> sorted(first_letters("(?:joint )?work-?shops?|seminars?"))
        ['j', 's', 'w']
        >>> len(first_letters(r"\w+ meeting"))
        26
    """
    return frozenset().union(*map(_of_sequence, _split(pattern)))


def _of_sequence(sequence: str) -> frozenset[str]:
    """Return the first letters of a pattern without alternatives at its top."""
    letters: frozenset[str] = frozenset()
    while sequence:
        if sequence.startswith("("):
            end = _end_of_group(sequence)
            group, sequence = sequence[:end], sequence[end:]
            if group.startswith(("(?=", "(?!", "(?<")):
                continue
            letters |= first_letters(group[3 if group.startswith("(?:") else 1 : -1])
        elif sequence[0] in "\\[.":
            return _ALL
        else:
            letters |= {sequence[0].lower()} & _ALL
            sequence = sequence[1:]
        if not sequence.startswith(("?", "*", "{0")):
            return letters
        sequence = sequence.lstrip("?*") if sequence[0] != "{" else sequence[sequence.index("}") + 1 :]
    return letters


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
        optional = quantifier.startswith(("?", "*", "{0", "{,"))
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
