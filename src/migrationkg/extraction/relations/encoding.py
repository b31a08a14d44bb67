"""The sentences of an item as the rules read them: each name one character (see `cells`)."""

import re
from bisect import bisect_left, bisect_right
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
#: How many names may begin before one ends, and how many projects before an anaphor are considered.
_NESTED, _BEFORE = 6, 20
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
    if any(name.kind == "Project" for name in names):
        named += _anaphors(text, names, draft)
    named.sort(key=lambda one: (one.start, -one.end))
    starts = [one.start for one in named]
    return [
        encode(text.content, start, end, named[bisect_left(starts, start) : bisect_left(starts, end)])
        for start, end in text.sentences
    ]


def _anaphors(text: Text, names: Sequence[Name], draft: Draft) -> Iterator[Named]:
    """Yield "the project", "the centre" where a project was named before (or is the only one)."""
    projects = [name for name in names if name.kind == "Project"]
    starts, ends = [name.start for name in names], [name.end for name in projects]
    if "he country's " in text.content:
        yield from _the_country(text, names, draft)
    for match in _ANAPHOR.finditer(text.content):
        around = names[max(0, bisect_left(starts, match.start()) - _NESTED) : bisect_left(starts, match.end())]
        if any(match.start() < name.end for name in around):
            continue
        noun = _NOUNS.get(match["noun"], match["noun"].capitalize())
        if noun == "Cent" and not any("Cent" in name.key for name in projects):
            continue
        before = projects[: bisect_right(ends, match.start())][-_BEFORE:]
        fitting = [name for name in before if noun in name.key]
        name = fitting[-1] if fitting else before[-1] if before else projects[0]
        yield Named(LETTERS["Project"], match.start(), match.end(), draft.of[name.start, name.end])


def _the_country(text: Text, names: Sequence[Name], draft: Draft) -> Iterator[Named]:
    """Yield "the country" before a possessive, for the state that was named last."""
    states = [name for name in names if name.kind in ("Country", "Demonym")]
    ends = [name.end for name in states]
    for match in re.finditer(r"\b[Tt]he country(?='s )", text.content):
        if number := bisect_right(ends, match.start()):
            name = states[number - 1]
            yield Named(LETTERS["Country"], match.start(), match.end(), draft.of[name.start, name.end])
