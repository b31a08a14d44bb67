"""A thing in a small frame, for those who choose among candidates."""

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from pyoxigraph import Store

from migrationkg.errors import InputError
from migrationkg.page_policy import content_policy
from migrationkg.server.reconciliation.catalogue import catalogue_of
from migrationkg.sheets.gathering import sheet_of
from migrationkg.sheets.naming import thing_called
from migrationkg.views.wording import readable_date

if TYPE_CHECKING:
    from jinja2 import Template

#: Sections and news items that the frame holds.
_SECTIONS, _ITEMS = 4, 1


def preview(store: Store, id: str) -> str:  # noqa: A002 - as the specification calls it
    """Return a page that tells in brief what a thing is.

    Args:
        store: of `open_store`.
        id: of the thing.

    Raises:
        InputError: there is no such thing.
    """
    thing = catalogue_of(store).thing(id)
    if thing is None:
        raise InputError(f"{id[:80]!r} is no id of a thing")
    sheet = sheet_of(store, thing_called(store, thing.iri))
    return _template().render(
        sheet=sheet, sections=sheet.sections[:_SECTIONS], items=sheet.news[:_ITEMS], style=_style()
    )


def preview_policy() -> str:
    """Return the content security policy of such a page: its own style, and a frame of any other page."""
    return f"{content_policy(_style(), [])}; frame-ancestors *"


@cache
def _template() -> "Template":
    from jinja2 import Environment

    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters["day"] = readable_date
    return environment.from_string(_part("preview.html"))


@cache
def _style() -> str:
    return _part("preview.css")


def _part(name: str) -> str:
    return (files(__package__) / "templates" / name).read_text(encoding="utf-8")
