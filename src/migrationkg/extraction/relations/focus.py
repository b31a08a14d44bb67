"""What an item speaks of where a sentence does not say: its project and its event."""

from collections.abc import Sequence
from dataclasses import dataclass

from migrationkg.extraction.relations.cells import Sentence


@dataclass(frozen=True, slots=True)
class Focus:
    """What stands for a subject that a sentence leaves out.

    Attributes:
        project: local id, or None.
        event: local id, or None.
    """

    project: str | None
    event: str | None


def focus_at(drawn: Sequence[Sentence], index: int) -> Focus:
    """Return the project and event named last before sentence `index`, else first after it."""
    order = [*range(index, -1, -1), *range(index + 1, len(drawn))]
    found: dict[str, str | None] = {"project": None, "event": None}
    for sort in ("project", "event"):
        for at in order:
            if at == 0 and len(drawn) > 1 and sort == "event":
                continue
            positions = drawn[at].positions(sort)
            if positions:
                found[sort] = drawn[at].cells[positions[0]].entities[0]
                break
        if found[sort] is None and drawn and (positions := drawn[0].positions(sort)):
            found[sort] = drawn[0].cells[positions[0]].entities[0]
    return Focus(found["project"], found["event"])
