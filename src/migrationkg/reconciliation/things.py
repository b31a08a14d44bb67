"""What the names of a list may mean: the resources of a graph, or the entries of authority files."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, Literal, NamedNode, QuerySolutions, Store

from migrationkg.authority.cities import state_of_city
from migrationkg.authority.countries import countries
from migrationkg.authority.crosswalk import formal_names, names_by_language
from migrationkg.authority.entries import AuthorityEntry
from migrationkg.graph import terms

_GEONAMES = "https://sws.geonames.org/"


@dataclass(frozen=True, slots=True)
class Thing:
    """Something with names.

    Attributes:
        iri: what it is called.
        kind: one of `model.ENTITY_KINDS`, or "Organisation"; None where it is not told.
        label: its preferred name.
        names: its other names, in any language, and the codes of a country.
        state: alpha-2 code of the state that it belongs to or lies in, or that it is; None where it is not told.
    """

    iri: str
    kind: str | None
    label: str
    names: tuple[str, ...] = ()
    state: str | None = None


def things_of_store(store: Store, kinds: Collection[str] = terms.KINDS) -> tuple[Thing, ...]:
    """Return the resources of a graph that bear a name, sorted by IRI; news items are none.

    Args:
        store: the graph.
        kinds: those of which resources are wanted; all by default.
    """
    places: dict[str, int] = {}
    labels: dict[str, set[tuple[bool, str]]] = {}
    for thing, place, label in _labelled(store):
        if isinstance(thing, NamedNode) and isinstance(label, Literal):
            places[thing.value] = min(int(place.value), places.get(thing.value, len(terms.KINDS)))
            labels.setdefault(thing.value, set()).add((label.language != "en", label.value))
    special_first = tuple(terms.KINDS)
    others = _texts(store, terms.ALT_LABEL)
    states = _states(store)
    return tuple(
        _thing(iri, kind, labels[iri], others.get(iri, []), states.get(iri))
        for iri in sorted(places)
        if (kind := special_first[places[iri]]) in kinds
    )


def _labelled(store: Store) -> QuerySolutions:
    """Return the resources with the places of their classes among `terms.KINDS`, and their labels."""
    classes = " ".join(f"({term} {place})" for place, term in enumerate(terms.KINDS.values()))
    found = store.query(
        f"""SELECT ?thing ?place ?label {{
          {{SELECT ?thing ?place {{VALUES (?class ?place) {{{classes}}} ?thing a ?class}}}}
          {{SELECT ?thing ?label {{?thing {terms.PREF_LABEL} ?label}}}}
        }}"""
    )
    assert isinstance(found, QuerySolutions)  # noqa: S101 - it is a SELECT
    return found


def things_of_entries(entries: Iterable[AuthorityEntry]) -> tuple[Thing, ...]:
    """Return the entries of authority files; one without an IRI goes by its place in the file."""
    return tuple(
        Thing(entry.iri or f"{entry.file}#line={entry.line}", entry.kind, entry.names[0], entry.names[1:], entry.state)
        for entry in entries
    )


def _thing(
    iri: str, kind: str, names: Iterable[tuple[bool, str]], others: list[tuple[bool, str]], state: str | None
) -> Thing:
    label, *more = [name for _, name in sorted(names) + sorted(others)]
    if kind == "Country" and state is not None and state in countries():
        more += [*names_by_language(state).values(), *formal_names(state), *countries()[state].names, *_codes(state)]
    return Thing(iri, kind, label, tuple(dict.fromkeys(more)), state)


def _codes(iso: str) -> Iterator[str]:
    country = countries()[iso]
    yield from filter(None, (country.iso, country.alpha3, country.numeric))


def _pairs(store: Store, term: NamedNode) -> Iterator[tuple[str, str]]:
    """Yield subject and object of each statement with a property in the union of all graphs."""
    for quad in store.quads_for_pattern(None, term, None, DefaultGraph()):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            yield quad.subject.value, quad.object.value


def _texts(store: Store, term: NamedNode) -> dict[str, list[tuple[bool, str]]]:
    """Return subject → its texts, each with whether it is in another language than English."""
    found: dict[str, list[tuple[bool, str]]] = {}
    for quad in store.quads_for_pattern(None, term, None, DefaultGraph()):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
            found.setdefault(quad.subject.value, []).append((quad.object.language != "en", quad.object.value))
    return found


def _states(store: Store) -> Mapping[str, str]:
    """Return IRI → alpha-2 code of the one state that a country is, a body belongs to or a place lies in.

    Where no news tells the state of a city, GeoNames does.
    """
    codes = dict(_pairs(store, terms.ISO_ALPHA2))
    told: dict[str, set[str]] = {iri: {code} for iri, code in codes.items()}
    for relation in ("jurisdiction", "locatedIn"):
        for subject, state in _pairs(store, terms.RELATIONS[relation]):
            if state in codes:
                told.setdefault(subject, set()).add(codes[state])
    for place, match in _pairs(store, terms.EXACT_MATCH):
        number = match.removeprefix(_GEONAMES).rstrip("/")
        if place not in told and number.isdigit() and (code := state_of_city(number)):
            told[place] = {code}
    return {iri: min(states) for iri, states in told.items() if len(states) == 1}
