"""Words that stand for what was named before: "the project", "the ministry", "Board chief"."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from migrationkg.extraction.names.entities import Draft
from migrationkg.extraction.names.name import Name
from migrationkg.extraction.relations.cells import LETTERS, Named
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


def anaphors(text: Text, names: Sequence[Name], draft: Draft) -> Iterator[Named]:
    """Yield the words that stand for a project or a body that was named before."""
    taken = _Taken(names)
    if any(name.kind == "Project" for name in names):
        yield from _projects(text, taken, draft)
    yield from _bodies(text, taken, draft)


class _Taken:
    """The names of an item and where they stand."""

    def __init__(self, names: Sequence[Name]) -> None:
        self.names = names
        self.starts = [name.start for name in names]

    def around(self, start: int, end: int) -> bool:
        """Return whether a name stands at some words."""
        near = self.names[max(0, bisect_left(self.starts, start) - _NESTED) : bisect_left(self.starts, end)]
        return any(start < name.end for name in near)


def _projects(text: Text, taken: _Taken, draft: Draft) -> Iterator[Named]:
    """Yield "the project", "the centre" where a project was named before (or is the only one)."""
    projects = [name for name in taken.names if name.kind == "Project"]
    ends = [name.end for name in projects]
    for match in _PROJECT.finditer(text.content):
        if taken.around(match.start(), match.end()):
            continue
        noun = _NOUNS.get(match["noun"], match["noun"].capitalize())
        if noun == "Cent" and not any("Cent" in name.key for name in projects):
            continue
        before = projects[: bisect_right(ends, match.start())][-_BEFORE:]
        fitting = [name for name in before if noun in name.key]
        name = fitting[-1] if fitting else before[-1] if before else projects[0]
        yield Named(LETTERS["Project"], match.start(), match.end(), draft.of[name.start, name.end])


def _bodies(text: Text, taken: _Taken, draft: Draft) -> Iterator[Named]:
    """Yield "the ministry" and, with a capital also without article, "Board", for the body so called named last."""
    called = _by_noun(taken.names)
    for match in _BODY.finditer(text.content) if called else ():
        noun = match["noun"] or match["name"].lower()
        known = called.get(noun, ())
        if known and not taken.around(match.start(), match.end()):
            before = [name for name in known if name.end <= match.start()][-1:]
            for name in before:
                start = match.start() if match["noun"] else match.start("name")
                yield Named(LETTERS[name.kind], start, match.end(), draft.of[name.start, name.end])


def _by_noun(names: Sequence[Name]) -> Mapping[str, Sequence[Name]]:
    """Return noun → the bodies whose names have it, in order."""
    found: dict[str, list[Name]] = {}
    roles = vocabulary().roles
    for name in names:
        head = _HEAD.match(name.key) if name.kind in ORGANISATION_KINDS and " " in name.key else None
        if head and head["head"] not in roles:
            found.setdefault(head["head"].lower(), []).append(name)
    return found
