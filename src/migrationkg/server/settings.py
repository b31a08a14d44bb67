"""What a server is told when it starts."""

import os
from dataclasses import dataclass, field
from pathlib import Path


def default_workers() -> int:
    """Return how many questions this machine works on at once."""
    return max(4, 2 * (os.cpu_count() or 1))  # some are held by questions that will turn out long


@dataclass(frozen=True, slots=True)
class Settings:
    """How a knowledge base is served.

    Attributes:
        kb: its folder.
        host: the address to listen at; only this machine unless told otherwise.
        port: the port; 0 takes a free one.
        names: further host names by which the server is called (`Host` header), such as that of the proxy before it.
        timeout: seconds of work after which a question is stopped.
        memory: bytes that a question may use.
        workers: how many questions are worked on at once, those of more than a quarter of a second not counted.
        most_long: how many of these go on beside them; the longest makes way for another.
        most_waiting: how many requests wait for a place; the server is busy for more.
        largest_body: bytes of a request's body.
        open_to_pages: whether pages of other sites may read (CORS).
        curate_token: what a curator must know; nobody can decide anything where it is None.
    """

    kb: Path
    host: str = "127.0.0.1"
    port: int = 7200
    names: tuple[str, ...] = ()
    timeout: float = 30.0
    memory: int = 2**30
    workers: int = field(default_factory=default_workers)
    most_long: int = 8
    most_waiting: int = 512
    largest_body: int = 2**20
    open_to_pages: bool = True
    curate_token: str | None = field(default=None, repr=False)
