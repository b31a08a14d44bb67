"""The report as RDF: an sh:ValidationReport, byte-identical for equal reports."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse, serialize

from migrationkg.errors import InputError
from migrationkg.graph.files import replacing
from migrationkg.program import command
from migrationkg.validation.report import Report, Result

_SH = "http://www.w3.org/ns/shacl#"
_SAID_BY = NamedNode("http://purl.org/dc/terms/source")
_PREFIXES = {
    "sh": _SH,
    "dcterms": "http://purl.org/dc/terms/",
    "mkg": "https://w3id.org/migrationkg/ontology#",
    "shape": "https://w3id.org/migrationkg/shape/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


def write_turtle(report: Report, path: Path) -> None:
    """Write the report as an sh:ValidationReport in Turtle.

    By the SHACL recommendation `sh:conforms` is true only if nothing at all was found: a graph with warnings or infos
    alone has `sh:conforms false` here, though its Report conforms. A result has the evidence or news item with the
    words behind it as `dcterms:source`.

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
    if result.said_by is not None:
        yield Triple(node, _SAID_BY, result.said_by)


def read_turtle(path: Path) -> tuple[Result, ...]:
    """Return the results of a report that `write_turtle` wrote.

    Raises:
        InputError: the file cannot be read, or is no such report.
    """
    try:
        said: dict[object, dict[NamedNode, object]] = {}
        for quad in parse(path=str(path), format=RdfFormat.TURTLE):
            said.setdefault(quad.subject, {})[quad.predicate] = quad.object
        found = [_result_of(one) for one in said.values() if one[_TYPE] == _sh("ValidationResult")]
    except (OSError, SyntaxError, KeyError, AssertionError) as error:
        raise InputError(f"{path}: is no report of a validation; write it with: {command('validate', 'KB')}") from error
    return tuple(sorted(found, key=str))


def _result_of(said: Mapping[NamedNode, object]) -> Result:
    focus, path, value = (said.get(_sh(name)) for name in ("focusNode", "resultPath", "value"))
    said_by = said.get(_SAID_BY)
    message, shape, component, severity = (
        said[_sh(name)] for name in ("resultMessage", "sourceShape", "sourceConstraintComponent", "resultSeverity")
    )
    assert isinstance(focus, NamedNode | BlankNode | Literal)  # noqa: S101 - caught above
    assert isinstance(message, Literal)  # noqa: S101
    assert isinstance(shape, NamedNode)  # noqa: S101
    assert isinstance(component, NamedNode)  # noqa: S101
    assert isinstance(severity, NamedNode)  # noqa: S101
    return Result(
        severity=severity.value.removeprefix(_SH),
        focus=focus,
        path=path if isinstance(path, NamedNode) else None,
        value=value if isinstance(value, NamedNode | BlankNode | Literal) else None,
        message=message.value,
        shape=shape.value,
        component=component.value,
        said_by=said_by if isinstance(said_by, NamedNode) else None,
    )
