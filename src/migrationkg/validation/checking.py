"""Run the shapes over a graph, and put the words of the news beside each finding."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from pyoxigraph import BlankNode, NamedNode
from rdflib import Graph

from migrationkg.model import Source
from migrationkg.validation.judging import judge
from migrationkg.validation.loading import statements
from migrationkg.validation.quotes import judge_quotes
from migrationkg.validation.report import SEVERITIES, Finding, Report, Result, Term
from migrationkg.validation.surroundings import Statements, nodes_of
from migrationkg.validation.unjudged import why_unjudged
from migrationkg.validation.words import News, Words, place


def validate(
    data: Path | Graph, sources: Mapping[str, Source] | None = None, texts: Mapping[str, str] | None = None
) -> Report:
    """Check a graph against the shapes of `ontology/shapes.ttl` and `ontology/shapes-sparql.ttl`.

    Shapes for evidence judge only a graph that carries evidence. Where there is nothing for the shapes to judge, the
    report says so, and that the graph does not conform.

    Args:
        data: a file of RDF, its named graphs taken together, or a graph of rdflib (it is left as it is).
        sources: IRI of a news item → where it was read, to point there.
        texts: IRI of a news item → its headline and text; quotes are held to those that are given.

    Raises:
        InputError: the file cannot be read or is not well-formed, or the graph cannot be judged.

    Example:
        >>> report = validate(Graph().parse(format="turtle", data='''
        ...     @prefix mkg: <https://w3id.org/migrationkg/ontology#> .
        ...     <https://example.org/amount/1> a mkg:Amount ; mkg:value 5.0 ; mkg:currency "euro" .
        ... '''))
        >>> report.conforms
        False
        >>> [finding.message for finding in report.findings if finding.value]
        ['A sum of money has one currency, an ISO 4217 code of three capital letters.']
    """
    stated = statements(data)
    return validate_statements(stated, sources or {}, len(stated), texts or {})


def validate_statements(
    data: Statements, sources: Mapping[str, Source], checked: int, texts: Mapping[str, str] = MappingProxyType({})
) -> Report:
    """Check a graph that is loaded.

    Args:
        data: the graph.
        sources: IRI of a news item → where it was read.
        checked: number of its statements.
        texts: IRI of a news item → its headline and text.

    Raises:
        InputError: it cannot be judged.
    """
    reason = why_unjudged(data)
    if reason:
        return Report((), (), checked, reason)
    results = {*judge(data, nodes_of(data)), *judge_quotes(data, texts)}
    return report_of(sorted(results, key=str), News(data), sources, checked)


def report_of(results: Iterable[Result], news: News, sources: Mapping[str, Source], checked: int) -> Report:
    """Return a report for people on what engines found.

    Args:
        results: what they found, sorted; one that tells by what it is said keeps that.
        news: what the graph tells of news items.
        sources: IRI of a news item → where it was read.
        checked: number of statements that were checked.
    """
    told: list[Result] = []
    findings: set[Finding] = set()
    for result in results:
        node = result.said_by or news.said_by(result)
        told.append(replace(result, said_by=node) if isinstance(node, NamedNode) else result)
        findings.add(_finding(result, news.words(node) if node else None, news, sources))
    return Report(tuple(sorted(findings, key=_order)), tuple(told), checked)


def _order(finding: Finding) -> tuple[int, str, str, str, str, str]:
    gravity = SEVERITIES.index(finding.severity)
    return gravity, finding.message, finding.label, finding.focus, finding.path or "", finding.value or ""


def _finding(result: Result, words: Words | None, news: News, sources: Mapping[str, Source]) -> Finding:
    source = sources.get(words.item) if words else None
    return Finding(
        severity=result.severity,
        focus=_plain(result.focus),
        label=news.label(result.focus),
        message=result.message,
        shape=result.shape,
        path=result.path.value if result.path else None,
        value=str(result.value) if result.value is not None and result.value != result.focus else None,
        quote=(words.quote or None) if words else None,
        item=words.item if words else None,
        source=place(words, news.label(NamedNode(words.item)), source) if words and source else None,
    )


def _plain(node: Term) -> str:
    return str(node) if isinstance(node, BlankNode) else node.value
