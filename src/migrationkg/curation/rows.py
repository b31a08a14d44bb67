"""The rows of `decisions.csv`: one that is malformed takes no other with it, and what is written by hand stays."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from migrationkg.errors import InputError

_DELIMITERS = ",;\t"
_BYTE_ORDER_MARK = "\ufeff"


#: A cell holds as much as its file does; the module's own limit is 131,072 characters.
csv.field_size_limit(2**31 - 1)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a file.

    Attributes:
        line: the line on which it begins, from 1.
        end: the line on which it ends; another one where a cell in quotes has several.
        cells: column → cell; empty where it is malformed.
        wrong: what is wrong with it; empty where nothing is.
    """

    line: int
    end: int
    cells: Mapping[str, str]
    wrong: str


@dataclass(frozen=True, slots=True)
class Rows:
    """A file as it was read.

    Attributes:
        lines: its lines, each with what ends it.
        header: names of the columns.
        delimiter: what parts the cells: a comma, or what a spreadsheet takes for it.
        rows: those that are not blank.
    """

    lines: tuple[str, ...]
    header: tuple[str, ...]
    delimiter: str
    rows: tuple[Row, ...]

    def with_row(self, cells: Mapping[str, str]) -> str:
        """Return the text of the file with a row at the end."""
        text = "".join(self.lines)
        end = "\r\n" if "\r\n" in text else "\n"
        row = StringIO(newline="")
        csv.writer(row, delimiter=self.delimiter, lineterminator=end).writerow([cells.get(n, "") for n in self.header])
        return text + ("" if text.endswith("\n") else end) + row.getvalue()

    def without(self, line: int) -> str:
        """Return the text of the file without the row that begins on a line."""
        gone = next(row for row in self.rows if row.line == line)
        return "".join((*self.lines[: gone.line - 1], *self.lines[gone.end :]))


def read_rows(text: str, path: Path, columns: Sequence[str]) -> Rows:
    """Read the rows of a CSV file.

    Args:
        text: what the file holds.
        path: the file, to point there.
        columns: those that it must have.

    Raises:
        InputError: it lacks a column.
    """
    lines = StringIO(text, newline="").readlines()
    first = lines[0].removeprefix(_BYTE_ORDER_MARK) if lines else ""
    delimiter = max(_DELIMITERS, key=first.count)
    header = tuple(name.strip().lower() for name in next(csv.reader([first], delimiter=delimiter), []))
    if missing := [name for name in columns if name not in header]:
        raise InputError(f"{path}:1: lacks the column {missing[0]!r}; the header is {','.join(columns)}")
    return Rows(tuple(lines), header, delimiter, tuple(_rows(lines, header, delimiter)))


def _rows(lines: Sequence[str], header: Sequence[str], delimiter: str) -> Iterator[Row]:
    begin = 1
    while begin < len(lines):
        start = begin
        reader = csv.reader(lines[start:], delimiter=delimiter, strict=True)
        try:
            for cells in reader:
                end = start + reader.line_num
                if any(map(str.strip, cells)):
                    yield _row(cells, header, begin + 1, end)
                begin = end
        except csv.Error as error:
            # The lines after it may be sound: a quote that is not closed must not make them part of this row.
            yield Row(begin + 1, begin + 1, {}, f"it is no CSV ({error}); look for a quote missing or too many")
            begin += 1


def _row(cells: Sequence[str], header: Sequence[str], line: int, end: int) -> Row:
    if len(cells) > len(header):
        wrong = f"it has {len(cells)} cells, the header {len(header)}; put a cell that holds the delimiter in quotes"
        return Row(line, end, {}, wrong)
    return Row(line, end, dict(zip(header, cells, strict=False)), "")
