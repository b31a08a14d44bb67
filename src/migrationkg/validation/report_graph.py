"""The report as RDF: an sh:ValidationReport, byte-identical for equal reports."""

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from migrationkg.graph.files import replacing
from migrationkg.validation.report import Report, Result

_SH = "http://www.w3.org/ns/shacl#"
_PREFIXES = {
    "sh": _SH,
    "mkg": "https://w3id.org/migrationkg/ontology#",
    "shape": "https://w3id.org/migrationkg/shape/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


def write_turtle(report: Report, path: Path) -> None:
    """Write the report as an sh:ValidationReport in Turtle.

    By the SHACL recommendation `sh:conforms` is true only if nothing at all was found: a graph with warnings or infos
    alone has `sh:conforms false` here, though its Report conforms.

    Raises:
        InputError: the file cannot be written.
    """
    with replacing(path) as stream:
        serialize(_triples(report), stream, format=RdfFormat.TURTLE, prefixes=_PREFIXES)


def _sh(name: str) -> NamedNode:
    return NamedNode(_SH + name)


def _triples(report: Report) -> Iterator[Triple]:
    root = BlankNode("report")
    yield Triple(root, _TYPE, _sh("ValidationReport"))
    yield Triple(root, _sh("conforms"), Literal(not report.results))
    nodes = [BlankNode(f"result{number}") for number in range(1, len(report.results) + 1)]
    for node in nodes:
        yield Triple(root, _sh("result"), node)
    for node, result in zip(nodes, report.results, strict=True):
        yield from _result(node, result)


def _result(node: BlankNode, result: Result) -> Iterator[Triple]:
    yield Triple(node, _TYPE, _sh("ValidationResult"))
    yield Triple(node, _sh("resultSeverity"), _sh(result.severity))
    yield Triple(node, _sh("focusNode"), result.focus)
    if result.path is not None:
        yield Triple(node, _sh("resultPath"), result.path)
    if result.value is not None:
        yield Triple(node, _sh("value"), result.value)
    yield Triple(node, _sh("resultMessage"), Literal(result.message, language="en"))
    yield Triple(node, _sh("sourceShape"), NamedNode(result.shape))
    yield Triple(node, _sh("sourceConstraintComponent"), NamedNode(result.component))
