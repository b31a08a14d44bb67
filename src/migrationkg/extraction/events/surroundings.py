"""A text as the words that may tell of occasions are seen in it: sentences, days, direct speech."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from migrationkg.extraction.events.heads import Head
from migrationkg.extraction.models.network import Numbers
from migrationkg.extraction.names.vectors import AROUND, beside, rows_of
from migrationkg.extraction.text.analysis import Text
from migrationkg.extraction.text.dates import DateMention, dateline


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A text as heads are seen in it.

    Attributes:
        text: the text.
        heads: the heads, in order.
        dates: the dates, in order.
        sentence: for each head, the number of its sentence; the headline is 0.
        heads_in: for each sentence, the numbers of the heads in it.
        alike: for each type, the numbers of its heads.
        told: for each sentence, the dates in it.
        dateline: the dateline's date.
        spoken: for each head, whether it stands in direct speech.
        numbers: for each head, what its words, those beside it and those of the headline are like.
    """

    text: Text
    heads: Sequence[Head]
    dates: Sequence[DateMention]
    sentence: Sequence[int]
    heads_in: Mapping[int, Sequence[int]]
    alike: Mapping[str, Sequence[int]]
    told: Mapping[int, Sequence[DateMention]]
    dateline: DateMention | None
    spoken: Sequence[bool]
    numbers: Numbers

    @classmethod
    def of(cls, text: Text, heads: Sequence[Head], dates: Sequence[DateMention]) -> "Surroundings":
        """Return the text as these heads are seen in it."""
        sentence = [text.sentence_at(head.start) for head in heads]
        heads_in, alike, told = defaultdict(list), defaultdict(list), defaultdict(list)
        for number, head in enumerate(heads):
            heads_in[sentence[number]].append(number)
            alike[head.type].append(number)
        for one in dates:
            told[text.sentence_at(one.start)].append(one)
        day, spoken = dateline(text.content, dates), list(_in_speech(text, heads))
        return cls(text, heads, dates, sentence, heads_in, alike, told, day, spoken, _numbers(text, heads))

    def before(self, offset: int, length: int = 60) -> str:
        """Return the characters of the same sentence before an offset, `length` at most."""
        return self.text.content[max(self.text.sentences[self.text.sentence_at(offset)][0], offset - length) : offset]

    def behind(self, head: Head, length: int = 60) -> str:
        """Return the characters of the same sentence behind a head, `length` at most."""
        end = self.text.sentences[self.text.sentence_at(head.start)][1]
        return self.text.content[head.end : min(end, head.end + length)]

    def distance(self, one: DateMention, head: Head) -> int:
        """Return how far a date stands from a head, in characters; behind it is nearer, beyond a semicolon far."""
        content = self.text.content
        if one.start >= head.end:
            return one.start - head.end + 80 * content.count(";", head.end, one.start)
        return head.start - one.end + 12 + 80 * content.count(";", one.end, head.start)

    def nearest_day(self, number: int) -> DateMention | None:
        """Return the date of a head's sentence that stands nearest to it, if there is one that is not open-ended."""
        head, told = self.heads[number], self.told.get(self.sentence[number], ())
        days = [one for one in told if not one.open_ended and (one.first or one.last)]
        behind = bisect_left(days, head.end, key=lambda one: one.start)
        return min(days[max(0, behind - 1) : behind + 1], key=lambda one: self.distance(one, head), default=None)

    def sort_of(self, one: DateMention) -> str:
        """Return how a date tells its day: "today", "yesterday", "weekday", "dateline", "range", "day" or "month"."""
        if one.relative or one is self.dateline:
            return one.relative or "dateline"
        if one.first and one.last and one.first != one.last:
            return "range"
        return "day" if len(one.first or one.last or "") == 10 else "month"


def _numbers(text: Text, heads: Sequence[Head]) -> Numbers:
    """Return what the words of heads, those beside them and those of the headline are like, in numbers.

    Returns:
        For each head the vectors of its last and its first word, those of the words beside it (`beside`), and the mean
        of the headline's words, one behind the other.
    """
    rows, places = rows_of(text.words)[AROUND:], [text.tokens_at(head.start, head.end) for head in heads]
    ends = [rows[[place[at] for place in places]] for at in (-1, 0)]
    headline = rows[: text.token_at(max(0, text.headline_end - 1)) + 1].mean(axis=0)
    return np.concatenate([*ends, beside(text, places), np.broadcast_to(headline, (len(heads), len(headline)))], axis=1)


def _in_speech(text: Text, heads: Sequence[Head]) -> Iterator[bool]:
    """Yield for each head whether an odd number of quotation marks stands before it in its paragraph."""
    content, counted, marks = text.content, 0, 0
    for head in heads:
        if (begin := content.rfind("\n\n", counted, head.start)) >= 0:
            counted, marks = begin, 0
        marks += content.count('"', counted, head.start)
        counted = head.start
        yield marks % 2 == 1
