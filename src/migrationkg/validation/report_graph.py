"""The report as RDF: an sh:ValidationReport, byte-identical for equal reports."""

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse, serialize

from migrationkg.graph.files import replacing
from migrationkg.validation.report import Finding, Report

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
    yield Triple(root, _sh("conforms"), Literal(report.conforms))
    nodes = [BlankNode(f"result{number}") for number in range(1, len(report.findings) + 1)]
    for node in nodes:
        yield Triple(root, _sh("result"), node)
    for node, finding in zip(nodes, report.findings, strict=True):
        yield from _result(node, finding)


def _result(node: BlankNode, finding: Finding) -> Iterator[Triple]:
    yield Triple(node, _TYPE, _sh("ValidationResult"))
    yield Triple(node, _sh("resultSeverity"), _sh(finding.severity))
    focus = finding.focus
    yield Triple(node, _sh("focusNode"), BlankNode(focus[2:]) if focus.startswith("_:") else NamedNode(focus))
    if finding.path:
        yield Triple(node, _sh("resultPath"), NamedNode(finding.path))
    if finding.value:
        yield Triple(node, _sh("value"), _term(finding.value))
    yield Triple(node, _sh("resultMessage"), Literal(finding.message, language="en"))
    if finding.shape:
        yield Triple(node, _sh("sourceShape"), NamedNode(finding.shape))


def _term(written: str) -> NamedNode | BlankNode | Literal:
    """Return the term that N-Triples writes so."""
    line = f"<x:a> <x:b> {written} ."
    (quad,) = parse(line, format=RdfFormat.N_TRIPLES)
    term: NamedNode | BlankNode | Literal = quad.object
    return term
