"""Lists of things by kind, narrowed by country, year, funder, status; a page of them at a time."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from migrationkg.reading.web_address import TRACKING
from migrationkg.resolution.names import normal
from migrationkg.server.pages.kept import kept
from migrationkg.server.pages.listed import COLUMNS, Cell, Column, Row, rows_of
from migrationkg.server.pages.looks import page
from migrationkg.server.refusals import RefusedError

_ON_A_PAGE = 50
_MOST_OPTIONS = 300  # values that a filter offers, the most frequent
_YEAR = re.compile("[12][0-9]{3}")

#: List → its heading, and what a reader looks for in it.
TITLES = {
    "projects": "Projects",
    "organisations": "Organisations",
    "countries": "Countries",
    "places": "Places",
    "events": "Events",
    "people": "People",
    "news": "News",
}


@dataclass(frozen=True, slots=True)
class Filter:
    """A way to narrow a list.

    Attributes:
        name: the parameter of the address.
        title: what a reader sees.
        chosen: the value that is chosen; empty for all.
        options: value, name and number of things of each.
    """

    name: str
    title: str
    chosen: str
    options: tuple[tuple[str, str, int], ...]


async def rows(request: Request, name: str) -> tuple[Row, ...]:
    """Return all rows of a list, worked out once for each state.

    Args:
        request: what is answered.
        name: one of `listed.LISTS`.
    """
    return await kept(request, f"list {name}", lambda served: served.pool.run(rows_of, name))


async def listing(request: Request) -> Response:
    """Show a list."""
    name = request.url.path.strip("/")
    columns = [column for column in COLUMNS[name] if column.is_filter]
    told = _told(request, ["q", *(column.name for column in columns), "page"])
    everything = await rows(request, name)
    filters = [_filter(column, everything, told.get(column.name, "")) for column in columns]
    chosen = {one.name: one.chosen for one in filters if one.chosen}
    words = told.get("q", "")[:200]
    kept_rows = [row for row in everything if _has(row, chosen) and _is_called(row, words)]
    number, pages = _page_number(told.get("page", "1")), max(1, ceil(len(kept_rows) / _ON_A_PAGE))
    if number > pages:
        raise RefusedError(404, f"the list has {pages} page{'s' if pages > 1 else ''}")

    def address(place: int) -> str:
        parts = {**({"q": words} if words else {}), **chosen, **({"page": place} if place > 1 else {})}
        return f"/{name}{'?' if parts else ''}{urlencode(parts)}"

    begin = (number - 1) * _ON_A_PAGE
    values = {
        "name": name,
        "title": TITLES[name],
        "columns": [column for column in COLUMNS[name] if _is_worth_showing(column, everything)],
        "filters": [one for one in filters if len(one.options) > 1 or one.chosen],
        "rows": kept_rows[begin : begin + _ON_A_PAGE],
        "first": begin + 1,
        "found": len(kept_rows),
        "all": len(everything),
        "words": words,
        "number": number,
        "pages": pages,
        "before": address(number - 1) if number > 1 else "",
        "after": address(number + 1) if number < pages else "",
        "is_narrowed": bool(words or chosen),
    }
    return page(request, "list.html", values)


def _told(request: Request, names: list[str]) -> dict[str, str]:
    """Return what an address tells of each name; of what is not understood only what trackers add is passed over."""
    told: dict[str, str] = {}
    for name, value in request.query_params.multi_items():
        if TRACKING.fullmatch(name):
            continue
        if name not in names or name in told:
            raise RefusedError(400, f"the list takes, once each: {', '.join(names)}")
        told[name] = value.strip()
    if told.get("year") and not _YEAR.fullmatch(told["year"]):
        raise RefusedError(400, f"year: {told['year'][:40]!r} is no year of four digits, such as 2023")
    return told


def _filter(column: Column, everything: Iterable[Row], chosen: str) -> Filter:
    counted = Counter(cell for row in everything for cell in row.cells[column.name])
    frequent = sorted(counted, key=lambda cell: (-counted[cell], cell.name))[:_MOST_OPTIONS]
    if chosen and chosen not in map(_key, frequent):  # else the form would say that all are chosen
        frequent.append(next((cell for cell in counted if _key(cell) == chosen), Cell(chosen)))
    options = sorted(frequent, key=lambda cell: cell.name.casefold(), reverse=column.name == "year")
    return Filter(column.name, column.title, chosen, tuple((_key(cell), cell.name, counted[cell]) for cell in options))


def _is_worth_showing(column: Column, everything: Iterable[Row]) -> bool:
    """Tell whether any thing has something in a column that no other column says."""
    return any(row.cells[column.name] and not (column.name == "year" and "day" in row.cells) for row in everything)


def _key(cell: Cell) -> str:
    return cell.path.rpartition("/")[2] or cell.name


def _has(row: Row, chosen: dict[str, str]) -> bool:
    return all(value in map(_key, row.cells[name]) for name, value in chosen.items())


def _is_called(row: Row, words: str) -> bool:
    name = " ".join(normal(row.name))
    return all(word in name for word in normal(words))


def _page_number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 0 < len(text) < 7 and int(text) > 0):
        raise RefusedError(400, "page is a number from 1 on")
    return int(text)
