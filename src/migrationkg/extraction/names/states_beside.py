"""The state that the words beside a body's name say: "the MoI of Iraq", "Iraq's MoI", "the Iraqi MoI".

One form may be the name of bodies of several states, also of one that authority data knows: "the Austrian BMI" is not
the German ministry of that acronym. So each mention has the state that its own words say.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from migrationkg.extraction.names.folding import fold
from migrationkg.extraction.names.gazetteer import Hit
from migrationkg.extraction.names.name import Name
from migrationkg.extraction.text.analysis import Text

_BODIES = ("Ministry", "GovernmentBody")
_OF = re.compile(r"(?: ?\([^()\n]{2,12}\))? of (?:the )?")


def with_their_states(text: Text, names: Sequence[Name], known: Collection[Hit]) -> list[Name]:
    """Return the names, each body's with the state that the words beside it say.

    Args:
        text: the text.
        names: names of bodies and other things, in order.
        known: names that authority data knows.
    """
    beside = _StatesBeside(text, known)
    said = {name: beside.state(name.start, name.end) for name in names if name.kind in _BODIES}
    states: dict[str, set[str]] = {}
    for name, own in said.items():
        if state := own or (name.iso if name.rule == "head-noun" else None):
            states.setdefault(fold(name.key), set()).add(state)
    return [
        _with_state(name, said[name], states.get(fold(name.key), set())) if name in said else name for name in names
    ]


def _with_state(name: Name, said: str | None, states: Collection[str]) -> Name:
    """Return a body's name with its state; `states` are those that the item gives bodies of this name."""
    if name.rule != "authority":
        return replace(name, iso=said or name.iso)
    if name.iso is None or (said in (None, name.iso) and (not states or name.iso in states)):
        return name
    return replace(name, iso=said, rule="namesake")


class _StatesBeside:
    """Where the states of a text stand."""

    def __init__(self, text: Text, known: Collection[Hit]) -> None:
        self._content = text.content
        self._starts = {hit.start: hit.known.iso for hit in known if hit.known.sort == "country"}
        self._owners = {hit.end: hit.known.iso for hit in known if hit.known.sort == "country"}
        self._adjectives = {hit.end: hit.known.iso for hit in known if hit.known.sort == "demonym"}

    def state(self, start: int, end: int) -> str | None:
        """Return the state that "of (the) <country>" behind, "<country>'s" or an adjective before a name gives it."""
        match = _OF.match(self._content, end)
        if match and (state := self._starts.get(match.end())):
            return state
        if self._content.endswith("'s ", 0, start):
            return self._owners.get(start - 3)
        return self._adjectives.get(start - 1) if self._content.endswith(" ", 0, start) else None
