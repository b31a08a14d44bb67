"""What goes without saying in a short item: whose an occasion is, where it was, who runs what through whom."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from migrationkg.extraction.events.events import Event
from migrationkg.extraction.names.entities import Draft, fold
from migrationkg.extraction.names.name import Name
from migrationkg.extraction.names.places import AFTER_DATE
from migrationkg.extraction.relations.cells import Sentence
from migrationkg.extraction.relations.defaults import place_and_company
from migrationkg.extraction.relations.focus import focus_at
from migrationkg.extraction.relations.ledger import Ledger, resting_on
from migrationkg.extraction.relations.structure import Statement

#: "It did so under the project …": the doer of the sentence before.
_DID_SO = re.compile(
    r"(?:It|They|The [Oo]ffice) (?:did|does|do|has done|have done) (?:so|this)\b[^.;]{0,30}?"
    r"\b(?:under|within|through|as part of|in the frame(?:work)? of) "
)
_TALKED_OF = re.compile(r"\b(?:discuss\w*|talked (?:about|of)|about|regarding|concerning|exchanged on) (?:the )?$")


def offices_of_organisations(ledger: Ledger) -> None:
    """Join each office to the organisation whose name its own begins with."""
    organisations = [
        entity for entity in ledger.entities.values() if entity.kind in ("InternationalOrganisation", "GovernmentBody")
    ]
    for office in list(ledger.entities.values()):
        if office.kind != "ImplementingOffice":
            continue
        mention = office.mentions[0]
        for organisation in organisations:
            if any(mention.text.startswith(name) for name in organisation.names):
                ledger.add(
                    Statement(office.id, "partOf", organisation.id, mention.start, mention.end, "office-name", 0.95)
                )


def ministers_of_ministries(ledger: Ledger) -> None:
    """A Minister of Labour belongs to the Ministry of Labour that the item names."""
    ministries = [entity for entity in ledger.entities.values() if entity.kind == "Ministry"]
    for (person, relation, role), fact in list(ledger.facts.items()):
        match = (
            re.search(r"(?:(?P<before>\w+) )?Minister(?: (?:of|for) (?P<subject>.+))?$", role)
            if relation == "role"
            else None
        )
        if not match or not (match["subject"] or match["before"]):
            continue
        subject = fold(match["subject"] or match["before"])
        for ministry in ministries:
            if any(
                fold(re.sub(r"^.*?Ministry (?:of|for) (?:the )?", "", name)).startswith(subject)
                for name in ministry.names
            ):
                ledger.add(
                    resting_on(fact.evidence, (person, "affiliatedWith", ministry.id), "minister-and-ministry", 0.88)
                )


def _places_of_datelines(ledger: Ledger, names: Sequence[Name], draft: Draft, events: Sequence[Event]) -> None:
    """The town of a dateline is where the occasion of that day was, if no sentence names another."""
    for name in names:
        opening = ledger.text.content[ledger.text.headline_end : name.start].strip()
        if (
            name.start <= ledger.text.headline_end
            or name.kind not in ("Place", "Country")
            or (opening and not AFTER_DATE.fullmatch(f"{opening} "))
            or not re.match(r"(?:,| \(| [–-]|:)", ledger.text.content[name.end : name.end + 2])
        ):
            continue
        for number, event in enumerate(events, start=1):
            dated = re.match(r",? \(?\w+ \w+", ledger.text.content[name.end : name.end + 24])
            if (event.dated and name.end < event.dated.start < name.end + 30) or (
                number == 1 and (event.dated is None or not dated)
            ):
                entity = f"e{number}"
                if not any(ledger.entities[place].kind == "Place" for place in ledger.objects(entity, "heldIn")):
                    ledger.add(
                        Statement(
                            entity,
                            "heldIn",
                            draft.of[name.start, name.end],
                            name.start,
                            name.end,
                            "dateline",
                            0.85,
                        )
                    )


def what_goes_without_saying(
    ledger: Ledger, drawn: Sequence[Sentence], names: Sequence[Name], draft: Draft, events: Sequence[Event]
) -> None:
    """Add what goes without saying in a short item."""
    event_ids = [f"e{number}" for number in range(1, len(events) + 1)]
    types = {f"e{number}": event.type for number, event in enumerate(events, start=1)}
    for index, sentence in enumerate(drawn):
        here = [entity for at in sentence.positions("event") for entity in sentence.cells[at].entities]
        event = here[0] if here else (event_ids[0] if len(event_ids) == 1 or (index > 1 and event_ids) else None)
        if index == 0:
            continue
        for one in place_and_company(sentence, ledger.entities, event, ledger.taken, ledger.partners, types):
            ledger.add(one)
    _places_of_datelines(ledger, names, draft, events)
    _from_headline(ledger, drawn, event_ids)
    _stated_states(ledger)
    _projects_of_events(ledger, drawn, event_ids)


def _from_headline(ledger: Ledger, drawn: Sequence[Sentence], event_ids: Sequence[str]) -> None:
    """Where the text names no place, the headline's is where the occasion was."""
    for event in event_ids:
        told = any(event in drawn[0].cells[at].entities for at in drawn[0].positions("event"))
        if told or not ledger.has(event, "heldIn"):
            types = {event: "".join(ledger.objects(event, "eventType")[:1])}
            for one in place_and_company(drawn[0], ledger.entities, event, (), (), types):
                if one.relation == "heldIn" and not (
                    told and ledger.entities[one.object].kind == "Country" and ledger.has(event, "heldIn")
                ):
                    ledger.add(replace(one, confidence=0.75))


