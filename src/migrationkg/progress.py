"""The step that a long piece of work is at: told as it begins and ends, with `-v`, and shown to whoever watches.

A stage tells what is done; within it, `through` counts what is done of it. Nobody watches unless a command says so.
"""

import logging
import os
import time
from collections.abc import Iterable, Iterator, Sized
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

_LOG = logging.getLogger(__name__)
_Item = TypeVar("_Item")


@dataclass(slots=True)
class Step:
    """A step that is under way.

    Attributes:
        name: what is done, as "resolving 10 items".
        done: how much of it is done; of a step that nobody counts, nothing.
        total: how much there is to do; None where nobody knows.
        begun: when it, or the counting, began, in seconds of `time.perf_counter`.
    """

    name: str
    done: int = 0
    total: int | None = None
    begun: float = field(default_factory=time.perf_counter)


class Watcher(Protocol):
    """Who is told of steps."""

    def begins(self, step: Step) -> None:
        """Take note of a step that begins; what it has done is read from it."""

    def ends(self, step: Step) -> None:
        """Take note that it has ended, well or not."""


_steps: list[Step] = []
_watcher: Watcher | None = None


def watch(watcher: Watcher | None) -> None:
    """Have the steps of this process told to someone, or to nobody; only where one thread does all the work."""
    global _watcher  # noqa: PLW0603  # one process has one terminal
    _watcher = watcher


@contextmanager
def stage(name: str) -> Iterator[None]:
    """Tell what is done in the block as it begins, and as it ends how many seconds it took, of a processor too.

    Args:
        name: what is done, as "resolving 10 items".
    """
    _LOG.info("%s …", name)
    step, before = Step(name), os.times()
    watcher = _watcher
    if watcher:
        _steps.append(step)
        watcher.begins(step)
    begun = step.begun
    try:
        yield
    finally:
        if watcher:
            watcher.ends(step)
            _steps.remove(step)
    used = sum(now - then for now, then in zip(os.times()[:4], before[:4], strict=True))
    _LOG.info("%s: %.1f s, %.1f of a processor", name, time.perf_counter() - begun, used)


def one_more() -> None:
    """Count one more thing as done of the stage that is under way, where nobody knows how many there are."""
    if _steps:
        _steps[-1].done += 1


def through(items: Iterable[_Item], total: int | None = None) -> Iterator[_Item]:
    """Yield items, and count them as what is done of the stage that is under way.

    Args:
        items: what the stage goes through.
        total: how many they are; found by itself where they can tell.

    Example:
        >>> with stage("adding up"):
        ...     sum(through([1, 2, 3]))
        6
    """
    if not _steps:
        yield from items
        return
    step = _steps[-1]
    step.done, step.begun = 0, time.perf_counter()
    step.total = total if total is not None or not isinstance(items, Sized) else len(items)
    for item in items:
        yield item
        step.done = step.done + 1 if step.total is None else min(step.done + 1, step.total)
    step.done, step.total, step.begun = 0, None, time.perf_counter()  # what the stage does now, nobody counts
