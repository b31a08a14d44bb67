"""Words that may tell of occasions, by the rows of `tables/event_types.toml`; a model tells which of them do."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from migrationkg.extraction.names.name import Name
from migrationkg.extraction.tables.vocabulary import alternatives, load_table
from migrationkg.extraction.text.analysis import Text
from migrationkg.extraction.text.sieve import beginnings

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


@cache
def _rows() -> tuple[tuple[str, int, bool], ...]:
    """Return type, strength and act of each row of the table."""
    rows = load_table("event_types")["event"]
    return tuple((row["type"], row["strength"], row.get("act", False)) for row in rows)


@cache
def _beginnings() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return, of each row of the table, its words and how they may begin."""
    rows = load_table("event_types")["event"]
    return tuple((row["words"], tuple(beginnings(row["words"], _TELLING))) for row in rows)


@cache
def _beginning_with(letter: str) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """Return the numbers of the rows whose words may begin with a letter, each with how they then begin."""
    of_rows = enumerate(
        tuple(one for one in begins if not one or one.startswith(letter)) for _, begins in _beginnings()
    )
    return tuple((number, begins) for number, begins in of_rows if begins)


@lru_cache(16_384)
def _rows_at(begin: str) -> tuple[int, ...]:
    """Return the numbers of the rows whose words may begin so, in the order of the table."""
    # Not only `lower` joins letters that beyond ASCII are the same where case is ignored.
    told = begin.lower() if begin.isascii() else begin[0].lower()
    return tuple(
        number
        for number, begins in _beginning_with(told[:1])
        if any(told.startswith(one) or one.startswith(told) for one in begins)
    )


@cache
def _pattern_of(number: int) -> re.Pattern[str]:
    return re.compile(rf"(?:{_beginnings()[number][0]})(?!\w)", re.IGNORECASE)


def _matches(text: Text) -> Iterator[tuple[int, re.Match[str]]]:
    """Yield (row, words) of the table, none overlapping another; they begin where a word begins."""
    content, after = text.content, 0
    for begin in _WORD_START.finditer(content):
        start = begin.start()
        for row in _rows_at(content[start : start + _TELLING]) if start >= after else ():
            if match := _pattern_of(row).match(content, start):
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
    ends: list[int] = []
    for name in names:
        ends.append(max(name.end, ends[-1] if ends else 0))
    found: list[Head] = []
    for row, match in _matches(text):
        kind, strength, act = _rows()[row]
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        before = bisect_right(starts, start)
        head = Head(kind, start, match.end(), strength, act, match[0].strip().lower())
        inside = before and ends[before - 1] >= head.end
        if not (inside or _is_something_else(text, head) or (found and _is_aim(text, start, found[-1]))):
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
