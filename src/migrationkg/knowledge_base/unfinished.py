"""What a build has read out of the news so far: one that was killed is gone on with where it was.

The file lies in the folder until a build is done: first a fingerprint of the rules, then an item a line, each on the
disk's side as soon as it was read.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

from migrationkg.extraction import extract_all
from migrationkg.extraction.extractor import Spread
from migrationkg.extraction.jsonlines import from_json, to_json
from migrationkg.knowledge_base.fingerprint import rules_fingerprint
from migrationkg.knowledge_base.memory import moved, same_words
from migrationkg.model import Extraction, NewsItem

#: Takes the name of a step and the items it is to go through; gives them back one by one.
Progress: TypeAlias = Callable[[str, Sequence[NewsItem]], Iterable[NewsItem]]

_STEP = "Reading facts out of the news"


def read_out(
    items: Sequence[NewsItem], unfinished: Path, progress: Progress, spread: Spread | None = None
) -> list[Extraction]:
    """Return what is read out of each item, in order; what a build that did not end had read is not read again.

    Args:
        items: the items, whose ids differ.
        unfinished: where is kept what was read, until the file is deleted.
        progress: shows how far it is.
        spread: has the reading done on a cluster.
    """
    before = {one.item.id: one for one in _read_before(unfinished)}
    found = {one.id: moved(before[one.id], one) for one in items if _is_read(before.get(one.id), one)}
    todo = [one for one in items if one.id not in found]
    if todo:
        with unfinished.open("a" if before else "w", encoding="utf-8", newline="\n", buffering=1) as file:
            file.write("\n" if before else rules_fingerprint() + "\n")  # the last line may be cut off
            for item, extraction in zip(progress(_STEP, todo), extract_all(todo, spread=spread), strict=True):
                file.write(json.dumps(to_json(extraction), ensure_ascii=False) + "\n")
                found[item.id] = extraction
    return [found[one.id] for one in items]


def _is_read(known: Extraction | None, item: NewsItem) -> bool:
    return known is not None and same_words(known.item, item)


def _read_before(unfinished: Path) -> Iterator[Extraction]:
    """Yield what was read by the rules of today, as far as lines are whole."""
    try:
        with unfinished.open("rb") as file:
            if file.readline().strip() != rules_fingerprint().encode():
                return
            for line in file:
                try:
                    yield from_json(json.loads(line))
                except (KeyError, ValueError, TypeError, ArithmeticError, RecursionError):  # cut off
                    continue
    except OSError:
        return
