"""The sentences of an item as the rules read them: each name one character (see `cells`)."""

import re
from collections.abc import Iterator, Sequence

from migrationkg.extraction.amounts import AmountMention
from migrationkg.extraction.events.events import Event
from migrationkg.extraction.names.entities import Draft
from migrationkg.extraction.names.name import Name
from migrationkg.extraction.relations.cells import LETTERS, Named, Sentence, encode
from migrationkg.extraction.text.analysis import Text

_ANAPHOR = re.compile(
    r"\b(?:[Tt]he|[Tt]his|[Ii]ts) (?:(?:\w+-)?\w+ ){0,2}?"
    r"(?P<noun>project|programme|program|initiative|action|dialogue|facility|centre|center|scheme)s?\b(?!'? [A-Z\"])"
)
_NOUNS = {"dialogue": "Process", "centre": "Cent", "center": "Cent"}


def encoded_sentences(
    text: Text, names: Sequence[Name], draft: Draft, events: Sequence[Event], sums: Sequence[AmountMention]
) -> list[Sentence]:
    """Return the sentences of an item, encoded.

    Args:
        text: the text.
        names: all names in it.
        draft: the entities that they make.
        events: the events, whose ids are e1, e2, … in this order.
        sums: the sums of money.
    """
    named = [Named(LETTERS[name.kind], name.start, name.end, draft.of[name.start, name.end]) for name in names]
    for number, event in enumerate(events, start=1):
        named += [
            Named(LETTERS["Act" if one.act else "Event"], one.start, one.end, f"e{number}") for one in event.occasions
        ]
    named += [Named(LETTERS["Amount"], one.start, one.end, "") for one in sums]
    projects = [name for name in names if name.kind == "Project"]
    for start, end in text.sentences if projects else ():
        named += _anaphors(text, start, end, names, draft)
    named.sort(key=lambda one: (one.start, -one.end))
    return [
        encode(text.content, start, end, [one for one in named if start <= one.start < end])
        for start, end in text.sentences
    ]


def _anaphors(text: Text, start: int, end: int, names: Sequence[Name], draft: Draft) -> Iterator[Named]:
    """Yield "the project", "the centre" where a project was named before (or is the only one)."""
    projects = [name for name in names if name.kind == "Project"]
    if "he country's " in text.content:
        yield from _the_country(text, start, end, names, draft)
    for match in _ANAPHOR.finditer(text.content, start, end):
        if any(name.start < match.end() and match.start() < name.end for name in names):
            continue
        if match["noun"] in ("centre", "center") and not any("Cent" in name.key for name in projects):
            continue
        before = [name for name in projects if name.end <= match.start()]
        fitting = [name for name in before if _NOUNS.get(match["noun"], match["noun"].capitalize()) in name.key]
        name = fitting[-1] if fitting else before[-1] if before else projects[0]
        yield Named(LETTERS["Project"], match.start(), match.end(), draft.of[name.start, name.end])


def _the_country(text: Text, start: int, end: int, names: Sequence[Name], draft: Draft) -> Iterator[Named]:
    """Yield "the country" before a possessive, for the state that was named last."""
    for match in re.finditer(r"\b[Tt]he country(?='s )", text.content[start:end]):
        before = [name for name in names if name.kind in ("Country", "Demonym") and name.end <= start + match.start()]
        if before:
            yield Named(
                LETTERS["Country"],
                start + match.start(),
                start + match.end(),
                draft.of[before[-1].start, before[-1].end],
            )
