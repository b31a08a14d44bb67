"""Names beside a noun that makes them a project's: "the KOMPLEKS project", "the project Netherlands Assistance"."""

import re
from collections.abc import Iterator
from functools import lru_cache

from migrationkg.extraction.names.gazetteer import Hit
from migrationkg.extraction.names.name import Name, is_acronym, is_function_word, is_numeral, run_left, run_right
from migrationkg.extraction.tables.vocabulary import vocabulary, word_list
from migrationkg.extraction.text.analysis import Text
from migrationkg.extraction.text.sieve import guarded

_BEFORE = frozenset({"project", "projects", "programme", "program", "initiative", "action", "mechanism", "facility"})
_BEFORE_CAPITAL = frozenset({"Project", "PROJECT", "Initiative", "Programme"})
_ACRONYMS_ONLY = frozenset({"action", "mechanism", "facility"})
#: Of these, those that a name may follow.
_BEHIND = frozenset({"project", "programme", "program", "initiative", "action"})
_OPENING_ENDS = ("-funded", "-financed", "-led", "-implemented", "-supported")
_ONE = r"(?=\w*[A-Z])\w*[A-Z\d][\w+-]*[A-Z\d+][\w+-]*(?: (?:\d+|[IVX]+|Plus))?(?!\w)"
_SEVERAL = rf"(?P<{{}}>{_ONE}(?:(?:, | and |, and | & ){_ONE})+)"
_NOUNS = r"(?:projects|programmes|initiatives|actions)"
_COORDINATED = guarded(rf"\b(?:{_SEVERAL.format('before')} {_NOUNS}|{_NOUNS}:? {_SEVERAL.format('behind')})\b")
#: How many tokens a bracket between a name and "project" may hold.
_BRACKET = 26


def find_beside_cues(text: Text, at: dict[int, Hit]) -> Iterator[Name]:
    """Yield names before and behind "project" and its like.

    Args:
        text: the text.
        at: names that authority data knows, by where they begin.
    """
    for index in text.where(_is_cue):
        word = text.words[index].lower()
        if index:
            yield from _before(text, index, at)
        if word in _BEHIND and index + 1 < len(text.tokens):
            yield from _behind(text, index, at)
    for match in _COORDINATED.finditer(text.content):
        group = "before" if match["before"] else "behind"
        for one in re.finditer(_ONE, match[group]):
            if is_acronym(one[0].split()[0]):
                start = match.start(group) + one.start()
                yield project(text, start, start + len(one[0]), "coordinated-projects")


@lru_cache(16_384)
def _is_cue(word: str) -> bool:
    return word.lower() in _BEFORE


def project(text: Text, start: int, end: int, rule: str) -> Name:
    """Return the stretch of text as a project's name."""
    return Name("Project", start, end, text.content[start:end], rule=rule)


def _before(text: Text, index: int, at: dict[int, Hit]) -> Iterator[Name]:
    """Yield the name before token `index`: "the KOMPLEKS project", "Improving Migration Management (IMM) project"."""
    tokens, word = text.tokens, text.tokens[index].text
    last = _before_bracket(text, index) if tokens[index - 1].text in (")", '"') else index
    if word[0].isupper() and (_is_role_behind(text, index) or (last == index and word not in _BEFORE_CAPITAL)):
        return
    first = text.token_at(text.sentences[text.sentence_at(tokens[index].start)][0])
    start = without_opening(text, run_left(text, last, first), last, at)
    if tokens[start].text == "Phase" and start - 1 > first and tokens[start - 1].text in (",", "-", "–"):
        start = without_opening(text, run_left(text, start - 1, first), start - 1, at)
    words = [part.text for part in tokens[start:last]]
    if words and all(part == "Phase" or is_numeral(part) for part in words):
        return
    if not words or all(part in word_list("project_generic") or part in vocabulary().roles for part in words):
        return
    if tokens[index].text.endswith("s") and "and" in words and all(map(is_acronym, (words[0], words[-1]))):
        return
    if word in _ACRONYMS_ONLY and not is_acronym(words[-1]):
        return
    if len(words) == 1 and _says_nothing(words[0], at.get(tokens[start].start)):
        return
    end = tokens[index].end if word == "Initiative" else tokens[last - 1].end
    yield project(text, tokens[start].start, end, "before-project")


