"""Weights for occasions: heads, pairs of heads, types and days, from items whose occasions are annotated."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from migrationkg.extraction.events.day_features import days_to_consider, features_of_day
from migrationkg.extraction.events.events import grouped, likely_heads
from migrationkg.extraction.events.group_features import (
    features_of_group,
    features_of_pair,
    features_of_type,
    may_be_one,
    standings,
)
from migrationkg.extraction.events.head_features import features_of_head
from migrationkg.extraction.events.heads import find_heads
from migrationkg.extraction.events.surroundings import Surroundings
from migrationkg.extraction.models import EventModels, NameModels
from migrationkg.extraction.models.scorer import Scorer
from migrationkg.extraction.names.recognition import find_names
from migrationkg.extraction.text.analysis import analyse
from migrationkg.extraction.text.dates import find_dates
from migrationkg.model import NewsItem
from migrationkg.training.corpus import Annotated
from migrationkg.training.log_linear import train_scorer

Examples = list[tuple[Sequence[str], str]]

#: Groups, types and days are learned on what was found in items from which the heads were not learned.
_PARTS = 3

#: Few weights, none large: what 900 items tell of single words is not trusted.
_learn = partial(train_scorer, c1=0.3, c2=0.5)
_learn_types = partial(train_scorer, c1=0.1, c2=0.5, rare=2)


@dataclass(frozen=True, slots=True)
class Told:
    """An item as training sees it: its text with the heads, and its annotated occasions."""

    around: Surroundings
    occasions: Sequence[Mapping[str, Any]]
    of: Mapping[int, frozenset[int]]

    @classmethod
    def read(cls, one: Annotated, models: NameModels) -> "Told":
        """Join the heads of an item to the annotated occasions of which they may tell, by type and day."""
        text = analyse(one.item)
        names, _ = find_names(text, models)
        around = Surroundings.of(text, find_heads(text, names), find_dates(text.content, text.published))
        occasions = [entity for entity in one.gold["entities"] if entity["type"] == "Event"]
        return cls(
            around, occasions, {number: may_tell(around, number, occasions) for number in range(len(around.heads))}
        )


def may_tell(around: Surroundings, number: int, occasions: Sequence[Mapping[str, Any]]) -> frozenset[int]:
    """Return which occasions a head may tell of: those of its type, else those that its type may stand for."""
    head = around.heads[number]
    equal = [place for place, one in enumerate(occasions) if one["eventType"] == head.type]
    fitting = equal or [place for place, one in enumerate(occasions) if may_be_one(one["eventType"], head.type)]
    if len(fitting) > 1:
        days = {day for one in around.told.get(around.sentence[number], ()) for day in (one.first, one.last) if day}
        dated = [place for place in fitting if days & {occasions[place]["startDate"], occasions[place]["endDate"]}]
        fitting = dated or fitting
    return frozenset(fitting)


def train_events(corpus: Sequence[Annotated], names: Mapping[NewsItem, NameModels]) -> EventModels:
    """Return what the items teach of occasions; types and days are learned on groups that were found, not annotated.

    Args:
        corpus: the annotated items.
        names: for each item, models of names that it did not teach.
    """
    items = [Told.read(one, names[one.item]) for one in corpus]
    groups: Examples = []
    types: Examples = []
    days: Examples = []
    for part in range(_PARTS):
        others = [item for number, item in enumerate(items) if number % _PARTS != part]
        heads, pairs = _heads_and_pairs(others)
        for item in items[part::_PARTS]:
            likely = likely_heads(item.around, heads)
            found = grouped(item.around, likely, pairs)
            annotated = list(_annotated_groups(item, found))
            for group, place in annotated:
                types.append((features_of_type(item.around, group), item.occasions[place]["eventType"]))
                days += _days(item, group, item.occasions[place])
            groups += _groups(item, found, annotated, likely)
    return EventModels(*_heads_and_pairs(items), _learn(groups), _learn_types(types), _learn(days))


def _heads_and_pairs(items: Sequence[Told]) -> tuple[Scorer, Scorer]:
    heads = _learn([one for item in items for one in _heads(item)])
    return heads, _learn([one for item in items for one in _pairs(item)])


def _heads(item: Told) -> Iterator[tuple[Sequence[str], str]]:
    for number, head in enumerate(item.around.heads):
        places = item.of[number]
        if not places:
            yield features_of_head(item.around, number), "no"
        elif any(item.occasions[place]["eventType"] == head.type for place in places):
            yield features_of_head(item.around, number), "yes"


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
) -> Examples:
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
            "yes" if group[0] in best.values() else "no",
        )
        for group, standing in zip(found, standings(found, likely), strict=True)
    ]


def _group_of(groups: Sequence[list[int]], first: int) -> list[int]:
    return next(group for group in groups if group[0] == first)


def _likeliest_type(item: Told, group: Sequence[int], likely: Mapping[int, float]) -> str:
    return item.around.heads[max(group, key=lambda number: likely[number])].type


def _days(item: Told, group: Sequence[int], occasion: Mapping[str, Any]) -> Examples:
    start, end = occasion["startDate"], occasion["endDate"]
    found: Examples = []
    for one in days_to_consider(item.around, group):
        begins, ends = bool(start) and one.first == start, bool(end) and (one.last or one.first) == end
        label = "both" if begins and ends else "start" if begins and not end else "end" if ends and not start else "no"
        found.append((features_of_day(item.around, group, one, occasion["eventType"]), label))
    return found
