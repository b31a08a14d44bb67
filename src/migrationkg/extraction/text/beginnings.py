"""What is plain to see of a pattern: how a match begins, and what it holds. So it is only tried where it may fit."""

import re
from collections.abc import Iterator

_ATOM = re.compile(r"\\u[\da-fA-F]{4}|\\x[\da-fA-F]{2}|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.", re.DOTALL)
_QUANTIFIER = re.compile(r"(?:[?*+]|\{\d*,?\d*\})?[?+]?")
_OPENING = re.compile(r"\((?:\?(?:[:>]|P<\w+>))?(?!\?)")


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
