"""Sums of money and what they are for: "a grant of EUR 2 million", but not "a visa costs 4,000 dollars"."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import log10

from migrationkg.extraction.amounts import AmountMention
from migrationkg.extraction.events.events import Event
from migrationkg.extraction.models.scorer import Scorer
from migrationkg.extraction.relations.cells import Sentence
from migrationkg.extraction.relations.rows import spoken_of
from migrationkg.extraction.text.analysis import Text
from migrationkg.model import Amount, Entity, Evidence

#: What is found or taken away pays for nothing: "officers seized some EUR 86,000".
_TAKEN = re.compile(r"\b(?:confiscated|discovered|found|seized) (?:(?:about|almost|nearly|over|some) )?\Z")
_LOOK_BACK = 40
#: A sum that is less likely than this to be one of a project or occasion is left out.
LINE = 0.6
#: How many words before and behind a sum are looked at, one by one and together.
_NEAR, _TOGETHER = 6, 3


def amounts_of(
    text: Text, drawn: Sequence[Sentence], sums: Sequence[AmountMention], events: Sequence[Event]
) -> tuple[Amount, ...]:
    """Return each sum with what it may be for: the handover or project of its sentence, else of the item."""
    found: dict[tuple[str, object, str], Amount] = {}
    for one in sums:
        index = next((at for at, sentence in enumerate(drawn) if sentence.start <= one.start < sentence.end), None)
        if index is not None and (of := _what_costs(drawn, index, events)):
            evidence = Evidence(one.start, one.end, text.original[one.start : one.end], "sum-of-money", 0.9)
            found[of, one.value, one.currency] = Amount(of, one.value, one.currency, evidence)
    return tuple(found.values())


def _what_costs(drawn: Sequence[Sentence], index: int, events: Sequence[Event]) -> str | None:
    projects, here = (
        [thing for at in drawn[index].positions(sort) for thing in drawn[index].cells[at].entities]
        for sort in ("project", "event")
    )
    spoken = spoken_of(drawn, index, "event")
    handovers = (one for one in (*here, spoken) if one and events[int(one[1:]) - 1].type == "handover")
    return next(iter((*handovers, *projects, *here)), spoken_of(drawn, index, "project") or spoken)


def told_amounts(
    text: Text, entities: Mapping[str, Entity], events: Sequence[Event], amounts: Sequence[Amount], scorer: Scorer
) -> tuple[Amount, ...]:
    """Return the sums that are what a project or occasion costs, gives or hands over, each with how sure that is.

    Args:
        text: the text.
        entities: its things by local id.
        events: its occasions.
        amounts: its sums, each with what it may be for.
        scorer: what was learned of sums.
    """
    seen = features_of_sums(text, entities, events, amounts)
    shares = [scorer.probabilities(one).get("yes", 0.0) for one in seen]
    return tuple(
        replace(one, evidence=replace(one.evidence, confidence=share))
        for one, share in zip(amounts, shares, strict=True)
        if share >= LINE
        and not _TAKEN.search(text.content, max(0, one.evidence.start - _LOOK_BACK), one.evidence.start)
    )


def features_of_sums(
    text: Text, entities: Mapping[str, Entity], events: Sequence[Event], amounts: Sequence[Amount]
) -> list[list[str]]:
    """Return what there is to see of each sum: the words of its sentence, what it may be for, the other sums.

    Args:
        text: the text.
        entities: its things by local id.
        events: its occasions, whose ids are e1, e2, … in this order.
        amounts: its sums.
    """
    kinds = {thing: one.kind for thing, one in entities.items()}
    kinds |= {f"e{number}": event.type for number, event in enumerate(events, start=1)}
    found = []
    for number, one in enumerate(amounts):
        start, end = text.sentences[text.sentence_at(one.evidence.start)]
        others = [other for other in amounts if other is not one]
        here = any(start <= spot.start < end for spot in entities[one.of].mentions)
        seen = [
            f"of={kinds[one.of]}",
            f"of={kinds[one.of]} {'here' if here else 'elsewhere'}",
            f"size={int(log10(one.value))}",
            f"sums={min(len(amounts), 3)}",
            f"number={min(number, 2)}",
            *_words_around(text, start, end, one.evidence),
        ]
        if any(other.value > one.value for other in others):
            seen.append("another is larger")
        if any(start <= other.evidence.start < end for other in others):
            seen.append("another in the sentence")
        if text.content.count('"', text.content.rfind("\n", 0, start) + 1, one.evidence.start) % 2:
            seen.append("somebody's words")
        found.append(seen)
    return found


def _words_around(text: Text, start: int, end: int, at: Evidence) -> Iterator[str]:
    """Yield the words of a sentence, those near a sum in their order."""
    left, right = _words(text, start, at.start)[-_NEAR:], _words(text, at.end, end)[:_NEAR]
    for many in range(1, _TOGETHER + 1):
        yield f"left={' '.join(left[-many:])}"
        yield f"right={' '.join(right[:many])}"
    yield from (f"near left={word}" for word in dict.fromkeys(left))
    yield from (f"near right={word}" for word in dict.fromkeys(right))
    yield from (f"sentence has={word}" for word in dict.fromkeys(_words(text, start, end)) if word.isalpha())


def _words(text: Text, start: int, end: int) -> list[str]:
    """Return the words from one offset to another in small letters, numbers as "#"."""
    words = text.words[bisect_left(text.starts, start) : bisect_left(text.starts, end)]
    return ["#" if word[0].isdigit() else word.lower() for word in words]
