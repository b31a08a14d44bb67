"""What is told of one thing by a value: an occasion's type and days, a person's role."""

from collections.abc import Iterator, Mapping, Sequence

from migrationkg.extraction.events.events import Event
from migrationkg.extraction.text.analysis import Text
from migrationkg.model import Evidence, Fact


def values_of_events(text: Text, events: Sequence[Event]) -> Iterator[Fact]:
    """Yield the type, days and status of each event; its id is its number ("e1").

    A type is as sure as the network is of the event itself, its days as sure as networks are of both.
    """
    for number, event in enumerate(events, start=1):
        kind = next((one for one in event.occasions if one.type == event.type), event.occasions[0])
        sure = round(event.likely, 2)
        told = [("eventType", event.type, kind.start, kind.end, "event-words", sure)]
        if dated := event.dated:
            days = (("startDate", event.first), ("endDate", event.last))
            both = round(event.likely * event.likely_day, 2)
            told += [(what, day, dated.start, dated.end, "date", both) for what, day in days if day]
        if event.status:
            told.append(("status", *event.status, "status-words", 0.85))
        for relation, value, start, end, rule, share in told:
            yield Fact(f"e{number}", relation, value, Evidence(start, end, text.original[start:end], rule, share))


def roles_of_persons(text: Text, roles: Mapping[str, tuple[str, int, int]]) -> Iterator[Fact]:
    """Yield the role of each person."""
    for person, (role, start, end) in roles.items():
        yield Fact(person, "role", role, Evidence(start, end, text.original[start:end], "role-words", 0.9))
