"""The report as RDF: an sh:ValidationReport, byte-identical for equal reports."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

from migrationkg.errors import InputError
from migrationkg.graph.files import replacing
from migrationkg.program import command
from migrationkg.validation.report import Report, Result

_SH = "http://www.w3.org/ns/shacl#"
_RESULT = NamedNode(_SH + "ValidationResult")
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
    prefixes = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in _PREFIXES.items())
    nodes = [f"_:result{number}" for number in range(1, len(report.results) + 1)]
    root = ["_:report a sh:ValidationReport", f"sh:conforms {'false' if nodes else 'true'}"]
    root += [f"sh:result {' , '.join(nodes)}"] if nodes else []
    with replacing(path) as stream:
        stream.write(prefixes.encode() + _block(root))
        stream.writelines(_block(_result(node, one)) for node, one in zip(nodes, report.results, strict=True))


def _block(said: Iterable[str]) -> bytes:
    return (" ;\n\t".join(said) + " .\n").encode()


def _result(node: str, result: Result) -> Iterator[str]:
    yield f"{node} a sh:ValidationResult"
    yield f"sh:resultSeverity sh:{result.severity}"
    yield f"sh:focusNode {result.focus}"
    if result.path is not None:
        yield f"sh:resultPath {_short(result.path)}"
    if result.value is not None:
        yield f"sh:value {result.value}"
    yield f"sh:resultMessage {Literal(result.message, language='en')}"
    yield f"sh:sourceShape {_short(NamedNode(result.shape))}"
    yield f"sh:sourceConstraintComponent {_short(NamedNode(result.component))}"
    if result.said_by is not None:
        yield f"dcterms:source {result.said_by}"


@cache
def _sh(name: str) -> NamedNode:
    return NamedNode(_SH + name)


@lru_cache(256)
def _short(node: NamedNode) -> str:
    """Return a term as Turtle has it, by a prefix where that needs no escapes."""
    for prefix, namespace in _PREFIXES.items():
        local = node.value.removeprefix(namespace)
        if local != node.value and local.isascii() and local.isidentifier():
            return f"{prefix}:{local}"
    return str(node)


def read_turtle(path: Path) -> tuple[Result, ...]:
    """Return the results of a report that `write_turtle` wrote.

    Raises:
        InputError: the file cannot be read, or is no such report.
    """
    try:
        said: dict[object, dict[NamedNode, object]] = {}
        for quad in parse(path=str(path), format=RdfFormat.TURTLE):
            said.setdefault(quad.subject, {})[quad.predicate] = quad.object
        found = [_result_of(one) for one in said.values() if one[_TYPE] == _RESULT]
    except (OSError, SyntaxError, KeyError, AssertionError) as error:
        raise InputError(f"{path}: is no report of a validation; write it with: {command('validate', 'KB')}") from error
    return tuple(sorted(found, key=Result.order))


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
