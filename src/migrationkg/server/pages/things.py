"""The page of a thing, and its description as RDF: which of them is asked for, and where it lies.

The IRI of a thing names the thing, not a page. Where the IRI itself is asked for, the answer is 303 with the address
of a document about it (https://www.w3.org/TR/cooluris/); where the data have their IRIs elsewhere, the address here is
that of a document, and answered at once, in the form that the client likes best. Each form has an address of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from migrationkg.graph import terms
from migrationkg.server.etags import etag, is_known, unchanged
from migrationkg.server.pages.answers import table_of
from migrationkg.server.pages.described import described, description, named
from migrationkg.server.pages.files import made
from migrationkg.server.pages.looks import page
from migrationkg.server.pages.questions import catalogue
from migrationkg.server.pages.timeline import timeline_of
from migrationkg.server.protocol.negotiation import GRAPH_FORMS, Form, needed
from migrationkg.server.served import Served, served_of
from migrationkg.server.streaming import streamed
from migrationkg.sheets.page import SHOWN, legend_of
from migrationkg.sheets.sheet import BASES
from migrationkg.store.prefixes import short_name
from migrationkg.views.appearance import APPEARANCE

#: Ending of an address → form.
ENDINGS = {
    "html": Form("HTML", "text/html"),
    "ttl": Form("TURTLE", "text/turtle"),
    "jsonld": Form("JSON_LD", "application/ld+json"),
    "nt": Form("N_TRIPLES", "application/n-triples"),
    "rdf": Form("RDF_XML", "application/rdf+xml"),
}

#: Media type → form; a client that takes anything gets the page.
_OFFERED: Mapping[str, Form] = {
    "text/html": ENDINGS["html"],
    "application/xhtml+xml": ENDINGS["html"],
    **GRAPH_FORMS,
}

#: What the local name of a thing begins with; concepts have IRIs of their own, whatever the base of the data.
KINDS = (
    *("project", "organisation", "country", "place", "person", "event", "news"),
    *("amount", "evidence", "authority", "curation", "event-type", "theme"),
)
_SOURCES = {terms.URL.value, terms.SOURCE.value}
_CONCEPTS = {"event-type": terms.EVENT_TYPES, "theme": terms.THEMES}


@dataclass(frozen=True, slots=True)
class _Document:
    """A document about a thing, without and with the ending that tells its form."""

    path: str
    form: Form

    def ending(self, name: str) -> str:
        return f"{self.path}.{name}"


async def thing(request: Request) -> Response:
    """Answer with a page or a description of a thing, or with where they are."""
    name, ending = _parted(request.path_params["name"])
    served = served_of(request)
    iri = _iri(served, request.path_params["kind"], name)
    now = await served.pool.run(named, iri)
    path = f"/{quote(short_name(now))}"
    accept = request.headers.get("accept")
    if now != iri:
        return RedirectResponse(path + (f".{ending}" if ending else ""), 301, _vary())
    if not ending and _is_asked_for_itself(request, iri):
        form = needed(accept, _OFFERED)
        return RedirectResponse(f"{path}.{_ending(form)}", 303, _vary())
    document = _Document(path, ENDINGS[ending] if ending else needed(accept, _OFFERED))
    headers = {"Link": _links(document), "Content-Location": document.ending(_ending(document.form)), **_vary()}
    if document.form.name != "HTML":
        headers["ETag"] = etag(served.version, iri, document.form.name)
        if is_known(request, headers["ETag"]):
            return unchanged(headers["ETag"])
        answer = await served.pool.stream(description, iri, document.form.name, document.form.media_type)
        return await streamed(request, answer, headers)
    return await _page(request, served, iri, document, headers)


async def by_iri(request: Request) -> Response:
    """Lead from the path of an IRI of the data to its page here, where the base of the data has a path of its own."""
    below = urlsplit(served_of(request).base).path
    path = request.url.path
    if below != "/" and path.startswith(below) and path.removeprefix(below).partition("/")[0] in KINDS:
        return RedirectResponse(f"/{quote(path.removeprefix(below))}", 303, _vary())
    raise HTTPException(404, "there is no such page")


async def _page(
    request: Request, served: Served, iri: str, document: _Document, headers: Mapping[str, str]
) -> Response:
    known = await served.pool.run(described, iri)
    is_news = short_name(iri).startswith("news/")
    told = await served.pool.run(table_of, catalogue()["news-item"], {"newsItem": iri}) if is_news else None
    if told:
        told = told.without("quoteStart")
    links = [value.address for said, values in known.statements if said.address in _SOURCES for value in values]
    days = [values[0].name for said, values in known.statements if said.address == terms.PUBLISHED.value]
    values = {
        "thing": known,
        "day": next(iter(days), ""),
        "around": known.around,
        "timeline": timeline_of(known.sheet) if known.sheet else None,
        "star": APPEARANCE["Event"],
        "told": told,
        "source": next((link for link in links if link), ""),
        "sheet": known.sheet,
        "shown": SHOWN,
        "bases": BASES,
        "legend": legend_of(known.sheet) if known.sheet else [],
        "document": document.path,
        "made": made(request),
        "items": {(item.published, item.headline): item.path for item in known.sheet.news} if known.sheet else {},
    }
    return page(request, "thing.html" if known.sheet else "statements.html", values, headers=headers)


def _parted(name: str) -> tuple[str, str]:
    stem, dot, ending = name.rpartition(".")
    return (stem, ending) if dot and ending in ENDINGS else (name, "")


def _iri(served: Served, kind: str, name: str) -> str:
    if kind not in KINDS:
        raise HTTPException(404, "there is no such page")
    return _CONCEPTS.get(kind, f"{served.base}{kind}/") + name


def _ending(form: Form) -> str:
    return next(ending for ending, one in ENDINGS.items() if one.name == form.name)


def _is_asked_for_itself(request: Request, iri: str) -> bool:
    """Tell whether the address is the IRI of the thing; a proxy may have changed http to https."""
    parts = urlsplit(iri)
    return (request.url.netloc, request.url.path) == (parts.netloc, parts.path)


def _links(document: _Document) -> str:
    return ", ".join(
        f'<{document.ending(ending)}>; rel="alternate"; type="{form.media_type}"'
        for ending, form in ENDINGS.items()
        if form != document.form
    )


def _vary() -> dict[str, str]:
    return {"Vary": "Accept"}
