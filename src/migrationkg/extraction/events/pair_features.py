"""What there is to see of two heads beside each other: whether they tell of one occasion."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from migrationkg.extraction.events.head_features import determiner, is_planned, place_in_item, stands_beside
from migrationkg.extraction.events.surroundings import Surroundings
from migrationkg.extraction.models.network import Numbers
from migrationkg.extraction.tables.vocabulary import load_table
from migrationkg.extraction.text.dates import DateMention

_WORD = re.compile(r"[\w'-]+")
_ANOTHER = re.compile(
    r"\b(?:another|second|third|also|further|other|next|similar|and an?|then|which an?)\b[^.;]{0,25}$", re.IGNORECASE
)
_BREAK = re.compile(r"\n\n")
#: So many characters between two heads of a sentence are looked at.
_NEAR = 2000
#: Shorter words with a capital are no names that two sentences share.
_LEAST = 3
#: How many vectors stand one behind the other in the numbers of a head: those of its last word, its first, …
_VECTORS = 9


@cache
def _same() -> frozenset[frozenset[str]]:
    alike = load_table("event_types")["same"]
    return frozenset(frozenset((kind, one)) for kind, others in alike.items() for one in others)


def may_be_one(one: str, two: str) -> bool:
    """Return whether two types may be told of one occasion ("the workshop", "the event")."""
    return one == two or {one, two} in _same()


class _Alone(NamedTuple):
    """What a head brings to each pair in which it stands.

    Attributes:
        features: what there is to see of it.
        day: the date nearest to it, in its sentence.
        names: the words of its sentence that begin as names do.
        paragraph: how many blank lines stand before it.
    """

    features: tuple[str, ...]
    day: DateMention | None
    names: frozenset[str]
    paragraph: int


def seen_together(
    around: Surroundings, pairs: Sequence[tuple[int, int]], likely: Mapping[int, float]
) -> list[tuple[list[str], Numbers]]:
    """Return what there is to see of some pairs of heads: the features and the numbers of each.

    Args:
        around: the text.
        pairs: the numbers of the heads, the one that is read first before the other.
        likely: how likely each head tells of an occasion.
    """
    heads = sorted({number for pair in pairs for number in pair})
    names = {sentence: _names(around, sentence) for sentence in {around.sentence[number] for number in heads}}
    breaks = [one.start() for one in _BREAK.finditer(around.text.content)]
    alone = {
        number: _Alone(
            tuple(_alone(around, number)),
            around.nearest_day(number),
            names[around.sentence[number]],
            bisect_left(breaks, around.heads[number].start),
        )
        for number in heads
    }
    return [
        ([*_of_pair(around, (one, other), (alone[one], alone[other]), likely)], _numbers(around, one, other))
        for one, other in pairs
    ]


def _of_pair(
    around: Surroundings, pair: tuple[int, int], alone: tuple[_Alone, _Alone], likely: Mapping[int, float]
) -> Iterator[str]:
    one, other = pair
    first, second = around.heads[one], around.heads[other]
    related = _related(first.type, second.type)
    places = around.sentence[one], around.sentence[other]
    far, headline = abs(places[0] - places[1]), "headline" if 0 in places else "body"
    last = first.words.split()[-1], second.words.split()[-1]
    words = "same words" if first.words == second.words else "same last word" if last[0] == last[1] else "other words"
    shared = _shared(alone[0].names, alone[1].names) if far else "one sentence"
    days = f"days {_agree(alone[0].day, alone[1].day)}"
    alike = around.alike[second.type]
    between = bisect_left(alike, max(one, other)) - bisect_right(alike, min(one, other))
    breaks = abs(alone[0].paragraph - alone[1].paragraph)
    sorts = " ".join("act" if head.act else "noun" for head in (first, second))
    yield from (
        "bias", related, words, f"{related} {words}", f"{related} {headline} {min(far, 4)}", f"far={min(far, 6)}",
        days, f"{related} {days}", shared, f"{related} {shared}", f"{days} {shared}",
        f"between={min(between, 3)}", f"{related} between={min(between, 2)}", f"breaks={min(breaks, 3)} {related}",
        f"types={first.type} {second.type}", f"last={' '.join(last)}",
        f"likely={int(likely[one] * 4)} {int(likely[other] * 4)} {related}", f"{sorts} {related} {min(far, 2)}",
    )  # fmt: skip
    yield from (f"first {told}" for told in alone[0].features)
    for told in alone[1].features:
        yield from (f"second {told}", f"second {told} {related}", f"second {told} {words}")
    if not far:
        begin, end = min(first.end, second.end), max(first.start, second.start)
        between_them = _WORD.findall(around.text.content[max(begin, end - _NEAR) : end].lower())
        yield f"near={min(len(between_them), 12) // 2} {related}"
        yield from (f"words between={word}" for word in (*between_them[:2], *between_them[-2:]))


def _related(one: str, other: str) -> str:
    return "same" if one == other else "related" if may_be_one(one, other) else "other"


def _alone(around: Surroundings, number: int) -> Iterator[str]:
    """Yield what there is to see of a head."""
    head, start = around.heads[number], around.text.sentences[around.sentence[number]][0]
    before = around.before(head.start)
    yield from (f"article={determiner(before)}", "act" if head.act else "noun", f"strength={head.strength}")
    yield f"in {place_in_item(around.sentence[number])}"
    told = {
        "plural": not head.act and head.words.endswith("s"),
        "planned": is_planned(around, head),
        "beside": stands_beside(before),
        "another": bool(_ANOTHER.search(before)),
        "spoken": around.spoken[number],
        "capital": head.start > start and around.text.content[head.start].isupper(),
    }
    yield from (name for name, holds in told.items() if holds)


def _agree(one: DateMention | None, other: DateMention | None) -> str:
    """Return whether the days nearest to two heads may be those of one occasion."""
    if one is None or other is None:
        return f"{'none' if one is None else 'told'} {'none' if other is None else 'told'}"
    if one is other:
        return "are one"
    return "agree" if _within(one, other) or _within(other, one) else "differ"


def _within(inner: DateMention, outer: DateMention) -> bool:
    if not (inner.first and outer.first):
        return False
    return outer.first <= inner.first and (inner.last or inner.first) <= f"{outer.last or outer.first}~"


def _names(around: Surroundings, sentence: int) -> frozenset[str]:
    """Return the words of a sentence that begin as names do, but for its first."""
    tokens = [around.text.tokens[at] for at in around.text.tokens_at(*around.text.sentences[sentence])][1:]
    return frozenset(one.text for one in tokens if one.is_name and len(one.text) >= _LEAST)


def _shared(one: frozenset[str], other: frozenset[str]) -> str:
    if both := one & other:
        return f"names shared={min(len(both), 3)}"
    return "other names" if one and other else "no names"


def _numbers(around: Surroundings, one: int, other: int) -> Numbers:
    """Return the vectors of the last words of two heads, these multiplied, and of the words before each."""
    first, second = around.numbers[one], around.numbers[other]
    size = len(first) // _VECTORS
    own, before = slice(0, size), slice(2 * size, 3 * size)
    return np.concatenate([first[own], second[own], first[own] * second[own], first[before], second[before]])
