"""What there is to see of the heads of one occasion: of which type it is, and whether it is one of the story."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from math import prod
from typing import NamedTuple

import numpy as np

from migrationkg.extraction.events.head_features import (
    dates_of_head,
    form_of_head,
    like,
    place_in_item,
)
from migrationkg.extraction.events.surroundings import Surroundings
from migrationkg.extraction.models.network import Numbers

_WORD = re.compile(r"[A-Za-z][\w'-]*")
#: So many heads of an occasion tell its type and what its words are like.
_SEEN = 12


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


def numbers_of_group(around: Surroundings, group: Sequence[int]) -> Numbers:
    """Return what the words of an occasion's heads are like: the numbers of its first head, and the mean of all."""
    numbers = around.numbers[list(group[:_SEEN])]
    return np.concatenate([numbers[0], numbers.mean(axis=0)])


def features_of_type(around: Surroundings, group: Sequence[int]) -> list[str]:
    """Return what there is to see of the heads of one occasion: of which type it is.

    The type may be one that none of its words tells alone: "the ceremony", at which "keys were given".
    """
    return list(dict.fromkeys(_of_type(around, group)))


def _of_type(around: Surroundings, group: Sequence[int]) -> Iterator[str]:
    yield "bias"
    yield f"kinds={' '.join(sorted({around.heads[number].type for number in group}))}"
    yield f"first={around.heads[group[0]].type}"
    for number in group[:_SEEN]:
        head = around.heads[number]
        yield f"type={head.type}"
        yield f"words={head.words}"
        yield f"type={head.type} {place_in_item(around.sentence[number])}"
        yield f"type={head.type} {'act' if head.act else 'noun'}"
        yield from like("alike", head.words.split()[-1:])
        behind, before = _words(around.behind(head, 80))[:6], _words(around.before(head.start, 50))[-3:]
        yield from (f"behind={word}" for word in behind)
        yield from (f"before={word}" for word in before)
        yield from like("behind alike", behind)
        yield from like("before alike", before[-1:])
    headline = _words(around.text.content[: around.text.headline_end])
    yield from (f"headline={word}" for word in headline)
    yield from like("headline alike", headline, fine=3)
    yield from (f"headline type={around.heads[number].type}" for number in around.heads_in.get(0, ()))


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]
