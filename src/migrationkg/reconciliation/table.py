"""A CSV file whose names are reconciled: every row comes back with what its name means."""

import codecs
import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from migrationkg.authority.crosswalk import find_country
from migrationkg.errors import InputError, Problem
from migrationkg.graph.tables import safe_cell
from migrationkg.reading.csv_rows import Row, csv_rows, first_lines, without_delimiter_line
from migrationkg.reading.decoding import decode
from migrationkg.reading.sources import bytes_of
from migrationkg.reconciliation.matching import NameIndex, reconcile
from migrationkg.reconciliation.queries import COUNTRY, Candidate, Query

#: What is added to each row: the best candidate, and the others one a line.
ADDED = ("iri", "label", "type", "score", "match", "candidates")

_DELIMITERS = ",;\t|"


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it was read.

    Attributes:
        name: name of the file.
        header: names of the columns.
        rows: (line on which it begins, cells, one a column).
        delimiter: what parts the cells.
        marked: whether the file begins with a byte-order mark, as spreadsheets want it.
        problems: the rows that were left out.
    """

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    delimiter: str
    marked: bool
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Reconciled:
    """A table whose names were reconciled.

    Attributes:
        table: the table.
        candidates: those of each row, best first.
        problems: the rows that were left out, and those whose country is none that is known.
    """

    table: Table
    candidates: tuple[tuple[Candidate, ...], ...]
    problems: tuple[Problem, ...]

    @property
    def matched(self) -> int:
        """Number of rows whose name means one thing for certain."""
        return sum(bool(found) and found[0].match for found in self.candidates)

    @property
    def undecided(self) -> int:
        """Number of rows that have candidates, none of them certain."""
        return sum(bool(found) and not found[0].match for found in self.candidates)


def read_table(path: Path) -> Table:
    """Read a CSV file: commas, semicolons, tabs or bars, any encoding.

    Raises:
        InputError: it cannot be read, or is no CSV.
    """
    try:
        data = bytes_of(path)
        text = decode(data)
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error
    except ValueError as error:
        raise InputError(f"{path}: {error}") from error
    text, told = without_delimiter_line(text)
    delimiter = told or max(_DELIMITERS, key=lambda sign: len(next(first_lines(text, sign))))
    rows = list(_rows(text, delimiter, path))
    if not rows:
        raise InputError(f"{path}: has no header; write the names of the columns in its first row")
    (_, header), *others = rows
    fitting = tuple((line, _filled(cells, header)) for line, cells in others if _fits(cells, header))
    problems = tuple(
        Problem(str(path), line, f"the row has {len(cells)} cells, the header {len(header)}; look for a quote missing")
        for line, cells in others
        if not _fits(cells, header)
    )
    marked = data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return Table(str(path), header, fitting, delimiter, marked, problems)


def reconcile_table(
    table: Table, column: str, index: NameIndex, *, kind: str | None = None, country: str | None = None
) -> Reconciled:
    """Reconcile the names in a column.

    Args:
        table: of `read_table`.
        column: the column with the names.
        index: the things that they may mean.
        kind: the kind of all of them, as of `Query.type`.
        country: the column with the country of each.

    Raises:
        InputError: there is no such column.
    """
    names = _place(table, column)
    states = None if country is None else _place(table, country)
    queries = [
        Query(cells[names], kind, properties=() if states is None else ((COUNTRY, cells[states]),))
        for _, cells in table.rows
    ]
    unknown = tuple(
        Problem(table.name, line, f"{cells[states][:60]!r} is no country and was passed over; give its name or code")
        for line, cells in table.rows
        if states is not None and cells[states].strip() and find_country(cells[states]) is None
    )
    return Reconciled(table, tuple(reconcile(queries, index)), (*table.problems, *unknown))


def as_csv(done: Reconciled) -> str:
    """Return the table with the columns of ADDED: the user's own cells as they were, ours safe for spreadsheets."""
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=done.table.delimiter, quoting=csv.QUOTE_ALL)
    taken = {name.strip().casefold() for name in done.table.header}
    writer.writerow([*done.table.header, *(f"reconciled_{name}" if name in taken else name for name in ADDED)])
    for (_, cells), found in zip(done.table.rows, done.candidates, strict=True):
        writer.writerow([*cells, *map(safe_cell, _added(found))])
    return ("\ufeff" if done.table.marked else "") + text.getvalue()


def _rows(text: str, delimiter: str, path: Path) -> Iterator[Row]:
    """Yield the header and each row below it that has cells, blank or not, with the line on which it begins."""
    below = False
    for row in csv_rows(text, delimiter, str(path)):
        if isinstance(row, Problem):
            raise InputError(f"{path}:{row.line}: is no CSV from here on; look for a quote too many")
        if (row[1] and below) or any(map(str.strip, row[1])):
            below = True
            yield row


def _fits(cells: Sequence[str], header: Sequence[str]) -> bool:
    return len(cells) <= len(header) or not any(map(str.strip, cells))


def _filled(cells: Sequence[str], header: Sequence[str]) -> tuple[str, ...]:
    return (*cells[: len(header)], *[""] * (len(header) - len(cells)))


def _place(table: Table, column: str) -> int:
    """Return the place of a column, by its name as written, else without regard to capitals and blanks."""
    if column in table.header:
        return table.header.index(column)
    plain = [name.strip().casefold() for name in table.header]
    if plain.count(column.strip().casefold()) != 1:
        raise InputError(f"{table.name}: has no column {column!r}; its columns are {', '.join(table.header)}")
    return plain.index(column.strip().casefold())


def _added(found: Iterable[Candidate]) -> list[str]:
    ranked = list(found)
    if not ranked:
        return ["", "", "", "", "false", ""]
    best, *others = ranked
    row = [best.id, best.name, _types(best), f"{best.score:g}", str(best.match).lower()]
    return [*row, "\n".join(f"{one.score:g} {one.name} ({_types(one)}) {one.id}" for one in others)]


def _types(candidate: Candidate) -> str:
    return " ".join(one.id for one in candidate.type)
