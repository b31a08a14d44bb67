"""Judge a graph that differs little from one that was judged: only what the difference touches is judged again.

What a shape finds at a node hangs on the node's own statements, the classes of the things that these lead to, and, by
the few shapes that look further, on those named below. `shapes.ttl` and `shapes-sparql.ttl` are held to that by a test
that compares with judging all anew.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store, Triple

from migrationkg.graph import terms
from migrationkg.model import Source
from migrationkg.validation.checking import report_of
from migrationkg.validation.core import judge_by_core
from migrationkg.validation.loading import class_hierarchy
from migrationkg.validation.report import Report, Result
from migrationkg.validation.sparql import judge_by_sparql
from migrationkg.validation.words import News

_OPERATES_IN, _LOCATED_IN, _PART_OF = (terms.RELATIONS[name] for name in ("operatesIn", "locatedIn", "partOf"))
_PART_OF_PROJECT, _HELD_IN = (terms.RELATIONS[name] for name in ("partOfProject", "heldIn"))

Subject: TypeAlias = NamedNode | BlankNode | Triple
Term: TypeAlias = Subject | Literal

#: A statement of a thing on which hangs what is found at those that lead to it → by which properties they do.
_LOOKED_AT = {
    terms.TYPE: (None,),
    _OPERATES_IN: (_PART_OF_PROJECT,),
    _LOCATED_IN: (_HELD_IN,),
}


def validate_again(
    store: Store,
    before: Sequence[Result],
    changed: Collection[Triple],
    sources: Mapping[str, Source],
    checked: int,
) -> Report:
    """Check a graph of which an earlier state was checked.

    Args:
        store: the graph as it is now, with the union of all graphs as default graph.
        before: what was found in the earlier state.
        changed: the statements that only the earlier or only the present state makes.
        sources: IRI of a news item → where it was read.
        checked: number of statements that it has now.

    Raises:
        InputError: the graph cannot be judged.
    """
    focus_nodes = _touched(store, changed)
    judged = (*class_hierarchy(), *_surroundings(store, focus_nodes))
    fresh = {*judge_by_core(judged), *judge_by_sparql(judged)} if focus_nodes else set()
    kept = [result for result in before if result.focus not in focus_nodes]
    results = sorted((*kept, *(result for result in fresh if result.focus in focus_nodes)), key=str)
    return report_of(results, News(store), sources, checked)


def _touched(store: Store, changed: Iterable[Triple]) -> set[Term]:
    """Return the nodes at which something else may be found now."""
    found: set[Term] = set()
    for triple in changed:
        found |= {term for term in (triple.subject, triple.object) if isinstance(term, NamedNode)}
        for property_ in _LOOKED_AT.get(triple.predicate, ()):
            found |= {quad.subject for quad in _quads(store, None, property_, triple.subject)}
        found |= _evidence(store, triple)
        if triple.predicate == _PART_OF and isinstance(triple.object, NamedNode):
            found |= _reachable(store, [triple.object])
    return found


def _evidence(store: Store, triple: Triple) -> set[Term]:
    """Return the evidence for a statement."""
    return {
        quad.subject
        for quad in _quads(store, None, terms.SUBJECT, triple.subject)
        if any(_quads(store, quad.subject, terms.PREDICATE, triple.predicate))
        and any(_quads(store, quad.subject, terms.OBJECT, triple.object))
    }


def _surroundings(store: Store, focus_nodes: Iterable[Term]) -> list[Triple]:
    """Return the statements on which hangs what is found at the nodes."""
    found: dict[Triple, None] = {}
    nodes = [node for node in focus_nodes if isinstance(node, NamedNode)]

    def add(quads: Iterable[Quad]) -> None:
        found.update(dict.fromkeys(quad.triple for quad in quads))

    near: dict[NamedNode, None] = {}
    for node in nodes:
        own = list(_quads(store, node, None, None))
        add(own)
        near |= dict.fromkeys(quad.object for quad in own if isinstance(quad.object, NamedNode))
        add(_quads(store, None, terms.AMOUNT, node))
        for quad in _quads(store, None, terms.SUBJECT, node):
            for property_ in (terms.TYPE, terms.SUBJECT, terms.PREDICATE, terms.OBJECT):
                add(_quads(store, quad.subject, property_, None))
        add(_stated(store, node))
    for node in near:
        for property_ in (terms.TYPE, _OPERATES_IN, _LOCATED_IN):
            add(_quads(store, node, property_, None))
    for node in _reachable(store, nodes):
        add(_quads(store, node, _PART_OF, None))
    for triple in list(found):
        if triple.predicate == _LOCATED_IN and isinstance(triple.object, NamedNode):
            add(_quads(store, triple.object, terms.TYPE, None))
    return list(found)


def _stated(store: Store, evidence: NamedNode) -> Iterator[Quad]:
    """Yield the statement for which a node is evidence, where the graph makes it."""
    subject, predicate, target = (
        [quad.object for quad in _quads(store, evidence, term, None)]
        for term in (terms.SUBJECT, terms.PREDICATE, terms.OBJECT)
    )
    for one in subject:
        for property_ in predicate:
            for value in target:
                if not isinstance(one, Literal) and isinstance(property_, NamedNode):
                    yield from _quads(store, one, property_, value)


def _reachable(store: Store, nodes: Iterable[NamedNode]) -> set[NamedNode]:
    """Return the nodes and all that they are, over any number of steps, part of."""
    found: set[NamedNode] = set()
    todo = list(nodes)
    while todo:
        node = todo.pop()
        if node not in found:
            found.add(node)
            todo += [quad.object for quad in _quads(store, node, _PART_OF, None) if isinstance(quad.object, NamedNode)]
    return found


def _quads(store: Store, subject: Subject | None, predicate: NamedNode | None, target: Term | None) -> Iterator[Quad]:
    return store.quads_for_pattern(subject, predicate, target, DefaultGraph())
