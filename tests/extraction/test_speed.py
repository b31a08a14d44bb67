"""Extraction takes time in proportion to what it reads."""

import time
from dataclasses import replace
from pathlib import Path

from migrationkg.extraction import extract
from migrationkg.resources import resource
from migrationkg.training.corpus import read_corpus

_SHORT = 20_000


def _seconds(length: int) -> float:
    """Return the processor's time for an item of so many characters, made of many."""
    items = [one.item for one in read_corpus(Path(resource("data/gold")))]
    item = replace(items[0], text="\n\n".join(item.text for item in items)[:length])
    begun = time.process_time()
    extract(item)
    return time.process_time() - begun


def test_an_item_four_times_as_long_takes_about_four_times_as_long() -> None:
    _seconds(_SHORT)  # so that nothing is loaded or remembered for the first time below
    # What else the machine does changes how fast a processor is, less so between two measurements side by side.
    assert min(_seconds(4 * _SHORT) / _seconds(_SHORT) for _ in range(3)) < 7
