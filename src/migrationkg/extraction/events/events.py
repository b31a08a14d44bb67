"""Occasions: the words that tell of them, joined to one event each, with type, dates and what is said of them."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from migrationkg.extraction.events.occasions import ASIDE, Occasion, find_occasions
from migrationkg.extraction.names.name import Name
from migrationkg.extraction.tables.vocabulary import alternatives, load_table
from migrationkg.extraction.text.analysis import Text
from migrationkg.extraction.text.dates import DateMention
from migrationkg.extraction.text.sieve import guarded

_HELD = re.compile(rf"\b{alternatives('holding_patterns')}\b")
_PLANNED = guarded(rf"\b{alternatives('planning_patterns')}\b")
_CANCELLED = guarded(r"\b(?:cancelled|canceled|called off)\b")
_POSTPONED = guarded(r"\b(?:postponed|put off|rescheduled)\b")
_ANAPHOR = re.compile(r"\b(?:the|this|its|their|these|which)(?: [\w-]+){0,2} $", re.IGNORECASE)
#: An occasion that gathers people is that occasion: "the two-day event brought together 20 officials".
_ITS_SUBJECT = re.compile(
    r"\b(?:conference|course|event|forum|mission|seminar|session|training|visit|webinar|workshop)s? (?:[\w-]+ ){0,4}$",
    re.IGNORECASE,
)
_AT_A_PLACE = re.compile(r"(?: (?:on|with) [\w ]{1,50}?)? (?:in|to|at|with) (?:the )?[^\W\d_a-z]|, at which")
#: A second occasion beside the first: "held a workshop and a meeting".
_ANOTHER = re.compile(
    r"\b(?:conference|course|meeting|seminar|training|visit|webinar|workshop)s?,? and an? (?:[\w-]+ ){0,2}$"
    r"|\bwhich an? (?:[\w-]+ ){0,2}$"
)
_ARTICLE = re.compile(r"\b(?:a|an|A|An|the|The)(?: [\w'-]+){0,2} $")
_FUTURE_OCCASION = re.compile(r"\b(?:for|before|towards|ahead of|prepar\w+) the (?:\w+ ){0,2}$")
_RECURRING = frozenset({"publication", "interview", "signing", "handover", "campaign", "opening", "launch", "closing"})


@dataclass(frozen=True, slots=True)
class Event:
    """One occasion of an item: all words that tell of it.

    Attributes:
        type: the most telling of the types of its words.
        occasions: its words, the first being those that founded it.
        date: its date, if the item gives one.
        status: `planned`, `cancelled` or `postponed` with the offsets of the words that say so, or None.
        name: (start, end) of its name, where it has one.
    """

    type: str
    occasions: tuple[Occasion, ...]
    date: DateMention | None = None
    status: tuple[str, int, int] | None = None
    name: tuple[int, int] | None = None


def find_events(text: Text, dates: Sequence[DateMention], claimed: Collection[Name]) -> list[Event]:
    """Return the events of a text.

    Args:
        text: the text.
        dates: the dates of the text.
        claimed: names of things; words inside them tell of no occasion ("Joint Training Centre").
    """
    occasions = find_occasions(text, claimed, dates)
    body = [occasion for occasion in occasions if occasion.start > text.headline_end]
    headline = [occasion for occasion in occasions if occasion.start <= text.headline_end]
    events: list[Event] = []
    for occasion in sorted(body, key=lambda one: (one.strength == 0, one.start)):
        _join(text, events, occasion)
    for occasion in headline:
        if not _FUTURE_OCCASION.search(text.content[: occasion.start]):
            _join(text, events, occasion)
    return [
        _described(text, event)
        for event in _date_of_item(text, [event for event in events if _stands(text, event)], dates)
    ]


def _date_of_item(text: Text, events: list[Event], dates: Sequence[DateMention]) -> list[Event]:
    """Give an item's one occasion the one date of the item, where no sentence joins them."""
    told = [date for date in dates if date.start > text.headline_end and date.first]
    days = [date for date in told if not date.open_ended] or [replace(date, last=date.first) for date in told]
    if (
        len(events) != 1
        or events[0].type == "interview"
        or events[0].date
        or not days
        or len({date.first for date in days}) > 1
    ):
        return events
    day = days[0]
    occasion = Occasion(events[0].type, day.start, day.end, 0, date=day)
    return [replace(events[0], occasions=(*events[0].occasions, occasion), date=day)]


@cache
@cache
def _same() -> Mapping[str, frozenset[str]]:
    table = load_table("event_types")["same"]
    return {kind: frozenset(others) for kind, others in table.items()}


