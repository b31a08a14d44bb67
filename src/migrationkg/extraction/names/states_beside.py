"""The state that the words beside a body's name say: "the MoI of Iraq", "Iraq's MoI", "the Iraqi MoI".

One form may be the name of bodies of several states, also of one that authority data knows: "the Austrian BMI" is not
the German ministry of that acronym. So each mention has the state that its own words say.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

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
    return [
        replace(name, iso=beside.state(name.start, name.end) or name.iso) if name.kind in _BODIES else name
        for name in names
    ]


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
