"""Whether there is anything in a graph that the shapes judge; if not, why."""

from collections.abc import Iterator

from pyoxigraph import NamedNode

from migrationkg.graph import terms
from migrationkg.validation.loading import known_terms
from migrationkg.validation.statements import SUB_CLASS_OF, Statements, matching

#: What every way to write the namespace of the ontology holds that is nearly right.
_LIKE_OURS = "w3id.org/migrationkg/ontology"


def why_unjudged(data: Statements) -> str:
    """Return why the shapes have nothing to judge in a graph; empty where they have.

    Args:
        data: the graph.
    """
    known = known_terms()
    odd: set[str] = set()
    empty = True
    for term in _used(data):
        if term in known:
            return ""
        empty = False
        if _LIKE_OURS in term.value.lower():
            odd.add(term.value)
    if empty:
        return "it is empty"
    if not odd:
        return f"it says nothing in the terms of the ontology ({terms.ONTOLOGY})"
    first = min(odd)
    if first.startswith(terms.ONTOLOGY):
        names = ", ".join(sorted(one.removeprefix(terms.ONTOLOGY) for one in odd)[:3])
        return f"the ontology has no {names}; its terms are in docs/ontology.md"
    return f"it says {first}, while the terms of the ontology begin with {terms.ONTOLOGY}"


def _used(data: Statements) -> Iterator[NamedNode]:
    """Yield the properties and classes that a graph uses."""
    for quad in matching(data, None, None, None):
        yield quad.predicate
        if quad.predicate in (terms.TYPE, SUB_CLASS_OF) and isinstance(quad.object, NamedNode):
            yield quad.object
