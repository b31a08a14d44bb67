"""Which names, days and years a sentence holds."""

import re
import sqlite3
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from migrationkg.authority.countries import country_names
from migrationkg.extraction.text.dates import DateMention, find_dates
from migrationkg.resolution.names import normal

_LONGEST = 16  # words of a name
_MOST_WORDS = 60  # of a sentence; the rest is left unread
_TOKEN = re.compile(r"\S+")
_YEAR = re.compile(r"(?<![\w-])(?:19|20)\d\d(?![\w-])")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_CAPITALISED = re.compile(r"(?<=\s)[^\W\d_a-zß-ÿ][\w'’-]*(?:\s+[^\W\d_a-zß-ÿ][\w'’-]*)*")  # never the first word
_QUOTED = re.compile(r"[\"“„«]([^\"“”„«»]{2,80})[\"”“»]")


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a name may mean.

    Attributes:
        iri: of a thing; the text itself for a day, a year, quoted words or a state of which the graph says nothing.
        kind: of the thing, or "Date", "Year", "Text".
        label: its preferred name.
        state: alpha-2 code of its state, as far as it is told.
    """

    iri: str
    kind: str
    label: str
    state: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of a sentence that names something.

    Attributes:
        start: offset of its first character.
        end: offset after its last.
        candidates: what it may mean; several where several things bear the name.
    """

    start: int
    end: int
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class _Token:
    """A word of a name's normal form, and where in the sentence it stands."""

    word: str
    start: int
    end: int


def mentions_in(index: sqlite3.Connection, sentence: str, today: date) -> tuple[Mention, ...]:
    """Return the names, days and years of a sentence, in their order, the longest where one lies in another.

    Where several things bear a name, a state that the sentence names settles it: of "the German Ministry of Interior"
    the state is no mention of its own.

    Args:
        index: of `index_of`.
        sentence: what a reader asks.
        today: by which a day without a year is read.
    """
    timely = [*_quoted(index, sentence), *_times(sentence, today)]
    taken = [(one.start, one.end) for one in timely]
    tokens = [one for one in _tokens(sentence) if all(one.end <= start or one.start >= end for start, end in taken)]
    named = _settled(list(_names(index, sentence, tokens)))
    return tuple(sorted([*timely, *named], key=lambda one: one.start))


def unknown_names(sentence: str, mentions: Iterable[Mention]) -> Iterator[str]:
    """Yield the runs of capitalised words in which nothing is mentioned, as names do that the graph does not know.

    Args:
        sentence: what a reader asks.
        mentions: of `mentions_in`.
    """
    told = [(one.start, one.end) for one in mentions]
    for found in _CAPITALISED.finditer(sentence):
        if all(found.end() <= start or found.start() >= end for start, end in told):
            yield found[0]


def _tokens(sentence: str) -> list[_Token]:
    found = list(_TOKEN.finditer(sentence))[:_MOST_WORDS]
    return [_Token(word, one.start(), one.end()) for one in found for word in normal(one[0])]


def _names(index: sqlite3.Connection, sentence: str, tokens: Sequence[_Token]) -> Iterator[Mention]:
    place = 0
    while place < len(tokens):
        for count in range(min(_LONGEST, len(tokens) - place), 0, -1):
            words = tokens[place : place + count]
            candidates = _called(index, [one.word for one in words], sentence[words[0].start : words[-1].end])
            if candidates:
                yield Mention(words[0].start, words[-1].end, candidates)
                place += count - 1
                break
        place += 1


def _called(index: sqlite3.Connection, words: Sequence[str], written: str) -> tuple[Candidate, ...]:
    rows = index.execute(
        "SELECT DISTINCT iri, kind, label, state, spelling FROM keys JOIN things USING (iri) "
        "WHERE key = ? ORDER BY iri",
        (" ".join(words),),
    )
    bare = written.strip(".,;:?!()[]'’\"")
    known = tuple(Candidate(*row) for *row, spelling in rows if not spelling or spelling == bare)
    state = _states().get(" ".join(words))
    return known or ((Candidate(bare, "Country", bare, state),) if state else ())


@cache
def _states() -> Mapping[str, str]:
    """Return the name of every state, in its normal form → its alpha-2 code; no word that is a state's code."""
    return {" ".join(normal(name)): code for name, code in country_names().items() if len(name) > 3}


def _settled(named: list[Mention]) -> list[Mention]:
    """Let a state that stands in the sentence settle a name that bodies of several states bear.

    A state just before a body of it ("the Turkish Presidency of Migration Management") only says whose it is.
    """
    states = {one.candidates[0].state: one for one in named if one.candidates[0].kind == "Country"}
    used: list[Mention] = []
    settled: list[Mention] = []
    for one in named:
        fitting = tuple(each for each in one.candidates if each.state in states and each.kind != "Country")
        state = states[fitting[0].state] if len(fitting) == 1 else None
        if state and (len(one.candidates) > 1 or 0 <= one.start - state.end <= 1):
            used.append(state)
            settled.append(Mention(one.start, one.end, fitting))
        else:
            settled.append(one)
    return [one for one in settled if one not in used]


def _quoted(index: sqlite3.Connection, sentence: str) -> Iterator[Mention]:
    """Yield what stands in quotation marks: words, and what is called so."""
    for found in _QUOTED.finditer(sentence):
        called = _called(index, [one.word for one in _tokens(found[1])], found[1])
        yield Mention(found.start(), found.end(), (*called, Candidate(found[1], "Text", found[1])))


def _times(sentence: str, today: date) -> Iterator[Mention]:
    """Yield the days and years; of a range or a month, both of its ends."""
    taken: list[tuple[int, int]] = []
    for one in find_dates(sentence, today):
        days = list(dict.fromkeys(_days(one)))
        for place, day in enumerate(days):
            yield Mention(one.start + place, one.end, (Candidate(day, "Date", day),))
        taken += [(one.start, one.end)] if days else []
    for found in _YEAR.finditer(sentence):
        if all(found.end() <= start or found.start() >= end for start, end in taken):
            yield Mention(found.start(), found.end(), (Candidate(found[0], "Year", found[0]),))


def _days(named: DateMention) -> Iterator[str]:
    """Yield the first and the last day that a stretch names; of what goes on, the first."""
    if named.first:
        yield named.first if _DAY.fullmatch(named.first) else f"{named.first}-01"
    if named.last and not named.open_ended:
        year, month, *day = named.last.split("-")
        yield named.last if day else f"{named.last}-{monthrange(int(year), int(month))[1]:02}"
