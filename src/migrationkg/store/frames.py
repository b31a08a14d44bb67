"""The rows of an answer for Python: values by column, a frame of pandas, a table for a notebook."""

from datetime import date
from html import escape
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode

from migrationkg.errors import InputError
from migrationkg.store.answer import Answer, Cell
from migrationkg.store.prefixes import PREFIXES, short_name

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas

#: What a cell of a frame holds.
Value = str | int | float | date | None

_XSD: Final = PREFIXES["xsd"]
#: Rows that a notebook shows.
_SHOWN: Final = 100


def columns_of(answer: Answer) -> dict[str, list[Value]]:
    """Return the columns of an answer: whole numbers, numbers, truth values, days, text for all else; None if empty.

    A column with values of several sorts is one of text, whole numbers among others aside. Triples of a graph have the
    columns subject, predicate and object; a yes or no the column answer.

    Args:
        answer: of `migrationkg.ask`.

    Example:
        >>> year = Literal("2023", datatype=NamedNode(_XSD + "integer"))
        >>> columns_of(Answer("select", ("project", "year"), ((NamedNode("http://example.org/a"), year),)))
        {'project': ['http://example.org/a'], 'year': [2023]}
    """
    if answer.kind == "ask":
        return {"answer": [answer.boolean]}
    names, rows = _table(answer)
    columns = {name: [row[place] for row in rows] for place, name in enumerate(names)}
    return {name: _of_one_sort(cells) for name, cells in columns.items()}


def pandas_frame(answer: Answer) -> "pandas.DataFrame":
    """Return the rows of an answer as a frame of pandas.

    Args:
        answer: of `migrationkg.ask`.

    Raises:
        InputError: pandas is not installed.
    """
    try:
        import pandas
    except ImportError as error:
        raise InputError("rows as a frame need pandas, which is not installed: pip install pandas") from error
    return pandas.DataFrame(columns_of(answer))


def html_table(answer: Answer) -> str:
    """Return an answer as a table of HTML, all its text escaped, the label of a thing in the place of its IRI.

    Args:
        answer: of `migrationkg.ask`.

    Example:
        >>> html_table(Answer("ask", boolean=True))
        '<p><strong>yes</strong></p>'
    """
    if answer.kind == "ask":
        return f"<p><strong>{'yes' if answer.boolean else 'no'}</strong></p>"
    names, rows = _table(answer)
    place = {name: number for number, name in enumerate(names)}
    shown = [name for name in names if not (name.endswith("Label") and name.removesuffix("Label") in place)]
    head = "".join(f"<th>{escape(name)}</th>" for name in shown)
    pairs = [(place[name], place.get(f"{name}Label", place[name])) for name in shown]
    body = "".join(
        f"<tr>{''.join(_html_cell(row[one], row[label]) for one, label in pairs)}</tr>" for row in rows[:_SHOWN]
    )
    more = f", {_SHOWN} shown" if len(rows) > _SHOWN else "" if answer.complete else " and more"
    count = f"{len(rows)} row{'' if len(rows) == 1 else 's'}{more}"
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table><p>{count}</p>"


def _table(answer: Answer) -> tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]]:
    if answer.kind == "construct":
        triples = tuple((one.subject, one.predicate, one.object) for one in answer.triples)
        return ("subject", "predicate", "object"), triples
    return answer.variables, answer.rows


def _html_cell(cell: Cell, label: Cell) -> str:
    if cell is None:
        return "<td></td>"
    words = label if isinstance(label, Literal) else cell
    if isinstance(words, NamedNode):
        return f'<td title="{escape(words.value)}">{escape(short_name(words.value))}</td>'
    title = f' title="{escape(cell.value)}"' if isinstance(cell, NamedNode) else ""
    return f"<td{title}>{escape(words.value if isinstance(words, Literal) else str(words))}</td>"


def _of_one_sort(cells: list[Cell]) -> list[Value]:
    values = [_value(cell) for cell in cells]
    sorts = {type(value) for value in values if value is not None}
    if sorts <= {int, float} or len(sorts) == 1:
        return values
    return [None if cell is None else _text(cell) for cell in cells]


def _value(cell: Cell) -> Value:
    """Return the value that a literal stands for; its text where its datatype does not allow it."""
    if not isinstance(cell, Literal):
        return None if cell is None else _text(cell)
    readers: dict[str, Callable[[str], Value]] = {
        "integer": int,
        "decimal": float,
        "double": float,
        "float": float,
        "date": date.fromisoformat,
    }
    sort = cell.datatype.value.removeprefix(_XSD)
    if sort == "boolean":
        return cell.value in {"true", "1"}
    try:
        return readers[sort](cell.value) if sort in readers else cell.value
    except ValueError:
        return cell.value


def _text(cell: Cell) -> str:
    return cell.value if isinstance(cell, NamedNode | Literal) else str(cell)
