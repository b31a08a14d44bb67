"""What stands behind the results of a report, kept for the next one: looking it up again takes most of its time."""

import json
from collections.abc import Sequence
from pathlib import Path

from migrationkg.validation.report import Behind, Report, Result, Words


def write_behind(report: Report, path: Path) -> None:
    """Write what stands behind each result, in their order."""
    told = [[one.label, one.words and _told(one.words)] for one in report.behind]
    path.write_text(json.dumps(told, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")


def _told(words: Words) -> tuple[str, int, int, str]:
    return words.item, words.start, words.end, words.quote


def read_behind(results: Sequence[Result], path: Path) -> dict[Result, Behind]:
    """Return what stands behind each result; nothing where that is not known of all, and must be looked up.

    Args:
        results: those of the report of which `write_behind` wrote, in their order.
        path: the file.
    """
    try:
        told = json.loads(path.read_bytes())
        behind = [Behind(label, words and Words(*words)) for label, words in told]
        return dict(zip(results, behind, strict=True))
    except (OSError, ValueError, TypeError):
        return {}
