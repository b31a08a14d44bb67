"""How the terms of the ontology stand to each other, as a store has it."""

from pyoxigraph import DefaultGraph, NamedNode

from migrationkg.store.prefixes import PREFIXES
from migrationkg.store.remote import Asked

SUB_CLASS = NamedNode(PREFIXES["rdfs"] + "subClassOf")
SUB_PROPERTY = NamedNode(PREFIXES["rdfs"] + "subPropertyOf")
_INVERSE = NamedNode(PREFIXES["owl"] + "inverseOf")


def below(store: Asked, relation: NamedNode, iri: str) -> list[str]:
    """Return what stands below a term of ours, in one step or more."""
    found: list[str] = []
    wanted = [iri] if iri.startswith(PREFIXES["mkg"]) else []
    while wanted:
        quads = store.quads_for_pattern(None, relation, NamedNode(wanted.pop()), DefaultGraph())
        new = {quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)} - {iri, *found}
        found += sorted(new)
        wanted += new
    return found


def inverses(store: Asked, iri: str) -> list[str]:
    """Return the properties that say the same the other way round."""
    node = NamedNode(iri)
    other_way = [quad.object for quad in store.quads_for_pattern(node, _INVERSE, None, DefaultGraph())]
    this_way = [quad.subject for quad in store.quads_for_pattern(None, _INVERSE, node, DefaultGraph())]
    return sorted(other.value for other in (*other_way, *this_way) if isinstance(other, NamedNode))
