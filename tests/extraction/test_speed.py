"""Extraction takes time in proportion to what it reads."""

import time
from dataclasses import replace
from pathlib import Path

from migrationkg.extraction import extract
from migrationkg.resources import resource
from migrationkg.training.corpus import read_corpus


def _seconds(length: int) -> float:
    """Return the processor's time for an item of so many characters, made of many."""
    items = [one.item for one in read_corpus(Path(resource("data/gold")))]
    text = "\n\n".join(item.text for item in items)[:length]
    begun = time.process_time()
    extract(replace(items[0], text=text))
    return time.process_time() - begun


def test_an_item_four_times_as_long_takes_about_four_times_as_long() -> None:
    _seconds(120_000)  # so that nothing is loaded or remembered for the first time below
    assert _seconds(120_000) < 7 * _seconds(30_000)
