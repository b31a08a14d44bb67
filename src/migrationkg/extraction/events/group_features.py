"""What there is to see of heads together: whether they tell of one occasion, of which type, and of one of the story."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache
from math import prod
from typing import NamedTuple

from migrationkg.extraction.events.head_features import (
    dates_of_head,
    determiner,
    form_of_head,
    place_in_item,
    stands_beside,
)
from migrationkg.extraction.events.surroundings import Surroundings
from migrationkg.extraction.tables.vocabulary import load_table
from migrationkg.extraction.text.dates import DateMention

_ANOTHER = re.compile(
    r"\b(?:another|second|third|also|further|other|next|similar|and an?|then|which an?)\b[^.;]{0,25}$", re.IGNORECASE
)


@cache
def _same() -> Mapping[str, frozenset[str]]:
    return {kind: frozenset(others) for kind, others in load_table("event_types")["same"].items()}


def may_be_one(one: str, two: str) -> bool:
    """Return whether two types may be told of one occasion ("the workshop", "the event")."""
    return one == two or two in _same().get(one, ()) or one in _same().get(two, ())


def features_of_pair(around: Surroundings, group: Sequence[int], number: int, likely: float) -> list[str]:
    """Return what there is to see of a head beside the heads of an occasion: whether it tells of the same.

    Args:
        around: the text.
        group: numbers of the heads of the occasion.
        number: number of the head.
        likely: how likely the head tells of an occasion.
    """
    head, types = around.heads[number], {around.heads[one].type for one in group}
    first = around.heads[group[0]]
    far = min(abs(around.sentence[number] - around.sentence[one]) for one in group)
    before = around.before(head.start)
    article = determiner(before)
    same = head.type in types
    related = "same" if same else "related" if any(may_be_one(one, head.type) for one in types) else "other"
    headline = "headline" if around.sentence[number] == 0 else "body"
    days = _days_agree(around, group, number)
    words = "same words" if any(around.heads[one].words == head.words for one in group) else "other words"
    found = [
        "bias", f"{related}", f"{related} {headline}", f"{related} article={article}", f"{related} days={days}",
        f"{related} far={min(far, 4)}", f"{related} {words}", f"days={days}", f"article={article}",
        f"types={first.type} {head.type}", f"{related} {'act' if head.act else 'noun'} far={min(far, 1)}",
        f"{related} strength={head.strength}", f"likely={int(likely * 5)} {related}",
    ]  # fmt: skip
    if _ANOTHER.search(before):
        found += ["another", f"another {related}"]
    if stands_beside(before):
        found.append(f"beforehand {related}")
    return found


def _days_agree(around: Surroundings, group: Sequence[int], number: int) -> str:
    own = [one for one in around.told.get(around.sentence[number], ()) if one.first and one is not around.dateline]
    theirs = [
        one
        for member in group
        if around.sentence[member] != around.sentence[number]
        for one in around.told.get(around.sentence[member], ())
        if one.first and one is not around.dateline
    ]
    if any(around.sentence[member] == around.sentence[number] for member in group):
        return f"one sentence with {min(len(own), 2)}"
    if not own or not theirs:
        return f"{'own' if own else 'none'} {'theirs' if theirs else 'none'}"
    return "agree" if any(_within(one, two) or _within(two, one) for one in own for two in theirs) else "differ"


def _within(inner: DateMention, outer: DateMention) -> bool:
    return (
        bool(inner.first and outer.first)
        and str(outer.first) <= str(inner.first)
        and ((inner.last or inner.first or "") <= (outer.last or outer.first or "") + "~")
    )


class Standing(NamedTuple):
    """How the heads of one occasion stand among those of the others.

    Attributes:
        rank: how many occasions were founded before.
        groups: how many there are.
        likelier: how many have a likelier head.
    """

    rank: int
    groups: int
    likelier: int


def standings(groups: Sequence[Sequence[int]], likely: Mapping[int, float]) -> list[Standing]:
    """Return how the heads of each occasion stand among the others, by how likely each head is."""
    bests = [max(likely[number] for number in group) for group in groups]
    ordered = sorted(bests)
    return [Standing(rank, len(groups), len(groups) - bisect_right(ordered, best)) for rank, best in enumerate(bests)]


def features_of_group(
    around: Surroundings, group: Sequence[int], kind: str, likely: Mapping[int, float], standing: Standing
) -> list[str]:
    """Return what there is to see of the heads of one occasion: whether it is an occasion of the story.

    Args:
        around: the text.
        group: numbers of its heads, the first being the one that founded it.
        kind: its type.
        likely: how likely each head tells of an occasion.
        standing: how it stands among the others.
    """
    first = around.heads[group[0]]
    best = max(likely[number] for number in group)
    some = 1 - prod(1 - likely[number] for number in group)
    places = sorted({place_in_item(around.sentence[number]) for number in group})
    days = {one for number in group[:20] for one in dates_of_head(around, number)}
    dated = not days.isdisjoint({"day", "month", "range"})
    likelier = standing.likelier
    count, headline = min(len(group), 4), "headline" in places
    nouns = sum(not around.heads[number].act for number in group)
    found = [
        "bias", f"type={kind}", f"best={int(best * 10)}", f"some={int(some * 10)}", f"count={count}",
        f"places={' '.join(places)}", f"dated={dated}", f"groups={min(standing.groups, 4)}",
        f"rank={min(standing.rank, 3)}",
        f"likelier={min(likelier, 3)}", f"likelier={min(likelier, 3)} best={int(best * 10)}",
        f"type={kind} dated={dated}", f"type={kind} likelier={min(likelier, 2)}",
        f"dated={dated} likelier={min(likelier, 2)}", f"nouns={min(nouns, 2)}", f"type={kind} words={first.words}",
        f"headline={headline}", f"headline={headline} count={count}",
        f"spoken={all(around.spoken[number] for number in group)}",
    ]  # fmt: skip
    form = form_of_head(around, first)
    telling = ("plural", "held", "determiner", "described", "beforehand")
    found += [f"first {one}" for one in form]
    found += [f"type={kind} first {one}" for one in form if one.startswith(telling)]
    return found


def features_of_type(around: Surroundings, group: Sequence[int], kind: str, likely: Mapping[int, float]) -> list[str]:
    """Return what there is to see of a type among the heads of an occasion: whether it is the occasion's."""
    own = [one for one in group if around.heads[one].type == kind]
    others = sorted({around.heads[one].type for one in group} - {kind})
    best = max(likely[one] for one in own)
    found = [
        "bias", f"type={kind}", f"count={min(len(own), 3)}", f"only={not others}", f"likely={int(best * 5)}",
        f"first={group[0] in own}", f"first={min(group) in own} {kind}",
        f"strength={max(around.heads[one].strength for one in own)}",
    ]  # fmt: skip
    if any(around.sentence[one] == 0 for one in own):
        found += ["headline", f"headline {kind}"]
    found += [f"words={around.heads[one].words}" for one in own]
    found += [f"{kind} beside={around.heads[one].words}" for one in group if one not in own]
    found += [f"{kind} in sentence {min(around.sentence[one], 3)}" for one in own]
    headline = [around.heads[one].type for one in group if around.sentence[one] == 0]
    found.append(f"{kind} headline={headline[0] if headline else '-'}")
    if any(not around.heads[one].act for one in own):
        found.append("told by a noun")
    for other in others:
        most = max(likely[one] for one in group if around.heads[one].type == other)
        found += [f"beats={kind} {other}", f"beats={kind} {other} {'likelier' if best > most else 'less likely'}"]
    return list(dict.fromkeys(found))
