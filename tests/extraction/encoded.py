"""Sentences as the rules read them, written by hand: "⟨InternationalOrganisation ICMPD⟩ held a ⟨Event workshop⟩"."""

import re

from migrationkg.extraction.relations.cells import LETTERS, Named, Sentence, encode
from migrationkg.extraction.relations.clauses import Clauses, Hanging, read_clauses

_NAME = re.compile(r"⟨(\w+) ([^⟩]+)⟩")


def content_of(written: str) -> str:
    """Return the words without the marks."""
    return _NAME.sub(r"\2", written)


def encoded(written: str) -> Sentence:
    """Return a sentence with its names marked as ⟨kind words⟩; the words are the entity's id."""
    named, taken = [], 0
    for match in _NAME.finditer(written):
        start = match.start() - taken
        named.append(Named(LETTERS[match[1]], start, start + len(match[2]), match[2]))
        taken += len(match[0]) - len(match[2])
    content = content_of(written)
    return encode(content, 0, len(content), named)


def clauses(written: str) -> Clauses:
    """Return the clauses of a sentence with its names marked."""
    return read_clauses(encoded(written), content_of(written))


def hanging(written: str, name: str) -> tuple[Hanging, str]:
    """Return how a name hangs on the verbs, and the verb's lemma (or "")."""
    sentence, found = encoded(written), clauses(written)
    index = next(at for at in found.names if sentence.cells[found.at[at]].entities == (name,))
    hangs = found.hanging[index]
    return hangs, found.verbs[hangs.verb].lemma if hangs.verb >= 0 else ""
