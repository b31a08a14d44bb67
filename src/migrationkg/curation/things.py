"""Things that the rules missed and a curator adds: one line tells what such a thing is, its name and its state."""

from dataclasses import replace
from datetime import date
from functools import lru_cache

from migrationkg.authority.countries import countries
from migrationkg.model import (
    ORGANISATION_KINDS,
    Decision,
    Entity,
    Evidence,
    Extraction,
    Fact,
    NewsItem,
    Resource,
    Source,
)
from migrationkg.resolution import resolve
from migrationkg.resolution.names import normal, slug
from migrationkg.resolution.settled import STATE_RELATIONS

#: Kinds that a curator can add. A state is known by its code: a fact that names it brings it along.
KINDS_TO_ADD = (*ORGANISATION_KINDS, "Project", "Place", "Person", "Event")

#: Taken off again: paths know no base.
_BASE = "https://example.org/"


@lru_cache(1 << 12)
def thing_of(kind: str, name: str, state: str | None = None) -> Resource:
    """Return a thing that is added; its IRI is its path, the one that a build gives it when news tells of it.

    Args:
        kind: one of KINDS_TO_ADD.
        name: its name.
        state: alpha-2 code of the state of a public body or a place, where it is known.

    Example:
        >>> thing_of("GovernmentBody", "Border Academy", "AL").iri
        'organisation/border-academy-al'
        >>> thing_of("Project", "MOBILAZE II").iri, thing_of("Event", "The Open Day").iri
        ('project/mobilaze-2', 'event/open-day')
    """
    if kind == "Event":
        return Resource(f"event/{slug(normal(name))}", kind, name)
    # What resolution makes of news that says no more than this.
    item = NewsItem("added", name, date.min, None, "", None, Source("", 0))
    thing, country = Entity("thing", kind, (name,), ()), Entity("state", "Country", (state or "",), (), state)
    told = Fact("thing", STATE_RELATIONS.get(kind, ""), "state", Evidence(0, 0, "", "", 1.0))
    said = Extraction(item, (thing, country), (told,)) if state else Extraction(item, (thing,), ())
    resolved = resolve([said], _BASE)
    found = next(one for one in resolved.resources if one.iri == resolved.iris["added", "thing"])
    names = {name, *found.alternatives} - {found.label}
    return replace(found, iri=found.iri.removeprefix(_BASE), kind=kind, alternatives=tuple(sorted(names)))


def added_thing(decision: Decision) -> Resource:
    """Return the thing that a decision adds; its IRI is its path.

    Args:
        decision: one that adds a thing.

    Raises:
        ValueError: its path is none that a thing of this kind and name has.
    """
    kind, name = decision.makes, decision.object
    last = decision.thing.rpartition("-")[2].upper()
    states = [last] if kind in STATE_RELATIONS and last in countries() else []
    for state in (None, *states):
        found = thing_of(kind, name, state)
        if found.iri == decision.thing:
            return found
    hint = f", where it is of a state {thing_of(kind, name, 'AL').iri} or the like" if kind in STATE_RELATIONS else ""
    raise ValueError(
        f"{decision.thing[:80]!r} is no path of a {kind} called {name[:80]!r}; write {thing_of(kind, name).iri}{hint}"
    )
