"""From names and events to the facts of an item, each with its evidence."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from migrationkg.extraction.amounts import AmountMention
from migrationkg.extraction.cells import LETTERS, Named, Sentence, encode
from migrationkg.extraction.defaults import beneficiary_states, place_and_company
from migrationkg.extraction.entities import Draft, fold
from migrationkg.extraction.events import Event
from migrationkg.extraction.names import Name
from migrationkg.extraction.relations import Focus, read_relations
from migrationkg.extraction.structure import ITS, Statement, read_structure
from migrationkg.extraction.text import Text
from migrationkg.model import ORGANISATION_KINDS, Amount, Entity, Evidence, Fact, Mention

#: relation → kinds its subject may have, kinds its object may have (the gold guide's table).
KINDS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "fundedBy": (frozenset({"Project"}), frozenset({*ORGANISATION_KINDS, "Country"})),
    "implementedBy": (frozenset({"Project"}), frozenset(ORGANISATION_KINDS)),
    "implementingOffice": (frozenset({"Project"}), frozenset({"ImplementingOffice"})),
    "hasPartner": (frozenset({"Project"}), frozenset(ORGANISATION_KINDS)),
    "operatesIn": (frozenset({"Project"}), frozenset({"Country"})),
    "partOfProject": (frozenset({"Event"}), frozenset({"Project"})),
    "organisedBy": (frozenset({"Event"}), frozenset({*ORGANISATION_KINDS, "Country"})),
    "hasParticipant": (frozenset({"Event"}), frozenset({*ORGANISATION_KINDS, "Person"})),
    "heldIn": (frozenset({"Event"}), frozenset({"Place", "Country"})),
    "jurisdiction": (frozenset({"Ministry", "GovernmentBody"}), frozenset({"Country"})),
    "partOf": (frozenset(ORGANISATION_KINDS), frozenset(ORGANISATION_KINDS)),
    "locatedIn": (frozenset({"Place"}), frozenset({"Country"})),
    "affiliatedWith": (frozenset({"Person"}), frozenset({*ORGANISATION_KINDS, "Country"})),
}

_ANAPHOR = re.compile(
    r"\b(?:[Tt]he|[Tt]his|[Ii]ts) (?:(?:\w+-)?\w+ ){0,2}?(?P<noun>project|programme|program|initiative|action|dialogue|facility|centre|center|scheme)s?\b(?!'? [A-Z\"])"
)
_PARTS = frozenset({"fundedBy", "implementedBy", "organisedBy"})
_NOUNS = {"dialogue": "Process", "centre": "Cent", "center": "Cent"}
_TRAVEL = frozenset({"study-visit", "visit", "mission"})
_DIALOGUE = re.compile(r"(?:Process|Dialogue|Conference)$")


@dataclass(slots=True)
class _Ledger:
    """The facts found so far, the surest evidence of each."""

    text: Text
    entities: dict[str, Entity]
    facts: dict[tuple[str, str, str], Fact] = field(default_factory=dict)
    inside: list[Statement] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)

    def add(self, one: Statement) -> None:
        """Take a statement in, if its ends are of the kinds that the relation joins."""
        kinds = KINDS.get(one.relation)
        if kinds:
            subject, target = self.entities.get(one.subject), self.entities.get(one.object)
            if not subject or not target or subject.kind not in kinds[0] or target.kind not in kinds[1]:
                return
        key = (one.subject, one.relation, one.object)
        if key in self.facts and self.facts[key].evidence.confidence >= one.confidence:
            return
        evidence = Evidence(one.start, one.end, self.text.original[one.start : one.end], one.rule, one.confidence)
        self.facts[key] = Fact(*key, evidence)

    def has(self, subject: str, relation: str, target: str | None = None) -> bool:
        """Return whether such a fact is known."""
        return any(key[0] == subject and key[1] == relation and (target is None or key[2] == target) for key in self.facts)

    def objects(self, subject: str, relation: str) -> list[str]:
        """Return the objects of the facts known."""
        return [key[2] for key in self.facts if key[0] == subject and key[1] == relation]


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
    ledger = _Ledger(text, entities)
    sentences = [_encoded(text, index, names, draft, events, sums) for index in range(len(text.sentences))]
    drawn = []
    for sentence in sentences:
        structure = read_structure(sentence)
        drawn.append(structure.sentence)
        for one in structure.statements:
            _take(ledger, one)
        for entity, start, end in structure.wider:
            _widen(ledger, entity, start, end)
    for number, event in enumerate(events, start=1):
        _event_values(ledger, f"e{number}", event)
    _inner_states(ledger, names, draft)
    _offices(ledger)
    _inherited(ledger)
    _ministers(ledger)
    for index, sentence in enumerate(drawn):
        for one in read_relations(sentence, _focus(ledger, drawn, index)):
            ledger.add(one)
            if one.relation in _PARTS and one.object_at is not None:
                ledger.taken.add(one.object_at)
    _datelines(ledger, names, draft, events)
    _by_default(ledger, drawn, events)
    _implementing_offices(ledger)
    amounts = tuple(_amounts(ledger, drawn, sums))
    return _finished(ledger, amounts)


def _event_entity(text: Text, local_id: str, event: Event) -> Entity:
    mentions = tuple(Mention(one.start, one.end, text.original[one.start : one.end]) for one in sorted(event.occasions, key=lambda one: one.start))
    names = (text.original[slice(*event.name)],) if event.name else ()
    return Entity(local_id, "Event", names, mentions)


def _encoded(text: Text, index: int, names: Sequence[Name], draft: Draft, events: Sequence[Event], sums: Sequence[AmountMention]) -> Sentence:
    """Encode a sentence: outermost names, events, sums, and nouns that stand for the item's project."""
    start, end = text.sentences[index]
    named = [
        Named(LETTERS[name.kind], name.start, name.end, draft.of[name.start, name.end])
        for name in names
        if start <= name.start < end
    ]
    for number, event in enumerate(events, start=1):
        named += [Named(LETTERS["Act" if one.act else "Event"], one.start, one.end, f"e{number}") for one in event.occasions if start <= one.start < end]
    named += [Named(LETTERS["Amount"], one.start, one.end, "") for one in sums if start <= one.start < end]
    named += _anaphors(text, start, end, names, draft)
    named.sort(key=lambda one: (one.start, -one.end))
    return encode(text.content, start, end, named)


