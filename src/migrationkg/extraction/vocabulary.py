"""The word lists of `tables/vocabulary.toml`, loaded once."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


def load_table(name: str) -> dict[str, object]:
    """Return the content of a TOML table that lies beside the code.

    Example:
        >>> sorted(load_table("vocabulary"))
        ['heads', 'introduced', 'words']
    """
    table = files(__package__).joinpath("tables", f"{name}.toml")
    return tomllib.loads(table.read_text(encoding="utf-8"))


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


def _by_word(table: object) -> dict[str, str]:
    assert isinstance(table, dict)
    return {word: kind for kind, words in table.items() for word in words}


@cache
def vocabulary() -> Vocabulary:
    """Return the word lists.

    Example:
        >>> vocabulary().heads["Inspectorate"]
        'GovernmentBody'
    """
    table = load_table("vocabulary")
    words = table["words"]
    assert isinstance(words, dict)
    lists = {name: frozenset(entries) for name, entries in words.items()}
    return Vocabulary(heads=_by_word(table["heads"]), introduced=_by_word(table["introduced"]), **lists)
