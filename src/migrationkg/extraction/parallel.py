"""Many items read at once, on every core of the machine, their order kept."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor

from migrationkg.extraction.extractor import extract
from migrationkg.model import Extraction, NewsItem

#: Fewer items than this are read before further processes could have loaded the authority data.
_WORTH_PROCESSES = 1000
_CHUNK = 50
_MOST_PROCESSES = 61  # Windows waits for no more


def extract_all(items: Sequence[NewsItem], workers: int | None = None) -> Iterator[Extraction]:
    """Yield what is read out of each item, in order; the same whatever the number of workers.

    Args:
        items: the items.
        workers: number of processes; by default one a core for many items, none beside this one for few.
    """
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
