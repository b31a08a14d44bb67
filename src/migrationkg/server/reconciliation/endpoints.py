"""The addresses of the reconciliation service."""

from collections.abc import Mapping
from urllib.parse import parse_qsl

from pyoxigraph import Store
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from migrationkg.errors import InputError
from migrationkg.server.reconciliation.batches import Asked, TooManyError, answer_batch, read_batch
from migrationkg.server.reconciliation.catalogue import catalogue_of
from migrationkg.server.reconciliation.extending import extend, propose_properties, read_extension
from migrationkg.server.reconciliation.manifest import manifest
from migrationkg.server.reconciliation.previewing import preview, preview_policy
from migrationkg.server.reconciliation.suggesting import suggest_entities, suggest_properties, suggest_types
from migrationkg.server.refusals import RefusedError
from migrationkg.server.served import served_of

_FORM = "application/x-www-form-urlencoded"


async def service(request: Request) -> Response:
    """Answer a batch of queries or a request for values, by GET or POST; where there is none, tell of the service."""
    told = await _parameters(request)
    names = served_of(request).names
    if "queries" in told:
        return JSONResponse(await names.run(answer_batch, _batch(told["queries"])))
    if "extend" in told:
        return JSONResponse(await names.run(extend, read_extension(told["extend"])))
    if request.method == "POST":
        raise InputError("the form has neither 'queries' nor 'extend'")
    return JSONResponse(manifest(_endpoint(request), await names.run(_space)))


async def properties(request: Request) -> Response:
    """Tell the properties that things of a type have."""
    told = request.query_params
    limit = _number(told, "limit", 0) or None
    return JSONResponse(await served_of(request).names.run(propose_properties, told.get("type", ""), limit))


async def entities(request: Request) -> Response:
    """Suggest things."""
    told = request.query_params
    job = served_of(request).names.run
    return JSONResponse(await job(suggest_entities, *_typed(told), told.get("type")))


async def types(request: Request) -> Response:
    """Suggest types."""
    return JSONResponse(suggest_types(*_typed(request.query_params)))


async def suggested_properties(request: Request) -> Response:
    """Suggest properties."""
    found = await served_of(request).names.run(suggest_properties, *_typed(request.query_params))
    return JSONResponse(found)


async def preview_page(request: Request) -> Response:
    """Show a thing in a small frame."""
    page = await served_of(request).names.run(_preview, request.query_params.get("id", ""))
    return HTMLResponse(page, headers={"Content-Security-Policy": preview_policy()})


async def view(request: Request) -> Response:
    """Lead to the page of a thing."""
    path = await served_of(request).names.run(_path, request.query_params.get("id", ""))
    return RedirectResponse(f"/{path}", 303)


async def _parameters(request: Request) -> Mapping[str, str]:
    if request.method != "POST":
        return request.query_params
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _FORM:
        raise RefusedError(415, f"send a form as {_FORM}")
    try:
        return dict(parse_qsl((await request.body()).decode(), keep_blank_values=True, errors="strict"))
    except ValueError as error:
        raise InputError(f"the form is no {_FORM} in UTF-8") from error


def _batch(text: str) -> Mapping[str, Asked]:
    try:
        return read_batch(text)
    except TooManyError as error:
        raise RefusedError(413, str(error)) from error


def _typed(told: Mapping[str, str]) -> tuple[str, int]:
    return told.get("prefix", ""), _number(told, "cursor", 0)


def _number(told: Mapping[str, str], name: str, least: int) -> int:
    text = told.get(name, "") or str(least)
    if not (text.isascii() and text.isdigit()) or len(text) > 9:
        raise InputError(f"'{name}' is a whole number from {least} on")
    return int(text)


def _endpoint(request: Request) -> str:
    return f"{request.base_url}reconcile"


def _space(store: Store) -> str:
    return catalogue_of(store).space


def _preview(store: Store, key: str) -> str:
    try:
        return preview(store, key)
    except InputError as error:
        raise RefusedError(404, str(error)) from error


def _path(store: Store, key: str) -> str:
    catalogue = catalogue_of(store)
    thing = catalogue.thing(key)
    if thing is None:
        raise RefusedError(404, f"{key[:80]!r} is no id of a thing")
    return catalogue.id(thing.iri)
