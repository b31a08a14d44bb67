"""The work of resolution grows with the number of items, not with its square."""

import sys
from collections.abc import Sequence
from types import FrameType
from typing import Any

from benchmarks.sample import news

from migrationkg.extraction import extract
from migrationkg.model import Extraction
from migrationkg.resolution import resolve


def steps(extractions: Sequence[Extraction]) -> int:
    """Return how many instructions of Python a resolution takes: the same on every machine, unlike seconds."""
    count = 0

    def counted(frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal count
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        count += event == "opcode"
        return counted

    before = sys.gettrace()
    sys.settrace(counted)
    try:
        resolve(extractions)
    finally:
        sys.settrace(before)
    return count


def test_four_times_the_items_take_about_four_times_the_steps() -> None:
    extractions = [extract(item) for item in news(4 * 150)]
    resolve(extractions)  # what is kept of names is kept for both
    few, many = steps(extractions[:150]), steps(extractions)
    assert many < 4.4 * few
