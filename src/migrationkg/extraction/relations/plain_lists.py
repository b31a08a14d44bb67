"""Lists of names read as most are written: without marks and brackets behind a name, joined by commas and "and".

"⟨Jordan⟩ (since 2021); ⟨Kosovo⟩*; ⟨Iraq⟩ (two towns)" says of its states what "⟨Jordan⟩, ⟨Kosovo⟩ and ⟨Iraq⟩" says.
What a bracket names is read as a sentence of its own, behind the one in which it stood.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from migrationkg.extraction.relations.cells import LETTERS, NAME, Cell, Sentence, filled

_SHARE = r"\d{1,3}(?:[.,]\d{1,2})? ?(?:%|per ?cent\b)"
#: "(see below)", "(⟨Lagos⟩)", "[1]", "*", "with ⟨EUR 2 million⟩"; not the acronym of a name, nor a body of a state.
_ASIDE = (
    r" ?[*#]{1,3}(?![\w*#])"
    r"| \((?:(?:through|via) [^()\n]{1,120}|(?!{country}\))(?:(?!{org}|{project}|{person})[^()\n]){1,120})\)"
    r"| ?\[(?:(?!{org}|{project}|{person})[^\[\]\n]){1,120}\]"
    rf"|,? (?:with|at|to|for) (?:about |some )?(?:{{amount}}|{_SHARE})"
)
_ACRONYM = r"(?: \((?:the )?(?:{org}|{country})\))?"
_LINK = r"(?:, ?(?:and |as well as |plus |or )?| ?; ?(?:and |as well as )?| (?:and|&|plus|as well as) | ?/ ?"
_PART = (
    rf"(?:{_SHARE}|half|(?:an?|one|two|three)[ -](?:third|quarter|fifth)s?|remainder|rest|balance)(?: is| are| comes)?"
)
_BY = (
    rf"(?:(?:(?:to |with |at |for )?(?:the |another )?(?:(?:remaining|other) )?(?:{_PART} )?(?:by|from)|in) )?(?:the )?"
)
#: By the kinds of names that a list joins, the list and each part of it; dashes join states only.
_LISTS = tuple(
    (
        re.compile(filled(rf"{member}{_ACRONYM}(?:(?:{_ASIDE})*{link}{_BY}{member}{_ACRONYM})+(?:{_ASIDE})*(?!'s)")),
        re.compile(filled(rf"(?P<member>{member}{_ACRONYM})(?P<asides>(?:{_ASIDE})*)(?P<link>{link}{_BY})?")),
    )
    for member, link in (("{country}", rf"{_LINK}| ?[–—] ?| - )"), ("{agent}", f"{_LINK})"), ("{place}", f"{_LINK})"))
)
_USUAL = re.compile(r",? (?:and )?(?:by |from |in )?(?:the )?")
_COMMA = re.compile(r", (?:by |from |in )?(?:the )?")
#: How something is paid for, between the verb and who pays: "financed to 85 per cent by ⟨Norway⟩".
_MANNER = re.compile(
    rf"(?<=unded|anced)(?: (?:to|at|for|up to) (?:about |some )?{_SHARE}| in (?:equal|two) (?:parts|shares))(?= by )"
)
#: What one state has many of: of two that a slash parts, the second may belong to the first.
_OF_STATES = frozenset(LETTERS[kind] for kind in ("Ministry", "GovernmentBody", "AcademicInstitution"))
#: So many names that only commas, semicolons or dashes part are a list.
_MANY = 3


class _Edit(NamedTuple):
    """What is read in the place of a stretch of a sentence."""

    start: int
    end: int
    text: str = ""
    cells: tuple[Cell, ...] = ()


def plain_lists(sentence: Sentence) -> Iterator[Sentence]:
    """Yield a sentence with its lists as most are written, then what brackets in them name, each by itself.

    Args:
        sentence: the sentence, encoded.
    """
    asides: list[Sentence] = []
    sentence = _edited(sentence, [_Edit(*found.span()) for found in _MANNER.finditer(sentence.text)])
    for whole, part in _LISTS:
        found = (list(part.finditer(sentence.text, *one.span())) for one in whole.finditer(sentence.text))
        lists = list(filter(_is_unusual, found))
        spans = [(one.start(), one.end("asides")) for parts in lists for one in parts if _names(one)]
        asides += [Sentence(sentence.text[start:end], sentence.cells[start:end]) for start, end in spans]
        sentence = _edited(sentence, [edit for parts in lists for edit in _plain(sentence, parts)])
    yield sentence
    yield from asides


def _names(part: re.Match[str]) -> bool:
    """Return whether what stands behind a name of a list names something."""
    return bool(NAME.search(part["asides"]))


def _is_unusual(parts: Sequence[re.Match[str]]) -> bool:
    """Return whether names are a list for sure, though not written as most are."""
    links, members = [part["link"] for part in parts[:-1]], [part["member"][0] for part in parts]
    marks = {mark for link in links for mark in ",;/–—-&" if mark in link}
    many = len(parts) >= _MANY
    commas = all(map(_COMMA.fullmatch, links))
    if (
        (marks & {";", "–", "—", "-"} and not (many and len(marks) == 1))
        or ("/" in marks and _OF_STATES.issuperset(members))
        or (commas and not (many and {*members} == {LETTERS["Country"]}))
    ):
        return False
    return commas or any(part["asides"] for part in parts[:-1]) or not all(map(_USUAL.fullmatch, links))


def _plain(sentence: Sentence, parts: Sequence[re.Match[str]]) -> Iterator[_Edit]:
    """Yield what stands between and behind the names of a list as most are written."""
    for number, part in enumerate(parts[:-1]):
        start, end = part.end("member"), part.end()
        link = " and " if number == len(parts) - 2 else ", "
        yield _Edit(start, end, link, (Cell(sentence.cells[start].start, sentence.cells[end - 1].end),) * len(link))
    if _names(parts[-1]):
        yield _Edit(*parts[-1].span("asides"))


def _edited(sentence: Sentence, edits: Sequence[_Edit]) -> Sentence:
    """Return a sentence with other words in the place of some stretches, which are in order."""
    if not edits:
        return sentence
    text: list[str] = []
    cells: list[Cell] = []
    at = 0
    for edit in (*edits, _Edit(len(sentence.text), len(sentence.text))):
        text += (sentence.text[at : edit.start], edit.text)
        cells += (*sentence.cells[at : edit.start], *edit.cells)
        at = edit.end
    return Sentence("".join(text), tuple(cells))
