"""Decisions that contradict each other: the later one holds, and the earlier one is told."""

from collections.abc import Callable, Hashable, Mapping

from migrationkg.model import ENTITY_RELATIONS, Decision


def overruled(decisions: Mapping[int, Decision], now: Callable[[str], str]) -> dict[int, str]:
    """Return place → why it does not hold, of the decisions that a later one contradicts.

    Args:
        decisions: place in their order → decision; all of them speak of what is there.
        now: tells the IRI that a path means.
    """
    last: dict[Hashable, Decision] = {}
    found: dict[int, str] = {}
    for place in sorted(decisions, reverse=True):
        one = decisions[place]
        question = _question(one, now(one.thing), now(one.object) if one.relation in ENTITY_RELATIONS else one.object)
        if question is None:
            continue
        # What is decided on a fact in all items is decided in each; what one item has wrong may be told elsewhere.
        for later in (last.get((*question, one.item)), last.get((*question, ""))):
            if later is not None and _answer(later) != _answer(one) and not (one.item and later.kind == "add"):
                found[place] = f"line {later.line} decides otherwise, and the later holds"
        last.setdefault((*question, one.item), one)
    return found


def _question(one: Decision, thing: str, target: str) -> tuple[Hashable, ...] | None:
    """Return what a decision answers; None where another one cannot answer it otherwise and both apply."""
    match one.kind:
        case "accept" | "add" | "reject" if one.relation:
            return "fact", thing, one.relation, target
        case "rename" | "retype":
            return one.kind, thing
        case "merge" | "apart":
            return "one", frozenset((one.thing, one.object))
    return None


def _answer(one: Decision) -> Hashable:
    match one.kind:
        case "rename" | "retype":
            return one.object
        case "accept" | "add":
            return "right"
    return one.kind
