"""A sheet as one page that opens anywhere, also offline, and prints well."""

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

from migrationkg.graph.files import replacing
from migrationkg.graph.values import web_page
from migrationkg.page_policy import content_policy
from migrationkg.sheets.sheet import BASES, MEANINGS, Sheet
from migrationkg.views.wording import readable_date

#: So many sentences are shown of one statement, the newest; how many more there are is told.
SHOWN = 3


def write_sheet(sheet: Sheet, path: str | Path) -> None:
    """Write a sheet as one page without script (`docs/sheets.md`).

    Whatever names and sentences hold stays text, only addresses of http and https become links, and a content security
    policy allows the page's own style and nothing else. The same sheet gives the same bytes.

    Args:
        sheet: as of `fact_sheet`.
        path: the file; replaced whole.

    Raises:
        InputError: the file cannot be written.
    """
    with replacing(Path(path)) as stream:
        stream.write(sheet_as_html(sheet).encode("utf-8", "replace"))


def sheet_as_html(sheet: Sheet) -> str:
    """Return the text of the page.

    Args:
        sheet: as of `fact_sheet`.
    """
    from jinja2 import Environment, PackageLoader  # most commands write no page

    style = (files(__package__) / "templates" / "sheet.css").read_text(encoding="utf-8")
    loader = PackageLoader("migrationkg.sheets")
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, loader=loader)
    environment.filters |= FILTERS
    return environment.get_template("sheet.html").render(
        sheet=sheet,
        style=style,
        policy=content_policy(style, []),
        shown=SHOWN,
        bases=BASES,
        legend=legend_of(sheet),
    )


def legend_of(sheet: Sheet) -> list[tuple[str, str, str]]:
    """Return the kinds of ground on which statements of a sheet stand: key, words and meaning of each.

    Args:
        sheet: as of `fact_sheet`.
    """
    bases = {base for section in sheet.sections for row in section.rows for said in row.said for base in said.bases}
    return [(base, BASES[base], MEANINGS[base]) for base in BASES if base in bases]


def _page(url: str) -> str:
    page = web_page(url)
    return page.value if page else ""


#: What the templates need: `day` writes a day in words, `page` lets only addresses of http and https through.
FILTERS: dict[str, Callable[..., Any]] = {"day": readable_date, "page": _page}
