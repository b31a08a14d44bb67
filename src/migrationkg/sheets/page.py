"""A sheet as one page that opens anywhere, also offline, and prints well."""

from importlib.resources import files
from pathlib import Path

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
    from jinja2 import Environment  # most commands write no page

    style = _part("sheet.css")
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters["day"] = readable_date
    environment.filters["page"] = lambda url: page.value if (page := web_page(url)) else ""
    bases = {base for section in sheet.sections for row in section.rows for said in row.said for base in said.bases}
    return environment.from_string(_part("sheet.html")).render(
        sheet=sheet,
        style=style,
        policy=content_policy(style, []),
        shown=SHOWN,
        bases=BASES,
        legend=[(base, BASES[base], MEANINGS[base]) for base in BASES if base in bases],
    )


def _part(name: str) -> str:
    return (files(__package__) / "templates" / name).read_text(encoding="utf-8")
