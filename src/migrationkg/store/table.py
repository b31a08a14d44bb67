"""An answer as a table that fits the terminal."""

import shutil
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby
from typing import TextIO

from pyoxigraph import Literal, NamedNode

from migrationkg.store.answer import Answer, Cell
from migrationkg.store.layout import laid_out
from migrationkg.store.prefixes import PREFIXES, short_name

_WORDS = {PREFIXES["xsd"] + "string", PREFIXES["rdf"] + "langString"}


def write_table(answer: Answer, stream: TextIO, width: int | None) -> None:
    """Write a table of the answer's rows or triples.

    A resource is shown by its label where the answer has one beside it (`migrationkg.store.labels`), with its short
    name behind it where two things of the answer are called the same, and by its short name alone where there is
    none. Several values of one thing stand in one cell. A width too narrow for the columns gives records. Nothing in
    a cell acts on the terminal.

    Args:
        answer: of the kind select or construct.
        stream: where to.
        width: characters a line; by default the terminal's, or 80.
    """
    headings, rows = _cells(answer)
    if not rows:
        stream.write("no rows\n")
        return
    rows = _one_for_each_thing(rows, _of_several(answer, headings))
    columns = width or shutil.get_terminal_size().columns
    stream.writelines(f"{line}\n" for line in laid_out([_printable(name) for name in headings], rows, columns))
    if not answer.complete:
        stream.write(f"… only the first {len(answer.rows):,} rows; --format csv or xlsx gives all of them\n")


def _cells(answer: Answer) -> tuple[list[str], list[list[str]]]:
    """Return the headings and the rows of the table; a resource and its label share a column."""
    if answer.kind == "construct":
        triples = [(triple.subject, triple.predicate, triple.object) for triple in answer.triples]
        return ["subject", "predicate", "object"], [[_shown(cell) for cell in triple] for triple in triples]
    place = {name: index for index, name in enumerate(answer.variables)}
    headings = [name for name in place if not (name.endswith("Label") and name[:-5] in place)]
    pairs = [(place[name], place.get(f"{name}Label", place[name])) for name in headings]
    named: dict[str, set[Cell]] = defaultdict(set)
    for row in answer.rows:
        for own, label in pairs:
            named[_shown(row[label])].add(row[own])

    def name(row: Sequence[Cell], own: int, label: int) -> str:
        text = _shown(row[label] or row[own])
        return f"{text} ({_shown(row[own])})" if own != label and row[label] and len(named[text]) > 1 else text

    return headings, [[name(row, own, label) for own, label in pairs] for row in answer.rows]


def _of_several(answer: Answer, headings: Sequence[str]) -> set[int]:
    """Return which columns may hold several values in a cell: those of resources or words."""
    columns = dict(zip(answer.variables, zip(*answer.rows, strict=True), strict=True))
    return {
        place
        for place, name in enumerate(headings)
        if all(not isinstance(cell, Literal) or cell.datatype.value in _WORDS for cell in columns.get(name, ()))
    }


def _one_for_each_thing(rows: list[list[str]], of_several: set[int]) -> list[list[str]]:
    """Join the rows that tell of one thing, which the fewest columns from the left name; else leave all as they are.

    Example:
        >>> rows = [["LIBMITAF", "ICMPD", "Italy"], ["LIBMITAF", "ICMPD", "Libya"], ["PAVE", "IOM", "Italy"]]
        >>> _one_for_each_thing(rows, {0, 1, 2})
        [['LIBMITAF', 'ICMPD', 'Italy; Libya'], ['PAVE', 'IOM', 'Italy']]
    """
    for first in range(1, len(rows[0])):
        joined = rows
        for place in sorted(of_several - set(range(first)), reverse=True):
            joined = _merged(joined, place)
        if len({tuple(row[:first]) for row in joined}) == len(joined):
            return joined
    return rows


def _merged(rows: list[list[str]], place: int) -> list[list[str]]:
    """Join rows that follow each other and differ in one column; rows that are equal stay as they are."""
    merged = []
    for _, group in groupby(rows, key=lambda row: (*row[:place], *row[place + 1 :])):
        alike = list(group)
        values = [row[place] for row in alike]
        if len(set(values)) == len(values) and all(values):
            merged.append([*alike[0][:place], "; ".join(values), *alike[0][place + 1 :]])
        else:
            merged += alike
    return merged


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
