"""Validation by the store beside pySHACL on the whole graph: `python -m benchmarks.validating [ITEMS]`.

CPU-seconds of one process in which the program is loaded; pySHACL judges by the core shapes alone, for which it takes
minutes at 1,000 items. Both must find the same.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from rdflib import Graph
from rich.table import Table

from benchmarks.__main__ import CONSOLE
from benchmarks.sample import news
from migrationkg.extraction import extract_all
from migrationkg.graph import to_quads
from migrationkg.resolution import resolve
from migrationkg.store import open_store, write_store
from migrationkg.validation import validate
from migrationkg.validation.judging import Shapes, judge, judge_whole, our_shapes
from migrationkg.validation.statements import number

_Result = TypeVar("_Result")


def measured(action: Callable[[], _Result]) -> tuple[_Result, float]:
    """Return what an action gives, and how many CPU-seconds it takes."""
    begun = time.process_time()
    result = action()
    return result, time.process_time() - begun


def main() -> None:
    """Print the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as folder:
        extractions = list(extract_all(news(count)))
        write_store(to_quads(extractions, resolve(extractions)), Path(folder, "store"))
        store = open_store(Path(folder, "store"))
        core = Shapes(our_shapes().core, Graph())
        report, whole = measured(lambda: validate(store))
        again = min(measured(lambda: validate(store))[1] for _ in range(3))
        found, ours = measured(lambda: judge(store, store, core))
        expected, theirs = measured(lambda: judge_whole(store, core))
        if found != expected:
            raise SystemExit(f"pySHACL and the store differ: {len(expected ^ found)} findings")
        table = Table(title=f"validation of {count:,} items, {number(store):,} statements", show_header=False)
        table.add_row("validation, the first", f"{whole:.2f} CPU-s", f"{len(report.findings)} findings")
        table.add_row("validation, the least of three more", f"{again:.2f} CPU-s", "")
        table.add_row("the core shapes, by the store", f"{ours:.2f} CPU-s", f"{len(found)} results")
        table.add_row("the core shapes, by pySHACL", f"{theirs:.2f} CPU-s", "the same results")
        table.add_row("pySHACL ÷ ours", f"{theirs / ours:.0f}", "")
        CONSOLE.print(table)


if __name__ == "__main__":  # the processes of a pool read this file again on some systems
    main()
