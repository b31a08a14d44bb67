"""Judge statements by the shapes in SHACL Core, with pySHACL."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache

from pyoxigraph import BlankNode, Literal, NamedNode, Triple
from rdflib import RDF, SH, BNode, Graph, URIRef
from rdflib import Literal as RdflibLiteral
from rdflib.term import Node

from migrationkg.errors import InputError
from migrationkg.graph import terms
from migrationkg.validation.loading import ILL_FORMED, in_memory
from migrationkg.validation.prepared import SUB_CLASS_OF, mark_of, prepared_shapes
from migrationkg.validation.report import Result, Term


def judge_by_core(triples: Collection[Triple], nodes: Iterable[NamedNode | BlankNode]) -> Iterator[Result]:
    """Return what the shapes of `ontology/shapes.ttl` find at nodes among statements, the class hierarchy among them.

    Raises:
        InputError: pySHACL cannot judge the statements at all.
    """
    from pyshacl import validate

    shapes = prepared_shapes()
    graph = in_memory((*triples, *shapes.classes, *_marks(triples, nodes)))
    _, results, text = validate(graph, shacl_graph=shapes.graph, inference="none", do_owl_imports=False, inplace=True)
    if not isinstance(results, Graph):
        raise InputError(f"the graph cannot be judged: {text.strip()}")
    for node in results.subjects(RDF.type, SH.ValidationResult):
        yield _result(results, node)


def _marks(triples: Collection[Triple], nodes: Iterable[NamedNode | BlankNode]) -> Iterator[Triple]:
    """Yield what marks nodes as targets of the shapes, by their classes and the properties that they have."""
    used = prepared_shapes().marks
    asked = set(nodes)
    broader: dict[object, list[Term]] = {}
    for triple in triples:
        if triple.predicate == SUB_CLASS_OF and isinstance(triple.object, NamedNode | BlankNode):
            broader.setdefault(triple.subject, []).append(triple.object)

    @cache
    def of_class(class_: Term) -> frozenset[str]:
        return used & {mark_of(str(SH.targetClass), one.value) for one in _with_broader(class_, broader)}

    @cache
    def of_property(property_: NamedNode) -> frozenset[str]:
        return used & {mark_of(str(SH.targetSubjectsOf), property_.value)}

    for node, property_, value in triples:
        if node in asked:
            is_type = property_ == terms.TYPE and isinstance(value, NamedNode | BlankNode)
            for mark in of_property(property_) | (of_class(value) if is_type else frozenset()):
                yield Triple(node, NamedNode(mark), terms.TYPE)  # any object that pySHACL can copy


def _with_broader(class_: Term, broader: Mapping[object, list[Term]]) -> set[Term]:
    found: set[Term] = set()
    todo = [class_]
    while todo:
        one = todo.pop()
        if one not in found:
            found.add(one)
            todo += broader.get(one, ())
    return found


def _result(results: Graph, node: Node) -> Result:
    path = results.value(node, SH.resultPath)
    value = results.value(node, SH.value)
    focus = _term(results.value(node, SH.focusNode))
    shape = str(results.value(node, SH.sourceShape))
    component = results.value(node, SH.sourceConstraintComponent)
    if shape in prepared_shapes().either and component == SH.ClassConstraintComponent:
        component = SH.OrConstraintComponent
    return Result(
        severity=str(results.value(node, SH.resultSeverity)).removeprefix(str(SH)),
        focus=focus,
        path=NamedNode(str(path)) if isinstance(path, URIRef) else None,
        value=_term(value) if value is not None else None,
        message=str(results.value(node, SH.resultMessage)),
        shape=shape,
        component=str(component),
    )


def _term(node: Node | None) -> Term:
    if isinstance(node, RdflibLiteral):
        if node.language:
            return Literal(str(node), language=node.language)
        datatype = str(node.datatype or "").removeprefix(ILL_FORMED)
        return Literal(str(node), datatype=NamedNode(datatype) if datatype else None)
    return BlankNode(str(node)) if isinstance(node, BNode) else NamedNode(str(node))
