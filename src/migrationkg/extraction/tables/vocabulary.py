"""The word lists of `tables/vocabulary.toml`, loaded once."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load_table(name: str) -> dict[str, Any]:
    """Return the content of a TOML table that lies beside the code; it is read once, and not to be changed.

    Example:
        >>> sorted(load_table("vocabulary"))
        ['heads', 'introduced', 'lists', 'words']
    """
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words that tell what a capitalised word does in a name.

    Attributes:
        heads: head noun of an organisation's name (one word or more) → kind of organisation.
        introduced: common noun before a name ("consultancy") → kind of organisation.
        subjects: words of the subjects of ministries and ministers ("Interior").
        roles: words of the roles of persons ("Director").
        titles: forms of address ("Mr").
        common: capitalised words that are no part of a person's or place's name.
        joints: small words inside names ("of").
        particles: small words inside persons' names ("van").
    """

    heads: Mapping[str, str]
    introduced: Mapping[str, str]
    subjects: frozenset[str]
    roles: frozenset[str]
    titles: frozenset[str]
    common: frozenset[str]
    joints: frozenset[str]
    particles: frozenset[str]


@cache
def vocabulary() -> Vocabulary:
    """Return the word lists that several recognisers share.

    Example:
        >>> vocabulary().heads["Inspectorate"]
        'GovernmentBody'
    """
    table = load_table("vocabulary")
    lists = {name: frozenset(entries) for name, entries in table["words"].items()}
    heads, introduced = (
        {word: kind for kind, words in table[name].items() for word in words} for name in ("heads", "introduced")
    )
    return Vocabulary(heads=heads, introduced=introduced, **lists)


@cache
def word_list(name: str) -> frozenset[str]:
    """Return the words of a list of `[lists]`.

    Example:
        >>> "Process" in word_list("project_heads")
        True
    """
    return frozenset(load_table("vocabulary")["lists"][name])


def alternatives(name: str) -> str:
    """Return a list of `[lists]` as one group of a regular expression, the longest entries first.

    Example:
        >>> bool(re.search(alternatives("holding_patterns"), "it was organised by"))
        True
    """
    return any_of(load_table("vocabulary")["lists"][name], escaped=not name.endswith("_patterns"))


def any_of(words: Iterable[str], *, escaped: bool = True) -> str:
    r"""Return words, or patterns that are not to be escaped, as one group of a regular expression, the longest first.

    Example:
        >>> any_of(["MoU", "a.b", "MoUs"])
        '(?:MoUs|MoU|a\\.b)'
    """
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(re.escape, ordered) if escaped else ordered)})"
