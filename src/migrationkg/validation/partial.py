"""Judge a graph that differs little from one that was judged: only what the difference touches is judged again."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from pyoxigraph import NamedNode, Store, Triple

from migrationkg.graph import terms
from migrationkg.model import Source
from migrationkg.validation.checking import report_of
from migrationkg.validation.judging import judge
from migrationkg.validation.report import Report, Result
from migrationkg.validation.surroundings import (
    LEADING_ON,
    LOCATED_IN,
    OPERATES_IN,
    Node,
    matching,
    nodes_of,
    reachable,
)
from migrationkg.validation.words import News

_PART_OF_PROJECT, _HELD_IN = (terms.RELATIONS[name] for name in ("partOfProject", "heldIn"))

#: A statement of a thing on which hangs what is found at those that lead to it → by which properties they do.
_LOOKED_AT = {
    terms.TYPE: (None,),
    OPERATES_IN: (_PART_OF_PROJECT,),
    LOCATED_IN: (_HELD_IN,),
    terms.START_DATE: (terms.MENTIONS,),
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
    focus_nodes = set(nodes_of(store)) if _evidence_came_or_went(store, changed) else _touched(store, changed)
    gone = {triple.subject for triple in changed}
    kept = [result for result in before if result.focus not in focus_nodes and result.focus not in gone]
    results = sorted((*kept, *judge(store, sorted(focus_nodes, key=str))), key=str)
    return report_of(results, News(store), sources, checked)


def _evidence_came_or_went(store: Store, changed: Iterable[Triple]) -> bool:
    """Tell whether there is evidence now and was none, or the other way round: only with any is it asked for."""
    told = [one for one in changed if one.predicate == terms.TYPE and one.object == terms.EVIDENCE]
    if not told:
        return False
    standing = {quad.subject for quad in matching(store, None, terms.TYPE, terms.EVIDENCE)}
    came = {one.subject for one in told} & standing
    went = len(told) - len(came)
    return bool(standing) != bool(standing - came or went)


def _touched(store: Store, changed: Iterable[Triple]) -> set[Node]:
    """Return the nodes at which something else may be found now."""
    found: set[Node] = set()
    for triple in changed:
        found |= {term for term in (triple.subject, triple.object) if isinstance(term, NamedNode)}
        for property_ in _LOOKED_AT.get(triple.predicate, ()):
            leading = (quad.subject for quad in matching(store, None, property_, triple.subject))
            found |= {node for node in leading if isinstance(node, Node)}
        if triple.predicate == terms.TYPE:  # of a state, perhaps, and places lie in it
            places = [quad.subject for quad in matching(store, None, LOCATED_IN, triple.subject)]
            events = (quad.subject for one in places for quad in matching(store, None, _HELD_IN, one))
            found |= {node for node in events if isinstance(node, Node)}
        found |= _evidence(store, triple)
        if triple.predicate in LEADING_ON and isinstance(triple.object, NamedNode):
            found |= reachable(store, [triple.object])
    return found


def _evidence(store: Store, triple: Triple) -> set[Node]:
    """Return the evidence for a statement."""
    return {
        quad.subject
        for quad in matching(store, None, terms.SUBJECT, triple.subject)
        if isinstance(quad.subject, Node)
        and any(matching(store, quad.subject, terms.PREDICATE, triple.predicate))
        and any(matching(store, quad.subject, terms.OBJECT, triple.object))
    }
