"""Given names of persons, from `data/authority/given-names.txt`."""

from functools import cache

from migrationkg.authority.letters import plain
from migrationkg.resources import resource


@cache
def _names() -> frozenset[str]:
    return frozenset(resource("data/authority/given-names.txt").read_text(encoding="ascii").split())


def is_given_name(word: str) -> bool:
    """Return whether persons are called so; a word that only may be a name is none ("Will", "Rose" are).

    Example:
        >>> is_given_name("Fermín"), is_given_name("Gert-Jan"), is_given_name("Vienna")
        (True, True, False)
    """
    return all(part in _names() for part in plain(word).split("-"))
