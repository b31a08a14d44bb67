"""Names that the words beside them give away: with capitals beside "project", "company", "NGO" and so on."""

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


def names_beside_cues(text: Text) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, family) of what may be named beside a cue; they may overlap, and not all are names.

    So it is in "the Cities on the Sea project", "the NGO Kora Works".

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
    return (
        ("Project", re.compile(rf"(?:\b[Tt]he |\b[Ii]ts |'s |^|\n){_NAME} {cues}\b")),
        ("Organisation", re.compile(rf"\b{nouns} {_NAME}")),
    )


def _alternatives(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))})"
