"""Acronyms that are nobody's else: they name the project that an item is about."""

from collections.abc import Collection, Iterator
from functools import lru_cache

from migrationkg.authority.countries import countries
from migrationkg.extraction.names.gazetteer import Hit
from migrationkg.extraction.names.name import Name, is_acronym, is_numeral
from migrationkg.extraction.names.organisations import is_employer
from migrationkg.extraction.names.project_names import project
from migrationkg.extraction.tables.vocabulary import vocabulary, word_list
from migrationkg.extraction.text.analysis import Text

_NO_PROJECT = ("COVID", "EU-", "UN-", "AU-", "ICMPD-", "Q&A")
_LEADING = frozenset("under of for by within implement implements implementing from through".split())


def find_acronyms(text: Text, at: dict[int, Hit], taken: Collection[str], bodies: Collection[Name]) -> Iterator[Name]:
    """Yield acronyms that open the headline, stand in headline and text, or where projects stand.

    Args:
        text: the text.
        at: names that authority data knows, by where they begin.
        taken: acronyms that the item gives to something else.
        bodies: organisations; an acronym inside one is its own.
    """
    for index in text.where(_may_name):
        token = text.tokens[index]
        if token.start in at or _is_taken(token.text, taken) or _is_shouted(text, index):
            continue
        if any(body.start <= token.start < body.end for body in bodies) or is_employer(text, index):
            continue
        end = _end(text, index)
        again = token.end <= text.headline_end and text.content.find(token.text, text.headline_end) >= 0
        if again or _is_place_of_project(text, index, end):
            yield project(text, token.start, text.tokens[end - 1].end, "acronym")


@lru_cache(16_384)
def _may_name(word: str) -> bool:
    if len(word) < 4 or not is_acronym(word) or is_numeral(word) or word.startswith(_NO_PROJECT):
        return False
    if word.endswith("s") and word[:-1].isupper() and len(word) < 6:
        return False
    return word not in vocabulary().common


def _is_taken(word: str, taken: Collection[str]) -> bool:
    return word in taken or word.removesuffix("s") in taken


def _end(text: Text, index: int) -> int:
    """Return the index after the acronym with number, state or second word: "THAMM Plus", "EUROMED Migration V"."""
    tokens, end = text.tokens, index + 1
    limit = text.token_at(text.sentences[text.sentence_at(tokens[index].start)][1] - 1) + 1

    def is_addition(at: int) -> bool:
        word = tokens[at].text
        return is_numeral(word) or word in ("Plus", "Africa", "Asia", "Europe") or word in countries()

    while end < limit and is_addition(end):
        end += 1
    if end + 1 < limit and tokens[end].text in vocabulary().subjects and not _goes_on(tokens[end + 1].text):
        end += 1
    while end < limit and is_numeral(tokens[end].text):
        end += 1
    return end


def _goes_on(word: str) -> bool:
    return word[0].isupper() and not is_numeral(word)


def _is_shouted(text: Text, index: int) -> bool:
    """Return whether the token stands in a row of capitals, as in a dateline or a shouted headline."""
    tokens = text.tokens
    following = tokens[index + 1].text if index + 1 < len(tokens) else ""
    if following in (",", ":", "–", "-") and tokens[index].text.isupper():
        before = text.content[: tokens[index].start]
        return before.endswith("\n") or not before
    beside = (tokens[near].text for near in (index - 1, index + 1) if 0 <= near < len(tokens))
    return any(word.isupper() and word.isalpha() and len(word) > 3 for word in beside)


def _is_place_of_project(text: Text, index: int, end: int) -> bool:
    tokens = text.tokens
    word = tokens[index].text
    before = tokens[index - 1].text if index else ""
    after = tokens[end].text if end < len(tokens) else ""
    is_cue = after.lower() in word_list("project_cues")
    if before == "(" or (before == "the" and word.isupper() and not is_cue):
        return False
    if index == 0:
        return after == ":" or is_cue or after[:1].islower() or after in word_list("behind_project_in_headline")
    mixed = any(char.isdigit() or char.islower() for char in word)
    opens_sentence = before == "." and tokens[index].start > text.headline_end and after[:1].islower()
    return is_cue or opens_sentence or (mixed and before.lower() in _LEADING)
