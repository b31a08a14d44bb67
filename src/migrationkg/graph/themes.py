"""The themes that an item's words touch, by the words which `ontology/themes.ttl` gives for each."""

import re
from collections.abc import Iterator
from functools import cache

from pyoxigraph import Literal, NamedNode, parse

from migrationkg.graph.terms import HIDDEN_LABEL
from migrationkg.model import ORGANISATION_KINDS, Evidence, Extraction
from migrationkg.resources import resource

#: The name of the rule in evidence.
RULE = "theme-words"

#: In the 106 items of annotated news 98 themes are found so; a person who read them held 95 for right.
CONFIDENCE = 0.97


def touched_themes(extraction: Extraction) -> Iterator[tuple[NamedNode, Evidence]]:
    """Return each theme with the first words of an item that touch it.

    Words count whole, in capital or small letters. Those within the name of an organisation do not count: who
    is named after refugees may have come to speak of visas.
    """
    words, themes = _vocabulary()
    names = [
        mention for entity in extraction.entities if entity.kind in ORGANISATION_KINDS for mention in entity.mentions
    ]
    seen: set[NamedNode] = set()
    for found in words.finditer(extraction.item.content):
        start, end = found.span()
        theme = themes[found[0].lower()]
        if theme in seen or any(name.start <= start and end <= name.end for name in names):
            continue
        seen.add(theme)
        yield theme, Evidence(start, end, found[0], RULE, CONFIDENCE)


@cache
def _vocabulary() -> tuple[re.Pattern[str], dict[str, NamedNode]]:
    """Return the pattern of all words, the longest first, and word → theme."""
    themes = {
        triple.object.value.lower(): triple.subject
        for triple in parse(path=resource("ontology/themes.ttl"))
        if triple.predicate == HIDDEN_LABEL
        and isinstance(triple.object, Literal)
        and isinstance(triple.subject, NamedNode)
    }
    words = "|".join(re.escape(word) for word in sorted(themes, key=lambda word: (-len(word), word)))
    # "a": only A to Z match in either case; beyond them "ſ" is a capital S to a pattern, but not to lower().
    return re.compile(rf"(?<![\w-])(?ai:{words})(?![\w-])"), themes
