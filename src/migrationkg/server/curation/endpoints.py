"""The addresses of curation, for who has signed in; of a server without a token there are none."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from migrationkg.errors import InputError
from migrationkg.server.curation import pages
from migrationkg.server.curation.forms import FORMS, entry_of, form_called
from migrationkg.server.curation.jobs import foresee, take_back, write_down
from migrationkg.server.curation.lists import Decided, Doubts, list_decided, list_doubts
from migrationkg.server.curation.sessions import Session, Sessions, check_form, check_origin, forget, keep
from migrationkg.server.curation.workshop import Workshop, load_once
from migrationkg.server.refusals import RefusedError
from migrationkg.server.served import Serving, served_of
from migrationkg.server.settings import Settings

_HOME, _SIGN_IN, _DECISIONS = "/curation", "/curation/sign-in", "/curation/decisions"
_FORM = f"{_HOME}/new?"
#: Nothing of this is kept by a browser or a proxy.
_HEADERS = {"Cache-Control": "no-store"}
#: Seconds after which a page that tells of a build looks again.
_AGAIN = 2


@dataclass(slots=True)
class Curation:
    """What curation holds while the server runs.

    Attributes:
        sessions: who has signed in.
        workshop: where decisions are written down and builds are made.
        found: what deserves a look, and of which state of the graph and the decisions that was found.
    """

    sessions: Sessions
    workshop: Workshop
    found: tuple[tuple[str, int], Doubts] | None = None

    @classmethod
    def of(cls, settings: Settings) -> "Curation | None":
        """Return what a server needs for curation; None where nobody may curate."""
        if settings.curate_token is None:
            return None
        load_once()
        return cls(Sessions(settings.curate_token), Workshop(settings.kb))


@dataclass(frozen=True, slots=True)
class _Visit:
    """A request of a curator."""

    request: Request
    curation: Curation
    session: Session
    form: Mapping[str, str]


_Handler = Callable[[_Visit], Awaitable[Response]]
_Endpoint = Callable[[Request], Awaitable[Response]]


def _for_curators(handler: _Handler) -> _Endpoint:
    """Let in who has signed in, with a form of our own; others are led to the sign-in."""

    async def answered(request: Request) -> Response:
        curation = _curation(request)
        session = curation.sessions.of(request)
        if session is None:
            return RedirectResponse(_sign_in_for(request), 303, _HEADERS)
        form: Mapping[str, str] = {}
        if request.method == "POST":
            check_origin(request)
            form = await _form(request)
            check_form(session, form)
        visit = _Visit(request, curation, session, form)
        try:
            return await handler(visit)
        except InputError as error:
            status = error.status if isinstance(error, RefusedError) else 422
            return await _page(visit, "refused", status, message=str(error), back=_back(form))

    return answered


def _sign_in_for(request: Request) -> str:
    """Return the address of the sign-in, which leads on to a form that was asked for before."""
    wanted = f"{request.url.path}?{request.url.query}"
    return f"{_SIGN_IN}?{urlencode({'then': wanted})}" if wanted.startswith(_FORM) and request.url.query else _SIGN_IN


async def sign_in(request: Request) -> Response:
    """Ask for the token, or begin a session with it."""
    curation = _curation(request)
    if request.method != "POST":
        then = request.query_params.get("then", "")
        return HTMLResponse(pages.page(request, "sign-in", message="", who="", then=then), headers=_HEADERS)
    check_origin(request)
    form = await _form(request)
    try:
        session = await curation.sessions.sign_in(form.get("token", ""), form.get("who", ""))
    except RefusedError as error:
        told = pages.page(request, "sign-in", message=str(error), who=form.get("who", ""), then=form.get("then", ""))
        return HTMLResponse(told, error.status, _HEADERS)
    then = form.get("then", "")
    response = RedirectResponse(then if then.startswith(_FORM) else _HOME, 303, _HEADERS)
    keep(session, request, response)
    return response


@_for_curators
async def sign_out(visit: _Visit) -> Response:
    """End the session."""
    visit.curation.sessions.sign_out(visit.session)
    response = RedirectResponse(_SIGN_IN, 303, _HEADERS)
    forget(response)
    return response


@_for_curators
async def home(visit: _Visit) -> Response:
    """Show what deserves a look."""
    found = await _doubts(visit)
    kind = visit.request.query_params.get("kind", "")
    kind = kind if kind in found.numbers else next((one for one in pages.KINDS if one in found.numbers), "")
    shown = [one for one in found.shown if one.kind == kind]
    return await _page(visit, "review", kind=kind, shown=shown, numbers=found.numbers)


@_for_curators
async def new(visit: _Visit) -> Response:
    """Show a form to decide by, filled with what the address tells; without a name, the list of them."""
    told = visit.request.query_params
    if "form" not in told:
        return await _page(visit, "forms", thing=told.get("thing", ""))
    form = form_called(told["form"])
    return HTMLResponse(pages.form_page(visit.request, form, told, **await _everywhere(visit)), headers=_HEADERS)


@_for_curators
async def preview(visit: _Visit) -> Response:
    """Show what a decision would change."""
    entry = entry_of(visit.form)
    foreseen = await visit.curation.workshop.run(foresee, visit.request.app.state.settings.kb, entry, visit.session.who)
    return await _page(visit, "preview", entry=entry, foreseen=foreseen, form=FORMS[entry.form])


@_for_curators
async def decide(visit: _Visit) -> Response:
    """Write a decision down, and build if that is wanted."""
    entry = entry_of(visit.form)
    why = " ".join(visit.form.get("why", "").split())
    if not why:
        raise RefusedError(422, "tell why: the reason stands with the decision")
    folder = visit.request.app.state.settings.kb
    await visit.curation.workshop.run(write_down, folder, entry, visit.session.who, why)
    return _written(visit)


@_for_curators
async def undo(visit: _Visit) -> Response:
    """Take a decision back, and build if that is wanted."""
    folder = visit.request.app.state.settings.kb
    await visit.curation.workshop.run(take_back, folder, visit.form.get("digest", ""))
    return _written(visit)


@_for_curators
async def build(visit: _Visit) -> Response:
    """Apply what waits."""
    _begin_build(visit)
    return RedirectResponse(_DECISIONS, 303, _HEADERS)


@_for_curators
async def decisions(visit: _Visit) -> Response:
    """List the decisions, and tell of the build."""
    return await _page(visit, "decisions")


async def _doubts(visit: _Visit) -> Doubts:
    """Return what deserves a look, found anew where the graph or a decision has changed."""
    served, curation = served_of(visit.request), visit.curation
    decisions = served.kb.decisions
    state = served.version, decisions.stat().st_mtime_ns if decisions.exists() else 0
    if curation.found is None or curation.found[0] != state:
        curation.found = state, await served.pool.run(list_doubts, served.kb.folder)
    return curation.found[1]


def _written(visit: _Visit) -> Response:
    if visit.form.get("then") == "build":
        _begin_build(visit)
    return RedirectResponse(_DECISIONS, 303, _HEADERS)


def _begin_build(visit: _Visit) -> None:
    serving: Serving = visit.request.app.state.serving
    visit.curation.workshop.build(serving.refresh)


def _curation(request: Request) -> Curation:
    found: Curation | None = request.app.state.curation
    if found is None:
        raise RefusedError(404, "nobody curates here; start the server with --curate")
    return found


async def _form(request: Request) -> Mapping[str, str]:
    try:
        return dict(parse_qsl((await request.body()).decode(), keep_blank_values=True, errors="strict"))
    except ValueError as error:
        raise RefusedError(400, "the form is none in UTF-8") from error


def _back(form: Mapping[str, str]) -> str:
    """Return the address of the form that was refused, filled as it was."""
    if form.get("form") not in FORMS:
        return _DECISIONS
    told = {name: value for name, value in form.items() if name not in {"form_key", "then", "why"}}
    return f"/curation/new?{urlencode(told)}"


async def _page(visit: _Visit, name: str, status: int = 200, **values: Any) -> Response:  # noqa: ANN401
    told = await _everywhere(visit)
    headers = dict(_HEADERS)
    if name == "decisions" and told["building"]:
        headers["Refresh"] = str(_AGAIN)
    return HTMLResponse(pages.page(visit.request, name, **told, **values), status, headers)


async def _everywhere(visit: _Visit) -> dict[str, Any]:
    """Return what every page shows."""
    workshop = visit.curation.workshop
    # The build first: once it has ended, the new state is served.
    told = {"session": visit.session, "building": workshop.is_building, "build": workshop.last}
    folder = visit.request.app.state.settings.kb
    decided: Decided = await served_of(visit.request).pool.run(list_decided, folder)
    return {**told, "decided": decided}
