"""Embassies and delegations: named alike in every state to which they are sent."""

from functools import lru_cache

from migrationkg.resolution.jurisdiction import iso_of
from migrationkg.resolution.names import CACHED, Tokens, normal

#: Names, without the state of the sender, that say nothing of the host.
NAMED_ALIKE_ABROAD = frozenset(
    tuple(name.split())
    for name in (
        "embassy",
        "consulate",
        "consulate general",
        "permanent mission",
        "eu delegation",
        "european delegation",
        "european union delegation",
        "delegation of eu",
        "delegation of european union",
    )
)


@lru_cache(CACHED)
def name_and_host(name: str) -> tuple[Tokens, str | None]:
    """Part the normal name of a delegation from the state that it says is its host.

    Example:
        >>> name_and_host("Delegation of the European Union to Georgia")
        (('delegation', 'of', 'european', 'union'), 'GE')
        >>> name_and_host("Permanent Delegation to Georgia")
        (('permanent', 'delegation', 'to', 'georgia'), None)
    """
    tokens = normal(name)
    for place, word in enumerate(tokens):
        if word in {"to", "in"} and tokens[:place] in NAMED_ALIKE_ABROAD and (host := iso_of(tokens[place + 1 :])):
            return tokens[:place], host
    return tokens, None
