"""Occasions: heads joined to one event each, with type, days, title and what is said of them."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from migrationkg.extraction.events.day_features import days_to_consider, features_of_day, numbers_of_days
from migrationkg.extraction.events.group_features import (
    features_of_group,
    features_of_pair,
    features_of_type,
    numbers_of_group,
    standings,
)
from migrationkg.extraction.events.head_features import features_of_head
from migrationkg.extraction.events.heads import Head, find_heads
from migrationkg.extraction.events.surroundings import Surroundings
from migrationkg.extraction.models import EventModels
from migrationkg.extraction.models.network import Network
from migrationkg.extraction.models.scorer import Scorer
from migrationkg.extraction.names.name import Name
from migrationkg.extraction.tables.vocabulary import alternatives
from migrationkg.extraction.text.analysis import Text
from migrationkg.extraction.text.dates import DateMention
from migrationkg.extraction.text.sieve import compiled

_PLANNED = compiled(rf"\b{alternatives('planning_patterns')}\b")
_CANCELLED = compiled(r"\b(?:cancelled|canceled|called off)\b")
_POSTPONED = compiled(r"\b(?:postponed|put off|rescheduled)\b")
#: A title behind a head: `a course called "Hearing of Children"`.
_TITLE = re.compile(
    r",?(?: (?:on|about|called|named|entitled|titled|themed|under the (?:title|motto|theme|slogan)(?: of)?)){0,2}:? ?"
    r"\"(?P<title>[^\W_][^\"\n]{6,160})\""
)
#: A head that is less likely than this founds no event; one that is less likely than the other joins none either.
FOUNDS = 0.3
JOINS = 0.12
#: Heads that are together less likely than this are no event.
STANDS = 0.5
#: A head is compared with so many of the first and last occasions and heads, so that long items take no longer a word.
_SEEN = 6


@dataclass(frozen=True, slots=True)
class Event:
    """One occasion of an item: all words that tell of it.

    Attributes:
        type: the most telling of the types of its heads.
        occasions: its heads, the first being the one that founded it.
        first: ISO 8601 day or month of its beginning, if the item gives one.
        last: ISO 8601 day or month of its end, if the item gives one.
        dated: where the item gives it.
        status: `planned`, `cancelled` or `postponed` with the offsets of the words that say so, or None.
        name: (start, end) of its name, where it has one.
        likely: how likely it is an occasion of the story, 0 to 1.
        likely_day: how likely the days are its own, 0 to 1.
    """

    type: str
    occasions: tuple[Head, ...]
    first: str | None = None
    last: str | None = None
    dated: DateMention | None = None
    status: tuple[str, int, int] | None = None
    name: tuple[int, int] | None = None
    likely: float = 1.0
    likely_day: float = 1.0


def find_events(
    text: Text, dates: Sequence[DateMention], claimed: Collection[Name], models: EventModels
) -> list[Event]:
    """Return the events of a text, in the order in which they are told.

    Args:
        text: the text.
        dates: the dates of the text.
        claimed: names of things; words inside them tell of no occasion ("Joint Training Centre").
        models: what was learned of occasions.
    """
    around = Surroundings.of(text, find_heads(text, claimed), dates)
    likely = likely_heads(around, models.heads)
    groups = grouped(around, likely, models.pairs)
    kinds = [type_of(around, group, models.types) for group in groups]
    seen = [
        (features_of_group(around, group, kind, likely, standing), numbers_of_group(around, group))
        for group, kind, standing in zip(groups, kinds, standings(groups, likely), strict=True)
    ]
    return [
        described(around, group, kind, models, chances["yes"])
        for group, kind, chances in zip(groups, kinds, models.groups.probabilities(seen), strict=True)
        if chances["yes"] >= STANDS
    ]


def likely_heads(around: Surroundings, network: Network) -> dict[int, float]:
    """Return how likely each head tells of an occasion of the story."""
    seen = [(features_of_head(around, number), numbers) for number, numbers in enumerate(around.numbers)]
    return dict(enumerate(chances["yes"] for chances in network.probabilities(seen)))


def grouped(around: Surroundings, likely: Mapping[int, float], scorer: Scorer) -> list[list[int]]:
    """Return the numbers of the heads that tell of one occasion each; the body is read first, then the headline."""
    groups: list[list[int]] = []
    for number in sorted(likely, key=lambda number: (around.sentence[number] == 0, number)):
        if likely[number] < JOINS:
            continue
        some = [*groups[:_SEEN], *groups[_SEEN:][-_SEEN:]]
        chances = [_joins(around, group, number, likely[number], scorer) for group in some]
        best = max(range(len(some)), key=chances.__getitem__, default=0)
        if some and chances[best] > 0.5:
            some[best].append(number)
        elif likely[number] >= FOUNDS:
            groups.append([number])
    return groups


def _joins(around: Surroundings, group: Sequence[int], number: int, likely: float, scorer: Scorer) -> float:
    members = [*group[:_SEEN], *group[_SEEN:][-_SEEN:]]
    return scorer.probabilities(features_of_pair(around, members, number, likely))["yes"]


def type_of(around: Surroundings, group: Sequence[int], scorer: Scorer) -> str:
    """Return the likeliest type of an occasion; where no word of its heads was learned, one that its heads tell."""
    seen = features_of_type(around, group)
    chances = scorer.probabilities(seen)
    if not any(one.startswith("words=") and one in scorer.weights for one in seen):
        chances = {around.heads[number].type: chances.get(around.heads[number].type, 0.0) for number in group}
    return max(chances, key=chances.__getitem__)


def day_of(
    around: Surroundings, group: Sequence[int], kind: str, network: Network
) -> tuple[DateMention, str, float] | None:
    """Return the date that is likeliest an occasion's, which ends it tells ("both", "start", "end"), and how likely."""
    days = days_to_consider(around, group)
    numbers = numbers_of_days(around, days)
    seen = [(features_of_day(around, group, one, kind), row) for one, row in zip(days, numbers, strict=True)]
    told = zip(days, network.probabilities(seen), strict=True)
    one, chances = min(told, key=lambda day: day[1]["no"], default=(None, {"no": 1.0}))
    if one is None or 1 - chances.pop("no") <= 0.5:
        return None
    ends = max(chances, key=chances.__getitem__)
    return one, ends, chances[ends]


