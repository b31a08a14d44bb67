"""A build keeps Python's search for cycles out of its way, so it must make none."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
#: In a process of its own: what other tests left running makes cycles of theirs.
FOUND = """
import gc
from benchmarks.sample import news
from migrationkg.extraction import extract
from migrationkg.extraction.jsonlines import from_json, to_json
from migrationkg.graph import to_quads
from migrationkg.resolution import resolve

items = news(110)
extract(items[0])
gc.collect()
gc.disable()
extractions = [from_json(to_json(extract(item), {})) for item in items]
resolution = resolve(extractions)
to_quads(extractions, resolution)
print(gc.collect())
"""


def test_reading_and_resolving_news_leaves_no_cycles() -> None:
    done = subprocess.run([sys.executable, "-c", FOUND], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "0\n"
