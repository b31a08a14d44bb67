"""Sheets for Excel: texts stay texts, days are days, numbers are numbers, pages are links."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any, BinaryIO, TypeAlias

from migrationkg.errors import InputError

_ROWS, _LETTERS, _LINKS, _LINK_LETTERS = 1_048_576, 32_767, 65_530, 2_079  # Excel's own limits of a sheet and a cell
_EXACT = 10**15  # integers from here on lose digits in Excel
_WIDEST = 60  # letters
_FIRST_DAY = date(1900, 3, 1)  # before it, Excel counts a day that never was


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads to a page."""

    text: str
    page: str


#: What may stand in a cell.
SheetCell: TypeAlias = str | int | Decimal | date | Link | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table.

    Attributes:
        name: on its tab, at most 31 letters.
        headings: names of the columns.
        rows: a cell for each column.
    """

    name: str
    headings: Sequence[str]
    rows: Sequence[Sequence[SheetCell]]


def write_workbook(sheets: Iterable[Sheet], stream: BinaryIO) -> None:
    """Write sheets as Office Open XML (.xlsx); the same sheets give the same bytes.

    No text is taken for a formula, a number or a link. A text longer than Excel's 32,767 letters ends in "…".

    Raises:
        InputError: a sheet has more rows than Excel takes.
    """
    from xlsxwriter import Workbook

    whole = BytesIO()  # xlsxwriter leaves an archive that cannot be ended, as on a full disk, to complain later
    workbook = Workbook(
        whole,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    workbook.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)})
    styles = {
        "heading": workbook.add_format({"bold": True, "bottom": 1}),
        "day": workbook.add_format({"num_format": "yyyy-mm-dd", "align": "left", "valign": "top"}),
        "plain": workbook.add_format({"valign": "top"}),
        "long": workbook.add_format({"valign": "top", "text_wrap": True}),
    }
    for sheet in sheets:
        _add(workbook.add_worksheet(sheet.name), sheet, styles)
    workbook.close()
    stream.write(whole.getvalue())


def _add(page: Any, sheet: Sheet, styles: dict[str, Any]) -> None:  # noqa: ANN401  # xlsxwriter has no types
    if len(sheet.rows) >= _ROWS:
        raise InputError(f"{len(sheet.rows):,} rows are more than a sheet of Excel takes ({_ROWS - 1:,}); write CSV")
    page.freeze_panes(1, 0)
    page.write_row(0, 0, sheet.headings, styles["heading"])
    links = 0
    for number, row in enumerate(sheet.rows, start=1):
        for column, cell in enumerate(row):
            if isinstance(cell, Link):
                links += 1
            _write(page, number, column, cell if links <= _LINKS else _text_of(cell), styles)
    for column, cells in enumerate(zip(sheet.headings, *sheet.rows, strict=True)):
        page.set_column(column, column, min(_WIDEST, 2 + max(len(str(_text_of(cell) or "")) for cell in cells)))
    page.autofilter(0, 0, len(sheet.rows), max(0, len(sheet.headings) - 1))


def _write(page: Any, row: int, column: int, cell: SheetCell, styles: dict[str, Any]) -> None:  # noqa: ANN401
    if isinstance(cell, Link) and len(cell.page) <= _LINK_LETTERS:
        page.write_url(row, column, cell.page, string=_fitting(cell.text))
    elif isinstance(cell, date) and cell >= _FIRST_DAY:
        page.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), styles["day"])
    elif isinstance(cell, int | Decimal) and -_EXACT < cell < _EXACT:
        page.write_number(row, column, cell, styles["plain"])
    elif cell is not None and cell != "":
        text = _fitting(str(_text_of(cell)))
        page.write_string(row, column, text, styles["long" if len(text) > _WIDEST else "plain"])


def _text_of(cell: SheetCell) -> SheetCell:
    return cell.text if isinstance(cell, Link) else cell


def _fitting(text: str) -> str:
    return text if len(text) <= _LETTERS else text[: _LETTERS - 1] + "…"
