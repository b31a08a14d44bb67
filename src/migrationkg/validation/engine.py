"""pySHACL, the judge: its report on statements, as results."""

from collections.abc import Iterable, Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Triple
from rdflib import RDF, SH, BNode, Graph, URIRef
from rdflib import Literal as RdflibLiteral
from rdflib.term import Node

from migrationkg.errors import InputError
from migrationkg.validation.loading import ILL_FORMED, class_hierarchy, in_memory
from migrationkg.validation.report import Result, Term


def judge_by_pyshacl(triples: Iterable[Triple], shapes: Graph) -> Iterator[Result]:
    """Return what pySHACL finds by shapes among statements, to which the class hierarchy is added.

    Raises:
        InputError: pySHACL cannot judge the statements at all.
    """
    from pyshacl import validate

    graph = in_memory((*triples, *class_hierarchy()))
    try:
        _, results, text = validate(graph, shacl_graph=shapes, inference="none", do_owl_imports=False, inplace=True)
    except Exception as error:  # of rdflib's SPARQL, at dates that are none and the like
        told = f"{type(error).__name__} {error}".partition("\n")[0]
        raise InputError(f"pySHACL breaks off at this graph ({told}); judge it by the store") from error
    if not isinstance(results, Graph):
        raise InputError(f"the graph cannot be judged: {text.strip()}")
    for node in results.subjects(RDF.type, SH.ValidationResult):
        yield _result(results, node)


def _result(results: Graph, node: Node) -> Result:
    path = results.value(node, SH.resultPath)
    value = results.value(node, SH.value)
    return Result(
        severity=str(results.value(node, SH.resultSeverity)).removeprefix(str(SH)),
        focus=_term(results.value(node, SH.focusNode)),
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
        datatype = str(node.datatype or "").removeprefix(ILL_FORMED)
        return Literal(str(node), datatype=NamedNode(datatype) if datatype else None)
    return BlankNode(str(node)) if isinstance(node, BNode) else NamedNode(str(node))
