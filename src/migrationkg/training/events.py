"""Weights for occasions: heads, pairs of heads, types and days, from items whose occasions are annotated."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import chain
from typing import Any, TypeVar

from migrationkg.evaluation.scoring import Item as Gold
from migrationkg.extraction.events.day_features import days_to_consider, features_of_day, numbers_of_days
from migrationkg.extraction.events.events import compared, grouped, in_order, likely_heads
from migrationkg.extraction.events.group_features import (
    features_of_group,
    features_of_type,
    numbers_of_group,
    standings,
)
from migrationkg.extraction.events.head_features import features_of_head
from migrationkg.extraction.events.heads import find_heads
from migrationkg.extraction.events.pair_features import seen_together
from migrationkg.extraction.events.surroundings import Surroundings
from migrationkg.extraction.models import EventModels, NameModels
from migrationkg.extraction.models.network import Network
from migrationkg.extraction.names.name import Name
from migrationkg.extraction.names.recognition import find_names
from migrationkg.extraction.tables.vocabulary import load_table
from migrationkg.extraction.text.analysis import Text, analyse
from migrationkg.extraction.text.dates import find_dates
from migrationkg.model import NewsItem, Source
from migrationkg.training.corpus import Annotated
from migrationkg.training.folds import PARTS, turns_of
from migrationkg.training.log_linear import train_scorer
from migrationkg.training.network import Example, train_network
from migrationkg.training.telling import occasions_of, read_by_people, told_occasions

_One = TypeVar("_One")

#: How often the example of a row is told, and the day on which it is news.
_TIMES, _DAY = 3, date(2023, 6, 1)

#: A head that is so likely tells of the occasion of its item, by what those tell of which readers said it; how far from
#: even its likelihood is where that counts as known.
_TELLS, _SURE = 0.5, 0.25

#: Few weights, none large: what some items tell of single words is not trusted.
_learn_types = partial(train_scorer, c1=0.1, c2=0.5, rare=2)


@dataclass(frozen=True, slots=True)
class Told:
    """An item as training sees it: its text with the heads, and its annotated occasions.

    Attributes:
        around: the text.
        occasions: its occasions.
        of: for each head the places of the occasions of which it may tell.
        certain: the heads of which that is known; of the others it is guessed.
    """

    around: Surroundings
    occasions: Sequence[Mapping[str, Any]]
    of: Mapping[int, frozenset[int]]
    certain: frozenset[int]

    def tells(self, number: int, place: int) -> bool:
        """Return whether a head tells of an occasion by itself: that is known, or guessed and it is of its type."""
        told = number in self.certain or self.occasions[place]["eventType"] == self.around.heads[number].type
        return told and place in self.of[number]

    @classmethod
    def read(cls, one: Annotated, models: NameModels) -> "Told":
        """Join the heads of an item to the annotated occasions of which they may tell."""
        text = analyse(one.item)
        return cls.of_text(text, find_names(text, models)[0], one.gold)

    @classmethod
    def of_text(cls, text: Text, names: Sequence[Name], gold: Gold) -> "Told":
        """Join the heads of a text, in which some names were found, to its annotated occasions."""
        around = Surroundings.of(text, find_heads(text, names), find_dates(text.content, text.published))
        certain = frozenset(read_by_people(around, gold))
        return cls(around, occasions_of(gold), told_occasions(around, gold), certain)


def train_events(corpus: Sequence[Annotated], names: Mapping[NewsItem, NameModels]) -> EventModels:
    """Return what the items teach of occasions; types and days are learned on groups that were found, not annotated.

    They are found in items from which the heads were not learned.

    Args:
        corpus: the annotated items.
        names: for each item, models of names that it did not teach.
    """
    rows = examples_of_rows()
    items = [*settled([Told.read(one, names[one.item]) for one in corpus]), *rows]
    turns = [*turns_of(corpus), *(number % PARTS for number in range(len(rows)))]
    parts = [[item for item, turn in zip(items, turns, strict=True) if turn == part] for part in range(PARTS)]
    heads = [_learn_heads(_others(parts, part)) for part in range(PARTS)]
    pairs = [list(_pairs(items, learned)) for items, learned in zip(parts, heads, strict=True)]
    groups: list[Example] = []
    types: list[tuple[Sequence[str], str]] = []
    days: list[Example] = []
    for part in range(PARTS):
        learned = train_network(_others(pairs, part))
        for item in parts[part]:
            likely = likely_heads(item.around, heads[part])
            found = grouped(item.around, likely, learned)
            annotated = list(_annotated_groups(item, found))
            for group, place in annotated:
                types.append((features_of_type(item.around, group), item.occasions[place]["eventType"]))
                days += _days(item, group, item.occasions[place])
            groups += _groups(item, found, annotated, likely)
    of_pairs = train_network(list(chain.from_iterable(pairs)))
    return EventModels(_learn_heads(items), of_pairs, train_network(groups), _learn_types(types), train_network(days))


def _others(parts: Sequence[Sequence[_One]], number: int) -> list[_One]:
    """Return what stands in all parts but one."""
    return [*chain.from_iterable((*parts[:number], *parts[number + 1 :]))]


def settled(items: Sequence[Told]) -> list[Told]:
    """Return items of one occasion with what those of which readers said it tell of their heads, for a guess.

    Guesses stand for items of several occasions and those of which no head likely tells; where readers said nothing of
    any item, for all.
    """
    read = [item for item in items if item.certain]
    if not read:
        return [replace(item, certain=frozenset(item.of)) for item in items]
    heads = _learn_heads(read)
    return [settled_by(item, likely_heads(item.around, heads)) for item in items]


def settled_by(item: Told, likely: Mapping[int, float]) -> Told:
    """Return an item of one occasion with the heads that likely tell of it; any other as it is."""
    telling = {number for number, share in likely.items() if share >= _TELLS}
    if item.certain or len(item.occasions) != 1 or not telling:
        return item
    of = {number: frozenset([0] if number in telling else ()) for number in item.of}
    return replace(item, of=of, certain=frozenset(one for one, share in likely.items() if abs(share - 0.5) > _SURE))


def examples_of_rows() -> list[Told]:
    """Return the examples of the rows of `tables/event_types.toml`, so that each row tells something."""
    return [_example(row["example"], row["type"]) for row in load_table("event_types")["event"]] * _TIMES


def _example(sentence: str, kind: str) -> Told:
    text = analyse(NewsItem("row", "News", _DAY, None, sentence, None, Source("row", 0)))
    day = next((one.first for one in find_dates(text.content, _DAY)), None)
    event: dict[str, Any] = {
        "id": "e1",
        "type": "Event",
        "names": [],
        "eventType": kind,
        "startDate": day,
        "endDate": day,
    }
    return Told.of_text(text, (), {"entities": [event], "facts": []})


def _learn_heads(items: Sequence[Told]) -> Network:
    return train_network([one for item in items for one in _heads(item)])


def _heads(item: Told) -> Iterator[Example]:
    """Yield what is seen of each head and whether it tells of an occasion; where some are certain, only of those."""
    for number, places in sorted(item.of.items()):
        if item.certain and number not in item.certain:
            continue
        tells = any(item.tells(number, place) for place in places)
        if tells or not places:
            yield features_of_head(item.around, number), item.around.numbers[number], "yes" if tells else "no"


def _pairs(items: Sequence[Told], heads: Network) -> Iterator[Example]:
    """Yield the pairs of heads that are compared, of items of which something is known.

    A head of which it is not certain of what it tells, or that tells of several occasions, stands in none; two heads
    that tell of nothing are no pair.
    """
    for item in (one for one in items if one.certain):
        likely = likely_heads(item.around, heads)
        numbers = [one for one in in_order(item.around, likely) if one in item.certain and len(item.of[one]) <= 1]
        pairs = [(one, other) for one, other in compared(numbers) if item.of[one] or item.of[other]]
        for (one, other), seen in zip(pairs, seen_together(item.around, pairs, likely), strict=True):
            yield *seen, "yes" if item.of[one] == item.of[other] else "no"


def _annotated_groups(item: Told, groups: Sequence[list[int]]) -> Iterator[tuple[list[int], int]]:
    """Yield the groups that tell of one annotated occasion, each with its place."""
    for group in groups:
        votes = [place for number in group for place in item.of[number]]
        if votes:
            yield group, max(sorted(set(votes)), key=votes.count)


def _groups(
    item: Told, found: Sequence[list[int]], annotated: Sequence[tuple[list[int], int]], likely: Mapping[int, float]
) -> list[Example]:
    """Return which groups tell of an annotated occasion; of several for one, the likeliest that tells does."""
    place_of = {group[0]: place for group, place in annotated}
    best: dict[int, int] = {}
    for group in found:
        place = place_of.get(group[0])
        if place is None:
            continue
        sure = max((likely[number] for number in group if item.tells(number, place)), default=0.0)
        most = best.get(place)
        if sure and (most is None or sure > max(likely[number] for number in _group_of(found, most))):
            best[place] = group[0]
    return [
        (
            features_of_group(item.around, group, _likeliest_type(item, group, likely), likely, standing),
            numbers_of_group(item.around, group),
            "yes" if group[0] in best.values() else "no",
        )
        for group, standing in zip(found, standings(found, likely), strict=True)
    ]


def _group_of(groups: Sequence[list[int]], first: int) -> list[int]:
    return next(group for group in groups if group[0] == first)


def _likeliest_type(item: Told, group: Sequence[int], likely: Mapping[int, float]) -> str:
    return item.around.heads[max(group, key=lambda number: likely[number])].type


def _days(item: Told, group: Sequence[int], occasion: Mapping[str, Any]) -> list[Example]:
    start, end = occasion["startDate"], occasion["endDate"]
    found: list[Example] = []
    days = days_to_consider(item.around, group)
    for one, numbers in zip(days, numbers_of_days(item.around, days), strict=True):
        begins, ends = bool(start) and one.first == start, bool(end) and (one.last or one.first) == end
        label = "both" if begins and ends else "start" if begins and not end else "end" if ends and not start else "no"
        seen = features_of_day(item.around, group, one, occasion["eventType"])
        found.append((seen, numbers, label))
    return found
