"""On which days an occasion was that several items tell of."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import replace

from migrationkg.model import Extraction
from migrationkg.resolution.clusters import Key


def without_first_days_as_last(extractions: Iterable[Extraction], iris: Mapping[Key, str]) -> tuple[Extraction, ...]:
    """Return extractions, without the last day of an occasion where it is the first and another item tells a later one.

    "On 12 June, a workshop was held" says when it was; with "a workshop on 12-14 June", it lasted three days.

    Args:
        extractions: what was read out of each item.
        iris: (id of the item, local id of the entity) → IRI of the resource.
    """
    extractions = tuple(extractions)
    longer = {iri for one in extractions for iri in lasting(one, iris)}
    return tuple(without_first_day_as_last(one, iris, longer) for one in extractions)


def lasting(one: Extraction, iris: Mapping[Key, str]) -> frozenset[str]:
    """Return the IRIs of the occasions of which an item tells that they lasted several days."""
    days = _days(one).items()
    return frozenset(
        iris[one.item.id, event] for event, (first, last) in days if first < last if (one.item.id, event) in iris
    )


def _days(one: Extraction) -> dict[str, tuple[str, str]]:
    """Return local id of each occasion that begins and ends → its first and last day."""
    told: dict[str, dict[str, str]] = {"startDate": {}, "endDate": {}}
    for fact in one.facts:
        if fact.relation in told:
            told[fact.relation][fact.subject] = fact.object
    starts, ends = told["startDate"], told["endDate"]
    return {event: (starts[event], ends[event]) for event in starts.keys() & ends.keys()}


def without_first_day_as_last(one: Extraction, iris: Mapping[Key, str], longer: Container[str]) -> Extraction:
    """Return what was read out of an item without the last day of an occasion that is told to have lasted longer.

    Args:
        one: what was read out of it.
        iris: (id of the item, local id of the entity) → IRI of the resource.
        longer: IRIs of the occasions that lasted several days.
    """
    days = _days(one).items()
    shortened = {event for event, (first, last) in days if first == last and iris.get((one.item.id, event)) in longer}
    if not shortened:
        return one
    facts = tuple(fact for fact in one.facts if fact.relation != "endDate" or fact.subject not in shortened)
    return replace(one, facts=facts)
