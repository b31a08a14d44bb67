"""An answer of a worker as a response that is sent as it comes."""

from collections.abc import AsyncIterator, Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from migrationkg.errors import InputError
from migrationkg.server.pool import Answer


async def streamed(request: Request, answer: Answer, headers: Mapping[str, str] | None = None) -> Response:
    """Return the response for an answer whose head is a media type.

    A short answer goes out whole, with its length. One of which the first piece is not yet there fails with a status
    and a line; one that fails later is cut off, so that nobody takes it for complete.

    Args:
        request: what is answered.
        answer: of `Pool.stream`; it is closed when all is sent.
        headers: further ones of the response.

    Raises:
        InputError: the answer failed before its first piece.
    """
    try:
        pieces = answer.pieces()
        first = await anext(pieces, b"")
        second = await anext(pieces, b"")
    except BaseException:
        answer.close()
        raise
    if not second:
        answer.close()
        return Response(first, headers=headers, media_type=answer.head)
    if request.method == "HEAD":
        answer.close()
        return _Streamed(answer, [], pieces, headers)
    return _Streamed(answer, [first, second], pieces, headers)


class _Streamed(Response):
    """Sends pieces as they come, and lets go of the worker however that ends."""

    def __init__(
        self, answer: Answer, first: list[bytes], pieces: AsyncIterator[bytes], headers: Mapping[str, str] | None
    ) -> None:
        super().__init__(headers=headers, media_type=answer.head)
        del self.headers["content-length"]
        self._answer, self._first, self._pieces = answer, first, pieces

    async def __call__(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        try:
            await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
            for piece in self._first:
                await send({"type": "http.response.body", "body": piece, "more_body": True})
            if self._first:
                async for piece in self._pieces:
                    await send({"type": "http.response.body", "body": piece, "more_body": True})
            await send({"type": "http.response.body", "body": b""})
        except InputError:
            return  # the connection is closed, since its answer is not complete
        finally:
            self._answer.close()