def _join(text: Text, events: list[Event], occasion: Occasion) -> None:
    """Add an occasion to the event that it is another word for, or found a new event."""
    fitting = [number for number, event in enumerate(events) if _fits(text, event, occasion)]
    if not fitting:
        if occasion.strength or (not events and not occasion.by_dateline):
            events.append(Event(occasion.type, (occasion,), occasion.date))
        return
    exact = [number for number in fitting if events[number].type == occasion.type]
    number = (exact or fitting)[0]
    event = events[number]
    date = event.date or occasion.date
    if occasion.date and not occasion.by_dateline and all(one.by_dateline for one in event.occasions if one.date):
        date = occasion.date
    kind = event.type if event.type == occasion.type or occasion.type in _same().get(event.type, ()) else occasion.type
    events[number] = replace(event, type=kind, occasions=(*event.occasions, occasion), date=date)


def _fits(text: Text, event: Event, occasion: Occasion) -> bool:
    related = (
        event.type == occasion.type
        or occasion.type in _same().get(event.type, ())
        or (event.type in _same().get(occasion.type, ()))
    )
    if not related:
        return False
    if (
        event.date
        and occasion.date
        and not occasion.by_dateline
        and not all(one.by_dateline for one in event.occasions if one.date)
        and not _within(occasion.date, event.date)
        and not _within(event.date, occasion.date)
    ):
        return False
    if occasion.start <= text.headline_end or occasion.strength == 0:
        return True
    sentence = text.sentences[text.sentence_at(occasion.start)]
    before = text.content[max(sentence[0], occasion.start - 90) : occasion.start]
    anaphor = bool(_ANAPHOR.search(before[-30:])) or bool(occasion.type == "meeting" and _ITS_SUBJECT.search(before))
    same_sentence = any(text.sentence_at(other.start) == text.sentence_at(occasion.start) for other in event.occasions)
    if event.type != occasion.type and _ANOTHER.search(before):
        return False
    if ASIDE.search(text.content[max(0, occasion.start - 40) : occasion.start]):
        return False
    if event.type == occasion.type:
        return anaphor or same_sentence or not occasion.date or bool(event.date)
    return anaphor or same_sentence


def _within(inner: DateMention, outer: DateMention) -> bool:
    if not (inner.first and outer.first):
        return False
    return outer.first <= inner.first and (inner.last or inner.first) <= (outer.last or outer.first)


def _stands(text: Text, event: Event) -> bool:
    """Return whether the words amount to a single occasion rather than a general mention."""
    if event.date:
        return True
    first = event.occasions[0]
    if any(one.start <= text.headline_end for one in event.occasions) and any(
        one.start > text.headline_end for one in event.occasions
    ):
        return True
    if max(one.strength for one in event.occasions) == 2:
        return True
    words = text.content[first.start : first.end]
    plural = words.endswith("s") and not words.endswith(("'s", "ss", "talks")) and first.type not in _RECURRING
    if first.start <= text.headline_end or plural:
        return (
            not plural
            and first.strength > 0
            and first.start <= text.headline_end
            and first.type not in ("campaign", "other", "consultation")
        )
    if (
        first.strength
        and _AT_A_PLACE.match(text.content, first.end)
        and _ARTICLE.search(text.content[max(0, first.start - 30) : first.start])
    ):
        return True
    told = [
        text.content[slice(*text.sentences[text.sentence_at(one.start)])]
        for one in event.occasions
        if one.start > text.headline_end
    ]
    return (any(map(_HELD.search, told)) and first.strength > 0) or (
        first.type in ("launch", "opening", "publication") and first.strength > 0
    )


def _described(text: Text, event: Event) -> Event:
    """Add the event's status and name."""
    status = None
    sentences = dict.fromkeys(text.sentences[text.sentence_at(occasion.start)] for occasion in event.occasions)
    for start, end in sentences:
        for word, pattern in (("cancelled", _CANCELLED), ("postponed", _POSTPONED), ("planned", _PLANNED)):
            match = pattern.search(text.content, start, end)
            if match and not status:
                status = (word, match.start(), match.end())
    return replace(event, status=status, name=_name(text, event))


def _name(text: Text, event: Event) -> tuple[int, int] | None:
    """Return the offsets of a capitalised name that the event's head noun ends: "Vienna Migration Conference"."""
    for occasion in event.occasions:
        if not text.tokens[text.token_at(occasion.end - 1)].is_name or occasion.start <= text.headline_end:
            continue
        last = text.token_at(occasion.end - 1)
        first = last
        while (
            first > 0
            and (
                text.tokens[first - 1].is_name
                or (text.tokens[first - 1].text == "'" and text.tokens[first - 2].is_name)
            )
            and text.tokens[first - 1].text not in ("The", "A", "An", "At")
        ):
            first -= 1
        if last - first >= 1:
            return text.tokens[first].start, text.tokens[last].end
    return None