def _stated_states(ledger: Ledger) -> None:
    """An occasion held in a place whose state the item names was held in that state; who signs, signs for a body."""
    for (event, relation, target), fact in list(ledger.facts.items()):
        evidence = fact.evidence
        if relation == "heldIn":
            for state in ledger.objects(target, "locatedIn"):
                ledger.add(resting_on(evidence, (event, "heldIn", state), "state-of-the-place", 0.82))
        if relation == "hasParticipant" and ledger.has(event, "eventType", "signing"):
            for body in ledger.objects(target, "affiliatedWith"):
                ledger.add(resting_on(evidence, (event, "hasParticipant", body), "signed-for", 0.75))


def _is_only_a_subject(ledger: Ledger, project: str) -> bool:
    """Return whether the item names a project only as what was talked about."""
    content = ledger.text.content
    return all(
        _TALKED_OF.search(content, max(0, mention.start - 40), mention.start)
        for mention in ledger.entities[project].mentions
    )


def _projects_of_events(ledger: Ledger, drawn: Sequence[Sentence], event_ids: Sequence[str]) -> None:
    for event in event_ids:
        if ledger.has(event, "partOfProject"):
            continue
        for index, sentence in enumerate(drawn):
            if not any(event in sentence.cells[at].entities for at in sentence.positions("event")):
                continue
            here = [entity for at in sentence.positions("project") for entity in sentence.cells[at].entities]
            project = focus_at(drawn, index).project
            if ledger.has(event, "eventType", "visit") and project not in here:
                break  # people visit on business of their own
            if project and not _is_only_a_subject(ledger, project):
                mention = ledger.entities[project].mentions[0]
                ledger.add(
                    Statement(
                        event,
                        "partOfProject",
                        project,
                        mention.start,
                        mention.end,
                        "project-of-the-item",
                        0.75,
                    )
                )
            break


def offices_that_did_so(ledger: Ledger, drawn: Sequence[Sentence]) -> None:
    """The office that holds an occasion, and "did so under the project", is an office that runs the project."""
    for before, sentence in pairwise(drawn[1:]):
        opening = _DID_SO.match(ledger.text.content, sentence.start, sentence.end)
        at = next((at for at in sentence.positions("project") if opening), None)
        if opening is None or at is None or sentence.cells[at].start < opening.end():
            continue
        named = {entity for cell in before.cells for entity in cell.entities}
        for _, relation, office in list(ledger.facts):
            if relation == "organisedBy" and office in named and ledger.entities[office].kind == "ImplementingOffice":
                for project in sentence.cells[at].entities:
                    end = sentence.cells[at].end
                    ledger.add(
                        Statement(
                            project, "implementingOffice", office, sentence.start, end, "did-so-under-project", 0.85
                        )
                    )


def implementing_offices(ledger: Ledger) -> None:
    """An office that implements is the implementing office, and its organisation implements."""
    for (subject, relation, target), fact in list(ledger.facts.items()):
        if relation == "implementedBy" and ledger.entities[target].kind == "ImplementingOffice":
            del ledger.facts[subject, relation, target]
            evidence = fact.evidence
            ledger.add(
                resting_on(evidence, (subject, "implementingOffice", target), evidence.rule, evidence.confidence)
            )
            for parent in ledger.objects(target, "partOf"):
                ledger.add(resting_on(evidence, (subject, "implementedBy", parent), evidence.rule, evidence.confidence))
