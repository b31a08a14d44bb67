"""Who may curate: sessions, begun with a token that stands in no address and no log."""

import asyncio
import hmac
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from migrationkg.server.refusals import RefusedError

_COOKIE, _PATH = "curation", "/curation"
#: Seconds after which one signs in again, and that a wrong token costs.
_LASTS, _PENALTY = 12 * 3600, 1.0
_NAME = 80


@dataclass(frozen=True, slots=True)
class Session:
    """A curator who has signed in.

    Attributes:
        key: by which the browser is known again.
        form_key: stands in every form of ours, and so in none of another site.
        who: the name of the curator.
        ends: when the session ends, in seconds of `time.monotonic`.
    """

    key: str = field(repr=False)
    form_key: str = field(repr=False)
    who: str
    ends: float


class Sessions:
    """The curators who have signed in."""

    def __init__(self, token: str) -> None:
        """Begin with none.

        Args:
            token: what a curator must know.
        """
        self._token = token
        self._known: dict[str, Session] = {}
        self._wrong = asyncio.Lock()

    async def sign_in(self, token: str, who: str) -> Session:
        """Begin a session.

        A wrong token costs a second, one after the other, so that nobody tries many.

        Raises:
            RefusedError: the token is wrong, or no name is told.
        """
        who = " ".join(who.split())[:_NAME]
        if not hmac.compare_digest(token.encode(), self._token.encode()):
            async with self._wrong:
                await asyncio.sleep(_PENALTY)
            raise RefusedError(403, "this is not the token")
        if not who or not who.isprintable():
            raise RefusedError(422, "tell who decides: your name stands with each decision")
        now = time.monotonic()
        self._known = {key: one for key, one in self._known.items() if one.ends > now}
        session = Session(secrets.token_urlsafe(32), secrets.token_urlsafe(32), who, now + _LASTS)
        self._known[session.key] = session
        return session

    def of(self, request: Request) -> Session | None:
        """Return the session of a browser, if there is one that has not ended."""
        found = self._known.get(request.cookies.get(_COOKIE, ""))
        return found if found and found.ends > time.monotonic() else None

    def sign_out(self, session: Session) -> None:
        """End a session."""
        self._known.pop(session.key, None)


def keep(session: Session, request: Request, response: Response) -> None:
    """Have the browser send the key of a session from now on, to curation alone and from our own pages alone."""
    response.set_cookie(
        _COOKIE, session.key, _LASTS, path=_PATH, secure=request.url.scheme == "https", httponly=True, samesite="strict"
    )


def forget(response: Response) -> None:
    """Have the browser forget its session."""
    response.delete_cookie(_COOKIE, path=_PATH)


def check_form(session: Session, form: Mapping[str, str]) -> None:
    """Refuse a form that no page of ours gave to this curator.

    Raises:
        RefusedError: it lacks the key.
    """
    if not hmac.compare_digest(form.get("form_key", "").encode(), session.form_key.encode()):
        raise RefusedError(403, "this form is of another session; load the page again")


def check_origin(request: Request) -> None:
    """Refuse what a browser sends for the page of another site.

    Raises:
        RefusedError: the browser says so.
    """
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site not in {None, "same-origin", "none"} or (origin and urlsplit(origin).netloc != request.headers["host"]):
        raise RefusedError(403, "this was sent from a page of another site")
