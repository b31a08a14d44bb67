"""Apply decisions to what was read and resolved: a pure function, so that a decision taken back leaves no trace."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from migrationkg.curation.contradictions import overruled
from migrationkg.curation.identity import Identities
from migrationkg.curation.kinds import DoesNotApplyError, check_relation
from migrationkg.curation.states import with_states, without_unused
from migrationkg.errors import Problem
from migrationkg.model import ENTITY_RELATIONS, Amount, Decision, Extraction, Fact, Resolution


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
        object: IRI of the object where it is a thing, else what the decision says; empty where it has none.
    """

    decision: Decision
    thing: str
    object: str


def not_withdrawn(extractions: Iterable[Extraction], decisions: Iterable[Decision]) -> tuple[Extraction, ...]:
    """Return the extractions of the items that no decision withdraws."""
    withdrawn = {one.item for one in decisions if one.kind == "withdraw"}
    return tuple(one for one in extractions if one.item.id not in withdrawn)


def renamed(decisions: Iterable[Decision]) -> dict[str, str]:
    """Return path → the name that decisions give it, the last one where there are several."""
    return {one.thing: one.object for one in decisions if one.kind == "rename"}


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
    kept = not_withdrawn(extractions, decisions)
    identities = Identities(kept, with_states(resolution, decisions, base), base)
    items = {one.item.id for one in extractions}
    names = renamed(decisions)
    # What is one and what it is called first: a fact may be decided on under a name that another decision gives.
    problems = _failing(decisions, lambda one: None if _on_fact(one) else _decide_thing(one, identities, items, names))
    decided = identities.resolution(resolution)
    facts = _Facts(kept, decided, base)
    problems |= _failing(decisions, lambda one: facts.decide(one) if _on_fact(one) and one.kind != "add" else None)
    standing = {place: one for place, one in enumerate(decisions) if place not in problems}
    problems |= overruled(standing, decided.replaced, base)
    applied: list[Applied] = []
    sound = [one for place, one in enumerate(decisions) if place not in problems]
    late = _failing(sound, lambda one: applied.append(_applied(one, identities, base)))
    failing = [(decisions[place], why) for place, why in problems.items()]
    failing += [(sound[place], why) for place, why in late.items()]
    told = (Problem(file, one.line, f"does not apply: {why}") for one, why in failing)
    ordered = sorted(told, key=lambda problem: problem.line)
    decided = without_unused(decided, resolution, (one.object for one in applied))
    return Curated(facts.remaining(), decided, tuple(applied), tuple(ordered))


def _failing(decisions: Sequence[Decision], apply: Callable[[Decision], None]) -> dict[int, str]:
    """Apply each decision; return place → why it does not apply, of those that do not."""
    found: dict[int, str] = {}
    for place, decision in enumerate(decisions):
        try:
            apply(decision)
        except DoesNotApplyError as error:
            found[place] = str(error)
    return found


def _on_fact(decision: Decision) -> bool:
    return decision.kind in {"accept", "reject", "add"} and bool(decision.relation)


def _decide_thing(decision: Decision, identities: Identities, items: set[str], names: Mapping[str, str]) -> None:
    if decision.kind == "rename" and names[decision.thing] != decision.object:
        identities.resource(decision.thing)  # a name that a later decision overrules leaves no trace
    elif decision.kind != "withdraw":
        identities.apply(decision)
    elif decision.item not in items:
        raise DoesNotApplyError(f"there is no item {decision.item}")


def _applied(decision: Decision, identities: Identities, base: str) -> Applied:
    if decision.kind == "withdraw":
        return Applied(decision, f"{base}news/{decision.item}", "")
    gone = decision.kind == "reject" and not decision.relation
    thing = base + decision.thing if gone or decision.kind == "merge" else identities.resource(decision.thing).iri
    names_thing = decision.kind in {"merge", "apart"} or decision.relation in ENTITY_RELATIONS
    if not names_thing:
        return Applied(decision, thing, decision.object)
    target = identities.resource(decision.object)
    if decision.kind == "add":
        check_relation(identities.resource(decision.thing), decision.relation, target)
    return Applied(decision, thing, target.iri)


class _Facts:
    """The facts of all items, under the names that they have as decided."""

    def __init__(self, extractions: Sequence[Extraction], resolution: Resolution, base: str) -> None:
        self._extractions = extractions
        self._iris = resolution.iris
        self._replaced = resolution.replaced
        self._base = base
        self._rejected: set[tuple[str, str, str, str]] = set()
        self._told: dict[tuple[str, str, str], set[str]] = {}
        for one in extractions:
            for fact in (*one.facts, *map(_as_fact, one.amounts)):
                if statement := self._statement(one, fact):
                    self._told.setdefault(statement, set()).add(one.item.id)

    def decide(self, decision: Decision) -> None:
        """Take note of a decision on a fact; a later one goes before an earlier one.

        Raises:
            DoesNotApplyError: no item says the fact.
        """
        target = self._named(decision.object) if decision.relation in ENTITY_RELATIONS else decision.object
        statement = self._named(decision.thing), decision.relation, target
        items = self._told.get(statement, set())
        if not items or (decision.item and decision.item not in items):
            said = f"{decision.thing} {decision.relation} {decision.object}"
            raise DoesNotApplyError(f"{f'the item {decision.item}' if decision.item else 'no item'} says {said}")
        meant = {(item, *statement) for item in ({decision.item} if decision.item else items)}
        self._rejected = self._rejected | meant if decision.kind == "reject" else self._rejected - meant

    def remaining(self) -> tuple[Extraction, ...]:
        """Return the extractions without what was rejected."""
        return tuple(self._remaining(one) for one in self._extractions)

    def _remaining(self, one: Extraction) -> Extraction:
        facts = tuple(fact for fact in one.facts if self._stays(one, fact))
        amounts = tuple(amount for amount in one.amounts if self._stays(one, _as_fact(amount)))
        entities = tuple(entity for entity in one.entities if (one.item.id, entity.id) in self._iris)
        if (len(facts), len(amounts), len(entities)) == (len(one.facts), len(one.amounts), len(one.entities)):
            return one
        return replace(one, facts=facts, amounts=amounts, entities=entities)

    def _stays(self, one: Extraction, fact: Fact) -> bool:
        statement = self._statement(one, fact)
        return statement is not None and (one.item.id, *statement) not in self._rejected

    def _statement(self, one: Extraction, fact: Fact) -> tuple[str, str, str] | None:
        """Return a fact with IRIs; None where a thing in it was rejected."""
        subject = self._iris.get((one.item.id, fact.subject))
        target: str | None = fact.object
        if fact.relation in ENTITY_RELATIONS:
            target = self._iris.get((one.item.id, fact.object))
        return (subject, fact.relation, target) if subject and target is not None else None

    def _named(self, path: str) -> str:
        iri = self._base + path
        return self._replaced.get(iri, iri)


def _as_fact(amount: Amount) -> Fact:
    return Fact(amount.of, "amount", f"{amount.value} {amount.currency}", amount.evidence)
