"""Extraction takes time in proportion to what it reads."""

import time
from dataclasses import replace
from pathlib import Path

from migrationkg.extraction import extract
from migrationkg.model import NewsItem
from migrationkg.resources import resource
from migrationkg.training.corpus import read_items

_SHORT = 20_000


def _long_item() -> NewsItem:
    """Return one item of the words of many."""
    items = [one.item for one in read_items(sorted(Path(resource("data/gold")).glob("twins-2*.jsonl")))]
    return replace(items[0], text="\n\n".join(item.text for item in items)[: 4 * _SHORT])


def _seconds(item: NewsItem) -> float:
    begun = time.process_time()
    extract(item)
    return time.process_time() - begun


def test_an_item_four_times_as_long_takes_about_four_times_as_long() -> None:
    long = _long_item()
    assert len(long.text) == 4 * _SHORT
    short = replace(long, text=long.text[:_SHORT])
    _seconds(short)  # so that nothing is loaded or remembered for the first time below
    # What else the machine does changes how fast a processor is, less so between two measurements side by side.
    assert min(_seconds(long) / _seconds(short) for _ in range(3)) < 7
