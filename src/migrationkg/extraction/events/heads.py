"""Words that may tell of occasions, by the rows of `tables/event_types.toml`; a model tells which of them do."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate
from typing import NamedTuple

from migrationkg.extraction.names.name import Name
from migrationkg.extraction.tables.vocabulary import alternatives, load_table
from migrationkg.extraction.text.analysis import Text
from migrationkg.extraction.text.sieve import beginnings, compiled

#: What follows a word for an occasion and makes it something else: "training centre", "opening remarks".
_IN_COMPOUND = re.compile(rf"[- ]{alternatives('occasion_in_compound_patterns')}\b", re.IGNORECASE)
_APART = re.compile(
    r"(?:\b(?:action|agreement|campaign|facility|initiative|phase|plan|programme|project|scheme|strategy)|[\"')]|[A-Z\d]{3})"
    r",(?: first| initially| originally)? $"
)
_PASSIVE = re.compile(r" (?:back |earlier )?(?:as|by|in|last|on|under|with|within)\b")
_WORD_START = re.compile(r"\b(?<!-)[^\W\d_]")
#: By how many letters of a word the rows are told that may fit there.
_TELLING = 3


@dataclass(frozen=True, slots=True)
class Head:
    """Words that may tell of an occasion.

    Attributes:
        type: type of event that their row tells.
        start: offset of the first character.
        end: offset after the last.
        strength: how surely such words tell of a single occasion (see `tables/event_types.toml`).
        act: whether they are a verb whose subject holds the occasion ("opened").
        words: the words, in small letters.
    """

    type: str
    start: int
    end: int
    strength: int
    act: bool
    words: str


class _Row(NamedTuple):
    """A row of the table: what its heads have, its pattern, and how words of it may begin."""

    type: str
    strength: int
    act: bool
    pattern: str
    begins: tuple[str, ...]


@cache
def _rows() -> tuple[_Row, ...]:
    return tuple(
        _Row(
            row["type"],
            row["strength"],
            row.get("act", False),
            rf"(?i:{row['words']})(?!\w)",
            tuple(beginnings(row["words"], _TELLING)),
        )
        for row in load_table("event_types")["event"]
    )


@lru_cache(16_384)
def _rows_at(begin: str) -> tuple[_Row, ...]:
    """Return the rows whose words may begin so, in the order of the table."""
    # Not only `lower` joins letters that beyond ASCII are the same where case is ignored.
    told = begin.lower() if begin.isascii() else begin[0].lower()
    short = len(told) < _TELLING
    return tuple(
        row
        for row in _rows()
        if told.startswith(row.begins) or (short and any(one.startswith(told) for one in row.begins))
    )


def _matches(text: Text) -> Iterator[tuple[_Row, re.Match[str]]]:
    """Yield rows of the table with their words, none overlapping another; they begin where a word begins."""
    content, after = text.content, 0
    for begin in _WORD_START.finditer(content):
        start = begin.start()
        for row in _rows_at(content[start : start + _TELLING]) if start >= after else ():
            if match := compiled(row.pattern).match(content, start):
                after = match.end()
                yield row, match
                break


def find_heads(text: Text, claimed: Collection[Name]) -> list[Head]:
    """Return the words that may tell of occasions, in order.

    Args:
        text: the text.
        claimed: names of things, in order; words inside them tell of no occasion ("Joint Training Centre").
    """
    names = [name for name in claimed if name.kind != "Event"]
    starts = [name.start for name in names]
    ends = [0, *accumulate((name.end for name in names), max)]
    found: list[Head] = []
    for row, match in _matches(text):
        head = Head(row.type, *match.span(), row.strength, row.act, match[0].strip().lower())
        inside = ends[bisect_right(starts, head.start)] >= head.end
        if not (inside or _is_something_else(text, head) or (found and _is_aim(text, head.start, found[-1]))):
            found.append(head)
    return found


def _is_something_else(text: Text, head: Head) -> bool:
    """Return whether words are part of a longer one, or only describe what stands before: "ALPHA, launched in 2021"."""
    if not head.act and _IN_COMPOUND.match(text.content, head.end):
        return True
    apart = _APART.search(text.content, max(0, head.start - 36), head.start)
    return bool(apart and head.act and _PASSIVE.match(text.content, head.end))


def _is_aim(text: Text, start: int, before: Head) -> bool:
    """Return whether an infinitive only tells what an earlier occasion of the sentence is for: "signed … to launch"."""
    return text.content.endswith("to ", 0, start) and before.start >= text.sentences[text.sentence_at(start)][0]
