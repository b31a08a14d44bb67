"""A stretch of text that names something, how the words of names are built, and when two spellings compare equal."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from migrationkg.model import ORGANISATION_KINDS

#: Kinds of bodies of a state, of which several states may have one of the same name.
PUBLIC_BODIES = ("Ministry", "GovernmentBody")
_ACUTE = str.maketrans({"ı": "i", "’": "'", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ø": "o", "Ø": "O"})
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


def family(kind: str) -> str:
    """Return the family of a kind; two names of different families are never names of one thing.

    Example:
        >>> family("Ministry"), family("Demonym"), family("Place")
        ('Organisation', 'Country', 'Place')
    """
    if kind in ORGANISATION_KINDS:
        return "Organisation"
    return "Country" if kind == "Demonym" else kind


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


def states_in(names: Iterable[Name]) -> frozenset[str]:
    """Return the ISO 3166-1 alpha-2 codes of the states that names of countries and demonyms mean."""
    return frozenset(name.iso for name in names if name.iso and name.kind in ("Country", "Demonym"))


@lru_cache(16_384)
def initials_of(name: str) -> frozenset[str]:
    """Return the initials of a name's words, of all and of those with capitals, as capitals.

    Example:
        >>> sorted(initials_of("Federal Department of Foreign Affairs"))
        ['FDFA', 'FDOFA']
    """
    firsts = [word[0] for word in re.findall(r"[^\W\d_][\w-]*", name)]
    return frozenset(("".join(filter(str.isupper, firsts)).upper(), "".join(firsts).upper()))


@lru_cache(maxsize=65_536)
def fold(name: str) -> str:
    """Return a name in the form in which two spellings of it compare equal.

    Example:
        >>> fold("The MOBILAZE 2 Project") == fold("MOBILAZE2")
        True
        >>> fold("Interior Ministry") == fold("Ministry of the Interior")
        True
    """
    text = unicodedata.normalize("NFKD", name.translate(_ACUTE))
    text = "".join(char for char in text if not unicodedata.combining(char)).casefold()
    text = re.sub(r"'s\b|^(?:the|project) ", "", text)
    text = re.sub(r"(?<=[a-z])(?=\d)|[^\w]+", " ", text)
    text = re.sub(r" (?:project|programme|program)$", "", text.strip())
    text = re.sub(r"\bcenter", "centre", text).replace("organiz", "organis").replace(" the ", " ")
    return re.sub(r"^(?P<of>\w+(?: (?:and \w+|\w+))*) ministry$", r"ministry of \g<of>", text)
