"""CSV: a header line, then a row an item, parted by commas, semicolons or tabs."""

import csv
from collections.abc import Iterator
from io import StringIO
from typing import TYPE_CHECKING

from migrationkg.errors import Problem
from migrationkg.reading.columns import NAMES, entry_of_record, known_fields
from migrationkg.reading.entry import Entry, Page
from migrationkg.reading.template import Template

if TYPE_CHECKING:
    import _csv

_DELIMITERS = ",;\t"


def read_csv(page: Page, template: Template) -> Iterator[Entry | Problem]:
    """Yield the items of a CSV table, and the problems of rows that are none."""
    delimiter = delimiter_of(page.text)
    if delimiter is None:
        columns = "; ".join(f"{field}: {', '.join(NAMES[field])}" for field in ("headline", "date"))
        yield Problem(page.name, 1, f"the header must name a headline and a date column ({columns})")
        return
    rows = csv.reader(StringIO(page.text, newline=""), delimiter=delimiter)
    try:
        for record, line in _records(rows):
            yield from entry_of_record(record, template, page.name, line)
    except csv.Error as error:
        yield Problem(
            page.name, rows.line_num, f"the rows from here on are no CSV ({error}); look for a quote too many"
        )


def delimiter_of(text: str) -> str | None:
    """Return what parts the columns of a table of news, or None where the first line is no header of one.

    Example:
        >>> delimiter_of("Date;Title;Summary")
        ';'
        >>> delimiter_of("Project News") is None
        True
    """
    header = text.lstrip().partition("\n")[0]
    for delimiter in _DELIMITERS:
        names = next(csv.reader([header], delimiter=delimiter), [])
        if {"headline", "date"} <= known_fields(dict.fromkeys(names, "column")).keys():
            return delimiter
    return None


def _records(rows: "_csv.Reader") -> Iterator[tuple[dict[str, str], int]]:
    """Yield each row that is not blank, by the names of the header, with the line on which it begins."""
    header: list[str] | None = None
    begins = 1
    for row in rows:
        if any(map(str.strip, row)):
            if header is None:
                header = row
            else:
                yield dict(zip(header, row, strict=False)), begins
        begins = rows.line_num + 1
