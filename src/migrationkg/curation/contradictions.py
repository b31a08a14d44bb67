"""Decisions that contradict each other: the later one holds, and the earlier one is told."""

from collections.abc import Hashable, Mapping

from migrationkg.model import ENTITY_RELATIONS, Decision


def overruled(decisions: Mapping[int, Decision], replaced: Mapping[str, str], base: str) -> dict[int, str]:
    """Return place → why it does not hold, of the decisions that a later one contradicts.

    Args:
        decisions: place in their order → decision; all of them speak of what is there.
        replaced: IRI out of use → what it means now.
        base: where the IRIs begin.
    """

    def now(path: str) -> str:
        return replaced.get(base + path, base + path)

    last: dict[Hashable, Decision] = {}
    found: dict[int, str] = {}
    for place in sorted(decisions, reverse=True):
        one = decisions[place]
        question = _question(one, now(one.thing), now(one.object) if one.relation in ENTITY_RELATIONS else one.object)
        if question is None:
            continue
        # What is decided on a fact in all items is decided in each.
        for later in (last.get((*question, one.item)), last.get((*question, ""))):
            if later is not None and _answer(later) != _answer(one):
                found[place] = f"line {later.line} decides otherwise, and the later holds"
        last.setdefault((*question, one.item), one)
    return found


def _question(one: Decision, thing: str, target: str) -> tuple[Hashable, ...] | None:
    """Return what a decision answers; None where another one cannot answer it otherwise and both apply."""
    match one.kind:
        case "accept" | "reject" if one.relation:
            return "fact", thing, one.relation, target
        case "rename" | "retype":
            return one.kind, thing
        case "merge" | "apart":
            return "one", frozenset((one.thing, one.object))
    return None


def _answer(one: Decision) -> Hashable:
    return one.object if one.kind in {"rename", "retype"} else one.kind
