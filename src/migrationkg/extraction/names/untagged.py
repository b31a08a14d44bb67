"""What may be a name though the tagger marks none: runs of capitalised words, and what stands beside "project", "NGO".

The tagger reads word by word and leaves much out that is new to it ("Central Bank of Kosovo"); a run as a whole, with
what stands beside it, tells more.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby

from migrationkg.extraction.names.mending import Mender
from migrationkg.extraction.names.name import is_acronym, is_numeral
from migrationkg.extraction.names.runs import in_title_case, runs_of
from migrationkg.extraction.names.words import classes, telling
from migrationkg.extraction.tables.vocabulary import any_of, vocabulary, word_list
from migrationkg.extraction.text.analysis import Text

#: What numbers a contract: "AB-CD-1A-001", "EuropeAid/139898".
_NUMBERED = re.compile(r"[-/.]\d{3}")
_CURRENCIES = frozenset(("AUD", "CAD", "CHF", "DKK", "EUR", "GBP", "JPY", "NOK", "SEK", "USD"))
#: What is written with a capital and begins or ends no name.
_NO_NAMES = frozenset(("the", "a", "an", "this", "that", "these", "its", "his", "her", "their", "our", "'s", "i", "'"))


#: What begins a sentence, and what is told of a name ("EU-funded"), is none.
_NO_NAME = r"(?!(?:An?|As|At|By|During|For|From|In|Its?|On|Our|Th(?:e|is|at|ese)|Under|We|With)\b|[\w']+-[a-z]+\b)"
#: One to eight words with capitals, joined by at most two small words: "Ready on Day One".
_CAPITAL = r"(?:[^\W\da-z_][\w'&.-]*\w|[A-Z])"
_SMALL = "(?: (?:of|and|for|on|in|to|with|from|the|a|de|&))"
_NAME = rf"(?P<name>{_NO_NAME}{_CAPITAL}(?:{_SMALL}{{0,2}} (?:{_CAPITAL}|\d+)){{0,7}})"


def runs_untagged(text: Text, taken: bytearray, mender: Mender) -> Iterator[tuple[int, int, str]]:
    """Yield (first token, the one after the last, the family that the words seem to be of) of runs that may be names.

    Args:
        text: the text.
        taken: for each offset, whether a name is marked there.
        mender: mends the bounds of the runs.
    """
    firsts = text.first_tokens()
    for run in _runs_of_body(text):
        if any(taken[start] for start in text.starts[slice(*run)]):
            continue
        first, end = _without_others(text.words, *run)
        if end - first == 1 and first in firsts and not is_acronym(text.words[first]):
            continue
        if not _may_name(text.words[first:end]) or text.words[end : end + 1] == ("/",):
            continue
        yield from mender.names_in(first, end, _family(text.words[first:end]))


def _runs_of_body(text: Text) -> Iterator[tuple[int, int]]:
    """Yield the runs of a text, but for those of a headline in title case, where capitals tell nothing."""
    headline = bisect_left(text.starts, text.headline_end)
    begin = headline if in_title_case(text.words[:headline]) else 0
    for run, _ in groupby(one for one in runs_of(text.words).run[begin:] if one is not None):
        yield max(run[0], begin), run[1]


def _without_others(words: Sequence[str], first: int, end: int) -> tuple[int, int]:
    """Return the bounds of a run without what stands before and behind names: articles, roles, titles, days."""
    while first < end and _is_no_name(words[first]):
        first += 1
    while end > first and _is_no_name(words[end - 1]):
        end -= 1
    return first, end


def _is_no_name(word: str) -> bool:
    known = vocabulary()
    if word.lower() in _NO_NAMES or word.lower() in known.joints:
        return True
    return word in known.roles or word in known.titles or word in word_list("months") or word in word_list("weekdays")


def _may_name(words: Sequence[str]) -> bool:
    """Return whether words name something particular: not "Steering Committee", "USD 900", "Minister of Labour"."""
    known = vocabulary()
    if all(
        word in _of_anything() or not word[:1].isalpha() or is_numeral(word) or _NUMBERED.search(word) for word in words
    ):
        return False
    has_head = any(one.startswith("head-") for word in words for one in classes(word))
    return has_head or not any(word in known.roles or word.removesuffix("s") in known.roles for word in words)


@cache
def _of_anything() -> frozenset[str]:
    """Return the words that alone name nothing particular."""
    known = vocabulary()
    return known.common | known.joints | known.heads.keys() | word_list("project_heads") | _CURRENCIES


def _family(words: Sequence[str]) -> str:
    told = {one.partition("-")[0] for word in words for one in telling(word)}
    if "head" in told:
        return "Organisation"
    if told & {"project", "Cue", "opener"}:
        return "Project"
    return "Person" if "given-name" in classes(words[0]) and len(words) > 1 else "Organisation"


def names_beside_cues(text: Text) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, family) of what may be named beside a cue; they may overlap, and not all are names.

    So it is in "the Cities on the Sea project", "the NGO Kora Works".
    """
    for family, pattern in _patterns():
        for match in pattern.finditer(text.content):
            yield *match.span("name"), family


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    cues = any_of([*word_list("project_cues"), *map(str.capitalize, word_list("project_cues"))])
    return (
        ("Project", re.compile(rf"(?:\b[Tt]he |\b[Ii]ts |'s |^|\n){_NAME} {cues}\b")),
        ("Organisation", re.compile(rf"\b{any_of(vocabulary().introduced)} {_NAME}")),
    )
