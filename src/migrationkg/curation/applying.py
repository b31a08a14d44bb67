"""Apply decisions to what was read and resolved: a pure function, so that a decision taken back leaves no trace."""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from migrationkg.curation.contradictions import overruled, repeated
from migrationkg.curation.facts import Facts
from migrationkg.curation.identity import Identities
from migrationkg.curation.kinds import DoesNotApplyError
from migrationkg.curation.states import with_states, without_unused
from migrationkg.curation.things import added_thing
from migrationkg.errors import Problem
from migrationkg.model import ENTITY_RELATIONS, Decision, Extraction, Resolution


@dataclass(frozen=True, slots=True)
class Curated:
    """Extractions and resolution as decided.

    Attributes:
        extractions: without the facts and things that were rejected.
        resolution: with what was merged, split, renamed and given another kind.
        applied: the decisions that apply, each with the IRIs of its thing and of its object where that is a thing.
        problems: the decisions that do not apply (any more).
    """

    extractions: tuple[Extraction, ...]
    resolution: Resolution
    applied: tuple["Applied", ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Applied:
    """A decision, and what it speaks of as it is called now.

    Attributes:
        decision: the decision.
        thing: IRI of the thing, or of the item that is withdrawn.
        object: IRI of the object where it is a thing, else what the decision says; of a thing that is added, the IRI
            of its state. Empty where there is none.
    """

    decision: Decision
    thing: str
    object: str


def not_withdrawn(extractions: Iterable[Extraction], decisions: Iterable[Decision]) -> tuple[Extraction, ...]:
    """Return the extractions of the items that no decision withdraws."""
    withdrawn = {one.item for one in decisions if one.kind == "withdraw"}
    return tuple(one for one in extractions if one.item.id not in withdrawn)


def renamed(decisions: Iterable[Decision]) -> dict[str, str]:
    """Return path → the name that decisions give it, the last one before it is rejected where there are several."""
    names: dict[str, str] = {}
    gone: set[str] = set()
    for one in decisions:
        if one.kind == "rename" and one.thing not in gone:
            names[one.thing] = one.object
        elif one.kind == "reject" and not one.relation:
            gone.add(one.thing)
    return names


def told_apart(decisions: Iterable[Decision]) -> tuple[tuple[str, str], ...]:
    """Return the pairs of paths that decisions tell apart."""
    return tuple((one.thing, one.object) for one in decisions if one.kind == "apart" and one.thing != one.object)


def curate(
    extractions: Sequence[Extraction], resolution: Resolution, decisions: Sequence[Decision], base: str, file: str
) -> Curated:
    """Apply decisions, in their order.

    Args:
        extractions: what was read out of each item, those withdrawn among them.
        resolution: which resource each entity of the items that are not withdrawn is.
        decisions: the decisions.
        base: where the IRIs begin.
        file: where the decisions were read, to point there.
    """
    if not decisions:
        return Curated(tuple(extractions), resolution, (), ())
    every = dict(enumerate(decisions))
    done = _Pass(extractions, resolution, every, (), base)
    once_more = repeated(every, done.problems, done.identities.iri)
    later = overruled({place: one for place, one in every.items() if place not in done.problems}, done.identities.iri)
    if later:  # what a later decision overrules leaves no trace, unless another decision needs it
        again = _Pass(extractions, resolution, every, later, base)
        done = again if again.problems.keys() <= done.problems.keys() else done
    problems = _failing(every, lambda one: _check_apart(one, done.identities)) | done.problems | once_more | later
    applied = tuple(_applied(one, done.identities, base) for place, one in every.items() if place not in problems)
    told = (Problem(file, every[place].line, f"does not apply: {why}") for place, why in sorted(problems.items()))
    decided = without_unused(done.resolution, resolution, (one.object for one in applied))
    return Curated(done.facts.remaining(), decided, applied, tuple(sorted(told, key=lambda problem: problem.line)))


class _Pass:
    """Decisions applied in their order: what is one and what it is called first, then facts.

    So a fact may be decided on under a name that another decision gives.

    Args:
        extractions: what was read out of each item.
        resolution: as it was resolved.
        decisions: place in their order → decision.
        without: places of those that are passed over.
        base: where the IRIs begin.

    Attributes:
        identities: what is one and what it is called, as decided.
        resolution: the same as a resolution.
        facts: the facts as decided.
        problems: place → why the decision there does not apply.
    """

    def __init__(
        self,
        extractions: Sequence[Extraction],
        resolution: Resolution,
        decisions: Mapping[int, Decision],
        without: Container[int],
        base: str,
    ) -> None:
        kept = not_withdrawn(extractions, decisions.values())
        items = {one.item.id for one in extractions}
        withdrawn = {one.item: one.line for one in decisions.values() if one.kind == "withdraw"}
        self.identities = Identities(kept, with_states(resolution, decisions.values(), base), base)
        self.problems = _failing(decisions, lambda one: _check_item(one, withdrawn))
        # What is added can be rejected: that it is passed over then does not make the rejection void.
        standing = {place: one for place, one in decisions.items() if place not in self.problems}
        on_things = {
            place: one for place, one in standing.items() if not one.on_fact and (place not in without or one.makes)
        }
        self.problems |= _failing(on_things, lambda one: _decide_thing(one, self.identities, items))
        self.resolution = self.identities.resolution(resolution)
        self.facts = Facts(kept, self.resolution, self.identities)
        on_facts = {
            place: one for place, one in standing.items() if one.on_fact and (place not in without or one.kind == "add")
        }
        self.problems |= _failing(on_facts, self.facts.decide)


def _failing(decisions: Mapping[int, Decision], apply: Callable[[Decision], None]) -> dict[int, str]:
    """Apply each decision; return place → why it does not apply, of those that do not."""
    found: dict[int, str] = {}
    for place, decision in decisions.items():
        try:
            apply(decision)
        except DoesNotApplyError as error:
            found[place] = str(error)
    return found


def _check_item(decision: Decision, withdrawn: Mapping[str, int]) -> None:
    """See that the item to which a decision is limited tells anything; an added fact is told elsewhere."""
    if decision.kind in {"accept", "reject", "split"} and decision.item in withdrawn:
        raise DoesNotApplyError(f"line {withdrawn[decision.item]} withdraws the item {decision.item}")


def _decide_thing(decision: Decision, identities: Identities, items: Container[str]) -> None:
    if decision.kind != "withdraw":
        identities.apply(decision)
    elif decision.item not in items:
        raise DoesNotApplyError(f"there is no item {decision.item}")


def _check_apart(decision: Decision, identities: Identities) -> None:
    if decision.kind == "apart" and identities.iri(decision.thing) == identities.iri(decision.object):
        raise DoesNotApplyError(f"later decisions make {decision.thing} and {decision.object} one")


def _applied(decision: Decision, identities: Identities, base: str) -> Applied:
    """Return what a decision speaks of, be it that a later one took it out of the graph."""
    if decision.kind == "withdraw":
        return Applied(decision, f"{base}news/{decision.item}", "")
    gone = decision.kind == "merge" or (decision.kind == "reject" and not decision.relation)
    thing = base + decision.thing if gone else identities.iri(decision.thing)
    if decision.makes:
        state = added_thing(decision).state
        return Applied(decision, thing, identities.iri(f"country/{state.lower()}") if state else "")
    names_thing = decision.kind in {"merge", "apart"} or decision.relation in ENTITY_RELATIONS
    return Applied(decision, thing, identities.iri(decision.object) if names_thing else decision.object)
