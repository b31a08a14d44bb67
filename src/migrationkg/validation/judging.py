"""Judge a graph by the shapes: a store finds what may be wrong, which pySHACL judges; or pySHACL judges everything."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from pyoxigraph import BlankNode, Dataset, Literal, NamedNode, Quad, Store, Triple, parse
from rdflib import RDFS, SH, BNode, Graph, URIRef
from rdflib.term import Node as RdflibNode

from migrationkg.graph import terms
from migrationkg.progress import through
from migrationkg.resources import resource
from migrationkg.validation.compiling import TARGETS, Narrower, NotCompiledError, compiled
from migrationkg.validation.engine import judge_by_pyshacl
from migrationkg.validation.loading import class_hierarchy, in_memory
from migrationkg.validation.report import Result
from migrationkg.validation.sparql import judge_by_sparql
from migrationkg.validation.statements import SUB_CLASS_OF, Node, Statements, asked, matching, stored

#: Datatypes of which a store keeps every text.
_KEPT = {NamedNode(terms.XSD + "string"), NamedNode(terms.RDF + "langString")}


@dataclass(frozen=True, slots=True)
class Shapes:
    """Shapes to judge by.

    Attributes:
        core: shapes of any kind.
        asked: shapes in SHACL-SPARQL whose queries find each `$this` by themselves, so that one asking does for all.
    """

    core: Graph
    asked: Graph


@cache
def our_shapes() -> Shapes:
    """Return the shapes of `ontology/`."""
    core, asked_once = (parse(path=str(resource(f"ontology/{name}.ttl"))) for name in ("shapes", "shapes-sparql"))
    return Shapes(in_memory(quad.triple for quad in core), in_memory(quad.triple for quad in asked_once))


def judge_whole(data: Statements, shapes: Shapes) -> set[Result]:
    """Return what pySHACL finds in the whole of a graph; by shapes in SPARQL it takes minutes where that is large.

    Raises:
        InputError: pySHACL cannot judge the statements at all.
    """
    return set(judge_by_pyshacl(_all(data), shapes.core + shapes.asked))


def judge(data: Statements, store: Store, shapes: Shapes) -> set[Result]:
    """Return what shapes find in a graph, which is what `judge_whole` finds.

    Args:
        data: the graph to the letter, or the store.
        store: a store of it.
        shapes: the shapes.

    Raises:
        InputError: pySHACL cannot judge the statements at all.
    """
    narrower = narrower_in(data)
    if narrower is None:
        return judge_whole(data, shapes)
    try:
        queries = compiled(shapes.core, narrower)
    except NotCompiledError:
        found = set(judge_by_pyshacl(_all(data), shapes.core))
    else:
        found = {*_judge_candidates(data, store, shapes.core, queries), *_judge_altered(data, shapes.core)}
    return found | set(judge_by_sparql(store, shapes.asked, narrower))


def judge_near(store: Store, nodes: Collection[Node], core: Graph, narrower: Narrower) -> set[Result]:
    """Return what shapes in SHACL Core find at some nodes of a store.

    Args:
        store: the graph.
        nodes: the nodes.
        core: the shapes.
        narrower: returns a class and all below it.

    Raises:
        NotCompiledError: one of the shapes may look further than at what is near the nodes.
        InputError: pySHACL cannot judge the statements at all.
    """
    queries = compiled(core, narrower)
    around = stored(Dataset(Quad(one.subject, one.predicate, one.object) for one in _near(store, nodes, core)))
    return {one for one in _judge_candidates(around, around, core, queries) if one.focus in nodes}


def _judge_candidates(
    data: Statements, store: Store, core: Graph, queries: Mapping[RdflibNode, Iterable[str]]
) -> Iterator[Result]:
    candidates = {
        (shape, row["this"])
        for shape, several in through(queries.items())
        for query in several
        for row in asked(store, query)
    }
    near = _near(data, {node for _, node in candidates}, core)
    return judge_by_pyshacl(near, _aimed(core, candidates)) if candidates else iter(())


def _judge_altered(data: Statements, core: Graph) -> Iterator[Result]:
    """Yield what is found at nodes with values that a store does not keep to the letter: it may be asked in vain."""
    altered = _altered(data) if isinstance(data, Dataset) else set()
    if altered:
        yield from (one for one in judge_by_pyshacl(_near(data, altered, core), core) if one.focus in altered)


def _aimed(core: Graph, candidates: Iterable[tuple[RdflibNode, Node]]) -> Graph:
    """Return the shapes, each with its candidates for targets."""
    shapes = Graph() + core
    for target in TARGETS:
        shapes.remove((None, target, None))
    for shape, node in candidates:
        shapes.add((shape, SH.targetNode, BNode(node.value) if isinstance(node, BlankNode) else URIRef(node.value)))
    return shapes


def _all(data: Statements) -> Iterator[Triple]:
    return (quad.triple for quad in matching(data, None, None, None))


def narrower_in(data: Statements) -> Narrower | None:
    """Return what tells the classes below one, by the ontology and by a graph; None where no query can name them all.

    Args:
        data: the graph.
    """
    classes = [quad.triple for quad in matching(data, None, SUB_CLASS_OF, None)]
    if any(isinstance(one.subject, BlankNode) for one in classes):
        return None
    graph = in_memory((*class_hierarchy(), *classes))
    return lambda class_: (one for one in graph.transitive_subjects(RDFS.subClassOf, class_) if one is not None)


def _near(data: Statements, nodes: Collection[Node], core: Graph) -> Iterator[Triple]:
    """Yield the statements on which hangs what is found at nodes: theirs, types of what these lead to, and sub-classes.

    No shape that is compiled looks further.
    """
    yield from (quad.triple for quad in matching(data, None, SUB_CLASS_OF, None))
    inverse = [NamedNode(str(one)) for one in core.objects(None, SH.inversePath)]
    led_to: dict[Node, None] = {}
    for node in nodes:
        own = list(matching(data, node, None, None))
        own += [quad for one in inverse for quad in matching(data, None, one, node)]
        yield from (quad.triple for quad in own)
        led_to |= dict.fromkeys(term for quad in own for term in (quad.subject, quad.object) if isinstance(term, Node))
    for node in led_to:
        yield from (quad.triple for quad in matching(data, node, terms.TYPE, None))


def _altered(data: Dataset) -> set[Node]:
    """Return the subjects of values that a store does not keep to the letter: of these, its answers may be wrong."""
    values = {quad.object for quad in data if isinstance(quad.object, Literal) and quad.object.datatype not in _KEPT}
    kept = {quad.object for quad in stored(Dataset(Quad(terms.VALUE, terms.VALUE, value) for value in values))}
    quads = (quad for value in values - kept for quad in data.quads_for_object(value))
    return {quad.subject for quad in quads if isinstance(quad.subject, Node)}
