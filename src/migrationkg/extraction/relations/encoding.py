"""The sentences of an item as the rules read them: each name one character (see `cells`)."""

from bisect import bisect_left
from collections.abc import Sequence

from migrationkg.extraction.amounts import AmountMention
from migrationkg.extraction.events.events import Event
from migrationkg.extraction.names.entities import Draft
from migrationkg.extraction.names.name import Name
from migrationkg.extraction.relations.anaphors import anaphors
from migrationkg.extraction.relations.cells import LETTERS, Named, Sentence, encode
from migrationkg.extraction.relations.plain_lists import plain_lists
from migrationkg.extraction.text.analysis import Text


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
    named += anaphors(text, names, draft)
    named.sort(key=lambda one: (one.start, -one.end))
    starts = [one.start for one in named]
    return [
        plain
        for start, end in text.sentences
        for plain in plain_lists(
            encode(text.content, start, end, named[bisect_left(starts, start) : bisect_left(starts, end)])
        )
    ]
