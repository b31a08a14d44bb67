"""The state that a public body belongs to, told by facts or shown by its name."""

from functools import cache, lru_cache

from migrationkg.authority.countries import countries, country_names, demonyms
from migrationkg.resolution.candidates import Candidate, Candidates
from migrationkg.resolution.clusters import Key
from migrationkg.resolution.names import Tokens, normal

#: Kinds of organisation that belong to one state.
BODIES = ("Ministry", "GovernmentBody")


@lru_cache(1 << 16)
def name_and_state(name: str) -> tuple[Tokens, str | None]:
    """Part the normal name of a body from the state that it shows.

    Example:
        >>> name_and_state("Ministry of the Interior of Albania")
        (('ministry', 'of', 'interior'), 'AL')
        >>> name_and_state("Albanian Ministry of Interior")
        (('ministry', 'of', 'interior'), 'AL')
        >>> name_and_state("Embassy of Switzerland in Albania")
        (('embassy', 'of', 'switzerland', 'in', 'albania'), None)
    """
    tokens = normal(name)
    states, _ = _states()
    for length in range(min(_LONGEST, len(tokens) - 2), 0, -1):
        if tokens[-length - 1] == "of" and tokens[-length:] in states:
            return tokens[: -length - 1], states[tokens[-length:]]
    return state_before(tokens)


def state_before(tokens: Tokens) -> tuple[Tokens, str | None]:
    """Part a normal name from the state, or word for its people, that it begins with.

    Example:
        >>> state_before(("ukrainian", "consultation", "centres")), state_before(("border", "police"))
        ((('consultation', 'centres'), 'UA'), (('border', 'police'), None))
    """
    _, adjectives = _states()
    for length in range(min(_LONGEST, len(tokens) - 1), 0, -1):
        if tokens[:length] in adjectives:
            return tokens[length:], adjectives[tokens[:length]]
    return tokens, None


def state_behind(tokens: Tokens) -> tuple[Tokens, str | None]:
    """Part a normal name from the state, by its name or two-letter code, that it ends with.

    Example:
        >>> state_behind(("rrr", "mfa", "sms", "ua")), state_behind(("mprr", "niger"))
        ((('rrr', 'mfa', 'sms'), 'UA'), (('mprr',), 'NE'))
    """
    for length in range(min(_LONGEST, len(tokens) - 1), 0, -1):
        state = iso_of(tokens[-length:])
        if state is None and length == 1 and tokens[-1].upper() in countries():
            state = tokens[-1].upper()
        if state:
            return tokens[:-length], state
    return tokens, None


def iso_of(name: Tokens) -> str | None:
    """Return the code of the state that has this normal name, or None.

    Example:
        >>> iso_of(("turkiye",)), iso_of(("turkey",)), iso_of(("brussels", "mission"))
        ('TR', 'TR', None)
    """
    return _states()[0].get(name)


def states_of_bodies(candidates: Candidates) -> dict[Key, str]:
    """Return the state of each public body: by a jurisdiction, by its name, or by what it is part of.

    A body of which two states are told has none.
    """
    states: dict[Key, str] = {}
    for body in candidates.of_kinds(*BODIES):
        told = _told(candidates, body)
        if len(told) == 1:
            states[body.key] = min(told)
    for body in candidates.of_kinds(*BODIES):
        if not _told(candidates, body) and (inherited := _inherited(candidates, states, body)):
            states[body.key] = inherited
    return states


_LONGEST = 8


@cache
def _states() -> tuple[dict[Tokens, str], dict[Tokens, str]]:
    """Normal names of states, and what may stand before a body's name: those and demonyms."""
    states = {normal(name): iso for name, iso in country_names().items()}
    return states, states | {normal(name): iso for name, iso in demonyms().items()}


def _told(candidates: Candidates, body: Candidate) -> frozenset[str]:
    return candidates.isos(body, "jurisdiction") or frozenset(
        state for name in body.names if (state := name_and_state(name)[1])
    )


def _inherited(candidates: Candidates, states: dict[Key, str], body: Candidate) -> str | None:
    """Return the state of the nearest body that this one is part of."""
    seen, above = {body.key}, list(body.related("partOf"))
    while above:
        key = above.pop(0)
        if key in states:
            return states[key]
        if key not in seen and key in candidates.by_key:
            seen.add(key)
            above += candidates.by_key[key].related("partOf")
    return None
