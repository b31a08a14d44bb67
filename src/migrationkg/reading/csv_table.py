"""CSV: a header line, be it under a title, then a row an item, parted by commas, semicolons or tabs."""

from collections.abc import Iterator, Sequence

from migrationkg.errors import Problem
from migrationkg.reading.columns import NAMES, entry_of_record, known_fields
from migrationkg.reading.csv_rows import csv_rows, first_lines, without_delimiter_line
from migrationkg.reading.entry import Entry, Page
from migrationkg.reading.template import Template

_DELIMITERS = ",;\t|"


def read_csv(page: Page, template: Template) -> Iterator[Entry | Problem]:
    """Yield the items of a CSV table, and the problems of rows that are none."""
    delimiter = delimiter_of(page.text)
    if delimiter is None:
        columns = "; ".join(f"{field}: {', '.join(NAMES[field])}" for field in ("headline", "date"))
        yield Problem(page.name, 1, f"the header must name a headline and a date column ({columns})")
        return
    header: tuple[str, ...] | None = None
    for row in csv_rows(without_delimiter_line(page.text)[0], delimiter, page.name):
        if isinstance(row, Problem):
            yield row
        elif any(map(str.strip, row[1])):
            line, cells = row
            if header is None:
                header = cells if _is_header(cells) else None
            elif any(map(str.strip, cells[len(header) :])):
                told = f"the row has more cells than the header ({len(cells)}, not {len(header)}) and was left out"
                yield Problem(page.name, line, f"{told}; put a cell that holds {delimiter!r} in quotes")
            else:
                yield from entry_of_record(_record(header, cells), template, page.name, line)


def _record(header: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    """Return the cells by their columns; of two columns of one name the first that is filled counts."""
    record: dict[str, str] = {}
    for name, cell in zip(header, cells, strict=False):
        if cell.strip():
            record.setdefault(name, cell)
    return record


def delimiter_of(text: str) -> str | None:
    r"""Return what parts the columns of a table of news, or None where none of the first lines is the header of one.

    Example:
        >>> delimiter_of("Date;Title;Summary"), delimiter_of("News of May\n\nTitle,Date")
        (';', ',')
        >>> delimiter_of("Project News") is None
        True
    """
    table, told = without_delimiter_line(text)
    for delimiter in (told,) if told else _DELIMITERS:
        if any(map(_is_header, first_lines(table, delimiter))):
            return delimiter
    return None


def _is_header(cells: Sequence[str]) -> bool:
    return {"headline", "date"} <= known_fields(dict.fromkeys(cells, "column")).keys()