def _says_nothing(word: str, hit: Hit | None) -> bool:
    """Return whether one word before "project" only describes it: "the migration project", "the EU project"."""
    if hit and hit.known.sort in ("demonym", "country", "organisation", "region"):
        return True
    if word.endswith("ing") and not is_acronym(word):
        return True
    return not is_acronym(word) and word in vocabulary().subjects | vocabulary().common


def _is_role_behind(text: Text, index: int) -> bool:
    return index + 1 < len(text.tokens) and text.tokens[index + 1].text in vocabulary().roles


def _before_bracket(text: Text, index: int) -> int:
    """Return the index of the bracket that opens before the closing bracket at `index - 1`."""
    for opening in range(index - 2, max(index - _BRACKET, 0), -1):
        if text.tokens[opening].text == "(":
            return opening
    return index


def _behind(text: Text, index: int, at: dict[int, Hit]) -> Iterator[Name]:
    """Yield the name behind token `index`: "the project Netherlands Assistance to Lebanese Border Agencies"."""
    tokens, begin = text.tokens, index + 1
    following = tokens[begin]
    if not following.is_name or is_function_word(following.text) or following.text in vocabulary().roles:
        return
    limit = text.token_at(text.sentences[text.sentence_at(tokens[index].start)][1] - 1) + 1
    end = with_phase(text, run_right(text, begin, limit), limit)
    words = [part.text for part in tokens[begin:end]]
    if not words:
        return
    capital = tokens[index].text[0].isupper()
    single_acronym = len(words) == 1 and is_acronym(words[0])
    if single_acronym and following.start in at and capital:
        return
    if single_acronym or (not capital and (len(words) > 1 or is_acronym(words[0]))):
        yield project(text, tokens[index if capital else begin].start, tokens[end - 1].end, "after-project")


def with_phase(text: Text, end: int, limit: int) -> int:
    """Take in an abbreviation in brackets that the name goes on after, and ", Phase II" or "- Phase III"."""
    tokens = text.tokens
    words = [token.text for token in tokens[end : min(end + 4, limit)]]
    if len(words) == 4 and words[0] == "(" and words[2] == ")" and words[3] in ("in", "for", "of", "to"):
        further = run_right(text, end + 4, limit)
        end = further if further > end + 4 and not is_acronym(tokens[end + 4].text) else end
        words = [token.text for token in tokens[end : min(end + 3, limit)]]
    if len(words) > 2 and words[0] in (",", "-", "–") and words[1] in ("Phase", "phase") and is_numeral(words[2]):
        end += 3
    return end


def without_opening(text: Text, start: int, end: int, at: dict[int, Hit]) -> int:
    """Return where the name proper begins, behind "EU-funded", "ICMPD's", "meeting of the" or a donor's acronym."""
    tokens = text.tokens
    for index in range(start, end):
        word = tokens[index].text
        after_occasion = index > start and tokens[index - 1].text in word_list("occasion_words") | vocabulary().roles
        if (word in ("of", "for", "under", "within") and after_occasion) or word.endswith(_OPENING_ENDS):
            start = index + 1
        if index + 1 < end and tokens[index + 1].text == "'s":
            start = index + 2
        if word == "the" and index + 1 < end and is_acronym(tokens[index + 1].text):
            start = index + 1
    while start < end and (is_function_word(tokens[start].text) or tokens[start].text == "the"):
        start += 1
    return _behind_donor(text, start, end, at)


def _behind_donor(text: Text, start: int, end: int, at: dict[int, Hit]) -> int:
    """Return where the name begins if a known organisation opens it: "ICMPD Anti-Trafficking Programme"."""
    hit = at.get(text.tokens[start].start) if start < end else None
    if hit is None or hit.known.sort != "organisation" or hit.end - hit.start < 3:
        return start
    after = text.token_at(hit.end - 1) + 1
    if after >= end or text.tokens[after].text in ("and", "of", "for", "-", "–"):
        return start
    return after
