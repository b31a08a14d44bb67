"""Words behind a name that does nothing in an occasion ("⟨EU⟩ Member States"): the rows of `tables/cues.toml`."""

import re
from dataclasses import dataclass
from functools import cache

from migrationkg.extraction.relations.cells import Sentence, filled
from migrationkg.extraction.tables.vocabulary import load_table

#: So much behind a name is looked at.
_WIDTH = 60


@dataclass(frozen=True, slots=True)
class Cue:
    """A row of the table.

    Attributes:
        name: its name.
        to: sorts of thing behind whose names it tells something.
        behind: what begins right behind the name.
        example: words with ⟨the name⟩.
    """

    name: str
    to: frozenset[str]
    behind: re.Pattern[str]
    example: str


@cache
def cues() -> tuple[Cue, ...]:
    """Return the rows of the table."""
    return tuple(
        Cue(row["name"], frozenset(row["to"]), re.compile(filled(row["behind"])), row["example"])
        for row in load_table("cues")["cue"]
    )


def is_silent(sentence: Sentence, position: int, sort: str) -> bool:
    """Return whether the words behind a name say that the thing does nothing in an occasion.

    Args:
        sentence: the encoded sentence.
        position: position of the name in it.
        sort: sort of the thing ("Organisation").
    """
    behind = sentence.text[position + 1 : position + _WIDTH]
    return any(sort in cue.to and cue.behind.search(behind) for cue in cues())
