"""On which statements hangs what a shape finds at a node: those are judged, instead of the whole graph.

What is found at a node hangs on the node's own statements, the classes of the things that these lead to, the evidence
for them, and, by the few shapes that look further, on the properties named below. `shapes.ttl` and `shapes-sparql.ttl`
are held to that by tests that compare with judging the whole graph at once.
"""

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from pyoxigraph import BlankNode, Dataset, DefaultGraph, Literal, NamedNode, Quad, Store, Triple

from migrationkg.graph import terms

#: The statements of a graph: in a store with the union of all graphs as default graph, or to the letter in a dataset
#: (a store makes "1.0" of "1.00", and xsd:integer of narrower types).
Statements: TypeAlias = Store | Dataset
Node: TypeAlias = NamedNode | BlankNode
Subject: TypeAlias = NamedNode | BlankNode | Triple
Term: TypeAlias = Subject | Literal

OPERATES_IN, LOCATED_IN = (terms.RELATIONS[name] for name in ("operatesIn", "locatedIn"))
#: What must not lead back to where it begins, over any number of steps.
LEADING_ON = (terms.RELATIONS["partOf"], terms.FOLLOWS)
_OF_STATEMENT = (terms.SUBJECT, terms.PREDICATE, terms.OBJECT)
SUB_CLASS_OF = NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")


def matching(
    statements: Statements, subject: Subject | None, predicate: NamedNode | None, target: Term | None
) -> Iterator[Quad]:
    """Return the statements of a subject or with an object, or of both, and perhaps of one property.

    Args:
        statements: the graph.
        subject: the subject, or None for any.
        predicate: the property, or None for any.
        target: the object, or None for any.
    """
    if isinstance(statements, Store):
        return statements.quads_for_pattern(subject, predicate, target, DefaultGraph())
    if subject is not None:
        found = statements.quads_for_subject(subject)
    elif target is not None:
        found = statements.quads_for_object(target)
    else:
        found = iter(statements) if predicate is None else statements.quads_for_predicate(predicate)
    return (quad for quad in found if predicate in (None, quad.predicate) and target in (None, quad.object))


def nodes_of(statements: Statements) -> list[Node]:
    """Return all subjects, sorted, but evidence behind that of which it speaks: what is near is judged together."""
    place: dict[Node, tuple[str, str]] = {}
    for quad in matching(statements, None, None, None):
        if isinstance(quad.subject, Triple):
            continue
        if quad.predicate == terms.SUBJECT:
            place[quad.subject] = str(quad.object), str(quad.subject)
        else:
            place.setdefault(quad.subject, (str(quad.subject), ""))
    return sorted(place, key=place.__getitem__)


def surroundings(statements: Statements, nodes: Iterable[Node]) -> list[Triple]:
    """Return the statements on which hangs what is found at the nodes."""
    nodes = dict.fromkeys(nodes)
    found: dict[Triple, None] = {}
    near: dict[Node, None] = {}

    def add(quads: Iterable[Quad]) -> None:
        found.update(dict.fromkeys(quad.triple for quad in quads))

    for node in nodes:
        own = list(matching(statements, node, None, None))
        add(own)
        near |= dict.fromkeys(quad.object for quad in own if isinstance(quad.object, Node))
        having = list(matching(statements, None, terms.AMOUNT, node))
        add(having)
        near |= dict.fromkeys(quad.subject for quad in having if isinstance(quad.subject, Node))
        for quad in matching(statements, None, terms.SUBJECT, node):
            if quad.subject not in nodes:
                add(one for one in matching(statements, quad.subject, None, None) if one.predicate in _OF_STATEMENT)
        add(_stated(statements, own))
    for node in near:
        add(_looked_at(statements, node))
    for node in reachable(statements, nodes):
        for property_ in LEADING_ON:
            add(matching(statements, node, property_, None))
    for triple in list(found):
        if triple.predicate == LOCATED_IN and isinstance(triple.object, Node):
            add(matching(statements, triple.object, terms.TYPE, None))
    return list(found)


def of_all(statements: Statements) -> list[Triple]:
    """Return the statements that every node hangs on: the hierarchy of classes, and whether there is evidence."""
    classes = [] if isinstance(statements, Store) else list(matching(statements, None, SUB_CLASS_OF, None))
    evidence = next(matching(statements, None, terms.TYPE, terms.EVIDENCE), None)
    return [quad.triple for quad in (*classes, evidence) if quad is not None]


def _looked_at(statements: Statements, node: Node) -> Iterator[Quad]:
    """Yield what shapes look at in a thing that a node leads to."""
    for property_ in (terms.TYPE, OPERATES_IN, LOCATED_IN, terms.START_DATE):
        yield from matching(statements, node, property_, None)


def _stated(statements: Statements, evidence: Iterable[Quad]) -> Iterator[Quad]:
    """Yield the statement for which a node is evidence, where the graph makes it."""
    evidence = list(evidence)
    subjects, properties, values = (
        [quad.object for quad in evidence if quad.predicate == term] for term in _OF_STATEMENT
    )
    for subject in subjects:
        for property_ in properties:
            for value in values:
                if not isinstance(subject, Literal) and isinstance(property_, NamedNode):
                    yield from matching(statements, subject, property_, value)


def reachable(statements: Statements, nodes: Iterable[Node]) -> set[Node]:
    """Return the nodes and all that they are part of or follow, over any number of steps."""
    found: set[Node] = set()
    todo = list(nodes)
    while todo:
        node = todo.pop()
        if node not in found:
            found.add(node)
            leading = (quad for one in LEADING_ON for quad in matching(statements, node, one, None))
            todo += [quad.object for quad in leading if isinstance(quad.object, Node)]
    return found
