"""Many items read at once, on every core of the machine, their order kept."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor

from migrationkg.extraction.extractor import extract
from migrationkg.model import Extraction, NewsItem

#: Fewer items than this are read before further processes could have loaded the authority data.
_WORTH_PROCESSES = 1000
_CHUNK = 50
_MOST_PROCESSES = 61  # Windows waits for no more


#: Carries out a function for each of many parts, and gives back what it makes of them, in order.
Spread = Callable[
    [Callable[[Sequence[NewsItem]], list[Extraction]], Iterable[Sequence[NewsItem]]], Iterable[list[Extraction]]
]


def extract_all(
    items: Sequence[NewsItem], workers: int | None = None, spread: Spread | None = None
) -> Iterator[Extraction]:
    """Yield what is read out of each item, in order; the same whoever does it.

    Args:
        items: the items.
        workers: number of processes; by default one a core for many items, none beside this one for few.
        spread: does the work elsewhere, instead of such processes.
    """
    if spread:
        parts = (items[begin : begin + _CHUNK] for begin in range(0, len(items), _CHUNK))
        for some in spread(_extract_some, parts):
            yield from some
        return
    count = (
        workers
        if workers is not None
        else min(os.cpu_count() or 1, _MOST_PROCESSES)
        if len(items) >= _WORTH_PROCESSES
        else 1
    )
    if count < 2:
        yield from map(extract, items)
        return
    with ProcessPoolExecutor(count) as pool:
        yield from pool.map(extract, items, chunksize=_CHUNK)


def _extract_some(items: Sequence[NewsItem]) -> list[Extraction]:
    return [extract(item) for item in items]
