"""The occasions of a thing, drawn along the time in which they were, as a picture that needs no script."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from migrationkg.server.pages.around import LETTERS
from migrationkg.sheets.sheet import Row, Sheet
from migrationkg.views.wording import in_short, readable_date

_LEFT, _RIGHT = 24, 816  # where the first and the last day stand, of a picture 840 wide
_ROW, _ROWS = 36, 9  # height of a row of names, and how many there are; what finds no place in them has no name
_LETTER, _BESIDE = 7.8, 13  # width of a letter, generously, and from a mark to its name
_GAP = 12  # between two names of a row
_MOST_TICKS = 9
_STEPS = (1, 3, 6, 12, 24, 60, 120, 240, 600)  # months between two ticks


@dataclass(frozen=True, slots=True)
class Occasion:
    """A mark.

    Attributes:
        name: what the occasion is called, shortened.
        path: its local name.
        day: when it began, in words.
        x: to the right of the picture's edge.
        y: below its top.
        tx: where the name stands.
        anchor: which end of the name stands there, as of SVG's `text-anchor`; empty where there is no room for a name.
    """

    name: str
    path: str
    day: str
    x: float
    y: float
    tx: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The picture.

    Attributes:
        occasions: by day.
        ticks: (place to the right, words) along the bottom.
        height: of all.
    """

    occasions: tuple[Occasion, ...]
    ticks: tuple[tuple[float, str], ...]
    height: float


def timeline_of(sheet: Sheet) -> Timeline | None:
    """Return the occasions of a sheet along the time; None where fewer than two have a day.

    Args:
        sheet: of a thing.
    """
    rows = {row.path: row for section in sheet.sections for row in section.rows if row.day and row.path}
    ordered = sorted(rows.values(), key=lambda row: (row.day, row.name))
    if len(ordered) < 2:
        return None
    first, last = _day(ordered[0].day), _day(ordered[-1].day)
    days = max((last - first).days, 1)

    def place(day: date) -> float:
        return round(_LEFT + (_RIGHT - _LEFT) * (day - first).days / days, 1)

    used: list[list[tuple[float, float]]] = []
    placed = [_placed(row, place(_day(row.day)), used) for row in ordered]
    bottom = _ROW * (len(used) + 1)
    occasions = (
        Occasion(_name(row), row.path, readable_date(row.day), x, _ROW * (line + 0.6) if anchor else bottom, tx, anchor)
        for row, x, line, tx, anchor in placed
    )
    ticks = tuple((place(day), words) for day, words in _ticks(first, last))
    return Timeline(tuple(occasions), ticks, bottom + _ROW)


def _placed(row: Row, x: float, used: list[list[tuple[float, float]]]) -> tuple[Row, float, int, float, str]:
    """Find the first row in which a name has room, right or left of its mark; its own place there is taken then."""
    width = _BESIDE + _LETTER * max(len(_name(row)), len(readable_date(row.day)))
    for line in range(_ROWS):
        if line == len(used):
            used.append([])
        for side, anchor in ((1, "start"), (-1, "end")):
            left, right = sorted((x - side * _BESIDE, x + side * width))
            if left >= 0 and right <= _LEFT + _RIGHT and _is_free(used[line], left, right):
                used[line].append((left, right))
                return row, x, line, x + side * _BESIDE, anchor
    return row, x, 0, x, ""


def _name(row: Row) -> str:
    """Return what an occasion is called; its day, which many names end with, stands below."""
    return in_short(row.name.removesuffix(f", {row.day}"), (), LETTERS)


def _is_free(taken: Iterable[tuple[float, float]], left: float, right: float) -> bool:
    return all(right + _GAP <= other or left >= end + _GAP for other, end in taken)


def _ticks(first: date, last: date) -> Iterator[tuple[date, str]]:
    """Yield the beginnings of months or years between two days, with what they are called."""
    months = range(first.year * 12 + first.month, last.year * 12 + last.month)
    step = next((one for one in _STEPS if len(months) // one <= _MOST_TICKS), _STEPS[-1])
    for month in months:
        if month % step == 0:
            day = date(month // 12, month % 12 + 1, 1)
            yield day, str(day.year) if step >= 12 else readable_date(f"{day:%Y-%m}")


def _day(told: str) -> date:
    """Return a day, of a month or year the first.

    Example:
        >>> _day("2023-05")
        datetime.date(2023, 5, 1)
    """
    parts: Sequence[int] = [int(part) for part in told.split("-")]
    return date(*(*parts, 1, 1)[:3])
