"""Occasions: heads joined to one event each, with type, days, title and what is said of them."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from migrationkg.extraction.events.day_features import days_to_consider, features_of_day, may_last, numbers_of_days
from migrationkg.extraction.events.group_features import (
    features_of_group,
    features_of_type,
    numbers_of_group,
    standings,
)
from migrationkg.extraction.events.head_features import features_of_head
from migrationkg.extraction.events.heads import Head, find_heads
from migrationkg.extraction.events.pair_features import seen_together
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
#: A head joins the occasion to whose heads it belongs likelier than this.
_BELONGS = 0.25
#: A head is compared with so many of the first heads and of those just before it, so that long items take no longer a
#: word.
_FIRST, _BEFORE = 2, 10
#: So many pairs are looked at together, so that long items take no more memory a word.
_AT_ONCE = 4096


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


def grouped(around: Surroundings, likely: Mapping[int, float], network: Network) -> list[list[int]]:
    """Return the numbers of the heads that tell of one occasion each; the body is read first, then the headline."""
    numbers = in_order(around, likely)
    beside: defaultdict[int, list[tuple[int, float]]] = defaultdict(list)
    pairs = compared(numbers)
    for at in range(0, len(pairs), _AT_ONCE):
        some = pairs[at : at + _AT_ONCE]
        told = network.probabilities(seen_together(around, some, likely))
        for (one, number), chances in zip(some, told, strict=True):
            beside[number].append((one, chances["yes"]))
    groups: list[list[int]] = []
    place: dict[int, int] = {}
    for number in numbers:
        best, belongs = _likeliest((place[one], share) for one, share in beside[number] if one in place)
        if belongs > _BELONGS:
            place[number] = best
            groups[best].append(number)
        elif likely[number] >= FOUNDS:
            place[number] = len(groups)
            groups.append([number])
    return groups


def _likeliest(shares: Iterable[tuple[int, float]]) -> tuple[int, float]:
    """Return the occasion to which a head belongs likeliest, by the mean over its heads, and how likely that is."""
    of: defaultdict[int, list[float]] = defaultdict(list)
    for place, share in shares:
        of[place].append(share)
    means = {place: sum(some) / len(some) for place, some in sorted(of.items())}
    return max(means.items(), key=lambda one: one[1], default=(0, 0.0))


def in_order(around: Surroundings, likely: Mapping[int, float]) -> list[int]:
    """Return the numbers of the heads that are likely enough to join an occasion, those of the headline last."""
    some = [number for number, share in likely.items() if share >= JOINS]
    return sorted(some, key=lambda number: (around.sentence[number] == 0, number))


def compared(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Return the pairs of heads that are compared: each with the first ones and with those just before it.

    Example:
        >>> compared([4, 5, 9])
        [(4, 5), (4, 9), (5, 9)]
    """
    return [
        (one, number)
        for at, number in enumerate(numbers)
        for one in (*numbers[: min(_FIRST, at)], *numbers[max(_FIRST, at - _BEFORE) : at])
    ]


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
    days = [one for one in days_to_consider(around, group) if may_last(one, kind)]
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
