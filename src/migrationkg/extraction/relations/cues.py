"""Cues beside a name that tell of its part without being a relation: the rows of `tables/cues.toml`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from migrationkg.extraction.relations.cells import Sentence, filled
from migrationkg.extraction.tables.vocabulary import load_table

#: So much before and behind a name is looked at.
_WIDTH = 60


@dataclass(frozen=True, slots=True)
class Cue:
    """A row of the table.

    Attributes:
        name: its name.
        to: sorts of thing beside whose names it tells something.
        before: what ends right before the name, or None.
        behind: what begins right behind it, or None.
        silent: sorts of subject to which a thing says nothing beside all of whose names it stands.
        example: words with ⟨the name⟩.
    """

    name: str
    to: frozenset[str]
    before: re.Pattern[str] | None
    behind: re.Pattern[str] | None
    silent: frozenset[str]
    example: str


@cache
def cues() -> tuple[Cue, ...]:
    """Return the rows of the table."""
    return tuple(
        Cue(
            row["name"],
            frozenset(row["to"]),
            re.compile(filled(row["before"])) if "before" in row else None,
            re.compile(filled(row["behind"])) if "behind" in row else None,
            frozenset(row.get("silent", ())),
            row["example"],
        )
        for row in load_table("cues")["cue"]
    )


@cache
def _cues_to(sort: str) -> tuple[Cue, ...]:
    return tuple(cue for cue in cues() if sort in cue.to)


@cache
def silent_cues(sort: str) -> frozenset[str]:
    """Return the names of the cues beside which a thing says nothing of a subject of some sort."""
    return frozenset(cue.name for cue in cues() if sort in cue.silent)


def cues_beside(sentence: Sentence, position: int, sort: str) -> Iterator[str]:
    """Yield the names of the cues that stand beside a name.

    Args:
        sentence: the encoded sentence.
        position: position of the name in it.
        sort: sort of the thing ("Organisation").
    """
    first = max(0, position - _WIDTH)
    before = sentence.text[first:position] if first == 0 else f"…{sentence.text[first:position]}"
    behind = sentence.text[position + 1 : position + _WIDTH]
    for cue in _cues_to(sort):
        if (not cue.before or cue.before.search(before)) and (not cue.behind or cue.behind.search(behind)):
            yield cue.name
