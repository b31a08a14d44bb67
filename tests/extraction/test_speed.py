"""Extraction takes time in proportion to what it reads."""

import time
from dataclasses import replace
from pathlib import Path

from migrationkg.extraction import extract
from migrationkg.model import NewsItem
from migrationkg.resources import resource
from migrationkg.training.corpus import read_corpus


def _seconds(length: int) -> float:
    """Return the least of three of the processor's times for an item of so many characters, made of many.

    What else the machine does makes a time longer, never shorter.
    """
    items = [one.item for one in read_corpus(Path(resource("data/gold")))]
    text = "\n\n".join(item.text for item in items)[:length]
    return min(_processor_time(replace(items[0], text=text)) for _ in range(3))


def _processor_time(item: NewsItem) -> float:
    begun = time.process_time()
    extract(item)
    return time.process_time() - begun


def test_an_item_four_times_as_long_takes_about_four_times_as_long() -> None:
    assert _seconds(80_000) < 7 * _seconds(20_000)
