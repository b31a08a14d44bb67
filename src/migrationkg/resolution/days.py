"""On which days an occasion was that several items tell of."""

from collections.abc import Iterable, Mapping
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
    days = {one.item.id: _days(one) for one in extractions}
    longer = {
        iris[item, event]
        for item, told in days.items()
        for event, (first, last) in told.items()
        if (item, event) in iris and first < last
    }
    return tuple(_without(one, days[one.item.id], iris, longer) for one in extractions)


def _days(one: Extraction) -> dict[str, tuple[str, str]]:
    """Return local id of each occasion that begins and ends → its first and last day."""
    told: dict[str, dict[str, str]] = {"startDate": {}, "endDate": {}}
    for fact in one.facts:
        if fact.relation in told:
            told[fact.relation][fact.subject] = fact.object
    starts, ends = told["startDate"], told["endDate"]
    return {event: (starts[event], ends[event]) for event in starts.keys() & ends.keys()}


def _without(
    one: Extraction, days: Mapping[str, tuple[str, str]], iris: Mapping[Key, str], longer: set[str]
) -> Extraction:
    shortened = {
        event for event, (first, last) in days.items() if first == last and iris.get((one.item.id, event)) in longer
    }
    if not shortened:
        return one
    facts = tuple(fact for fact in one.facts if fact.relation != "endDate" or fact.subject not in shortened)
    return replace(one, facts=facts)
