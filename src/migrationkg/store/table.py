"""An answer as a table that fits the terminal."""

import unicodedata
from typing import TextIO

from pyoxigraph import Literal, NamedNode
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from migrationkg.store.answer import Answer, Cell
from migrationkg.store.prefixes import short_name

_NARROWEST_COLUMN = 9  # characters, with the space between columns; below it, one line a cell reads better


def write_table(answer: Answer, stream: TextIO, width: int | None) -> None:
    """Write a table of the answer's rows or triples.

    IRIs are shown by their short names, and a column `x` with its label `xLabel` as one with the label.
    A width too narrow for the columns gives one line a cell instead. Nothing in a cell acts: no markup, no
    escape of the terminal.

    Args:
        answer: of the kind select or construct.
        stream: where to.
        width: characters a line; by default the terminal's, or 80.
    """
    columns, rows = _cells(answer)
    if not rows:
        stream.write("no rows\n")
        return
    console = Console(file=stream, width=width, highlight=False, markup=False, emoji=False)
    if len(columns) * _NARROWEST_COLUMN > console.width:
        _print_records(console, columns, rows)
    else:
        _print_columns(console, columns, rows)


def _cells(answer: Answer) -> tuple[list[str], list[list[str]]]:
    """Return the headings and the rows of the table; a resource and its label share a column."""
    if answer.kind == "construct":
        triples = [(triple.subject, triple.predicate, triple.object) for triple in answer.triples]
        return ["subject", "predicate", "object"], [[_shown(cell) for cell in triple] for triple in triples]
    place = {name: index for index, name in enumerate(answer.variables)}
    columns = [name for name in place if not (name.endswith("Label") and name[:-5] in place)]
    pairs = [(place[name], place.get(f"{name}Label", place[name])) for name in columns]
    return columns, [[_shown(row[label] or row[own]) for own, label in pairs] for row in answer.rows]


def _shown(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, NamedNode):
        return _printable(short_name(cell.value))
    return _printable(cell.value if isinstance(cell, Literal) else str(cell))


def _printable(text: str) -> str:
    """Take away what steers a terminal: escapes, bells, marks that turn the direction of writing."""
    return "".join(
        " " if character in "\n\r\t" else "\ufffd" if unicodedata.category(character) in {"Cc", "Cf"} else character
        for character in text
    )


def _print_columns(console: Console, columns: list[str], rows: list[list[str]]) -> None:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column in columns:
        table.add_column(Text(column), overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    console.print(table)


def _print_records(console: Console, columns: list[str], rows: list[list[str]]) -> None:
    for number, row in enumerate(rows, start=1):
        console.print(Text(f"{number}."))
        for column, cell in zip(columns, row, strict=True):
            if cell:
                console.print(Text(f"  {column}: {cell}", overflow="fold"))
