"""What a store has to be reconciled with: its things, their types and their properties."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from migrationkg.graph import terms
from migrationkg.model import ENTITY_KINDS, ORGANISATION_KINDS, RELATION_KINDS
from migrationkg.reconciliation import NameIndex, Thing, things_of_store
from migrationkg.reconciliation.queries import EntityType
from migrationkg.store.prefixes import short_name

#: The types, the general ones too, each with the next general one.
TYPES: Mapping[str, str | None] = {
    "Organisation": None,
    **dict.fromkeys(ENTITY_KINDS),
    **dict.fromkeys(ORGANISATION_KINDS, "Organisation"),
    "Ministry": "GovernmentBody",
}

_INVERSE = NamedNode(terms.OWL + "inverseOf")
_DEFINITION = NamedNode(terms.SKOS + "definition")
_ORGANISATIONS = frozenset(ORGANISATION_KINDS)
_ALL = frozenset(ENTITY_KINDS)
#: Properties whose values are no things → kinds of the things that have them.
_VALUES = {
    terms.ALT_LABEL: _ALL,
    terms.ISO_ALPHA2: frozenset({"Country"}),
    terms.ISO_ALPHA3: frozenset({"Country"}),
    terms.EVENT_TYPE: frozenset({"Event"}),
    terms.START_DATE: frozenset({"Event"}),
    terms.END_DATE: frozenset({"Event"}),
    terms.STATUS: frozenset({"Event"}),
    terms.ROLE: frozenset({"Person"}),
    terms.AMOUNT: frozenset({"Project", "Event"}),
    terms.EXACT_MATCH: _ALL,
}
_NAMES = {terms.ALT_LABEL: "other name", terms.EXACT_MATCH: "same thing elsewhere"}


@dataclass(frozen=True, slots=True)
class Property:
    """A property of things.

    Attributes:
        id: the local name of the property of the ontology.
        name: its label.
        description: what it means.
        term: the property that statements are made with.
        backwards: whether the thing is the object of these.
        kinds: of the things that have it.
        type: the type of its values; None where they are no things, or of several types.
    """

    id: str
    name: str
    description: str
    term: NamedNode
    backwards: bool
    kinds: frozenset[str]
    type: str | None


@dataclass(frozen=True)
class Catalogue:
    """A store made ready for reconciliation.

    Attributes:
        store: of `open_store`.
        names: of its things.
        properties: id → property, in the order in which they are proposed.
    """

    store: Store
    names: NameIndex
    properties: Mapping[str, Property]

    @cached_property
    def things(self) -> Mapping[str, Thing]:
        """IRI → thing."""
        return {thing.iri: thing for thing in self.names.things}

    @cached_property
    def space(self) -> str:
        """Where the IRIs of the things begin; what follows is their id."""
        first = next(iter(self.things), terms.DEFAULT_BASE)
        return first.removesuffix(short_name(first))

    def thing(self, id: str) -> Thing | None:  # noqa: A002 - as the specification calls it
        """Return the thing with an id or IRI, if there is one."""
        return self.things.get(id) or self.things.get(self.space + id)

    def id(self, iri: str) -> str:
        """Return the id of a thing."""
        return iri.removeprefix(self.space)


@lru_cache(maxsize=2)
def catalogue_of(store: Store) -> Catalogue:
    """Return the catalogue of a store; of one that was asked before, the same.

    Args:
        store: of `open_store`.
    """
    properties = {one.id: one for one in _properties(store)}
    return Catalogue(store, NameIndex.of(things_of_store(store)), properties)


def type_of(kind: str) -> dict[str, object]:
    """Return a type as the specification writes it, with the general ones above it.

    Example:
        >>> type_of("Ministry")["broader"][0]["id"]  # doctest: +SKIP
        'GovernmentBody'
    """
    broader = TYPES[kind]
    above: dict[str, object] = {} if broader is None else {"broader": [type_of(broader)]}
    return {"id": kind, "name": EntityType(kind).name, **above}


def _properties(store: Store) -> Iterator[Property]:
    for name, (subjects, objects) in RELATION_KINDS.items():
        term = terms.RELATIONS[name]
        yield _property(store, term, term, subjects, _common(objects))
        for quad in store.quads_for_pattern(term, _INVERSE, None, DefaultGraph()):
            if isinstance(quad.object, NamedNode):
                yield _property(store, quad.object, term, objects, _common(subjects), backwards=True)
    for term, kinds in _VALUES.items():
        yield _property(store, term, term, kinds, None)


def _property(  # noqa: PLR0913 - all that a property has
    store: Store,
    named: NamedNode,
    term: NamedNode,
    kinds: frozenset[str],
    type_: str | None,
    *,
    backwards: bool = False,
) -> Property:
    local = named.value.rpartition("#")[2]
    name = _NAMES.get(named) or _text(store, named, terms.LABEL) or EntityType(local).name
    return Property(local, name, _text(store, named, _DEFINITION), term, backwards, kinds, type_)


def _common(kinds: frozenset[str]) -> str | None:
    """Return the one type that things of some kinds have in common."""
    if len(kinds) == 1:
        return next(iter(kinds))
    return "Organisation" if kinds <= _ORGANISATIONS else None


def _text(store: Store, node: NamedNode, term: NamedNode) -> str:
    told = (quad.object for quad in store.quads_for_pattern(node, term, None, DefaultGraph()))
    return min((text.value for text in told if isinstance(text, Literal) and text.language in {"en", None}), default="")
