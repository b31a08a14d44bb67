"""What a word tells by itself: how it is written, and the classes that the vocabulary gives it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache

from migrationkg.authority.given_names import is_given_name
from migrationkg.extraction.names.name import is_acronym, is_numeral
from migrationkg.extraction.tables.vocabulary import vocabulary, word_list

_CAPITALS = re.compile(r"[A-ZÀ-ÖØ-Þ]+")
_SMALL_LETTERS = re.compile(r"[^\W\d_A-Z]+")
_DIGITS = re.compile(r"\d+")
#: Acronyms that ministries have in English; MoU, MoA and MoC are memoranda.
_MINISTRY = re.compile(r"(?:Mo(?![UAC]s?$)[A-Z]{1,5}|MFA)$")
#: An article in small letters that is a part of a name: "el-Mansouri", "d'Ivoire".
_WITH_ARTICLE = re.compile(r"(?:al|el|ul|ud|a[dnrstz]|e[dnrstz]|ash|esh|ech)-[^\W\d_a-z]|[dl]'[^\W\d_a-z]")
#: Classes of words that tell what a run of capitalised words is, wherever in the run they stand.
TELLING = ("head-", "project-head", "Cue", "role", "opener")


@lru_cache(65_536)
def shape(word: str) -> str:
    """Return how a word is written: "Xx", "XX", "xX", "XX9".

    Example:
        >>> [shape(word) for word in ("Kyiv", "NAPTIP", "EU4IBM", "I", "and")]
        ['Xx', 'XX', 'XX9XX', 'X', 'x']
    """
    form = _CAPITALS.sub(lambda run: "X" if len(run[0]) == 1 else "XX", word)
    return _DIGITS.sub("9", _SMALL_LETTERS.sub("x", form))[:8]


@lru_cache(65_536)
def is_capital(word: str) -> bool:
    """Return whether a word is written as names are: with a capital at its beginning, or as acronyms are."""
    return word[0].isupper() or is_acronym(word) or bool(_WITH_ARTICLE.match(word))


@cache
def _table() -> Mapping[str, tuple[str, ...]]:
    """Return the classes that the vocabulary gives each word."""
    known, cues, occasions = vocabulary(), word_list("project_cues"), word_list("occasion_words")
    members: Sequence[tuple[str, Iterable[str]]] = (
        *((f"head-{kind}", (head,)) for head, kind in known.heads.items() if " " not in head),
        *((f"introduces-{kind}", (noun,)) for noun, kind in known.introduced.items()),
        ("subject", known.subjects),
        ("role", (*known.roles, *map(str.lower, known.roles))),
        ("title", known.titles),
        ("common", known.common),
        ("joint", known.joints),
        ("particle", known.particles),
        ("cue", cues),
        ("Cue", map(str.capitalize, cues)),
        ("project-head", word_list("project_heads")),
        ("opener", word_list("project_openers")),
        ("occasion", (*occasions, *map(str.lower, occasions))),
        *((name, word_list(name)) for name in ("months", "weekdays", "before_places", "saying", "doing", "paying")),
    )
    table: dict[str, list[str]] = {}
    for name, words in members:
        for word in words:
            table.setdefault(word, []).append(name)
    return {word: tuple(names) for word, names in table.items()}


def is_in_vocabulary(word: str) -> bool:
    """Return whether the vocabulary gives a word a class."""
    return word in _table()


@lru_cache(65_536)
def classes(word: str) -> tuple[str, ...]:
    """Return the classes of a word: those of the vocabulary, whether it is a given name, and how it is built.

    Example:
        >>> classes("Inspectorate"), classes("Miriam")
        (('head-GovernmentBody', 'capital'), ('given-name', 'capital'))
    """
    given = ("given-name",) if is_given_name(word) else ()
    return (*_table().get(word, ()), *given, built(word))


@lru_cache(65_536)
def built(word: str) -> str:
    """Return how a word is built: "acronym-of-ministry", "number", "acronym", "capital", "small", or its mark."""
    if _MINISTRY.match(word):
        return "acronym-of-ministry"
    if is_numeral(word):
        return "number"
    if is_acronym(word):
        return "acronym"
    if word[0].isupper() or _WITH_ARTICLE.match(word):
        return "capital"
    if not word[0].isalpha():
        return word[:1]
    return "small-ed" if word.endswith("ed") else "small"


@lru_cache(65_536)
def telling(word: str) -> tuple[str, ...]:
    """Return the classes of a word that tell what the capitalised words around it are, wherever it stands."""
    return tuple(one for one in classes(word) if one.startswith(TELLING))
