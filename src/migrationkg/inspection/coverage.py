"""Sentences that were read and gave no fact, the most telling first."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from migrationkg.extraction.tables.vocabulary import alternatives
from migrationkg.extraction.text.analysis import analyse
from migrationkg.inspection.passages import Mark, Part, passage, where
from migrationkg.model import Extraction

_TELLING = re.compile(
    rf"\b(?:{alternatives('telling_patterns')}|{alternatives('holding_patterns')}|{alternatives('company_patterns')})\b"
)


@dataclass(frozen=True, slots=True)
class Unread:
    """A sentence of which no fact was read.

    Attributes:
        item: id of its item.
        headline: the item's headline.
        where: file and line.
        parts: the sentence; names are marked "name", telling words "telling".
        names: how many different things it names.
        telling: how many words it has that elsewhere tell of an occasion or relation.
    """

    item: str
    headline: str
    where: str
    parts: tuple[Part, ...]
    names: int
    telling: int

    @property
    def sentence(self) -> str:
        """The sentence."""
        return "".join(part.text for part in self.parts)

    @property
    def weight(self) -> int:
        """How telling the sentence is: two for each thing named, one for each telling word."""
        return 2 * self.names + self.telling


def unread_sentences(extractions: Iterable[Extraction]) -> list[Unread]:
    """Return the sentences on which no fact and no amount rests, the most telling first.

    Left out is a sentence that names nothing and has no telling word, for there is nothing in it to read, and the
    headline of an item whose text gave facts.
    """
    found = [one for extraction in extractions for one in _unread(extraction) if one.weight]
    return sorted(found, key=lambda one: (-one.weight, one.item, one.where, one.sentence))


def _unread(extraction: Extraction) -> Iterator[Unread]:
    item, content = extraction.item, extraction.item.content
    evidence = [fact.evidence for fact in extraction.facts] + [amount.evidence for amount in extraction.amounts]
    spans = [(one.start, one.end) for one in evidence]
    for start, end in analyse(item).sentences:
        if spans and end <= len(item.headline):
            continue
        if any(first < end and start < last for first, last in spans):
            continue
        named = [
            (Mark(mention.start, mention.end, "name"), entity.id)
            for entity in extraction.entities
            if entity.kind != "Event"
            for mention in entity.mentions
            if start <= mention.start < end
        ]
        telling = [
            Mark(match.start(), match.end(), "telling")
            for match in _TELLING.finditer(content, start, end)
            if not any(mark.start <= match.start() < mark.end for mark, _ in named)
        ]
        names = sorted((mark for mark, _ in named), key=lambda mark: (mark.start - mark.end, mark.start))
        yield Unread(
            item.id,
            item.headline,
            where(item, start),
            passage(content, start, end, [*names, *telling]),
            len({entity for _, entity in named}),
            len(telling),
        )
