"""Rows of CSV as spreadsheets write it, with the line on which each begins; a quote that is never closed is told."""

import csv
import re
from collections.abc import Iterator
from functools import partial

from migrationkg.errors import Problem

#: A cell holds as much as its file does; the module's own limit is 131,072 characters.
csv.field_size_limit(2**31 - 1)

#: The line by which Excel says what parts the cells.
_DELIMITER_LINE = re.compile(r"""\s*"?sep=(.)"?[ ,;\t|]*(?:\n|$)""", re.IGNORECASE)

#: After so many open quotes a file is no CSV.
_MOST_OPEN = 50

#: Quotes around words of a quoted cell, as databases write them, and as spreadsheets do.
_BACKSLASHED = re.compile(r'\\"\w')
_DOUBLED = re.compile(r'(?<!\\)""\w')

#: The header of a table stands in one of so many lines; a report has its title above it.
_TITLES = 10

Row = tuple[int, tuple[str, ...]]


def without_delimiter_line(text: str) -> tuple[str, str | None]:
    r"""Return the text with Excel's line `sep=;` left blank, so that lines are counted as before, and the delimiter.

    Example:
        >>> without_delimiter_line("sep=;\nTitle;Date")
        ('\nTitle;Date', ';')
    """
    found = _DELIMITER_LINE.match(text)
    return ("\n" * found[0].count("\n") + text[found.end() :], found[1]) if found else (text, None)


def first_lines(text: str, delimiter: str) -> Iterator[list[str]]:
    """Yield the cells of each of the first lines of a text, above which blank ones do not count."""
    for line in text.lstrip().split("\n", _TITLES)[:_TITLES]:
        yield next(csv.reader([line], delimiter=delimiter), [])


def csv_rows(text: str, delimiter: str, name: str) -> Iterator[Row | Problem]:
    r"""Yield each row with the line on which it begins, empty ones too.

    A row with a quote that is not closed, or closed within a word of a later line, is told; reading goes on with
    the line under it, so that no later row is swallowed. Where quotes within cells have backslashes (`\"`), and none
    is doubled, they are read so.

    Args:
        text: the table; lines end with a line feed.
        delimiter: what parts the cells.
        name: the source.

    Example:
        >>> told, row, _ = csv_rows('A,"x\nB,y\n', ",", "t.csv")
        >>> told.line, row
        (1, (2, ('B', 'y')))
    """
    text, escape = _escaped(text)
    reader_of = partial(csv.reader, delimiter=delimiter, escapechar=escape, doublequote=escape is None)
    lines = [f"{line}\n" for line in text.split("\n")]
    begins, opened = 0, 0
    while begins < len(lines):
        rest = (lines[index] for index in range(begins, len(lines)))
        reader = reader_of(rest, strict=True)
        offset, used = begins, 0
        try:
            for row in reader:
                yield offset + used + 1, tuple(row)
                used = reader.line_num
            begins = len(lines)
            continue
        except csv.Error:
            begins = offset + used
        if reader.line_num - used > 1 or begins + 1 == len(lines):
            yield Problem(name, begins + 1, "a quote is not closed, so the row was left out; look for a quote too many")
            opened += 1
        else:
            yield begins + 1, tuple(next(reader_of(lines[begins : begins + 1]), []))
        begins += 1
        if opened == _MOST_OPEN:
            yield Problem(name, begins + 1, "the rows from here on are no CSV; look for a quote too many")
            return


def _escaped(text: str) -> tuple[str, str | None]:
    """Return a table, and the sign before its quotes; where it stands before others it is doubled, to stay."""
    if not _BACKSLASHED.search(text) or _DOUBLED.search(text):
        return text, None
    return re.sub(r'\\(?!["\\])', r"\\\\", text), "\\"
