"""What all readers of a state of the knowledge base see alike, worked out once."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from starlette.requests import Request

from migrationkg.server.served import Served, served_of

T = TypeVar("T")


async def kept(request: Request, name: str, make: Callable[[Served], Awaitable[T]]) -> T:
    """Return a value of the state that is served; only the first who asks waits until it is made.

    Args:
        request: what is answered.
        name: of the value.
        make: works it out; what it raises is not kept.
    """
    state = request.app.state
    served = served_of(request)
    if getattr(state, "kept_version", None) != served.version:
        state.kept_version, state.kept_values = served.version, {}
    values: dict[str, asyncio.Future[Any]] = state.kept_values
    if name not in values or values[name].cancelled() or (values[name].done() and values[name].exception()):
        values[name] = asyncio.ensure_future(make(served))
    found: T = await asyncio.shield(values[name])
    return found
