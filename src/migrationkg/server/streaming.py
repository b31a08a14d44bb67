"""An answer of a worker as a response that is sent as it comes."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from migrationkg.errors import InputError
from migrationkg.server.pool import Answer


async def streamed(request: Request, answer: Answer, headers: Mapping[str, str] | None = None) -> Response:
    """Return the response for an answer whose head is a media type.

    A short answer goes out whole, with its length. One that fails on the way is cut off, so that nobody takes it for
    complete; one that fails before its first piece has never come so far (`Pool.stream`).

    Args:
        request: what is answered.
        answer: of `Pool.stream`; it is closed when all is sent.
        headers: further ones of the response.
    """
    if answer.whole is not None:
        answer.close()
        return Response(answer.whole, headers=headers, media_type=answer.head)
    return _Streamed(answer, headers, is_asked_for=request.method != "HEAD")


class _Streamed(Response):
    """Sends pieces as they come, and lets go of the worker however that ends."""

    def __init__(self, answer: Answer, headers: Mapping[str, str] | None, *, is_asked_for: bool) -> None:
        super().__init__(headers=headers, media_type=answer.head)
        del self.headers["content-length"]
        self._answer, self._is_asked_for = answer, is_asked_for

    async def __call__(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        try:
            await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
            if self._is_asked_for:
                async for piece in self._answer.pieces():
                    await send({"type": "http.response.body", "body": piece, "more_body": True})
            await send({"type": "http.response.body", "body": b""})
        except InputError:
            return  # the connection is closed, since its answer is not complete
        finally:
            self._answer.close()
