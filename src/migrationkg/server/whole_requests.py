"""Requests that are let in when they are there as a whole, and answered for as long as somebody wants the answer."""

import asyncio

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_BODY_TIME = 30.0  # seconds in which a body must have come
_SEND_TIME = 60.0  # seconds in which a piece of an answer must have been taken
_SOON = 0.1  # seconds after which it matters whether somebody still waits for an answer


def whole_requests(app: ASGIApp, largest: int) -> ASGIApp:
    """Hand on bodies that came in time and are not too large, and stop an answer that nobody waits for any more.

    Args:
        app: the application.
        largest: bytes of a body.
    """

    async def let_in(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        try:
            body: bytes | None = b""
            if b"content-length" in headers or b"transfer-encoding" in headers:
                async with asyncio.timeout(_BODY_TIME):
                    body = await _body(headers.get(b"content-length"), receive, largest)
        except TimeoutError:
            await PlainTextResponse("the request took too long to come\n", 408)(scope, receive, send)
            return
        if body is None:
            await PlainTextResponse(f"the request is larger than {largest:,} bytes\n", 413)(scope, receive, send)
            return
        await _while_wanted(app, scope, _Exchange(body, receive, send))

    return let_in


async def _body(length: bytes | None, receive: Receive, largest: int) -> bytes | None:
    """Return the body of a request; None if it is too large."""
    if length is not None and (not length.isdigit() or int(length) > largest):
        return None
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > largest:
            return None
        if message["type"] == "http.disconnect" or not message.get("more_body"):
            return bytes(body)


class _Exchange:
    """A request that is there as a whole, and how far its answer is."""

    def __init__(self, body: bytes, receive: Receive, send: Send) -> None:
        self.gone = asyncio.Event()
        self._body: bytes | None = body
        self._complete = False
        self._receive, self._send = receive, send
        self._watching: asyncio.Task[None] | None = None

    async def receive(self) -> Message:
        """Give the body, then wait for the asker to leave."""
        if self._body is None:
            await self.gone.wait()
            return {"type": "http.disconnect"}
        body, self._body = self._body, None
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(self, message: Message) -> None:
        """Send a part of the answer; one that others follow must be taken in time."""
        if message.get("more_body"):
            try:
                async with asyncio.timeout(_SEND_TIME):
                    await self._send(message)
            except TimeoutError:
                raise _StalledError from None
            return
        self._complete = message["type"] == "http.response.body"
        await self._send(message)

    def watch(self, task: "asyncio.Task[object]") -> None:
        """Begin to look whether somebody waits for what a task answers."""
        self._watching = asyncio.create_task(self._stop_when_left(task))

    def end_watch(self) -> None:
        """Look no more."""
        if self._watching:
            self._watching.cancel()

    async def _stop_when_left(self, task: "asyncio.Task[object]") -> None:
        """Stop the task that answers as soon as nobody waits for it."""
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self.gone.set()
        if not self._complete:
            task.cancel()


async def _while_wanted(app: ASGIApp, scope: Scope, exchange: _Exchange) -> None:
    task = asyncio.current_task()
    assert task  # noqa: S101  # the server runs each request in one
    watch = asyncio.get_running_loop().call_later(_SOON, exchange.watch, task)
    try:
        await app(scope, exchange.receive, exchange.send)
    except _StalledError:
        return  # the connection is closed, since its answer is not complete
    except asyncio.CancelledError:
        if not exchange.gone.is_set():
            raise
        task.uncancel()
    finally:
        watch.cancel()
        exchange.end_watch()


class _StalledError(Exception):
    """Who asked does not take the answer."""
