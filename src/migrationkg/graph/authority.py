"""What authority data say and no news item: a named graph of its own, each statement with where it comes from."""

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import NamedNode, Triple

from migrationkg.authority.cities import only_city
from migrationkg.authority.organisations import organisation_names
from migrationkg.authority.provinces import subdivision_names
from migrationkg.curation.applying import Applied
from migrationkg.graph import terms
from migrationkg.graph.descriptions import geonames, labels, names_of_place
from migrationkg.graph.published import published_statements
from migrationkg.graph.reification import reified
from migrationkg.graph.values import iri, string
from migrationkg.model import Extraction, Resolution, Resource
from migrationkg.resolution.jurisdiction import name_and_state
from migrationkg.resolution.settled import STATE_RELATIONS, Statement, settled_states

_WHAT = (
    "Which state a place lies in, and to which a public body belongs, where no news item here says so: "
    "by GeoNames, ISO 3166-2 and migrationkg's lists."
)
_PUBLISHED = "What published records say of projects, whether news says it too or not."


def authority_graph(base: str) -> NamedNode:
    """Return the name of the graph of what authority data say."""
    return iri(f"{base}authority")


def authority_statements(
    extractions: Iterable[Extraction], resolution: Resolution, applied: Iterable[Applied], base: str
) -> Iterator[Triple]:
    """Return what authority data say: states of places and bodies of which no item tells, and published facts.

    What a curator decided is left out.

    Args:
        extractions: what was read out of each item.
        resolution: which resource each entity is.
        applied: the decisions that apply.
        base: where IRIs of data begin.
    """
    resources = {resource.iri: resource for resource in resolution.resources}
    applied = tuple(applied)
    yield from settled_statements(settled_states(extractions, resolution), resources, applied, base)
    rejected = {(one.thing, one.decision.relation, one.object) for one in applied if one.decision.kind == "reject"}
    published = [one for one in resolution.resources if one.authority.published]
    if published:
        yield from authority_heading(base)
        yield Triple(authority_graph(base), terms.DESCRIPTION, string(_PUBLISHED))
    for project in published:
        yield from published_statements(project, base, rejected)


def settled_statements(
    settled: Iterable[Statement], things: Mapping[str, Resource], applied: Iterable[Applied], base: str
) -> Iterator[Triple]:
    """Return in which states things lie and to which they belong, without what a curator decided.

    Args:
        settled: of `settled_states`.
        things: IRI of each thing in them → the thing.
        applied: the decisions that apply.
        base: where IRIs of data begin.
    """
    decided = {(one.thing, relation) for one in applied for relation in _relations_decided(one)}
    told = [one for one in settled if one[:2] not in decided]
    if told:
        yield from authority_heading(base)
    for statement in told:
        yield from authority_statement(statement, things[statement[0]], base)


def _relations_decided(one: Applied) -> Iterable[str]:
    """Return which relations of its thing a decision settles: that of a fact; of a thing made, that to its state."""
    if one.decision.kind not in {"add", "reject"}:
        return ()
    return STATE_RELATIONS.values() if one.decision.makes and one.object else (one.decision.relation,)


def authority_heading(base: str) -> Iterator[Triple]:
    """Return what is said of the graph of authority data itself."""
    yield from labels(authority_graph(base), "Authority data")
    yield Triple(authority_graph(base), terms.DESCRIPTION, string(_WHAT))


def authority_statement(statement: Statement, thing: Resource, base: str) -> Iterator[Triple]:
    """Return a statement that authority data make, and where it comes from.

    Args:
        statement: which state a thing has.
        thing: the thing.
        base: where IRIs of data begin.
    """
    triple = Triple(iri(statement[0]), terms.RELATIONS[statement[1]], iri(statement[2]))
    words, source = _ground(thing)
    yield triple
    yield from reified(triple, words, source, base)


def _ground(thing: Resource) -> tuple[str, NamedNode | None]:
    """Return on what it stands which state a thing has, in words, and where that can be looked up."""
    if thing.kind == "Place":
        names = list(names_of_place(thing))
        if any(subdivision_names().get(name) == thing.state for name in names):
            return "ISO 3166-2 has a province of this name in this state", None
        city = only_city(names, thing.state)
        return "GeoNames has a city of this name in this state", geonames(city.geonames_id) if city else None
    names = [thing.label, *thing.alternatives]
    known = (organisation_names().get(name) for name in names)
    if any(one is not None and one.country == thing.state for one in known):
        return "migrationkg's list of organisations has it as a body of this state", None
    if any(name_and_state(name)[1] == thing.state for name in names):
        return "its name says so", None
    return "the body that it is part of, or a namesake in the same news, belongs to this state", None
