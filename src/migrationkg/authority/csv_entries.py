"""Authority files in CSV: a header line, then an entry a row, parted by commas, semicolons or tabs."""

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from io import StringIO
from pathlib import PurePath

from migrationkg.authority.entries import AuthorityEntry
from migrationkg.authority.entry_values import checked_iris, checked_kind, checked_state
from migrationkg.authority.published import checked_day, checked_sector, checked_status, checked_sum, described
from migrationkg.errors import InputError, Problem
from migrationkg.model import AuthorityFacts, PublishedFact
from migrationkg.reading.decoding import decode

#: The columns; only `name` must be there. Several values in a cell are parted by |.
COLUMNS = ("name", "other_names", "type", "country", "iri", "exact_match", "homepage", "identifier", "wikidata")
#: Those that tell of a project, which may be there too.
PROJECT_COLUMNS = ("start", "end", "status", "sector", "budget", "funder", "implementer", "works_in")
_OF_ORGANISATION = {"funder": "fundedBy", "implementer": "implementedBy"}
_OF_VALUE: Mapping[str, tuple[str, Callable[[str], str]]] = {
    "start": ("projectStart", checked_day),
    "end": ("projectEnd", checked_day),
    "status": ("projectStatus", checked_status),
    "sector": ("sector", checked_sector),
    "works_in": ("operatesIn", lambda text: checked_state(text) or ""),
}
#: A sum, and who gives it where it is a part of the whole: "2500000 EUR from European Union".
_BUDGET = re.compile(r"(?P<number>[\d.,]+) (?P<currency>[A-Z]{3})(?: from (?P<giver>.+))?")
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
            raise InputError(
                f"{file}:1: has no column 'name'; the columns are {', '.join((*COLUMNS, *PROJECT_COLUMNS))}"
            )
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
    kind = checked_kind(row.get("type", ""))
    pages, identifiers = checked_iris(values("homepage")), tuple(sorted(set(values("identifier"))))
    record = f"row {line} of {PurePath(file).name}"
    published = _published(row, kind, record)
    return AuthorityEntry(
        iri=row.get("iri", ""),
        kind=kind,
        names=names,
        state=checked_state(row.get("country", "")),
        facts=AuthorityFacts(
            matches=checked_iris([*iris, *values("exact_match"), *wikidata]),
            names=tuple((name, "") for name in names),
            pages=pages,
            identifiers=identifiers,
            published=described(identifiers, pages, record, published) if kind == "Project" else (),
        ),
        file=file,
        line=line,
    )


def _published(row: Mapping[str, str], kind: str | None, record: str) -> list[PublishedFact]:
    """Return what a row tells of a project."""
    told = {column: row[column].split("|") for column in PROJECT_COLUMNS if row.get(column)}
    cells = [(column, text.strip()) for column, texts in told.items() for text in texts if text.strip()]
    if cells and kind != "Project":
        raise ValueError(f"only a project has a {cells[0][0]}; write Project in the column 'type'")
    return [PublishedFact(*_fact(column, text), "", record) for column, text in cells]


def _fact(column: str, text: str) -> tuple[str, str, str]:
    """Return relation, value and organisation of a cell."""
    if relation := _OF_ORGANISATION.get(column):
        return relation, "", text
    if column != "budget":
        relation, check = _OF_VALUE[column]
        return relation, check(text), ""
    found = _BUDGET.fullmatch(text)
    if not found:
        raise ValueError(f"{text[:60]!r} is no budget; write it as 3000000 EUR or 3000000 EUR from NAME")
    return column, checked_sum(found["number"], found["currency"]), found["giver"] or ""
