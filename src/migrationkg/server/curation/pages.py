"""The pages of curation."""

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request

from migrationkg.server.curation.forms import FORMS, Form, fields_of
from migrationkg.server.curation.jobs import digest_of
from migrationkg.server.pages.looks import environment

#: What a doubt is, and what the buttons of a decision say.
KINDS = {
    "duplicate": "May be one",
    "finding": "Finding",
    "fact": "Uncertain fact",
    "doubtful": "Doubtful fact, not in the graph",
}
_BUTTONS = {"merge": "One thing", "apart": "Two things", "accept": "Right", "reject": "Wrong"}


def page(request: Request, name: str, **values: Any) -> str:  # noqa: ANN401 - whatever the template shows
    """Return a page of HTML.

    Args:
        request: what is answered.
        name: of its template, without ending.
        values: what it shows.
    """
    shown = {"kinds": KINDS, "buttons": _BUTTONS, "forms": FORMS.values(), "digest_of": digest_of, **values}
    template = environment().get_template(f"curation/{name}.html")
    return template.render(request=request, path=request.url.path, **shown)


def form_page(request: Request, form: Form, filled: Mapping[str, str], **values: Any) -> str:  # noqa: ANN401
    """Return the page of a form.

    Args:
        request: what is answered.
        form: the form.
        filled: field → value.
        values: what every page shows.
    """
    return page(request, "form", form=form, fields=fields_of(form), filled=filled, **values)
