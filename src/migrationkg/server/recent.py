"""Short answers that were given lately, so that a question that many ask is worked on once for each build."""

from collections import OrderedDict
from collections.abc import Hashable, Mapping
from typing import Generic, TypeVar

from starlette.types import ASGIApp, Message, Receive, Scope, Send

Given = TypeVar("Given")

_LARGEST = 2**16  # bytes of an answer that is worth keeping
_ALL = 2**24  # bytes of all answers together

#: The headers that an answer of the endpoint may depend on (RFC 9111, section 4.1).
_DECIDING = {b"host", b"accept", b"accept-encoding", b"if-none-match", b"origin"}


class Recent(Generic[Given]):
    """The answers on one state of a knowledge base, by what was asked; those not asked for longest go first.

    Example:
        >>> recent = Recent[str]()
        >>> recent.keep("a", "1", 1)
        >>> recent.find("a"), recent.find("b")
        ('1', None)
    """

    def __init__(self) -> None:
        self._answers: OrderedDict[Hashable, tuple[Given, int]] = OrderedDict()
        self._size = 0

    def find(self, key: Hashable) -> Given | None:
        """Return an answer, if it is here."""
        found = self._answers.get(key)
        if not found:
            return None
        self._answers.move_to_end(key)
        return found[0]

    def keep(self, key: Hashable, answer: Given, size: int) -> None:
        """Keep an answer, if it is short.

        Args:
            key: what was asked.
            answer: what was answered.
            size: bytes of both.
        """
        if size > _LARGEST or key in self._answers:
            return
        self._answers[key] = answer, size
        self._size += size
        while self._size > _ALL:
            _, (_, freed) = self._answers.popitem(last=False)
            self._size -= freed


def given_before(app: ASGIApp) -> ASGIApp:
    """Answer a query that was asked in the same words before, as it was answered then, until the next build.

    Only what has an ETag is kept, since that is the same each time, and no page.
    """

    async def answered(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] != "/sparql" or scope["method"] != "GET":
            await app(scope, receive, send)
            return
        recent: Recent[list[Message]] = scope["app"].state.serving.now.responses
        deciding = tuple(header for header in scope["headers"] if header[0] in _DECIDING)
        key = scope["scheme"], scope["query_string"], deciding
        messages = recent.find(key)
        if messages is not None:
            for message in messages:
                await send(message)
            return
        sent: list[Message] = []

        async def noted(message: Message) -> None:
            if len(sent) < 3:
                sent.append(message)
            await send(message)

        await app(scope, receive, noted)
        if len(sent) == 2 and sent[0]["status"] == 200 and _is_lasting(dict(sent[0]["headers"])):
            recent.keep(key, sent, len(repr(key)) + len(sent[1]["body"]))

    return answered


def _is_lasting(headers: Mapping[bytes, bytes]) -> bool:
    return b"etag" in headers and not headers.get(b"content-type", b"").startswith(b"text/html")
