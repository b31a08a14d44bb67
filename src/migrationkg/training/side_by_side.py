"""Parts of a training that need nothing of each other, done at once on the cores of the machine."""

import multiprocessing
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar, cast

_Result = TypeVar("_Result")

_tasks: Sequence[Callable[[], object]] = ()


def side_by_side(tasks: Sequence[Callable[[], _Result]]) -> list[_Result]:
    """Return what tasks give, in their order; the same as one after the other, where processes cannot be forked.

    What the tasks know need not be copied to the processes, since they are forked of this one; results are.

    Example:
        >>> from functools import partial
        >>> side_by_side([partial(max, 1, 2), partial(max, 3, 4)])
        [2, 4]
    """
    global _tasks  # noqa: PLW0603  # what forked processes find where this one left it
    if "fork" not in multiprocessing.get_all_start_methods():
        return [task() for task in tasks]
    _tasks = tasks
    with ProcessPoolExecutor(min(os.cpu_count() or 1, len(tasks)), multiprocessing.get_context("fork")) as pool:
        return [cast("_Result", result) for result in pool.map(_carry_out, range(len(tasks)))]


def _carry_out(number: int) -> object:
    return _tasks[number]()
