"""Names that the words beside them give away: quoted or with capitals beside "project", "company", "NGO" and so on."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from migrationkg.extraction.tables.vocabulary import vocabulary, word_list
from migrationkg.extraction.text.analysis import Text

#: What begins a sentence, and what is told of a name ("EU-funded"), is none.
_NO_NAME = r"(?!(?:An?|As|At|By|During|For|From|In|Its?|On|Our|Th(?:e|is|at|ese)|Under|We|With)\b|[\w']+-[a-z]+\b)"
#: One to eight words with capitals, joined by at most two small words: "Ready on Day One".
_CAPITAL = r"(?:[^\W\da-z_][\w'&.-]*\w|[A-Z])"
_SMALL = "(?: (?:of|and|for|on|in|to|with|from|the|a|de|&))"
_NAME = rf"(?P<name>{_NO_NAME}{_CAPITAL}(?:{_SMALL}{{0,2}} (?:{_CAPITAL}|\d+)){{0,7}})"
_QUOTED = r'"(?P<name>[^\W\da-z_][^"\n]{2,160}?)[.,]?"'
_ACRONYM = r"(?: \([A-Z][\w-]+\))?"


def names_beside_cues(text: Text) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, family) of what may be named beside a cue; they may overlap, and not all are names.

    Quotations come first: ‘the project "Ready on Day One"’, "Shurokkha, a project of", "the NGO Kora Works".

    Args:
        text: the text.
    """
    for family, pattern in _patterns():
        for match in pattern.finditer(text.content):
            yield *match.span("name"), family


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    cues = _alternatives(form for cue in word_list("project_cues") for form in (cue, cue.capitalize()))
    nouns = _alternatives(vocabulary().introduced)
    told = rf"(?:an?|its|the|one) (?:[\w-]+ ){{0,3}}{cues}\b"
    return (
        ("Project", re.compile(rf"\b{cues}(?: called| entitled| titled| named|:|,)? {_QUOTED}")),
        ("Project", re.compile(rf"{_QUOTED}{_ACRONYM}(?: {cues}\b|,? {told})")),
        ("Organisation", re.compile(rf"\b{nouns} {_QUOTED}")),
        ("Project", re.compile(rf"\b(?:of|under|within|through|called|entitled|titled|named|follows) {_QUOTED}")),
        ("Project", re.compile(rf"\b{cues},? {_NAME}")),
        ("Project", re.compile(rf"\b{_NAME}{_ACRONYM}, {told}")),
        ("Project", re.compile(rf"(?:\b[Tt]he |\b[Ii]ts |'s |^|\n){_NAME} {cues}\b")),
        ("Organisation", re.compile(rf"\b{nouns} {_NAME}")),
    )


def _alternatives(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))})"
