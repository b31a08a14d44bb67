"""What stands of an item in the graph, once all that other items tell of its things is known."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from migrationkg.hashing import number_of
from migrationkg.knowledge_base.database import Standing
from migrationkg.model import Extraction
from migrationkg.resolution.clusters import Key
from migrationkg.resolution.one_value import About, Told, best, values_told, with_standing

_NOTHING: Final[Mapping[Any, Any]] = MappingProxyType({})


def standing_values(told: Told) -> dict[About, str]:
    """Return that of which several values are told → the one that stands."""
    return {about: best(values) for about, values in told.items() if len(values) > 1}


def standing_of(
    read: Extraction,
    days: Extraction | None,
    line: bytes,
    iris: Mapping[Key, str] = _NOTHING,
    values: Mapping[About, str] = _NOTHING,
    doubtful: int = 0,
) -> Standing:
    """Return what stands of an item.

    Args:
        read: what was read out of it.
        days: what remains of that as decided, with the days of occasions that all items tell; None where it is
            withdrawn.
        line: its line in `items.jsonl`, packed.
        iris: the resources that its entities are as decided.
        values: of `standing_values`.
        doubtful: number of facts that are not sure enough.
    """
    if days is None:
        return Standing(read, line, None, 0, 0, (), {})
    (decided,), problems = with_standing([days], iris, values)
    facts = len(decided.facts) + len(decided.amounts)
    return Standing(read, line, decided, facts, doubtful, problems, values_told([days], iris))


def number_of_ruling(read: Extraction, decided: Extraction) -> int | None:
    """Return a number for what decisions make of what was read out of an item; None where they change nothing."""
    if decided is read:
        return None
    return number_of(repr((decided.entities, decided.facts, decided.amounts, decided.doubtful)))
