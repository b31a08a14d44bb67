"""Which state a place lies in, or a public body belongs to, where no item says it."""

from collections.abc import Container, Iterable, Mapping, Sequence

from migrationkg.authority.countries import countries
from migrationkg.model import Extraction, Resolution, Resource
from migrationkg.resolution.jurisdiction import BODIES
from migrationkg.resolution.labels import country_label

#: The relation that joins a thing of a kind to its state.
STATE_RELATIONS = {"Place": "locatedIn", **dict.fromkeys(BODIES, "jurisdiction")}

#: IRI of a thing, relation, IRI of a thing.
Statement = tuple[str, str, str]


def settled_states(extractions: Iterable[Extraction], resolution: Resolution) -> tuple[Statement, ...]:
    """Return what authority data settle and no item says: in which state a place lies, to which a body belongs.

    Args:
        extractions: what was read out of each item.
        resolution: which resource each entity is, the states among them.
    """
    relations = set(STATE_RELATIONS.values())
    told = {
        (resolution.iris[one.item.id, fact.subject], fact.relation)
        for one in extractions
        for fact in one.facts
        if fact.relation in relations
    }
    states = {resource.iso: resource.iri for resource in resolution.resources if resource.iso}
    return states_untold(resolution.resources, told, states)


def states_untold(
    resources: Iterable[Resource], told: Container[tuple[str, str]], states: Mapping[str, str]
) -> tuple[Statement, ...]:
    """Return in which states some places lie and to which some bodies belong, where that is not told.

    Args:
        resources: the things.
        told: IRI and relation of what is told.
        states: ISO code of each state → its IRI.
    """
    return tuple(
        (resource.iri, relation, states[resource.state])
        for resource in resources
        if (relation := STATE_RELATIONS.get(resource.kind)) and resource.state is not None and resource.state in states
        if (resource.iri, relation) not in told
    )


def with_their_states(resources: Sequence[Resource], base: str) -> list[Resource]:
    """Return resources with the states of places and bodies, also those that no item names.

    Args:
        resources: the things that items tell of.
        base: where the IRIs begin.
    """
    named = {resource.iso for resource in resources}
    asked = {resource.state for resource in resources if resource.kind in STATE_RELATIONS} - named
    more = [iso for iso in countries() if iso in asked]
    return [
        *resources,
        *(Resource(f"{base}country/{iso.lower()}", "Country", country_label(iso), iso=iso) for iso in more),
    ]
