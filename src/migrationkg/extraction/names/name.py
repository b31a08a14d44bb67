"""What the recognisers hand on: stretches of text that name something, and how runs of name words are read."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from migrationkg.extraction.tables.vocabulary import vocabulary
from migrationkg.extraction.text.analysis import Text

_FUNCTION_WORDS = frozenset(
    [
        "The",
        "A",
        "An",
        "At",
        "On",
        "In",
        "For",
        "From",
        "By",
        "With",
        "To",
        "And",
        "But",
        "Under",
        "During",
        "Both",
        "Its",
        "Their",
        "This",
        "That",
        "Of",
        "As",
        "When",
        "While",
        "After",
        "Before",
        "Since",
        "Between",
        "Among",
        "Our",
        "His",
        "Her",
        "Then",
        "Also",
        "It",
        "He",
        "She",
        "They",
        "We",
        "If",
        "Is",
        "Are",
        "Was",
        "Were",
        "Has",
        "Have",
        "Had",
        "Following",
        "Within",
        "Through",
        "Despite",
        "According",
        "Although",
        "Because",
        "Until",
        "Upon",
        "Via",
        "Per",
        "Into",
        "Over",
        "How",
        "What",
        "Why",
        "Where",
        "Who",
        "Like",
        "Besides",
        "Alongside",
    ]
)

_ROMAN_OR_NUMBER = re.compile(r"(?:[IVX]{1,5}|\d{1,4}(?:\.\d+)?)$")


@dataclass(frozen=True, slots=True)
class Name:
    """A stretch of text that names a thing.

    Attributes:
        kind: the kind of entity.
        start: offset of its first character.
        end: offset after its last.
        key: the form under which an item's names of one thing meet (the long name, if it has one here).
        iso: state that the name itself shows, for a country or a body.
        rule: name of the recogniser's rule.
    """

    kind: str
    start: int
    end: int
    key: str
    iso: str | None = None
    rule: str = ""


def longest(names: Iterable[Name]) -> list[Name]:
    """Return the names without those that overlap a longer (at equal length an earlier listed) one, in order."""
    kept: list[Name] = []
    starts: list[int] = []
    for name in sorted(names, key=lambda name: name.start - name.end):
        at = bisect_right(starts, name.start)
        if (at == 0 or kept[at - 1].end <= name.start) and (at == len(kept) or name.end <= starts[at]):
            kept.insert(at, name)
            starts.insert(at, name.start)
    return kept


def is_function_word(word: str) -> bool:
    """Return whether a capitalised word is a small word that only opens a sentence or headline."""
    return word in _FUNCTION_WORDS


@lru_cache(16_384)
def is_numeral(word: str) -> bool:
    """Return whether a word numbers a phase: "2", "10", "III".

    Example:
        >>> is_numeral("III"), is_numeral("Visa")
        (True, False)
    """
    return bool(_ROMAN_OR_NUMBER.match(word))


@lru_cache(16_384)
def is_acronym(word: str) -> bool:
    """Return whether a word is built as acronyms and project names are: two capitals, or capitals with digits.

    Example:
        >>> [word for word in ("NAPTIP", "EU4IBM-Resilience", "CareFor", "Kyiv", "COVID-19") if is_acronym(word)]
        ['NAPTIP', 'EU4IBM-Resilience', 'CareFor', 'COVID-19']
    """
    return sum(char.isupper() for char in word) >= 2 and not _HYPHENATED.match(word)


_HYPHENATED = re.compile(r"[^\W\d_][^\W\d_A-Z]+(?:[-'/][^\W\d_][^\W\d_A-Z]*)+$|[A-Z]'[A-Z][a-z]+$|M(?:a)?c[A-Z][a-z]+$")


def run_right(text: Text, index: int, limit: int) -> int:
    """Return the index after the run of name words that begins at token `index`.

    Joints ("of", "and") belong to the run where a name word follows them; a comma, bracket or small word ends it.

    Args:
        text: the text.
        index: index of the first token of the run.
        limit: index of a token that the run must not reach.
    """
    joints = vocabulary().joints
    end = index
    while end < limit:
        word = text.tokens[end].text
        if text.tokens[end].is_name or (end > index and is_numeral(word)):
            end += 1
            continue
        ahead = end
        while ahead < limit and ahead - end < 3 and text.tokens[ahead].text in joints:
            ahead += 1
        if ahead == end or ahead >= limit or end == index or not text.tokens[ahead].is_name:
            break
        end = ahead
    return end


def run_left(text: Text, index: int, first: int) -> int:
    """Return the index of the first token of the run of name words that ends before token `index`.

    Args:
        text: the text.
        index: index of the token after the run.
        first: index of the first token of the sentence.
    """
    joints = vocabulary().joints
    start = index
    while start > first:
        token = text.tokens[start - 1]
        if (token.is_name and not is_function_word(token.text)) or is_numeral(token.text):
            start -= 1
            continue
        behind = start - 1
        while behind > first and start - behind <= 2 and text.tokens[behind].text in joints:
            behind -= 1
        if text.tokens[start - 1].text not in joints or not text.tokens[behind].is_name:
            break
        if is_function_word(text.tokens[behind].text) or start == index:
            break
        start = behind + 1
    while start < index and (text.tokens[start].text in joints or is_numeral(text.tokens[start].text)):
        start += 1
    return start
