"""The sentences of an item as the rules read them, each name one character, and so words that stand for a name.

Such words stand for what was named before: "the project", "the ministry", "Board chief".
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from migrationkg.extraction.amounts import AmountMention
from migrationkg.extraction.events.events import Event
from migrationkg.extraction.names.entities import Draft
from migrationkg.extraction.names.name import Name
from migrationkg.extraction.relations.cells import LETTERS, Named, Sentence, encode
from migrationkg.extraction.relations.plain_lists import plain_lists
from migrationkg.extraction.tables.vocabulary import vocabulary
from migrationkg.extraction.text.analysis import Text
from migrationkg.model import ORGANISATION_KINDS

_PROJECT = re.compile(
    r"\b(?:[Tt]he|[Tt]his|[Ii]ts) (?:(?:\w+-)?\w+ ){0,2}?"
    r"(?P<noun>project|programme|program|initiative|action|dialogue|facility|centre|center|scheme)s?\b(?!'? [A-Z\"])"
)
#: How many names may begin before one ends, and how many projects or bodies before an anaphor are considered.
_NESTED, _BEFORE = 6, 20
_NOUNS = {"dialogue": "Process", "centre": "Cent", "center": "Cent"}
#: Nouns for bodies that stand for one also in small letters, behind an article.
_BODIES = (
    "academy|agency|alliance|association|authority|bank|board|bureau|chamber|college|commission|committee|company"
    "|council|department|directorate|embassy|federation|foundation|institute|ministry|municipality|network|secretariat"
    "|society|union|university"
)
_BODY = re.compile(
    rf"\b(?:[Tt]he|[Tt]his|[Ii]ts|[Oo]ur|[Tt]heir) (?P<noun>{_BODIES})\b(?! (?:of|for) )(?!'? [A-Z])"
    r"|(?<!\bof )\b(?P<name>[A-Z][a-z]{3,})\b"
)
#: The noun of a body's name: "⟨Board⟩ for Safe Boats", "National Border ⟨Guard⟩".
_HEAD = re.compile(r"^(?:.*? )??(?P<head>[A-Z][a-z]{3,})(?= (?:of|for|to|on|against|in) |(?: \([A-Z]\w*\))?$)")


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
    named += [
        Named(LETTERS["Act" if one.act else "Event"], one.start, one.end, f"e{number}")
        for number, event in enumerate(events, start=1)
        for one in event.occasions
    ]
    named += [Named(LETTERS["Amount"], one.start, one.end, "") for one in sums]
    named += anaphors(text, names, draft)
    named.sort(key=lambda one: (one.start, -one.end))
    starts = [one.start for one in named]
    sentences = (
        encode(text.content, start, end, named[bisect_left(starts, start) : bisect_left(starts, end)])
        for start, end in text.sentences
    )
    return [plain for sentence in sentences for plain in plain_lists(sentence)]


def anaphors(text: Text, names: Sequence[Name], draft: Draft) -> Iterator[Named]:
    """Yield the words that stand for a project or a body that was named before, where no name stands."""
    starts = [name.start for name in names]
    for start, end, name in (*_projects(text, names), *_bodies(text, names)):
        near = names[max(0, bisect_left(starts, start) - _NESTED) : bisect_left(starts, end)]
        if not any(start < other.end for other in near):
            yield Named(LETTERS[name.kind], start, end, draft.of[name.start, name.end])


def _projects(text: Text, names: Sequence[Name]) -> Iterator[tuple[int, int, Name]]:
    """Yield "the project", "the centre" where a project was named before (or is the only one)."""
    projects = [name for name in names if name.kind == "Project"]
    ends = [name.end for name in projects]
    for match in _PROJECT.finditer(text.content) if projects else ():
        noun = _NOUNS.get(match["noun"], match["noun"].capitalize())
        if noun != "Cent" or any("Cent" in name.key for name in projects):
            before = projects[: bisect_right(ends, match.start())][-_BEFORE:]
            fitting = [name for name in before if noun in name.key]
            yield (*match.span(), (fitting or before or projects[:1])[-1])


def _bodies(text: Text, names: Sequence[Name]) -> Iterator[tuple[int, int, Name]]:
    """Yield "the ministry" and, with a capital also without article, "Board", for the body so called named last."""
    called = _by_noun(names)
    for match in _BODY.finditer(text.content) if called else ():
        known = called.get(match["noun"] or match["name"].lower(), ())
        for name in [name for name in known if name.end <= match.start()][-1:]:
            yield match.start() if match["noun"] else match.start("name"), match.end(), name


def _by_noun(names: Sequence[Name]) -> Mapping[str, Sequence[Name]]:
    """Return noun → the bodies whose names have it, in order."""
    found = defaultdict(list)
    for name in names:
        head = _HEAD.match(name.key) if name.kind in ORGANISATION_KINDS and " " in name.key else None
        if head and head["head"] not in vocabulary().roles:
            found[head["head"].lower()].append(name)
    return found
