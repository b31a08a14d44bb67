"""Annotated items with other names of their kinds in the places of theirs.

From these the tagger learns more of what stands around names than of which names there are: real news has others.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from itertools import groupby
from typing import TypeAlias

from migrationkg.extraction.names.name import is_acronym
from migrationkg.extraction.text.analysis import Text, analyse
from migrationkg.model import ORGANISATION_KINDS
from migrationkg.training.corpus import Annotated
from migrationkg.training.spans import Span, located

#: Kinds whose names are exchanged; those of bodies of several states are few and known.
_KINDS = frozenset({*ORGANISATION_KINDS, "Project", "Place", "Person"}) - {"InternationalOrganisation"}
#: How many of ten names are exchanged.
_OF_TEN = 8

#: (kind, how the name is built) → names.
Names: TypeAlias = Mapping[tuple[str, str], Sequence[str]]


def renamed(items: Sequence[Annotated]) -> Iterator[tuple[Text, list[Span]]]:
    """Yield each item's text with most names exchanged for others that the items have, and where the names stand.

    A name is exchanged for one of its kind that is built alike, everywhere in an item for the same; the same every
    time.

    Args:
        items: the annotated items.
    """
    names = _names(items)
    for one in items:
        text = analyse(one.item)
        spans = located(text, one.gold)[0]
        pieces = list(_pieces(text, spans, names, one.item.id))
        whole = "".join(written for _, written in pieces)
        headline = len("".join(written for span, written in pieces if span.end <= text.headline_end))
        exchanged = analyse(replace(one.item, headline=whole[:headline], text=whole[headline:].removeprefix("\n\n")))
        if exchanged.original == whole:
            yield exchanged, list(_moved(pieces))


def _names(items: Iterable[Annotated]) -> Names:
    """Return the names in capitals that items have, by kind and how they are built."""
    every = (
        ((entity["type"], _built(name)), name)
        for one in items
        for entity in one.gold["entities"]
        if entity["type"] in _KINDS
        for name in entity["names"]
        if not name[:1].islower()
    )
    return {key: [name for _, name in rows] for key, rows in groupby(sorted(set(every)), key=lambda row: row[0])}


def _built(name: str) -> str:
    if " " in name:
        return "words"
    return "acronym" if is_acronym(name) else "word"


def _pieces(text: Text, spans: Iterable[Span], names: Names, item: str) -> Iterator[tuple[Span, str]]:
    """Yield the pieces of a text, each with what is written in its place; what is no name has no kind."""
    at = 0
    for span in (*spans, Span(len(text.original), len(text.original), "", "")):
        for start, end in _parted(at, span.start, text.headline_end):
            yield Span(start, end, "", ""), text.original[start:end]
        form = text.original[span.start : span.end]
        yield span, _other(form, span.kind, names, item)
        at = span.end


def _parted(start: int, end: int, headline_end: int) -> Iterator[tuple[int, int]]:
    """Yield a stretch, in two where the headline ends in it."""
    if start < headline_end < end:
        yield start, headline_end
        start = headline_end
    yield start, end


def _other(form: str, kind: str, names: Names, item: str) -> str:
    """Return another name instead of one, or that itself."""
    number = int.from_bytes(sha256(f"{item} {form}".encode()).digest()[:8], "big")
    others = names.get((kind, _built(form)), ())
    if not others or form[0].islower() or number % 10 >= _OF_TEN:
        return form
    return others[number // 10 % len(others)]


def _moved(pieces: Iterable[tuple[Span, str]]) -> Iterator[Span]:
    """Yield where the names stand among what is written."""
    at = 0
    for span, written in pieces:
        if span.kind:
            yield replace(span, start=at, end=at + len(written))
        at += len(written)
