"""Judge statements by the shapes in SHACL Core, with pySHACL."""

from collections.abc import Collection, Iterator
from functools import cache

from pyoxigraph import BlankNode, Literal, NamedNode, Triple
from rdflib import RDF, SH, BNode, Graph, URIRef
from rdflib import Literal as RdflibLiteral
from rdflib.term import Node

from migrationkg.errors import InputError
from migrationkg.resources import resource
from migrationkg.validation.loading import in_memory
from migrationkg.validation.report import Result, Term


def judge_by_core(triples: Collection[Triple]) -> Iterator[Result]:
    """Return what the shapes of `ontology/shapes.ttl` find among statements, the class hierarchy among them.

    Raises:
        InputError: pySHACL cannot judge the statements at all.
    """
    from pyshacl import validate

    _, results, text = validate(
        in_memory(triples), shacl_graph=_shapes(), inference="none", do_owl_imports=False, inplace=True
    )
    if not isinstance(results, Graph):
        raise InputError(f"the graph cannot be judged: {text.strip()}")
    for node in results.subjects(RDF.type, SH.ValidationResult):
        yield _result(results, node)


@cache
def _shapes() -> Graph:
    return Graph().parse(resource("ontology/shapes.ttl"), format="turtle")


def _result(results: Graph, node: Node) -> Result:
    path = results.value(node, SH.resultPath)
    value = results.value(node, SH.value)
    focus = _term(results.value(node, SH.focusNode))
    return Result(
        severity=str(results.value(node, SH.resultSeverity)).removeprefix(str(SH)),
        focus=focus,
        path=NamedNode(str(path)) if isinstance(path, URIRef) else None,
        value=_term(value) if value is not None else None,
        message=str(results.value(node, SH.resultMessage)),
        shape=str(results.value(node, SH.sourceShape)),
        component=str(results.value(node, SH.sourceConstraintComponent)),
    )


def _term(node: Node | None) -> Term:
    if isinstance(node, RdflibLiteral):
        if node.language:
            return Literal(str(node), language=node.language)
        return Literal(str(node), datatype=NamedNode(str(node.datatype)) if node.datatype else None)
    return BlankNode(str(node)) if isinstance(node, BNode) else NamedNode(str(node))
