"""Run the shapes over a graph, and find the words of the news behind each finding."""

import re
from collections.abc import Mapping
from pathlib import Path

from rdflib import RDF, SH, BNode, Graph, Namespace, URIRef
from rdflib.namespace import SKOS
from rdflib.term import Node

from migrationkg.model import Source
from migrationkg.validation.loading import class_hierarchy, in_memory, load_data, shapes
from migrationkg.validation.report import SEVERITIES, Finding, Report

_MKG = Namespace("https://w3id.org/migrationkg/ontology#")


def validate(data: Path | Graph, sources: Mapping[str, Source] | None = None) -> Report:
    """Check a graph against the shapes of `ontology/shapes.ttl` and `ontology/shapes-sparql.ttl` with pySHACL.

    Shapes for evidence judge only a graph that carries evidence.

    Args:
        data: a file of RDF, or a graph in rdflib's memory (it is left as it is).
        sources: IRI of a news item → where it was read, to point there.

    Raises:
        InputError: the file cannot be read or is not well-formed.
    """
    from pyshacl import validate as run

    graph = load_data(data) if isinstance(data, Path) else data
    judged = in_memory(class_hierarchy())
    judged += graph
    _, results, _ = run(judged, shacl_graph=shapes(), inference="none", do_owl_imports=False, inplace=True)
    assert isinstance(results, Graph)  # noqa: S101 - pySHACL's type says that it may be bytes or an error
    found = {_finding(results, node, graph, sources or {}) for node in results.subjects(RDF.type, SH.ValidationResult)}
    return Report(tuple(sorted(found, key=_order)), len(graph))


def _order(finding: Finding) -> tuple[int, str, str, str, str, str]:
    place = SEVERITIES.index(finding.severity)
    return place, finding.message, finding.label, finding.focus, finding.path or "", finding.value or ""


def _finding(results: Graph, node: Node, graph: Graph, sources: Mapping[str, Source]) -> Finding:
    focus = results.value(node, SH.focusNode)
    path = results.value(node, SH.resultPath)
    value = results.value(node, SH.value)
    shape = results.value(node, SH.sourceShape)
    item, quote = _words(graph, focus, path, value)
    return Finding(
        severity=str(results.value(node, SH.resultSeverity)).rpartition("#")[2],
        focus=_plain(focus),
        label=_label(graph, focus),
        message=str(results.value(node, SH.resultMessage)),
        shape=_plain(shape) if isinstance(shape, URIRef) else "",
        path=str(path) if isinstance(path, URIRef) else None,
        value=value.n3() if value is not None and not isinstance(value, BNode) and value != focus else None,
        quote=quote,
        item=item,
        source=_place(sources.get(item or ""), quote),
    )


def _plain(node: Node | None) -> str:
    return f"_:{node}" if isinstance(node, BNode) else str(node)


def _label(graph: Graph, focus: Node | None) -> str:
    label = graph.value(focus, SKOS.prefLabel) if focus is not None else None
    return str(label) if label is not None else re.split(r"[/#]", str(focus))[-1]


def _words(graph: Graph, focus: Node | None, path: Node | None, value: Node | None) -> tuple[str | None, str | None]:
    """Return the news item and its words that say the statement in question, else those that first name the node."""
    if (focus, RDF.type, _MKG.NewsItem) in graph:
        return str(focus), None
    about = [
        evidence
        for end in (RDF.subject, RDF.object)
        for evidence in graph.subjects(end, focus)
        if (evidence, RDF.type, _MKG.Evidence) in graph
    ]
    exact = [one for one in about if (one, RDF.predicate, path) in graph and (one, RDF.object, value) in graph]
    for evidence in sorted(exact or about, key=lambda one: (str(graph.value(one, _MKG.newsItem)), str(one))):
        return str(graph.value(evidence, _MKG.newsItem)), str(graph.value(evidence, _MKG.quote))
    return min((str(one) for one in graph.subjects(_MKG.mentions, focus)), default=None), None


def _place(source: Source | None, quote: str | None) -> str | None:
    """Return file and line; the text's first line where words of it are quoted, else the headline's."""
    if source is None:
        return None
    line = source.paragraph_lines[0] if quote and source.paragraph_lines else source.line
    return f"{source.name}:{line}"
