"""Which annotated occasion each head of an item tells of.

Readers said it of the words of some items ("told" in the annotation). Of others it is guessed, by the type, the days,
the things and the titles beside a head. A wrong guess teaches every later step that two occasions are one.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from migrationkg.evaluation.scoring import Item as Gold
from migrationkg.extraction.events.pair_features import may_be_one
from migrationkg.extraction.events.surroundings import Surroundings
from migrationkg.extraction.text.dates import DateMention

Occasion = Mapping[str, Any]

#: What speaks for an occasion: that the head is of its type, or of one that its type may stand for.
_EQUAL, _FITTING = 2.0, 1.0
#: That the date nearest to the head is its day, or another of the sentence; what the day of another occasion speaks
#: against it.
_NEAREST, _BESIDE, _OF_ANOTHER = 3.0, 2.0, 2.0
#: That a thing of its facts is named in the sentence (shared by as many as have it), of so many at most; that the head
#: stands in its title.
_THING, _THINGS, _TITLE = 0.7, 3, 1.5
#: For what less than this speaks, the head does not tell of; what is nearer to the best than this is as good.
_LEAST, _AS_GOOD = 0.5, 0.3


def occasions_of(gold: Gold) -> list[Occasion]:
    """Return the annotated occasions of an item."""
    return [entity for entity in gold["entities"] if entity["type"] == "Event"]


def told_occasions(around: Surroundings, gold: Gold) -> dict[int, frozenset[int]]:
    """Return head → places of the annotated occasions (`occasions_of`) of which it may tell: one, more or none."""
    occasions = occasions_of(gold)
    things = _sentences_with_things(around, gold)
    guessed = {number: _best(around, number, occasions, things) for number in range(len(around.heads))}
    return guessed | read_by_people(around, gold)


def read_by_people(around: Surroundings, gold: Gold) -> dict[int, frozenset[int]]:
    """Return of the heads of which readers said it → places of the occasions of which they tell."""
    places = {one["id"]: place for place, one in enumerate(occasions_of(gold))}
    numbers = {(head.start, around.text.original[head.start : head.end]): at for at, head in enumerate(around.heads)}
    return {
        numbers[start, words]: frozenset(places[one] for one in occasions)
        for start, words, occasions in gold.get("told", ())
        if (start, words) in numbers
    }


def _best(
    around: Surroundings, number: int, occasions: Sequence[Occasion], things: Mapping[str, Mapping[int, float]]
) -> frozenset[int]:
    kind = around.heads[number].type
    speaks = {
        place: (_EQUAL if one["eventType"] == kind else _FITTING)
        + _by_day(around, number, one, occasions)
        + _THING * min(things[one["id"]].get(around.sentence[number], 0.0), _THINGS)
        + _TITLE * _in_title(around, number, one)
        for place, one in enumerate(occasions)
        if may_be_one(one["eventType"], kind)
    }
    most = max(speaks.values(), default=0.0)
    return frozenset(place for place, one in speaks.items() if most >= _LEAST and one >= most - _AS_GOOD)


def _by_day(around: Surroundings, number: int, occasion: Occasion, occasions: Sequence[Occasion]) -> float:
    told = around.told.get(around.sentence[number], ())
    days = [one for one in told if one is not around.dateline and not one.open_ended and (one.first or one.last)]
    if not days:
        return 0.0
    nearest = min(days, key=lambda one: around.distance(one, around.heads[number]))
    if _is_day(nearest, occasion):
        return _NEAREST
    if any(_is_day(one, occasion) for one in days):
        return _BESIDE
    return -_OF_ANOTHER if any(_is_day(nearest, other) for other in occasions) else 0.0


def _is_day(one: DateMention, occasion: Occasion) -> bool:
    first, last = occasion["startDate"], occasion["endDate"]
    return bool((first and one.first == first) or (last and (one.last or one.first) == last))


def _in_title(around: Surroundings, number: int, occasion: Occasion) -> bool:
    head, original = around.heads[number], around.text.original
    return any(original[head.start : head.end] in name and name in original for name in occasion["names"])


def _sentences_with_things(around: Surroundings, gold: Gold) -> dict[str, dict[int, float]]:
    """Return occasion → sentence → how many things of its facts are named there; one that several have counts less."""
    names = {entity["id"]: entity["names"] for entity in gold["entities"] if entity["type"] != "Event"}
    ids = [one["id"] for one in occasions_of(gold)]
    pairs = {(subject, thing) for subject, _, thing in gold["facts"] if subject in ids and thing in names}
    sharing = Counter(thing for _, thing in pairs)
    found: dict[str, dict[int, float]] = {one: {} for one in ids}
    sentences = [around.text.content[start:end] for start, end in around.text.sentences]
    for subject, thing in sorted(pairs):
        for number, sentence in enumerate(sentences):
            if any(name in sentence for name in names[thing]):
                found[subject][number] = found[subject].get(number, 0.0) + 1 / sharing[thing]
    return found
