"""Weights for occasions: heads, pairs of heads, types and days, from items whose occasions are annotated."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from migrationkg.evaluation.scoring import Item as Gold
from migrationkg.extraction.events.day_features import days_to_consider, features_of_day, numbers_of_days
from migrationkg.extraction.events.events import grouped, likely_heads
from migrationkg.extraction.events.group_features import (
    features_of_group,
    features_of_pair,
    features_of_type,
    numbers_of_group,
    standings,
)
from migrationkg.extraction.events.head_features import features_of_head
from migrationkg.extraction.events.heads import find_heads
from migrationkg.extraction.events.surroundings import Surroundings
from migrationkg.extraction.models import EventModels, NameModels
from migrationkg.extraction.models.network import Network
from migrationkg.extraction.models.scorer import Scorer
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
from migrationkg.training.telling import occasions_of, told_occasions

Examples = list[tuple[Sequence[str], str]]

#: How often the example of a row is told, and the day on which it is news.
_TIMES, _DAY = 3, date(2023, 6, 1)

#: Few weights, none large: what 900 items tell of single words is not trusted.
_learn_pairs = partial(train_scorer, c1=0.3, c2=0.5)
_learn_types = partial(train_scorer, c1=0.1, c2=0.5, rare=2)


@dataclass(frozen=True, slots=True)
class Told:
    """An item as training sees it: its text with the heads, and its annotated occasions."""

    around: Surroundings
    occasions: Sequence[Mapping[str, Any]]
    of: Mapping[int, frozenset[int]]

    @classmethod
    def read(cls, one: Annotated, models: NameModels) -> "Told":
        """Join the heads of an item to the annotated occasions of which they may tell."""
        text = analyse(one.item)
        return cls.of_text(text, find_names(text, models)[0], one.gold)

    @classmethod
    def of_text(cls, text: Text, names: Sequence[Name], gold: Gold) -> "Told":
        """Join the heads of a text, in which some names were found, to its annotated occasions."""
        around = Surroundings.of(text, find_heads(text, names), find_dates(text.content, text.published))
        return cls(around, occasions_of(gold), told_occasions(around, gold))


def train_events(corpus: Sequence[Annotated], names: Mapping[NewsItem, NameModels]) -> EventModels:
    """Return what the items teach of occasions; types and days are learned on groups that were found, not annotated.

    They are found in items from which the heads were not learned.

    Args:
        corpus: the annotated items.
        names: for each item, models of names that it did not teach.
    """
    rows = examples_of_rows()
    items = [*(Told.read(one, names[one.item]) for one in corpus), *rows]
    turns = [*turns_of(corpus), *(number % PARTS for number in range(len(rows)))]
    groups: list[Example] = []
    types: Examples = []
    days: list[Example] = []
    for part in range(PARTS):
        heads, pairs = _heads_and_pairs([item for item, turn in zip(items, turns, strict=True) if turn != part])
        for item in (item for item, turn in zip(items, turns, strict=True) if turn == part):
            likely = likely_heads(item.around, heads)
            found = grouped(item.around, likely, pairs)
            annotated = list(_annotated_groups(item, found))
            for group, place in annotated:
                types.append((features_of_type(item.around, group), item.occasions[place]["eventType"]))
                days += _days(item, group, item.occasions[place])
            groups += _groups(item, found, annotated, likely)
    return EventModels(*_heads_and_pairs(items), train_network(groups), _learn_types(types), train_network(days))


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


def _heads_and_pairs(items: Sequence[Told]) -> tuple[Network, Scorer]:
    heads = train_network([one for item in items for one in _heads(item)])
    return heads, _learn_pairs([one for item in items for one in _pairs(item)])


def _heads(item: Told) -> Iterator[Example]:
    for number, head in enumerate(item.around.heads):
        places = item.of[number]
        equal = any(item.occasions[place]["eventType"] == head.type for place in places)
        if equal or not places:
            yield features_of_head(item.around, number), item.around.numbers[number], "yes" if equal else "no"


def _pairs(item: Told) -> Iterator[tuple[Sequence[str], str]]:
    """Yield pairs in the order in which heads are joined, groups made as the annotation has them."""
    around = item.around
    groups: dict[int, list[int]] = {}
    for number in sorted(item.of, key=lambda number: (around.sentence[number] == 0, number)):
        if len(item.of[number]) > 1:
            continue
        place = next(iter(item.of[number]), None)
        for other, group in groups.items():
            yield features_of_pair(around, group, number, 0.9), "yes" if other == place else "no"
        if place is not None and (place in groups or item.occasions[place]["eventType"] == around.heads[number].type):
            groups.setdefault(place, []).append(number)


def _annotated_groups(item: Told, groups: Sequence[list[int]]) -> Iterator[tuple[list[int], int]]:
    """Yield the groups that tell of one annotated occasion, each with its place."""
    for group in groups:
        votes = [place for number in group for place in item.of[number]]
        if votes:
            yield group, max(sorted(set(votes)), key=votes.count)


def _groups(
    item: Told, found: Sequence[list[int]], annotated: Sequence[tuple[list[int], int]], likely: Mapping[int, float]
) -> list[Example]:
    """Return which groups tell of an annotated occasion; of several for one, the likeliest with its type does."""
    place_of = {group[0]: place for group, place in annotated}
    best: dict[int, int] = {}
    for group in found:
        place = place_of.get(group[0])
        if place is None:
            continue
        kind = item.occasions[place]["eventType"]
        sure = max((likely[number] for number in group if item.around.heads[number].type == kind), default=0.0)
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
