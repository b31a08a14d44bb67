"""Decisions that contradict each other, of which the later holds, and those that say once more what one says."""

from collections.abc import Callable, Container, Hashable, Mapping

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
        question = _question(one, now)
        if question is None:
            continue
        # What is decided on a fact in all items is decided in each; what one item has wrong may be told elsewhere.
        for later in (last.get((*question, one.item)), last.get((*question, ""))):
            if later is not None and _answer(later) != _answer(one) and not (one.item and later.kind == "add"):
                found[place] = f"line {later.line} decides otherwise, and the later holds"
        last.setdefault((*question, one.item), one)
    return found


def repeated(decisions: Mapping[int, Decision], failing: Container[int], now: Callable[[str], str]) -> dict[int, str]:
    """Return place → which line says the same, of the decisions that say once more what holds.

    Args:
        decisions: place in their order → decision.
        failing: places of those that do not apply; a second one may fail for the first.
        now: tells the IRI that a path means.
    """
    in_force: dict[Hashable, list[Decision]] = {}
    found: dict[int, str] = {}
    for place, one in sorted(decisions.items()):
        question = _question(one, now) or (one.kind, one.thing)
        before = in_force.get(question, [])
        contrary = any(_answer(each) != _answer(one) for each in before)
        same = next((each for each in before if (each.kind, each.item) == (one.kind, one.item)), None)
        if same is not None and not contrary:
            found[place] = f"already decided in line {same.line}"
        elif place not in failing:
            in_force[question] = [one] if contrary else [*before, one]
    return found


def _question(one: Decision, now: Callable[[str], str]) -> tuple[Hashable, ...] | None:
    """Return what a decision answers; None where another one cannot answer it otherwise and both apply."""
    thing = now(one.thing)
    match one.kind:
        case "accept" | "add" | "reject" if one.on_fact:
            return "fact", thing, one.relation, now(one.object) if one.relation in ENTITY_RELATIONS else one.object
        case "add" | "reject":
            return "thing", thing
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
