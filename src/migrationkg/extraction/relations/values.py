"""What is told of one thing by a value: an occasion's type and days, a person's role, and sums of money."""

from collections.abc import Iterator, Mapping, Sequence

from migrationkg.extraction.amounts import AmountMention
from migrationkg.extraction.events.events import Event
from migrationkg.extraction.relations.cells import Sentence
from migrationkg.extraction.relations.focus import focus_at
from migrationkg.extraction.text.analysis import Text
from migrationkg.model import Amount, Evidence, Fact


def values_of_events(text: Text, events: Sequence[Event]) -> Iterator[Fact]:
    """Yield the type, days and status of each event; its id is its number ("e1")."""
    for number, event in enumerate(events, start=1):
        kind = next((one for one in event.occasions if one.type == event.type), event.occasions[0])
        told = [("eventType", event.type, kind.start, kind.end, "event-words", 0.9)]
        if event.dated:
            days = (("startDate", event.first), ("endDate", event.last))
            told += [(what, day, event.dated.start, event.dated.end, "date", 0.9) for what, day in days if day]
        if event.status:
            word, start, end = event.status
            told.append(("status", word, start, end, "status-words", 0.85))
        for relation, value, start, end, rule, share in told:
            yield Fact(f"e{number}", relation, value, Evidence(start, end, text.original[start:end], rule, share))


def roles_of_persons(text: Text, roles: Mapping[str, tuple[str, int, int]]) -> Iterator[Fact]:
    """Yield the role of each person."""
    for person, (role, start, end) in roles.items():
        yield Fact(person, "role", role, Evidence(start, end, text.original[start:end], "role-words", 0.9))


def amounts_of(
    text: Text, drawn: Sequence[Sentence], sums: Sequence[AmountMention], events: Sequence[Event]
) -> tuple[Amount, ...]:
    """Return each sum with what it is for: the handover or project of its sentence, else what the item speaks of."""
    found: dict[tuple[str, object, str], Amount] = {}
    for one in sums:
        for index, sentence in enumerate(drawn):
            if sentence.start <= one.start < sentence.end and (of := _what_costs(drawn, index, events)):
                evidence = Evidence(one.start, one.end, text.original[one.start : one.end], "sum-of-money", 0.9)
                found[of, one.value, one.currency] = Amount(of, one.value, one.currency, evidence)
    return tuple(found.values())


def _what_costs(drawn: Sequence[Sentence], index: int, events: Sequence[Event]) -> str | None:
    sentence, focus = drawn[index], focus_at(drawn, index)
    projects = [entity for at in sentence.positions("project") for entity in sentence.cells[at].entities]
    here = [entity for at in sentence.positions("event") for entity in sentence.cells[at].entities]
    told = [event for event in (*here, focus.event) if event]
    handovers = [event for event in told if events[int(event[1:]) - 1].type == "handover"]
    return next(iter((*handovers, *projects, *here)), focus.event or focus.project)
