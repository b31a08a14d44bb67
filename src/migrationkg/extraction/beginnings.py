"""The letters with which the words of a pattern may begin, so that a pattern is only tried where it may fit."""

import string
from collections.abc import Iterator

_ALL = frozenset(string.ascii_lowercase)


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
