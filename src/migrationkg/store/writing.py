"""An answer for people (a table that fits the terminal) and for machines (the W3C forms)."""

import csv
import io
from typing import TextIO

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryResultsFormat,
    RdfFormat,
    Triple,
    parse_query_results,
    serialize,
)

from migrationkg.errors import InputError
from migrationkg.graph.xml_stream import xml_stream
from migrationkg.store.answer import Answer, Cell
from migrationkg.store.prefixes import PREFIXES

#: The forms of text in which an answer can be written; `migrationkg.store.workbook` writes one of bytes.
ANSWER_FORMATS = ("table", "csv", "tsv", "json", "xml", "turtle", "ntriples")

#: The datatypes of numbers that a spreadsheet takes.
NUMBERS = {PREFIXES["xsd"] + name for name in ("integer", "decimal", "double", "float")}

_RESULTS = {
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}
_GRAPHS = {"turtle": RdfFormat.TURTLE, "ntriples": RdfFormat.N_TRIPLES}
_FORMATS_OF = {
    "select": ("table", "csv", *_RESULTS),
    "ask": ("table", "json", "xml"),
    "construct": ("table", *_GRAPHS),
}
_NAMES = {"select": "SELECT", "ask": "ASK", "construct": "DESCRIBE or CONSTRUCT"}


def write_answer(answer: Answer, format: str, stream: TextIO, width: int | None = None, *, excel: bool = False) -> None:  # noqa: A002
    """Write an answer as text.

    The table is for people (see `migrationkg.store.table`). The other forms are those of the W3C, complete:
    SPARQL 1.1 Query Results CSV, TSV, JSON and XML for SELECT (JSON and XML for ASK), Turtle and N-Triples
    for CONSTRUCT and DESCRIBE.

    Args:
        answer: of `ask`.
        format: one of ANSWER_FORMATS.
        stream: where to; open it with `newline=""`, since CSV ends its lines with CR LF.
        width: characters a line of the table; by default the terminal's, or 80.
        excel: whether CSV is for Excel: it begins with a byte-order mark, and a text that would be a formula has an
            apostrophe put in front (see `migrationkg.graph.tables.safe_cell`).

    Raises:
        InputError: this kind of answer has no such form, or XML cannot say what it holds.

    Example:
        >>> import sys
        >>> write_answer(Answer("ask", boolean=True), "table", sys.stdout)
        yes
    """
    if format not in _FORMATS_OF[answer.kind]:
        raise no_form(answer, format)
    if format in _RESULTS:
        text = _results(answer.document, format)
        stream.write(text if text.endswith("\n") else f"{text}\n")
    elif format in _GRAPHS:
        stream.write(_graph(answer.triples, _GRAPHS[format]))
    elif format == "csv":
        _write_csv(answer, stream, excel)
    elif answer.kind == "ask":
        stream.write("yes\n" if answer.boolean else "no\n")
    else:
        from migrationkg.store.table import write_table  # Rich takes a while to load

        write_table(answer, stream, width)


def no_form(answer: Answer, format: str) -> InputError:  # noqa: A002
    """Return the error for a form that this kind of answer does not have."""
    forms = [*_FORMATS_OF[answer.kind], *([] if answer.kind == "ask" else ["xlsx"])]
    return InputError(f"the answer to {_NAMES[answer.kind]} has no form '{format}'; choose one of {', '.join(forms)}")


def _results(document: bytes, format: str) -> str:  # noqa: A002
    text = io.BytesIO()
    results = parse_query_results(document, QueryResultsFormat.JSON)
    results.serialize(xml_stream(text, _refusal) if format == "xml" else text, format=_RESULTS[format])
    return text.getvalue().decode()


def _refusal(told: str) -> InputError:
    return InputError(f"{told}; take --format json")


def _write_csv(answer: Answer, stream: TextIO, excel: bool) -> None:
    if excel:
        stream.write("\ufeff")
    written = _for_excel if excel else _lexical
    writer = csv.writer(stream)
    writer.writerow(answer.variables)
    writer.writerows(map(written, row) for row in answer.rows)


def _lexical(cell: Cell) -> str:
    if cell is None:
        return ""
    return cell.value if isinstance(cell, NamedNode | Literal) else str(cell)


def _for_excel(cell: Cell) -> str:
    from migrationkg.graph.tables import safe_cell

    is_number = isinstance(cell, Literal) and cell.datatype.value in NUMBERS
    return _lexical(cell) if is_number else safe_cell(_lexical(cell))


def _graph(triples: tuple[Triple, ...], form: RdfFormat) -> str:
    text = (serialize(triples, format=RdfFormat.N_TRIPLES) or b"").decode()
    if form == RdfFormat.N_TRIPLES:
        return text
    used = {prefix: namespace for prefix, namespace in PREFIXES.items() if f"<{namespace}" in text}
    return (serialize(triples, format=form, prefixes=used) or b"").decode()
