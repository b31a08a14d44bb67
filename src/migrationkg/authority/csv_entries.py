"""Authority files in CSV: a header line, then an entry a row, parted by commas, semicolons or tabs."""

import csv
import re
from collections.abc import Iterator, Mapping
from io import StringIO

from migrationkg.authority.entries import AuthorityEntry
from migrationkg.authority.entry_values import checked_iris, checked_kind, checked_state
from migrationkg.errors import InputError, Problem
from migrationkg.model import AuthorityFacts
from migrationkg.reading.decoding import decode

#: The columns; only `name` must be there. Several values in a cell are parted by |.
COLUMNS = ("name", "other_names", "type", "country", "iri", "exact_match", "homepage", "identifier", "wikidata")
_WIKIDATA = "http://www.wikidata.org/entity/"


def read_csv(data: bytes, file: str) -> Iterator[AuthorityEntry | Problem]:
    """Yield the entries of a table, and the problems of rows that are none.

    Raises:
        InputError: it is no text, or has no column `name`.
    """
    try:
        text = decode(data)
    except ValueError as error:
        raise InputError(f"{file}: {error}") from error
    first = text.partition("\n")[0]
    rows = csv.reader(StringIO(text, newline=""), delimiter=max(",;\t", key=first.count), strict=True)
    try:
        header = [name.strip().casefold() for name in next(rows, [])]
        if "name" not in header:
            raise InputError(f"{file}:1: has no column 'name'; the columns are {', '.join(COLUMNS)}")
        begins = rows.line_num + 1
        for row in rows:
            if any(map(str.strip, row)):
                yield _entry_or_problem(dict(zip(header, map(str.strip, row), strict=False)), file, begins)
            begins = rows.line_num + 1
    except csv.Error as error:
        yield Problem(file, rows.line_num, f"the rows from here on are no CSV ({error}); look for a quote too many")


def _entry_or_problem(row: Mapping[str, str], file: str, line: int) -> AuthorityEntry | Problem:
    try:
        return _entry(row, file, line)
    except ValueError as error:
        return Problem(file, line, str(error))


def _entry(row: Mapping[str, str], file: str, line: int) -> AuthorityEntry:
    def values(column: str) -> list[str]:
        return [value.strip() for value in row.get(column, "").split("|") if value.strip()]

    if not row.get("name"):
        raise ValueError("the row has no name; fill it in")
    iris = checked_iris([row["iri"]] if row.get("iri") else [])
    wikidata = [_WIKIDATA + key for key in values("wikidata")]
    if not all(re.fullmatch("Q[1-9][0-9]*", key) for key in values("wikidata")):
        raise ValueError(f"{row['wikidata'][:60]!r} is no id of Wikidata; write it as Q29999")
    names = tuple(dict.fromkeys([row["name"], *values("other_names")]))
    return AuthorityEntry(
        iri=row.get("iri", ""),
        kind=checked_kind(row.get("type", "")),
        names=names,
        state=checked_state(row.get("country", "")),
        facts=AuthorityFacts(
            matches=checked_iris([*iris, *values("exact_match"), *wikidata]),
            names=tuple((name, "") for name in names),
            pages=checked_iris(values("homepage")),
            identifiers=tuple(sorted(set(values("identifier")))),
        ),
        file=file,
        line=line,
    )