def described(around: Surroundings, group: Sequence[int], kind: str, models: EventModels, likely: float) -> Event:
    """Return an occasion of some heads with its days, its name and what is said of it.

    Args:
        around: the text.
        group: numbers of its heads, the first being the one that founded it.
        kind: its type.
        models: what was learned of occasions.
        likely: how likely it is an occasion of the story.
    """
    heads = tuple(around.heads[number] for number in group)
    first = last = dated = None
    likely_day = 1.0
    if day := day_of(around, group, kind, models.days):
        dated, ends, likely_day = day
        first = dated.first if ends != "end" else None
        last = {"both": dated.last, "start": None, "end": dated.last or dated.first}[ends]
    status, name = _status(around.text, heads), _name(around.text, heads)
    return Event(kind, heads, first, last, dated, status, name, likely, likely_day)


def _status(text: Text, heads: Sequence[Head]) -> tuple[str, int, int] | None:
    """Return what is said of an occasion that was not held yet, and the offsets of the words that say so."""
    sentences = dict.fromkeys(text.sentences[text.sentence_at(head.start)] for head in heads)
    for start, end in sentences:
        for word, pattern in (("cancelled", _CANCELLED), ("postponed", _POSTPONED), ("planned", _PLANNED)):
            if match := pattern.search(text.content, start, end):
                return word, match.start(), match.end()
    return None


def _name(text: Text, heads: Sequence[Head]) -> tuple[int, int] | None:
    """Return the offsets of the title that stands in quotation marks behind a head, or that a head ends."""
    for head in heads:
        if quoted := _TITLE.match(text.content, head.end):
            return quoted.span("title")
    for head in heads:
        last = text.token_at(head.end - 1)
        if text.tokens[last].is_name and head.start > text.headline_end:
            first = _first_of_title(text, last)
            if first < last:
                return text.tokens[first].start, text.tokens[last].end
    return None


def _first_of_title(text: Text, last: int) -> int:
    """Return the index of the first of the capitalised words that a head ends: "Vienna Migration Conference"."""
    tokens, first = text.tokens, last
    while first and (
        (tokens[first - 1].is_name and tokens[first - 1].text not in ("The", "A", "An", "At"))
        or (tokens[first - 1].text == "'" and first > 1 and tokens[first - 2].is_name)
    ):
        first -= 1
    return first
