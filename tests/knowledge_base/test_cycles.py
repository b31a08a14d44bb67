"""A build keeps Python's search for cycles out of its way, so it must make none."""

import gc

from benchmarks.sample import news

from migrationkg.extraction import extract
from migrationkg.extraction.jsonlines import from_json, to_json
from migrationkg.graph import to_quads
from migrationkg.resolution import resolve


def test_reading_and_resolving_news_leaves_no_cycles() -> None:
    items = news(110)
    extract(items[0])
    gc.collect()
    gc.disable()
    try:
        extractions = [from_json(to_json(extract(item), {})) for item in items]
        resolution = resolve(extractions)
        to_quads(extractions, resolution)
        assert gc.collect() == 0
    finally:
        gc.enable()
