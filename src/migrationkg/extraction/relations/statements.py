"""From names and events to the facts of an item, each with its evidence."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from migrationkg.extraction.amounts import AmountMention
from migrationkg.extraction.events.events import Event
from migrationkg.extraction.names.entities import Draft
from migrationkg.extraction.names.name import Name
from migrationkg.extraction.relations.cells import Sentence
from migrationkg.extraction.relations.consequences import (
    implementing_offices,
    ministers_of_ministries,
    offices_of_organisations,
    offices_that_did_so,
    what_goes_without_saying,
)
from migrationkg.extraction.relations.defaults import TRAVEL
from migrationkg.extraction.relations.encoding import encoded_sentences
from migrationkg.extraction.relations.focus import focus_at
from migrationkg.extraction.relations.ledger import Ledger, resting_on
from migrationkg.extraction.relations.rows import read_relations
from migrationkg.extraction.relations.states import inherited_states, own_states, states_in_names, states_of_projects
from migrationkg.extraction.relations.structure import ITS, Statement, read_structure
from migrationkg.extraction.text.analysis import Text
from migrationkg.model import ORGANISATION_KINDS, Amount, Entity, Evidence, Fact, Mention

_OPENING_OF_ROLE = re.compile(r"^(?:(?:and|the|its|his|her) )+", re.IGNORECASE)
_WITH_MISSIONS = ("InternationalOrganisation", "ImplementingOffice")
_PARTS = frozenset({"fundedBy", "implementedBy", "organisedBy"})


def read_statements(
    text: Text, names: Sequence[Name], draft: Draft, events: Sequence[Event], sums: Sequence[AmountMention]
) -> tuple[tuple[Entity, ...], tuple[Fact, ...], tuple[Amount, ...]]:
    """Return the entities, facts and amounts of an item.

    Args:
        text: the text.
        names: all names in it.
        draft: the entities that they make.
        events: the events.
        sums: the sums of money.
    """
    entities = {entity.id: entity for entity in draft.entities}
    for number, event in enumerate(events, start=1):
        entities[f"e{number}"] = _event_entity(text, f"e{number}", event)
    ledger = Ledger(text, entities, own_states(names, draft))
    drawn = []
    for sentence in encoded_sentences(text, names, draft, events, sums):
        structure = read_structure(sentence)
        drawn.append(structure.sentence)
        for one in structure.statements:
            _take(ledger, one)
        for entity, start, end in structure.wider:
            _widen(ledger, entity, start, end)
    for number, event in enumerate(events, start=1):
        _event_values(ledger, f"e{number}", event)
    states_in_names(ledger, names, draft)
    offices_of_organisations(ledger)
    inherited_states(ledger)
    ministers_of_ministries(ledger)
    for index, sentence in enumerate(drawn):
        for one in read_relations(sentence, focus_at(drawn, index)):
            ledger.add(one)
            if one.relation in _PARTS and one.object_at is not None:
                ledger.taken.add(one.object_at)
            if one.relation == "hasPartner" and one.object_at is not None:
                ledger.partners.add(one.object_at)
    what_goes_without_saying(ledger, drawn, names, draft, events)
    states_of_projects(ledger, drawn)
    offices_that_did_so(ledger, drawn)
    implementing_offices(ledger)
    amounts = {(one.of, one.value, one.currency): one for one in _amounts(ledger, drawn, sums)}
    return _finished(ledger, tuple(amounts.values()))


def _event_entity(text: Text, local_id: str, event: Event) -> Entity:
    mentions = tuple(
        Mention(one.start, one.end, text.original[one.start : one.end])
        for one in sorted(event.occasions, key=lambda one: one.start)
    )
    names = (text.original[slice(*event.name)],) if event.name else ()
    return Entity(local_id, "Event", names, mentions)


def _take(ledger: Ledger, one: Statement) -> None:
    if one.relation == "role":
        role = _OPENING_OF_ROLE.sub("", ledger.text.original[one.start : one.end].strip(" ,"))
        if not ledger.has(one.subject, "role"):
            ledger.add(
                replace(
                    one,
                    object=role,
                    end=one.start + len(ledger.text.original[one.start : one.end].rstrip(" ,")),
                )
            )
        return
    if one.object == ITS:
        before = [
            (mention.start, entity.id)
            for entity in ledger.entities.values()
            if entity.kind in (_WITH_MISSIONS if one.rule == "mission-role" else ORGANISATION_KINDS)
            for mention in entity.mentions
            if mention.start < one.start
        ]
        if before:
            ledger.add(replace(one, object=max(before)[1]))
        return
    if one.object.startswith("as "):
        for target in ledger.objects(one.object[3:], "affiliatedWith"):
            ledger.add(replace(one, object=target))
        return
    if one.relation == "locatedIn" and one.object in ledger.entities and ledger.entities[one.object].kind == "Place":
        ledger.inside.append(one)
    ledger.add(one)


def _widen(ledger: Ledger, entity: str, start: int, end: int) -> None:
    known = ledger.entities[entity]
    name = ledger.text.original[start:end]
    if "(" in name or len(name) > 160:
        return
    if name not in known.names:
        ledger.entities[entity] = replace(
            known, names=tuple(sorted((*known.names, name), key=lambda form: (-len(form), form)))
        )


def _event_values(ledger: Ledger, local_id: str, event: Event) -> None:
    first = event.occasions[0]
    kind = next((one for one in event.occasions if one.type == event.type), first)
    ledger.add(Statement(local_id, "eventType", event.type, kind.start, kind.end, "event-words", 0.9))
    if event.dated:
        for relation, value in (("startDate", event.first), ("endDate", event.last)):
            if value:
                ledger.add(Statement(local_id, relation, value, event.dated.start, event.dated.end, "date", 0.9))
    if event.status:
        word, start, end = event.status
        ledger.add(Statement(local_id, "status", word, start, end, "status-words", 0.85))


def _amounts(ledger: Ledger, drawn: Sequence[Sentence], sums: Sequence[AmountMention]) -> Iterator[Amount]:
    """Yield each sum with what it is for: the handover or project of its sentence, else what the item speaks of."""
    for one in sums:
        for index, sentence in enumerate(drawn):
            if sentence.start <= one.start < sentence.end and (of := _what_costs(ledger, drawn, index)):
                quote = ledger.text.original[one.start : one.end]
                yield Amount(of, one.value, one.currency, Evidence(one.start, one.end, quote, "sum-of-money", 0.9))


def _what_costs(ledger: Ledger, drawn: Sequence[Sentence], index: int) -> str | None:
    sentence, focus = drawn[index], focus_at(drawn, index)
    projects = [entity for at in sentence.positions("project") for entity in sentence.cells[at].entities]
    events = [entity for at in sentence.positions("event") for entity in sentence.cells[at].entities]
    told = [event for event in (*events, focus.event) if event]
    handovers = [event for event in told if ledger.has(event, "eventType", "handover")]
    return next(iter((*handovers, *projects, *events)), focus.event or focus.project)


def _finished(
    ledger: Ledger, amounts: tuple[Amount, ...]
) -> tuple[tuple[Entity, ...], tuple[Fact, ...], tuple[Amount, ...]]:
    """Drop what rules exclude each other from, order the rest."""
    for (subject, relation, target), fact in list(ledger.facts.items()):
        travels = fact.evidence.rule == "event-of" and bool(TRAVEL & set(ledger.objects(subject, "eventType")))
        if relation == "organisedBy" and (travels or ledger.has(subject, "eventType", "signing")):
            del ledger.facts[subject, relation, target]
            evidence = fact.evidence
            ledger.add(resting_on(evidence, (subject, "hasParticipant", target), evidence.rule, evidence.confidence))
    for subject, relation, target in list(ledger.facts):
        if relation == "hasParticipant" and (ledger.has(subject, "organisedBy", target)):
            del ledger.facts[subject, relation, target]
    facts = tuple(
        sorted(
            ledger.facts.values(),
            key=lambda fact: (fact.evidence.start, fact.subject, fact.relation, fact.object),
        )
    )
    return tuple(ledger.entities.values()), facts, amounts
