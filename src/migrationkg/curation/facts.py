"""Decisions on facts: which that the items tell are wrong, which doubtful ones right, which are told beyond them."""

from collections.abc import Sequence
from dataclasses import replace

from migrationkg.curation.identity import Identities
from migrationkg.curation.kinds import DoesNotApplyError, check_relation, check_value
from migrationkg.model import ENTITY_RELATIONS, Decision, Extraction, Fact, Resolution
from migrationkg.resolution.settled import settled_states

#: Stands for the item where authority data, and no item, say a fact.
_NO_ITEM = ""


class Facts:
    """The facts of all items, under the names that they have as decided.

    Args:
        extractions: what was read out of each item.
        resolution: which resource each entity is, as decided.
        identities: the same, to ask what a path means.
    """

    def __init__(self, extractions: Sequence[Extraction], resolution: Resolution, identities: Identities) -> None:
        self._extractions = extractions
        self._iris = resolution.iris
        self._identities = identities
        self._rejected: set[tuple[str, str, str, str]] = set()
        self._accepted: set[tuple[str, str, str, str]] = set()
        self._added: set[tuple[str, str, str]] = set()
        self._told: dict[tuple[str, str, str], set[str]] = {}
        for one in extractions:
            for fact in (*one.facts, *one.doubtful, *(sum_.as_fact for sum_ in one.amounts)):
                if statement := self._statement(one, fact):
                    self._told.setdefault(statement, set()).add(one.item.id)
        for statement in settled_states(self.remaining(), resolution):
            self._told.setdefault(statement, set()).add(_NO_ITEM)

    def decide(self, decision: Decision) -> None:
        """Take note of a decision on a fact; a later one goes before an earlier one.

        Raises:
            DoesNotApplyError: a thing in it is not there, no item says the fact, or its relation is not of such kinds.
        """
        thing, target = self._identities.resource(decision.thing), decision.object
        if decision.relation in ENTITY_RELATIONS:
            other = self._identities.resource(decision.object)
            target = other.iri
            if decision.kind == "add":
                check_relation(thing, decision.relation, other)
        elif decision.kind == "add":
            check_value(thing, decision.relation)
        statement = thing.iri, decision.relation, target
        if decision.kind == "add":
            self._added.add(statement)
            return
        items = self._told.get(statement, set())
        if decision.item not in items if decision.item else not items and statement not in self._added:
            says = f"the item {decision.item} does not say" if decision.item else "no item says"
            raise DoesNotApplyError(f"{says} {decision.thing} {decision.relation} {decision.object}")
        meant = {(item, *statement) for item in ({decision.item} if decision.item else items)}
        if decision.kind == "reject":
            self._rejected |= meant
            self._accepted -= meant
        else:
            self._accepted |= meant
            self._rejected -= meant

    def remaining(self) -> tuple[Extraction, ...]:
        """Return the extractions without what was rejected; what was doubtful and accepted is a fact."""
        return tuple(self._remaining(one) for one in self._extractions)

    def _remaining(self, one: Extraction) -> Extraction:
        facts = [fact for fact in one.facts if self._stays(one, fact)]
        doubtful = [fact for fact in one.doubtful if self._stays(one, fact)]
        accepted = [fact for fact in doubtful if (one.item.id, *(self._statement(one, fact) or ())) in self._accepted]
        entities = tuple(entity for entity in one.entities if (one.item.id, entity.id) in self._iris)
        gone = {entity.id for entity in one.entities} - {entity.id for entity in entities}
        amounts = tuple(amount.without(gone) for amount in one.amounts if self._stays(one, amount.as_fact))
        left = tuple(fact for fact in doubtful if fact not in accepted)
        if tuple(map(len, (facts, amounts, entities, left))) == tuple(
            map(len, (one.facts, one.amounts, one.entities, one.doubtful))
        ):
            return one
        return replace(one, facts=(*facts, *accepted), amounts=amounts, entities=entities, doubtful=left)

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
