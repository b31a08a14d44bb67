"""An answer as a workbook for Excel."""

from datetime import date
from decimal import Decimal
from typing import BinaryIO

from pyoxigraph import Literal, NamedNode

from migrationkg.graph.workbook import Link, Sheet, SheetCell
from migrationkg.graph.workbook import write_workbook as write_sheets
from migrationkg.store.answer import Answer, Cell
from migrationkg.store.prefixes import PREFIXES
from migrationkg.store.remote import Asked
from migrationkg.store.writing import NUMBERS, no_form

_DATE = PREFIXES["xsd"] + "date"
_PAGE = NamedNode(PREFIXES["schema"] + "url")


def write_workbook(store: Asked, answer: Answer, stream: BinaryIO) -> None:
    """Write an answer as one sheet: labels that lead to the page of a thing where it has one, its IRI beside them.

    Args:
        store: of `open_store`, where the pages of news items and organisations are found.
        answer: of `ask`, with labels (`migrationkg.store.labels`) or without.
        stream: where to.

    Raises:
        InputError: the answer is no table, or larger than a sheet.
    """
    if answer.kind == "ask":
        raise no_form(answer, "xlsx")
    if answer.kind == "construct":
        triples = tuple((triple.subject, triple.predicate, triple.object) for triple in answer.triples)
        answer = Answer("select", variables=("subject", "predicate", "object"), rows=triples)
    place = {name: index for index, name in enumerate(answer.variables)}
    headings, columns = [], []
    for name in (name for name in place if not _is_label(name, place)):
        own = [row[place[name]] for row in answer.rows]
        if f"{name}Label" in place:
            labels = [row[place[f"{name}Label"]] for row in answer.rows]
            headings.append(name)
            columns.append([_linked(store, cell, label) for cell, label in zip(own, labels, strict=True)])
            headings.append(f"{name} IRI")
        else:
            headings.append(name)
        columns.append([_value(cell) for cell in own])
    write_sheets([Sheet("answer", headings, list(zip(*columns, strict=True)))], stream)


def _is_label(name: str, place: dict[str, int]) -> bool:
    return name.endswith("Label") and name.removesuffix("Label") in place


def _linked(store: Asked, resource: Cell, label: Cell) -> SheetCell:
    text = _value(label or resource)
    if isinstance(resource, NamedNode):
        for quad in store.quads_for_pattern(resource, _PAGE, None, None):
            return Link(str(text), quad.object.value) if isinstance(quad.object, NamedNode) else text
    return text


def _value(cell: Cell) -> SheetCell:
    if not isinstance(cell, Literal):
        return None if cell is None else cell.value if isinstance(cell, NamedNode) else str(cell)
    try:
        if cell.datatype.value in NUMBERS:
            number = Decimal(cell.value)
            return number if number.is_finite() else cell.value
        return date.fromisoformat(cell.value) if cell.datatype.value == _DATE else cell.value
    except (ArithmeticError, ValueError):  # a literal that its datatype does not allow
        return cell.value
