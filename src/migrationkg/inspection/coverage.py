"""Sentences that were read and gave no fact, the most telling first."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from migrationkg.extraction.amounts import find_amounts
from migrationkg.extraction.tables.vocabulary import alternatives
from migrationkg.extraction.text.analysis import analyse
from migrationkg.extraction.text.dates import find_dates
from migrationkg.inspection.passages import Mark, Part, passage, where
from migrationkg.model import ORGANISATION_KINDS, Extraction


def _words(*lists: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(alternatives, lists))})(?!\w)", re.IGNORECASE)


_MONEY, _FUNDING, _RUNNING = map(_words, ("money_patterns", "funding_patterns", "running_patterns"))
_OFFICE = _words("office_patterns")
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
        cues: what it names of "money", "funding", "office" (one that runs something) and "date".
    """

    item: str
    headline: str
    where: str
    parts: tuple[Part, ...]
    names: int
    telling: int
    cues: tuple[str, ...]

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

    Each is listed that names money, a word of funding, an office that runs something or a date. Of the others, left out
    is one that names nothing and has no telling word, for there is nothing in it to read, and the headline of an item
    whose text gave facts.
    """
    found = [one for extraction in extractions for one in _unread(extraction) if one.weight]
    return sorted(found, key=lambda one: (-one.weight, one.item, one.where, one.sentence))


def _unread(extraction: Extraction) -> Iterator[Unread]:
    item, content = extraction.item, extraction.item.content
    evidence = [fact.evidence for fact in extraction.facts] + [amount.evidence for amount in extraction.amounts]
    spans = [(one.start, one.end) for one in evidence]
    cues = _cues(extraction)
    for start, end in analyse(item).sentences:
        inside = {cue: [mark for mark in marks if start <= mark.start < end] for cue, marks in cues.items()}
        told = {cue: marks for cue, marks in inside.items() if marks}
        if (spans and end <= len(item.headline) and not told) or _overlaps(start, end, spans):
            continue
        named = [
            (Mark(mention.start, mention.end, "name"), entity.id)
            for entity in extraction.entities
            if entity.kind != "Event"
            for mention in entity.mentions
            if start <= mention.start < end
        ]
        words = [Mark(*match.span(), "telling") for match in _TELLING.finditer(content, start, end)]
        telling = _apart([*chain(*told.values()), *words], [mark for mark, _ in named])
        names = sorted((mark for mark, _ in named), key=lambda mark: (mark.start - mark.end, mark.start))
        yield Unread(
            item.id,
            item.headline,
            where(item, start),
            passage(content, start, end, [*names, *telling]),
            len({entity for _, entity in named}),
            len(telling),
            tuple(told),
        )


def _cues(extraction: Extraction) -> dict[str, list[Mark]]:
    """Return what of money, funding, offices that run something and dates an item names, each with its words."""
    item, content = extraction.item, extraction.item.content
    sums, days = find_amounts(content), find_dates(content, item.published)
    found = {
        "money": [*((one.start, one.end) for one in sums), *_found(_MONEY, content)],
        "funding": _found(_FUNDING, content),
        "office": _running_offices(extraction),
        "date": [(one.start, one.end) for one in days],
    }
    return {cue: [Mark(start, end, "telling") for start, end in spans] for cue, spans in found.items()}


def _running_offices(extraction: Extraction) -> list[tuple[int, int]]:
    """Return the words of running something in the sentences with an organisation, or a word for an office."""
    content = extraction.item.content
    bodies = [one for one in extraction.entities if one.kind in ORGANISATION_KINDS]
    offices = [*((one.start, one.end) for body in bodies for one in body.mentions), *_found(_OFFICE, content)]
    sentences = [one for one in analyse(extraction.item).sentences if _overlaps(*one, offices)]
    return [one for one in _found(_RUNNING, content) if _overlaps(*one, sentences)]


def _found(words: re.Pattern[str], content: str) -> list[tuple[int, int]]:
    return [match.span() for match in words.finditer(content)]


def _overlaps(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(first < end and start < last for first, last in spans)


def _apart(marks: Iterable[Mark], taken: Iterable[Mark]) -> list[Mark]:
    """Return the marks that overlap neither what is taken nor one another, the longest of several."""
    kept: list[Mark] = []
    spans = [(one.start, one.end) for one in taken]
    for one in sorted(set(marks), key=lambda mark: (mark.start - mark.end, mark.start)):
        if not _overlaps(one.start, one.end, spans):
            kept.append(one)
            spans.append((one.start, one.end))
    return kept
