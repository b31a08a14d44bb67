"""What the shapes forbid of an added fact and its kinds do not tell, found before the decision is written down."""

from pyoxigraph import DefaultGraph, NamedNode, Store

from migrationkg.curation import read_decisions
from migrationkg.graph import terms
from migrationkg.knowledge_base.folder import KnowledgeBase
from migrationkg.model import Decision
from migrationkg.store import open_store

_IN_SCHEME, _TOP, _NARROWER = (
    NamedNode(f"http://www.w3.org/2004/02/skos/core#{name}") for name in ("inScheme", "topConceptOf", "narrower")
)


def why_forbidden(decision: Decision, known: KnowledgeBase, base: str) -> str:
    """Return why the next build would only violate a shape by an added fact; empty where that is not known.

    Args:
        decision: the decision.
        known: the knowledge base.
        base: where the IRIs of the data begin.
    """
    if decision.kind != "add" or decision.relation not in {"eventType", "partOf"}:
        return ""
    store = open_store(known.store)
    if decision.relation == "eventType":
        wrong = not _is_event_type(store, NamedNode(terms.EVENT_TYPES + decision.object))
        return f"{decision.object!r} is no type of an occasion; ontology/event-types.ttl lists them" if wrong else ""
    if base + decision.thing in _above(base + decision.object, _parts(store, known, base)):
        return f"{decision.object} is part of {decision.thing}; reject that first, if it is the other way round"
    return ""


def _is_event_type(store: Store, node: NamedNode) -> bool:
    """Tell whether an occasion may be of a type: one of the scheme, and no heading."""
    has_top, has_narrower, is_one = (
        any(store.quads_for_pattern(node, said, None, None)) for said in (_TOP, _NARROWER, _IN_SCHEME)
    )
    return is_one and not (has_top and has_narrower)


def _parts(store: Store, known: KnowledgeBase, base: str) -> set[tuple[str, str]]:
    """Return which IRI is part of which, as the graph says and decisions that are not built yet change it."""
    part_of = terms.RELATIONS["partOf"]
    found = {
        (quad.subject.value, quad.object.value)
        for quad in store.quads_for_pattern(None, part_of, None, DefaultGraph())
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode)
    }
    for one in read_decisions(known.decisions)[0]:
        if one.relation == "partOf":
            pair = base + one.thing, base + one.object
            found = found - {pair} if one.kind == "reject" else found | {pair}
    return found


def _above(iri: str, parts: set[tuple[str, str]]) -> set[str]:
    """Return all of which something is part, over any number of steps."""
    found: set[str] = set()
    new = {iri}
    while new:
        new = {whole for part, whole in parts if part in new} - found
        found |= new
    return found
