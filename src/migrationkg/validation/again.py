"""Judge a graph again that was judged before it changed a little: only what the change may make wrong, or cure.

A shape in SHACL Core looks at a node's own statements, at those that lead to it by an inverse path, and at the types of
what these join with it. How far one in SHACL-SPARQL looks beyond a node's own statements, it says by `shape:looksAt`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pyoxigraph import NamedNode, Store, Triple
from rdflib import SH, Graph, Namespace, URIRef
from rdflib.term import Node as RdflibNode

from migrationkg.graph import terms
from migrationkg.validation.compiling import NotCompiledError
from migrationkg.validation.judging import Shapes, judge, judge_near, narrower_in
from migrationkg.validation.report import Behind, Result
from migrationkg.validation.sparql import judge_by, one_of, prefixes_of
from migrationkg.validation.statements import SUB_CLASS_OF, Node, asked, matching

_SHAPE = Namespace("https://w3id.org/migrationkg/shape/")

#: What leads from evidence and news items to the nodes of which they tell.
_TELLING = (terms.SUBJECT, terms.OBJECT, terms.MENTIONS)


@dataclass(frozen=True, slots=True)
class Earlier:
    """What was found in a graph before it changed.

    Attributes:
        store: the graph as it was.
        results: what was found by the same shapes.
        checked: number of its statements.
        removed: the statements that are no more.
        added: those that are new.
        behind: what stood behind results, as far as that is remembered.
    """

    store: Store
    results: Sequence[Result]
    checked: int
    removed: frozenset[Triple]
    added: frozenset[Triple]
    behind: Mapping[Result, Behind] = field(default_factory=dict)

    @property
    def changed(self) -> frozenset[Triple]:
        """All statements of the change."""
        return self.removed | self.added


def judge_again(store: Store, shapes: Shapes, earlier: Earlier) -> tuple[set[Result], set[Result]]:
    """Return what shapes find in a graph, which is what `judge` finds; and what of it is told by the words of before.

    Args:
        store: the graph.
        shapes: the shapes.
        earlier: what was found before, and what changed since.

    Raises:
        InputError: pySHACL cannot judge the statements at all.
    """
    try:
        return _judge_touched(store, shapes, earlier)
    except NotCompiledError:
        return judge(store, store, shapes), set()


def _judge_touched(store: Store, shapes: Shapes, earlier: Earlier) -> tuple[set[Result], set[Result]]:
    narrower = narrower_in(store)
    classes_stay = all(one.predicate != SUB_CLASS_OF for one in earlier.changed)
    if narrower is None or not classes_stay or _has_evidence(store) != _has_evidence(earlier.store):
        raise NotCompiledError
    core = set(_touched(store, earlier, shapes.core))
    found = judge_near(store, core, shapes.core, narrower)
    touched: dict[str, set[Node]] = {}
    for shape in set(shapes.asked.subjects(SH.sparql)):
        nodes = touched[str(shape)] = set(_seeing(shape, store, earlier, shapes.asked))
        found |= set(judge_by(shape, store, shapes.asked, narrower, nodes))
    ours = {shape for shape in {one.shape for one in earlier.results} if _is_one_of(shape, shapes)}
    kept = {one for one in earlier.results if one.shape in ours and one.focus not in touched.get(one.shape, core)}
    retold = set(_retold(store, earlier))
    return found | kept, {one for one in kept if one.focus not in retold}


def _has_evidence(store: Store) -> bool:
    """Tell whether a graph carries evidence: shapes that concern it judge no other."""
    return any(matching(store, None, terms.TYPE, terms.EVIDENCE))


def _is_one_of(shape: str, shapes: Shapes) -> bool:
    """Tell whether a shape is one of these: that quotes stand in their items is no shape."""
    return any((URIRef(shape), None, None) in graph for graph in (shapes.core, shapes.asked))


def _touched(store: Store, earlier: Earlier, core: Graph) -> Iterator[Node]:
    """Yield the nodes at which a shape in SHACL Core may find something else than before."""
    inverse = {NamedNode(str(one)) for one in core.objects(None, SH.inversePath)}
    for triple in earlier.changed:
        if isinstance(triple.subject, Node):
            yield triple.subject
        if triple.predicate in inverse and isinstance(triple.object, Node):
            yield triple.object
        if triple.predicate == terms.TYPE and isinstance(triple.subject, Node):
            for quad in matching(store, None, None, triple.subject):
                if isinstance(quad.subject, Node):
                    yield quad.subject
            for property_ in inverse:
                for quad in matching(store, triple.subject, property_, None):
                    if isinstance(quad.object, Node):
                        yield quad.object


def _seeing(shape: RdflibNode, store: Store, earlier: Earlier, shapes: Graph) -> Iterator[NamedNode]:
    """Yield the nodes at which a shape in SHACL-SPARQL may find something else than before."""
    for triple in earlier.changed:
        if isinstance(triple.subject, NamedNode):
            yield triple.subject
    for beyond in shapes.objects(shape, _SHAPE.looksAt):
        properties = {NamedNode(str(one)) for one in shapes.objects(beyond, _SHAPE.property)}
        changed = (one for one in earlier.changed if not properties or one.predicate in properties)
        ends = {one.subject for one in changed if isinstance(one.subject, NamedNode)}
        query = (
            f"SELECT DISTINCT ?this WHERE {{ {one_of('end', ends)} ?this {shapes.value(beyond, _SHAPE.path)} ?end }}"
        )
        for graph in (store, earlier.store) if ends else ():
            for row in asked(graph, query, prefixes_of(shape, shapes)):
                if isinstance(row["this"], NamedNode):
                    yield row["this"]


def _retold(store: Store, earlier: Earlier) -> Iterator[Node]:
    """Yield the nodes behind which other words may stand now: evidence of them changed, or what mentions them."""
    telling = set()
    for triple in earlier.changed:
        if isinstance(triple.subject, Node):
            yield triple.subject
            telling.add(triple.subject)
        if triple.predicate in _TELLING and isinstance(triple.object, Node):
            yield triple.object
    for node in telling:
        yield from _told_by(store, node)


def _told_by(store: Store, node: Node) -> Iterable[Node]:
    ends = (quad.object for one in (terms.SUBJECT, terms.OBJECT) for quad in matching(store, node, one, None))
    return (end for end in ends if isinstance(end, Node))