def _anaphors(text: Text, start: int, end: int, names: Sequence[Name], draft: Draft) -> Iterator[Named]:
    """Yield "the project", "the centre" where a project was named before (or is the only one)."""
    projects = [name for name in names if name.kind == "Project"]
    if not projects:
        return
    yield from _the_country(text, start, end, names, draft)
    for match in _ANAPHOR.finditer(text.content, start, end):
        if any(name.start < match.end() and match.start() < name.end for name in names):
            continue
        if match["noun"] in ("centre", "center") and not any("Cent" in name.key for name in projects):
            continue
        before = [name for name in projects if name.end <= match.start()]
        fitting = [name for name in before if _NOUNS.get(match["noun"], match["noun"].capitalize()) in name.key]
        name = fitting[-1] if fitting else before[-1] if before else projects[0]
        yield Named(LETTERS["Project"], match.start(), match.end(), draft.of[name.start, name.end])


def _the_country(text: Text, start: int, end: int, names: Sequence[Name], draft: Draft) -> Iterator[Named]:
    """Yield "the country" before a possessive, for the state that was named last."""
    for match in re.finditer(r"\b[Tt]he country(?='s )", text.content[start:end]):
        before = [name for name in names if name.kind in ("Country", "Demonym") and name.end <= start + match.start()]
        if before:
            yield Named(LETTERS["Country"], start + match.start(), start + match.end(), draft.of[before[-1].start, before[-1].end])


