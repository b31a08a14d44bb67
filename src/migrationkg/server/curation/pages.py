"""The pages of curation."""

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from migrationkg.server.curation.forms import FORMS, Form, fields_of
from migrationkg.server.curation.jobs import digest_of

if TYPE_CHECKING:
    from jinja2 import Environment

#: What a doubt is, and what the buttons of a decision say.
KINDS = {
    "duplicate": "May be one",
    "finding": "Finding",
    "fact": "Uncertain fact",
    "doubtful": "Doubtful fact, not in the graph",
}
_BUTTONS = {"merge": "One thing", "apart": "Two things", "accept": "Right", "reject": "Wrong"}


def page(name: str, **values: Any) -> str:  # noqa: ANN401 - whatever the template shows
    """Return a page of HTML.

    Args:
        name: of its template, without ending.
        values: what it shows.
    """
    return _environment().get_template(f"{name}.html").render(values)


def form_page(form: Form, filled: Mapping[str, str], **values: Any) -> str:  # noqa: ANN401
    """Return the page of a form.

    Args:
        form: the form.
        filled: field → value.
        values: what every page shows.
    """
    return page("form", form=form, fields=fields_of(form), filled=filled, **values)


@cache
def style() -> str:
    """Return the style sheet of all pages."""
    return _environment().get_template("curation.css").render()


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader(__package__),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    made.globals.update(kinds=KINDS, buttons=_BUTTONS, forms=list(FORMS.values()), digest_of=digest_of)
    return made
