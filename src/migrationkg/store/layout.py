"""Words in columns that fit a line, or in records where they do not; no word is broken that fits a line."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from rich.cells import cell_len, chop_cells

_GAP = "  "
_TALLEST = 8  # lines of a row; beyond it, what belongs together is no longer seen together
_NARROWEST = 24  # columns for the values of a record beside their headings


def laid_out(headings: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    r"""Yield the lines of a table.

    Args:
        headings: names of the columns.
        rows: a cell for each column.
        width: columns of the terminal.

    Example:
        >>> rows = [["MOBILAZE 2", "European Union"]]
        >>> print(*laid_out(["project", "funder"], rows, 80), sep="\n")
        project     funder
        ──────────  ──────────────
        MOBILAZE 2  European Union
        >>> print(*laid_out(["project", "funder"], rows, 18), sep="\n")
        project   funder
        ────────  ────────
        MOBILAZE  European
        2         Union
        >>> print(*laid_out(["project", "funder"], rows, 16), sep="\n")
        1.
          project:
            MOBILAZE 2
          funder:
            European
            Union
    """
    columns = list(zip(headings, *rows, strict=True))
    least = [max(_longest_word(cell) for cell in column) for column in columns]
    longest = [max(map(cell_len, column)) for column in columns]
    shares = _shares(least, longest, width - len(_GAP) * (len(columns) - 1))
    table = [[_wrapped(cell, share) for cell, share in zip(row, shares, strict=True)] for row in rows] if shares else []
    if not table or max(len(cell) for row in table for cell in row) > _TALLEST:
        yield from _records(headings, rows, width)
        return
    yield from _lines([[heading] for heading in headings], shares)
    yield _GAP.join("─" * share for share in shares)
    for row in table:
        yield from _lines(row, shares)


def _longest_word(text: str) -> int:
    return max(map(cell_len, text.split()), default=0)


def _shares(least: Sequence[int], longest: Sequence[int], room: int) -> list[int]:
    """Return the width of each column, as equal as its words allow; none if they do not fit."""
    for level in range(room, -1, -1):
        shares = [min(max(level, low), high) for low, high in zip(least, longest, strict=True)]
        if sum(shares) <= room:
            return shares
    return []


def _lines(row: Sequence[Sequence[str]], shares: Sequence[int]) -> Iterator[str]:
    for parts in zip_longest(*row, fillvalue=""):
        padded = (part + " " * (share - cell_len(part)) for part, share in zip(parts, shares, strict=True))
        yield _GAP.join(padded).rstrip()


def _records(headings: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    indent = max(map(cell_len, headings)) + 2 * len(_GAP)
    beside = width - indent >= _NARROWEST
    for number, row in enumerate(rows, start=1):
        yield f"{number}."
        for heading, cell in zip(headings, row, strict=True):
            if not cell:
                continue
            if beside:
                first, *others = _wrapped(cell, width - indent)
                yield _GAP + heading + " " * (indent - len(_GAP) - cell_len(heading)) + first
                yield from (" " * indent + line for line in others)
            else:
                yield f"{_GAP}{heading}:"
                yield from (2 * _GAP + line for line in _wrapped(cell, width - 2 * len(_GAP)))


def _wrapped(text: str, width: int) -> list[str]:
    """Return the lines of a text; only a word that is longer than a line is broken."""
    lines = [""]
    for word in text.split(" "):
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if cell_len(joined) <= width:
            lines[-1] = joined
        elif cell_len(word) <= width:
            lines.append(word)
        else:
            lines += chop_cells(word, max(width, 1))
    return [line for line in lines if line] or [""]
