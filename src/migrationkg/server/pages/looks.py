"""How pages look: templates that escape whatever they show, and the styles and scripts that they use."""

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from migrationkg.server.etags import etag, is_known, unchanged
from migrationkg.sheets.page import FILTERS
from migrationkg.views.wording import KIND_WORDS

if TYPE_CHECKING:
    from jinja2 import Environment

_TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml", "txt": "text/plain"}

#: Where the files of `/static` lie; `bundles` is not there where nobody made it, and then pages go without.
_PLACES = (
    ("migrationkg.server.pages", "static"),
    ("migrationkg.sheets", "templates"),
    ("migrationkg.server.curation", "templates"),
    ("migrationkg", "bundles"),
)


def page(
    request: Request,
    template: str,
    values: Mapping[str, Any],
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return a page.

    A browser that has the same page already is told so (RFC 9110, section 13.1.2).

    Args:
        request: what is answered.
        template: name of a file in `templates/`, which extends `base.html`.
        values: what it shows.
        status: of the response.
        headers: further ones.
    """
    text = environment().get_template(template).render(request=request, path=request.url.path, **values)
    content = text.encode("utf-8", "replace")
    tag = etag(text)
    if status == 200 and is_known(request, tag):
        return unchanged(tag)
    return Response(content, status, {"ETag": tag, "Cache-Control": "no-cache", **(headers or {})}, "text/html")


def refusal(request: Request, status: int, message: str, headers: Mapping[str, str]) -> Response:
    """Return why a request is not answered: as a page for a browser, else as a line.

    Args:
        request: what is refused.
        status: of the response.
        message: one line.
        headers: further ones.
    """
    if "text/html" not in request.headers.get("accept", ""):
        return PlainTextResponse(f"{message}\n", status, dict(headers))
    heading = "Not found" if status == 404 else "Not answered"
    return page(request, "error.html", {"heading": heading, "message": message}, status=status, headers=headers)


@cache
def environment() -> "Environment":
    """Return the templates of the server; those of fact sheets lie below `sheets/`, of curation below `curation/`."""
    from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader

    own = PackageLoader("migrationkg.server.pages")
    others = {"sheets": PackageLoader("migrationkg.sheets"), "curation": PackageLoader("migrationkg.server.curation")}
    made = Environment(
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        loader=ChoiceLoader([own, PrefixLoader(others)]),
    )
    made.filters |= FILTERS | {"thousands": "{:,}".format, "heading": _heading}
    made.globals |= {"static": static_address, "is_there": is_there, "kind_words": KIND_WORDS}
    return made


def _heading(name: str) -> str:
    """Return the name of a variable in words.

    Example:
        >>> _heading("startDate")
        'start date'
    """
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name)


async def static(request: Request) -> Response:
    """Return a style or script of our pages; an address with the digest of its content holds for ever."""
    name = request.path_params["name"]
    content = _files().get(name)
    if content is None:
        raise HTTPException(404, "there is no such file")
    tag = _digest(content)
    if is_known(request, f'"{tag}"'):
        return unchanged(f'"{tag}"')
    lasting = "public, max-age=31536000, immutable" if request.url.query == tag else "no-cache"
    headers = {"ETag": f'"{tag}"', "Cache-Control": lasting}
    return Response(content, headers=headers, media_type=_TYPES[name.rpartition(".")[2]])


def static_address(name: str) -> str:
    """Return the address of a style or script.

    Example:
        >>> static_address("sheet.css").startswith("/static/sheet.css?")
        True
    """
    return f"/static/{name}?{_digest(_files()[name])}"


def is_there(name: str) -> bool:
    """Tell whether there is a style or script: one that is bundled may not be.

    Example:
        >>> is_there("sheet.css"), is_there("none.css")
        (True, False)
    """
    return name in _files()


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]


@cache
def _files() -> Mapping[str, bytes]:
    return {
        file.name: file.read_bytes()
        for package, folder in _PLACES
        if (files(package) / folder).is_dir()
        for file in (files(package) / folder).iterdir()
        if file.name.rpartition(".")[2] in _TYPES
    }