def _take(ledger: _Ledger, one: Statement) -> None:
    if one.relation == "role":
        role = ledger.text.original[one.start : one.end].strip(" ,")
        if not ledger.has(one.subject, "role"):
            ledger.add(replace(one, object=role, end=one.start + len(ledger.text.original[one.start : one.end].rstrip(" ,"))))
        return
    if one.object == ITS:
        before = [
            (mention.start, entity.id)
            for entity in ledger.entities.values()
            if entity.kind in ORGANISATION_KINDS
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


def _widen(ledger: _Ledger, entity: str, start: int, end: int) -> None:
    known = ledger.entities[entity]
    name = ledger.text.original[start:end]
    if "(" in name or len(name) > 160:
        return
    if name not in known.names:
        ledger.entities[entity] = replace(known, names=tuple(sorted((*known.names, name), key=lambda form: (-len(form), form))))


def _event_values(ledger: _Ledger, local_id: str, event: Event) -> None:
    first = event.occasions[0]
    kind = next((one for one in event.occasions if one.type == event.type), first)
    ledger.add(Statement(local_id, "eventType", event.type, kind.start, kind.end, "event-words", 0.9))
    if event.date:
        for relation, value in (("startDate", event.date.first), ("endDate", event.date.last)):
            if value:
                ledger.add(Statement(local_id, relation, value, event.date.start, event.date.end, "date", 0.9))
    if event.status:
        word, start, end = event.status
        ledger.add(Statement(local_id, "status", word, start, end, "status-words", 0.85))


def _inner_states(ledger: _Ledger, names: Sequence[Name], draft: Draft) -> None:
    """Read the states inside names: "Ghana Immigration Service" has a state, and so has a project's name."""
    for outer in names:
        if outer.kind in ("Country", "Demonym", "Person"):
            continue
        entity = draft.of[outer.start, outer.end]
        for inner in names:
            if inner.kind in ("Country", "Demonym") and outer.start <= inner.start and inner.end <= outer.end:
                state = draft.of[inner.start, inner.end]
                if outer.kind == "Project":
                    ledger.add(Statement(entity, "operatesIn", state, outer.start, outer.end, "state-in-project-name", 0.88))
                elif outer.kind == "Place":
                    ledger.add(Statement(entity, "locatedIn", state, outer.start, outer.end, "state-in-name", 0.93))
                elif outer.iso == inner.iso or inner.end == outer.end or _modifies(ledger.text, outer, inner):
                    ledger.add(Statement(entity, "jurisdiction", state, outer.start, outer.end, "state-in-name", 0.93))


def _inherited(ledger: _Ledger) -> None:
    """A place in a region of a state is in the state; a part of a body of a state is that state's."""
    for one in ledger.inside:
        for state in ledger.objects(one.object, "locatedIn"):
            ledger.add(replace(one, object=state))
    for _ in range(3):
        for (part, relation, whole), fact in list(ledger.facts.items()):
            if relation == "partOf" and not ledger.has(part, "jurisdiction"):
                for state in ledger.objects(whole, "jurisdiction"):
                    ledger.add(Statement(part, "jurisdiction", state, fact.evidence.start, fact.evidence.end, "state-of-the-whole", 0.88))


def _ministers(ledger: _Ledger) -> None:
    """A Minister of Labour belongs to the Ministry of Labour that the item names."""
    ministries = [entity for entity in ledger.entities.values() if entity.kind == "Ministry"]
    for (person, relation, role), fact in list(ledger.facts.items()):
        match = re.search(r"(?:(?P<before>\w+) )?Minister(?: (?:of|for) (?P<subject>.+))?$", role) if relation == "role" else None
        if not match or not (match["subject"] or match["before"]):
            continue
        subject = fold(match["subject"] or match["before"])
        for ministry in ministries:
            if any(fold(re.sub(r"^.*?Ministry (?:of|for) (?:the )?", "", name)).startswith(subject) for name in ministry.names):
                ledger.add(Statement(person, "affiliatedWith", ministry.id, fact.evidence.start, fact.evidence.end, "minister-and-ministry", 0.88))


def _modifies(text: Text, outer: Name, inner: Name) -> bool:
    """Return whether a state stands before the head of a body's name: "Royal Netherlands Marechaussee"."""
    return not re.search(r"\b(?:for|with|of|in|on|against) ", text.content[outer.start : inner.start])


def _offices(ledger: _Ledger) -> None:
    """Join each office to the organisation whose name its own begins with."""
    organisations = [entity for entity in ledger.entities.values() if entity.kind == "InternationalOrganisation"]
    for office in list(ledger.entities.values()):
        if office.kind != "ImplementingOffice":
            continue
        mention = office.mentions[0]
        for organisation in organisations:
            if any(mention.text.startswith(name) for name in organisation.names):
                ledger.add(Statement(office.id, "partOf", organisation.id, mention.start, mention.end, "office-name", 0.95))


def _focus(ledger: _Ledger, drawn: Sequence[Sentence], index: int) -> Focus:
    """Return the project and event named last before sentence `index`, else first after it."""
    order = [*range(index, -1, -1), *range(index + 1, len(drawn))]
    found: dict[str, str | None] = {"project": None, "event": None}
    for sort in found:
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


def _by_default(ledger: _Ledger, drawn: Sequence[Sentence], events: Sequence[Event]) -> None:
    """Add what goes without saying in a short item."""
    event_ids = [f"e{number}" for number in range(1, len(events) + 1)]
    for index, sentence in enumerate(drawn):
        here = [entity for at in sentence.positions("event") for entity in sentence.cells[at].entities]
        event = here[0] if here else (event_ids[0] if len(event_ids) == 1 or index > 1 and event_ids else None)
        if index == 0:
            continue
        travels = event is not None and bool(_TRAVEL & set(ledger.objects(event, "eventType")))
        for one in place_and_company(sentence, ledger.entities, event, ledger.taken, travels):
            ledger.add(one)
    _from_headline(ledger, drawn, event_ids)
    _stated_states(ledger)
    _projects_of_events(ledger, drawn, event_ids)
    _states_of_projects(ledger, drawn)


def _from_headline(ledger: _Ledger, drawn: Sequence[Sentence], event_ids: Sequence[str]) -> None:
    """Where the text names no place, the headline's is where the occasion was."""
    for event in event_ids:
        told = any(event in drawn[0].cells[at].entities for at in drawn[0].positions("event"))
        if told or not ledger.has(event, "heldIn"):
            travels = bool(_TRAVEL & set(ledger.objects(event, "eventType")))
            for one in place_and_company(drawn[0], ledger.entities, event, set(), travels):
                if one.relation == "heldIn" and not (told and ledger.entities[one.object].kind == "Country" and ledger.has(event, "heldIn")):
                    ledger.add(replace(one, confidence=0.75))


def _stated_states(ledger: _Ledger) -> None:
    """An occasion held in a place whose state the item names was held in that state; who signs, signs for a body."""
    for (event, relation, target), fact in list(ledger.facts.items()):
        evidence = fact.evidence
        if relation == "heldIn":
            for state in ledger.objects(target, "locatedIn"):
                ledger.add(Statement(event, "heldIn", state, evidence.start, evidence.end, "state-of-the-place", 0.82))
        if relation == "hasParticipant" and ledger.has(event, "eventType", "signing"):
            for body in ledger.objects(target, "affiliatedWith"):
                ledger.add(Statement(event, "hasParticipant", body, evidence.start, evidence.end, "signed-for", 0.75))


def _projects_of_events(ledger: _Ledger, drawn: Sequence[Sentence], event_ids: Sequence[str]) -> None:
    for event in event_ids:
        if ledger.has(event, "partOfProject"):
            continue
        for index, sentence in enumerate(drawn):
            if not any(event in sentence.cells[at].entities for at in sentence.positions("event")):
                continue
            project = _focus(ledger, drawn, index).project
            if project:
                mention = ledger.entities[project].mentions[0]
                ledger.add(Statement(event, "partOfProject", project, mention.start, mention.end, "project-of-the-item", 0.75))
            break


def _states_of_projects(ledger: _Ledger, drawn: Sequence[Sentence]) -> None:
    """A project works where its occasions are, other than visits, and with those whom it serves."""
    for (subject, relation, project), fact in list(ledger.facts.items()):
        if relation != "partOfProject" or _DIALOGUE.search(ledger.entities[project].names[0]):
            continue
        kind = next(iter(ledger.objects(subject, "eventType")), "other")
        if kind in _TRAVEL:
            continue
        for place in ledger.objects(subject, "heldIn"):
            held = ledger.facts[subject, "heldIn", place].evidence
            ledger.add(Statement(project, "operatesIn", place, held.start, held.end, "where-its-occasion-was", 0.8))
    for (project, relation, partner), fact in list(ledger.facts.items()):
        if relation == "hasPartner" and not _DIALOGUE.search(ledger.entities[project].names[0]):
            for state in ledger.objects(partner, "jurisdiction"):
                ledger.add(Statement(project, "operatesIn", state, fact.evidence.start, fact.evidence.end, "state-of-its-partner", 0.78))
    _states_of_those_trained(ledger)
    for index, sentence in enumerate(drawn):
        project = _focus(ledger, drawn, index).project
        if project and not _DIALOGUE.search(ledger.entities[project].names[0]):
            for state, start, end in beneficiary_states(sentence):
                ledger.add(Statement(project, "operatesIn", state, start, end, "those-it-serves", 0.75))


def _states_of_those_trained(ledger: _Ledger) -> None:
    """The one state whose bodies took part in a project's occasions is where it works."""
    for (event, relation, project), fact in list(ledger.facts.items()):
        if relation != "partOfProject" or _DIALOGUE.search(ledger.entities[project].names[0]):
            continue
        excluded = {*ledger.objects(project, "fundedBy"), *ledger.objects(project, "implementedBy")}
        bodies = [body for body in ledger.objects(event, "hasParticipant") if body not in excluded]
        states = {state for body in bodies for state in ledger.objects(body, "jurisdiction")}
        if len(states) == 1 and not ledger.has(project, "operatesIn"):
            ledger.add(Statement(project, "operatesIn", states.pop(), fact.evidence.start, fact.evidence.end, "state-of-those-taking-part", 0.7))


def _datelines(ledger: _Ledger, names: Sequence[Name], draft: Draft, events: Sequence[Event]) -> None:
    """The town of a dateline is where the occasion of that day was."""
    for name in names:
        opening = ledger.text.content[ledger.text.headline_end : name.start].strip()
        if name.start <= ledger.text.headline_end or name.kind not in ("Place", "Country") or opening or not re.match(r"(?:,| \(| [–-]|:)", ledger.text.content[name.end : name.end + 2]):
            continue
        for number, event in enumerate(events, start=1):
            dated = re.match(r",? \(?\w+ \w+", ledger.text.content[name.end : name.end + 24])
            if event.date and name.end < event.date.start < name.end + 30 or number == 1 and (event.date is None or not dated):
                entity = f"e{number}"
                if not ledger.has(entity, "heldIn"):
                    ledger.add(Statement(entity, "heldIn", draft.of[name.start, name.end], name.start, name.end, "dateline", 0.85))


def _implementing_offices(ledger: _Ledger) -> None:
    """An office that implements is the implementing office, and its organisation implements."""
    for (subject, relation, target), fact in list(ledger.facts.items()):
        if relation == "implementedBy" and ledger.entities[target].kind == "ImplementingOffice":
            del ledger.facts[subject, relation, target]
            evidence = fact.evidence
            ledger.add(Statement(subject, "implementingOffice", target, evidence.start, evidence.end, evidence.rule, evidence.confidence))
            for parent in ledger.objects(target, "partOf"):
                ledger.add(Statement(subject, "implementedBy", parent, evidence.start, evidence.end, evidence.rule, evidence.confidence))


def _amounts(ledger: _Ledger, drawn: Sequence[Sentence], sums: Sequence[AmountMention]) -> Iterator[Amount]:
    for one in sums:
        for index, sentence in enumerate(drawn):
            if not sentence.start <= one.start < sentence.end:
                continue
            focus = _focus(ledger, drawn, index)
            projects = [entity for at in sentence.positions("project") for entity in sentence.cells[at].entities]
            events = [entity for at in sentence.positions("event") for entity in sentence.cells[at].entities]
            of = (events or projects or [focus.event or focus.project])[0]
            if any(ledger.facts.get((key, "eventType", "handover")) for key in [*events, focus.event or ""]):
                of = next(key for key in [*events, focus.event or ""] if (key, "eventType", "handover") in ledger.facts)
            elif projects:
                of = projects[0]
            if of:
                yield Amount(of, one.value, one.currency, Evidence(one.start, one.end, ledger.text.original[one.start : one.end], "sum-of-money", 0.9))


def _finished(ledger: _Ledger, amounts: tuple[Amount, ...]) -> tuple[tuple[Entity, ...], tuple[Fact, ...], tuple[Amount, ...]]:
    """Drop what rules exclude each other from, order the rest."""
    for (subject, relation, target), fact in list(ledger.facts.items()):
        if relation == "organisedBy" and ledger.has(subject, "eventType", "signing"):
            del ledger.facts[subject, relation, target]
            evidence = fact.evidence
            ledger.add(Statement(subject, "hasParticipant", target, evidence.start, evidence.end, evidence.rule, evidence.confidence))
    for (subject, relation, target) in list(ledger.facts):
        if relation == "hasParticipant" and (ledger.has(subject, "organisedBy", target)):
            del ledger.facts[subject, relation, target]
    facts = tuple(sorted(ledger.facts.values(), key=lambda fact: (fact.evidence.start, fact.subject, fact.relation, fact.object)))
    return tuple(ledger.entities.values()), facts, amounts
