"""The ontology and its companions where they are served: a page for readers, RDF for programs.

The addresses are those of the IRIs below `https://w3id.org/migrationkg/`, which `ontology/w3id/` leads here. What is
sent is chosen by the `Accept` header, unless the address ends in `.ttl` and the like; the IRI of the current version
stands for the same document.
"""

from collections.abc import Mapping
from functools import cache

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from migrationkg.documentation.published import DOCUMENTS, published, version
from migrationkg.server.etags import etag, is_known, unchanged
from migrationkg.server.pages.looks import static_address
from migrationkg.server.pages.things import ENDINGS
from migrationkg.server.protocol.negotiation import GRAPH_FORMS, Form, needed

_HTML: Mapping[str, Form] = {"text/html": ENDINGS["html"], "application/xhtml+xml": ENDINGS["html"]}


async def document(request: Request) -> Response:
    """Answer with the ontology, its alignments, its translations, the shapes or a concept scheme."""
    name, ending = _name_and_ending(request.url.path.removeprefix("/"))
    offered = {**_HTML, **GRAPH_FORMS} if name == "ontology" else GRAPH_FORMS
    form = ENDINGS[ending] if ending else needed(request.headers.get("accept"), offered)
    if form not in offered.values():
        raise HTTPException(404, "there is no such page")
    tag, content = _written(name, form)
    if is_known(request, tag):
        return unchanged(tag)
    headers = {"ETag": tag, "Vary": "Accept", "Cache-Control": "no-cache"}
    if form in _HTML.values():  # its own policy stands in the page
        headers["Content-Security-Policy"] = "frame-ancestors 'none'"
    return Response(content, headers=headers, media_type=form.media_type)


async def logo(_: Request) -> Response:
    """Lead to the mark of the project."""
    return RedirectResponse(static_address("mark.svg"), 303)


@cache
def _written(name: str, form: Form) -> tuple[str, bytes]:
    """Return the ETag and the bytes of a document."""
    if form in _HTML.values():
        from migrationkg.documentation.page import SERVED, ontology_page

        content = ontology_page(SERVED).encode()
    else:
        content = published(name, form.name)
    return etag(content.decode()), content


def _name_and_ending(path: str) -> tuple[str, str]:
    """Return which document is meant, and the ending of the address, if it has one.

    Raises:
        HTTPException: there is none.
    """
    stem, dot, ending = path.rpartition(".")
    name, form = (stem, ending) if dot and ending in ENDINGS else (path, "")
    name = name.removesuffix(f"/{version()}")
    if name not in DOCUMENTS:
        raise HTTPException(404, f"there is no such document; the version of the ontology here is {version()}")
    return name, form
