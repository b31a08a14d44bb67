"""What the shapes forbid of a decision and its words do not tell, found before it is written down."""

from collections.abc import Iterator

from pyoxigraph import DefaultGraph, NamedNode, Store

from migrationkg.curation import read_decisions
from migrationkg.graph import terms
from migrationkg.knowledge_base.folder import KnowledgeBase
from migrationkg.model import RELATION_KINDS, VALUE_KINDS, Decision
from migrationkg.store import open_store

_IN_SCHEME, _TOP, _NARROWER = (
    NamedNode(f"http://www.w3.org/2004/02/skos/core#{name}") for name in ("inScheme", "topConceptOf", "narrower")
)


def why_forbidden(decision: Decision, known: KnowledgeBase, base: str) -> str:
    """Return why the next build would only violate a shape by a decision; empty where that is not known.

    Args:
        decision: the decision.
        known: the knowledge base.
        base: where the IRIs of the data begin.
    """
    if decision.kind == "retype":
        misfits = list(_misfits(decision, known, base))
        more = f" (and {len(misfits) - 1} more like it)" if len(misfits) > 1 else ""
        told = f"{''.join(misfits[:1])}{more} is said of no {decision.object}; reject that first"
        return told if misfits else ""
    if decision.kind != "add" or decision.relation not in {"eventType", "partOf"}:
        return ""
    store = open_store(known.store)
    if decision.relation == "eventType":
        wrong = not _is_event_type(store, NamedNode(terms.EVENT_TYPES + decision.object))
        return f"{decision.object!r} is no type of an occasion; ontology/event-types.ttl lists them" if wrong else ""
    if base + decision.thing in _above(base + decision.object, _parts(store, known, base)):
        return f"{decision.object} is part of {decision.thing}; reject that first, if it is the other way round"
    return ""


def _misfits(decision: Decision, known: KnowledgeBase, base: str) -> Iterator[str]:
    """Yield what the graph says of a thing, and no decision rejects, that is said of no thing of its new kind."""
    store, node = open_store(known.store), NamedNode(base + decision.thing)
    rejected = {
        (base + one.thing, one.relation, one.object)
        for one in read_decisions(known.decisions)[0]
        if one.kind == "reject" and not one.item
    }
    kinds = {**RELATION_KINDS, **{value: ({kind}, ()) for value, kind in VALUE_KINDS.items()}}
    for relation, (subjects, objects) in kinds.items():
        said = (terms.RELATIONS | terms.VALUES)[relation]
        found = [] if decision.object in subjects else [*store.quads_for_pattern(node, said, None, DefaultGraph())]
        if relation in RELATION_KINDS and decision.object not in objects:
            found += store.quads_for_pattern(None, said, node, DefaultGraph())
        for quad in found:
            subject, target = (str(getattr(one, "value", "")) for one in (quad.subject, quad.object))
            if (subject, relation, target.removeprefix(base)) not in rejected:
                yield f"{subject.removeprefix(base)} {relation} {target.removeprefix(base)}"


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
