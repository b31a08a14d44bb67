"""Which form of an answer a client gets (RFC 9110, section 12.5.1)."""

from collections.abc import Mapping
from typing import NamedTuple

from pyoxigraph import QueryResultsFormat, RdfFormat

from migrationkg.server.refusals import RefusedError


class Form(NamedTuple):
    """A form in which an answer is written.

    Attributes:
        name: of the engine's form, such as `JSON` or `TURTLE`.
        media_type: what the answer is called.
    """

    name: str
    media_type: str


def _forms(names: Mapping[str, str]) -> dict[str, Form]:
    first = {form: media_type for media_type, form in reversed(list(names.items()))}
    return {media_type: Form(form, first[form]) for media_type, form in names.items()}


#: Media type → form of rows and booleans; the first is what a client gets that takes anything.
RESULT_FORMS = _forms(
    {
        "application/sparql-results+json": "JSON",
        "application/sparql-results+xml": "XML",
        "text/csv": "CSV",
        "text/tab-separated-values": "TSV",
        "application/json": "JSON",
        "application/xml": "XML",
        "text/xml": "XML",
    }
)

#: Media type → form of graphs.
GRAPH_FORMS = _forms(
    {
        "text/turtle": "TURTLE",
        "application/n-triples": "N_TRIPLES",
        "application/ld+json": "JSON_LD",
        "application/rdf+xml": "RDF_XML",
        "application/x-turtle": "TURTLE",
        "text/plain": "N_TRIPLES",
        "application/json": "JSON_LD",
        "application/xml": "RDF_XML",
        "text/xml": "RDF_XML",
    }
)


def result_form(form: Form) -> QueryResultsFormat:
    """Return the engine's own value for a form of rows."""
    found: QueryResultsFormat = getattr(QueryResultsFormat, form.name)
    return found


def graph_form(form: Form) -> RdfFormat:
    """Return the engine's own value for a form of graphs."""
    found: RdfFormat = getattr(RdfFormat, form.name)
    return found


def chosen(accept: str | None, offered: Mapping[str, Form]) -> Form | None:
    """Return the form that a client likes best of those that there are; None if it takes none of them.

    Among equals the one that stands first in what is offered.

    Args:
        accept: the `Accept` header, if there is one.
        offered: media type → form.

    Example:
        >>> chosen("text/csv;q=0.5, application/sparql-results+xml", RESULT_FORMS).media_type
        'application/sparql-results+xml'
        >>> chosen("text/*, text/csv;q=0", RESULT_FORMS).media_type
        'text/tab-separated-values'
        >>> chosen(None, RESULT_FORMS).media_type
        'application/sparql-results+json'
        >>> chosen("image/png", RESULT_FORMS)
    """
    if accept is None or not accept.strip():
        return next(iter(offered.values()))
    ranges = [_range(part) for part in accept.split(",") if part.strip()]
    liked = {media_type: _quality(media_type, ranges) for media_type in offered}
    best = max(liked, key=lambda media_type: liked[media_type])
    return offered[best] if liked[best] > 0 else None


def needed(accept: str | None, offered: Mapping[str, Form]) -> Form:
    """Return the form that a client likes best.

    Raises:
        RefusedError: it takes none.
    """
    if form := chosen(accept, offered):
        return form
    raise not_acceptable(offered)


def not_acceptable(offered: Mapping[str, Form]) -> RefusedError:
    """Return the refusal for a client that takes none of the forms that there are."""
    names = dict.fromkeys(form.media_type for form in offered.values())
    return RefusedError(406, f"there is no such form; Accept one of {', '.join(names)}")


def _range(part: str) -> tuple[str, float]:
    """Return a media range, without parameters, and how much it is liked."""
    name, *parameters = (word.strip() for word in part.split(";"))
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip().lower() == "q":
            try:
                return name.lower(), min(max(float(value), 0.0), 1.0)
            except ValueError:
                return name.lower(), 0.0
    return name.lower(), 1.0


def _quality(media_type: str, ranges: list[tuple[str, float]]) -> float:
    """Return what the range says that fits best."""
    for name in (media_type, f"{media_type.partition('/')[0]}/*", "*/*"):
        for own, quality in ranges:
            if own == name:
                return quality
    return 0.0
