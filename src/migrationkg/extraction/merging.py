"""What two extractors read out of one item, drawn together."""

from collections.abc import Mapping
from dataclasses import replace

from migrationkg.extraction.names.name import fold
from migrationkg.model import ORGANISATION_KINDS, VALUE_RELATIONS, Amount, Entity, Extraction


def merge(first: Extraction, second: Extraction) -> Extraction:
    """Return the entities and facts of both; where both name a thing or state a fact, the first has it.

    What the first doubts is a fact where the second states it.

    Two entities are one where they are of one family of kinds and share a name or code; two events where they have
    one type and day.

    Args:
        first: what is trusted more.
        second: another reading of the same item.
    """
    known = {key: entity.id for entity in reversed(first.entities) for key in _keys(first, entity)}
    renamed: dict[str, str] = {}
    added: list[Entity] = []
    for entity in second.entities:
        twin = next((known[key] for key in sorted(_keys(second, entity)) if key in known), None)
        renamed[entity.id] = twin or f"x{len(added) + 1}"
        if twin is None:
            added.append(replace(entity, id=renamed[entity.id]))
    new = {entity.id for entity in added}
    facts = {(fact.subject, fact.relation, fact.object): fact for fact in first.facts}
    for fact in second.facts:
        subject, target = renamed[fact.subject], renamed.get(fact.object, fact.object)
        told = fact.relation not in VALUE_RELATIONS or subject in new
        if told and subject != target:
            facts.setdefault((subject, fact.relation, target), replace(fact, subject=subject, object=target))
    sums = {(amount.value, amount.currency) for amount in first.amounts}
    amounts = [_renamed(one, renamed) for one in second.amounts if (one.value, one.currency) not in sums]
    ordered = sorted(facts.values(), key=lambda one: (one.evidence.start, one.subject, one.relation, one.object))
    doubtful = tuple(one for one in first.doubtful if (one.subject, one.relation, one.object) not in facts)
    entities = (*first.entities, *added)
    return Extraction(first.item, entities, tuple(ordered), (*first.amounts, *amounts), doubtful)


def _renamed(amount: Amount, renamed: Mapping[str, str]) -> Amount:
    given = replace(amount.given, giver=renamed[amount.given.giver]) if amount.given else None
    return replace(amount, of=renamed[amount.of], given=given)


def _keys(extraction: Extraction, entity: Entity) -> set[tuple[str, str]]:
    """Return what tells that an entity is the same as another."""
    if entity.kind == "Event":
        told = {fact.relation: fact.object for fact in extraction.facts if fact.subject == entity.id}
        return {("Event", f"{told.get('eventType')} {told.get('startDate')}")}
    family = "Organisation" if entity.kind in ORGANISATION_KINDS else entity.kind
    return {(family, fold(name)) for name in entity.names} | ({(family, entity.iso)} if entity.iso else set())
