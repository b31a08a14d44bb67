"""The words of a text that tell of occasions, each with the date that belongs to it."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from migrationkg.extraction.names.name import Name
from migrationkg.extraction.tables.vocabulary import alternatives, load_table
from migrationkg.extraction.text.analysis import Text
from migrationkg.extraction.text.beginnings import beginnings
from migrationkg.extraction.text.dates import DateMention

_NO_OCCASION = re.compile(rf"[- ]{alternatives('occasion_in_compound_patterns')}\b", re.IGNORECASE)
_NEGATED = re.compile(
    r"\b(?:no|not|never|without(?: a| any)?|instead of(?: a| the)?|rather than(?: a| the)?)(?: \w+)? $",
    re.IGNORECASE,
)
_BEFOREHAND = re.compile(r"\b(?:[Ff]ollowing|[Aa]fter|[Ss]ince|[Pp]rior to|[Uu]pon) (?:the |its |a )?(?:\w+ )?$")
_DESCRIBED = re.compile(
    r"\b(?P<noun>agreement|phase|programme|program|project|strategy|initiative|law|plan|policy|report|office)"
    r"(?:, (?:which|that) was)? (?:adopted|established|founded|initiated|launched|ratified|set up|signed|started)"
    r" (?:back )?(?:in|on) $"
)
_APART = re.compile(
    r"(?:\b(?:action|agreement|campaign|facility|initiative|phase|plan|programme|project|scheme|strategy)|[\"')]|[A-Z\d]{3})"
    r", $|, (?P<once>first |initially |originally )$"
)
_PASSIVE = re.compile(r" (?:back |earlier )?(?:as|by|in|last|on|under|with|within)\b")
#: An occasion that is opened or launched is that occasion, no opening or launch.
_OBJECT = re.compile(
    r" (?:an?|the|its|their|this)(?: [\w-]+){0,3}?"
    r" (?:ceremony|conference|consultation|course|event|exhibition|forum|meeting|panel|round ?table|seminar|session"
    r"|talks|training|webinar|workshop)s?\b"
    r"(?! (?:academy|base|cent(?:er|re)|facility|hall|institute|premises|room)s?\b)",
    re.IGNORECASE,
)
_LISTED_BEFORE = re.compile(r"(?:,|\b(?:and|for|of|in|with|skills|vocational|on))\s$")
_LISTED_BEHIND = re.compile(r"[,.;]| and\b| or\b| to\b")
_WORD_START = re.compile(r"\b(?<!-)[^\W\d_]")
#: By how many letters of a word the rows are told that may fit there.
_TELLING = 3
#: What leads to an occasion that another only stood beside: "on the margins of the conference".
ASIDE = re.compile(r"\b(?:margins|sidelines|fringes|eve|wake) of (?:the |a |an )?(?:[\w-]+ ){0,2}$")


@dataclass(frozen=True, slots=True)
class Occasion:
    """Words that tell of an occasion.

    Attributes:
        type: type of event.
        start: offset of the first character.
        end: offset after the last.
        strength: how surely the words tell of a single occasion (see `tables/event_types.toml`).
        act: whether they are a verb whose subject holds the occasion ("opened").
        date: the date that belongs to them, if any.
        by_dateline: whether it is only that of the dateline.
    """

    type: str
    start: int
    end: int
    strength: int
    act: bool = False
    date: DateMention | None = None
    by_dateline: bool = False


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


@lru_cache(16_384)
def _pattern_at(begin: str) -> re.Pattern[str] | None:
    """Return one pattern of the rows whose words may begin so, in the order of the table; None if there is none."""
    # Not only `lower` joins letters that beyond ASCII are the same where case is ignored.
    told = begin.lower() if begin.isascii() else begin[0].lower()
    return _pattern_of(
        tuple(
            number
            for number, (_, begins) in enumerate(_beginnings())
            if any(told.startswith(one) or one.startswith(told) for one in begins)
        )
    )


@cache
def _pattern_of(numbers: tuple[int, ...]) -> re.Pattern[str] | None:
    rows = (f"(?P<e{number}>{_beginnings()[number][0]})" for number in numbers)
    return re.compile(rf"(?:{'|'.join(rows)})(?!\w)", re.IGNORECASE) if numbers else None


def _matches(text: Text) -> Iterator[re.Match[str]]:
    """Yield the words of the table, none overlapping another; they begin where a word begins."""
    content, after = text.content, 0
    for begin in _WORD_START.finditer(content):
        start = begin.start()
        pattern = _pattern_at(content[start : start + _TELLING])
        if pattern and start >= after and (match := pattern.match(content, start)):
            after = match.end()
            yield match


def find_occasions(text: Text, claimed: Collection[Name], dates: Sequence[DateMention]) -> list[Occasion]:
    """Return the words that tell of occasions, with their dates; words inside the names of things tell of none."""
    found: list[Occasion] = []
    for match in _matches(text):
        kind, strength, act = _rows()[int((match.lastgroup or "e0")[1:])]
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        if any(
            name.start <= match.end() - 1 < name.end and name.start <= start for name in claimed if name.kind != "Event"
        ):
            continue
        if (not act and _NO_OCCASION.match(text.content, match.end())) or _NEGATED.search(
            text.content, max(0, start - 24), start
        ):
            continue
        if _BEFOREHAND.search(text.content, max(0, start - 30), start):
            continue
        if _is_aim(text, match, found):
            continue
        if (
            _is_uncounted(text, start, match)
            or _is_described(text, start, match.end(), act)
            or (act and _OBJECT.match(text.content, match.end()))
        ):
            continue
        found.append(_dated(text, Occasion(kind, start, match.end(), strength, act), dates))
    return found


def _is_uncounted(text: Text, start: int, match: re.Match[str]) -> bool:
    """Return whether "training" is one of several things that are given: "advice, training and equipment"."""
    return match[0].lower() == "training" and bool(
        _LISTED_BEFORE.search(text.content, max(0, start - 12), start)
        and _LISTED_BEHIND.match(text.content, match.end())
    )


def _is_aim(text: Text, match: re.Match[str], found: Sequence[Occasion]) -> bool:
    """Return whether an infinitive only tells what an earlier occasion of the sentence is for: "signed … to launch"."""
    start = text.sentences[text.sentence_at(match.start())][0]
    return text.content.endswith("to ", 0, match.start()) and any(one.start >= start for one in found)


def _is_described(text: Text, start: int, end: int, act: bool) -> bool:
    """Return whether a participle only describes what stands before it: "the BETA project, launched in 2022"."""
    match = _APART.search(text.content, max(0, start - 24), start)
    return match is not None and (act or match["once"] is not None) and bool(_PASSIVE.match(text.content, end))


def _dated(text: Text, occasion: Occasion, dates: Sequence[DateMention]) -> Occasion:
    """Give an occasion the date of its sentence, the nearest where there are several."""
    index = text.sentence_at(occasion.start)
    if occasion.start <= text.headline_end:
        return occasion
    start, end = text.sentences[index]
    near = [
        date
        for date in dates
        if start <= date.start < end
        and (date.first or date.relative or date.last)
        and not date.open_ended
        and not _of_another(text, date, occasion)
    ]
    if ASIDE.search(text.content[max(0, occasion.start - 40) : occasion.start]):
        return occasion
    day = _dateline(text, dates)
    near = [date for date in near if date is not day] or ([day] if day else [])
    if not near:
        return occasion
    chosen = min(near, key=lambda date: _distance(text, date, occasion))
    if chosen.relative:
        chosen = day or replace(chosen, first=None, last=None)
    return replace(occasion, date=chosen, by_dateline=chosen is day) if chosen.first or chosen.last else occasion


def _of_another(text: Text, date: DateMention, occasion: Occasion) -> bool:
    """Return whether a participle that only describes a noun has the date: "the phase launched in April 2020"."""
    match = _DESCRIBED.search(text.content, max(0, date.start - 60), date.start)
    return match is not None and not (occasion.start < match.end("noun") <= occasion.end + 1)


def _dateline(text: Text, dates: Sequence[DateMention]) -> DateMention | None:
    """Return the date of the dateline that opens the body ("Osh, 13 May –"), if the sentence is its paragraph's."""
    for date in dates:
        if date.start < text.headline_end + 60 and date.start > text.headline_end:
            opening = text.content[text.headline_end + 2 : date.start]
            after = text.content[date.end : date.end + 3]
            if re.fullmatch(r"[^\W\d_][\w',() -]{1,40}(?:, | \()", opening) and re.match(r"\)? ?[–:-]|\.", after):
                return date
    return None


def _distance(text: Text, date: DateMention, occasion: Occasion) -> int:
    if date.start >= occasion.end:
        between = text.content[occasion.end : date.start]
        return len(between) + 80 * between.count(";")
    between = text.content[date.end : occasion.start]
    return len(between) + 12 + 80 * between.count(";")
