"""Run the shapes over a graph, and put the words of the news beside each finding."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from pyoxigraph import BlankNode, NamedNode, Store
from rdflib import Graph

from migrationkg.errors import InputError
from migrationkg.model import Source
from migrationkg.validation.again import Earlier, judge_again
from migrationkg.validation.judging import judge, judge_whole, our_shapes
from migrationkg.validation.loading import statements
from migrationkg.validation.quotes import judge_quotes
from migrationkg.validation.report import SEVERITIES, Behind, Finding, Report, Result, Term
from migrationkg.validation.statements import number, stored
from migrationkg.validation.unjudged import why_unjudged
from migrationkg.validation.words import News, place

#: What finds what may be wrong.
ENGINES = ("store", "pyshacl")


def validate(
    data: Path | Graph | Store,
    sources: Mapping[str, Source] | None = None,
    texts: Mapping[str, str] | None = None,
    *,
    engine: str = "store",
) -> Report:
    """Check a graph against the shapes of `ontology/shapes.ttl` and `ontology/shapes-sparql.ttl`.

    Shapes for evidence judge only a graph that carries evidence. Where there is nothing for the shapes to judge, the
    report says so, and that the graph does not conform.

    Args:
        data: a file of RDF, its named graphs taken together, a graph of rdflib (it is left as it is), or a store with
            the union of all graphs as default graph.
        sources: IRI of a news item → where it was read, to point there.
        texts: IRI of a news item → its headline and text; quotes are held to those that are given.
        engine: "store", which finds what may be wrong, so that pySHACL judges that alone; or "pyshacl", which judges
            everything, and finds the same in much more time.

    Raises:
        InputError: the file cannot be read or is not well-formed, the graph cannot be judged, or there is no such
            engine.

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
    if engine not in ENGINES:
        raise InputError(f"there is no engine {engine!r}; choose {' or '.join(ENGINES)}")
    stated = data if isinstance(data, Store) else statements(data)
    checked = number(stated)
    reason = why_unjudged(stated)
    if reason:
        return Report((), (), checked, reason)
    store = stored(stated)
    shapes = our_shapes()
    results = judge_whole(stated, shapes) if engine == "pyshacl" else judge(stated, store, shapes)
    results |= set(judge_quotes(store, texts or {}))
    return _report(results, {}, News(stated), sources or {}, checked)


def validate_again(store: Store, earlier: Earlier, sources: Mapping[str, Source]) -> Report:
    """Return what `validate` does of a store, of which only what has changed is looked at.

    Args:
        store: the graph.
        earlier: what was found before, and what changed since.
        sources: IRI of a news item → where it was read, to point there.

    Raises:
        InputError: the graph cannot be judged.
    """
    results, told = judge_again(store, our_shapes(), earlier)
    checked = earlier.checked + len(earlier.added) - len(earlier.removed)
    known = {one: earlier.behind.get(one) for one in told}
    return _report(results, known, News(store), sources, checked)


def _report(
    results: Iterable[Result],
    known: Mapping[Result, Behind | None],
    news: News,
    sources: Mapping[str, Source],
    checked: int,
) -> Report:
    """Return a report on results; of those that are known it is also known which words are behind them."""
    told: list[Result] = []
    behind: list[Behind] = []
    findings: set[Finding] = set()
    for result in sorted(results, key=Result.order):
        node = result.said_by if result in known else news.said_by(result)
        one = known.get(result) or Behind(news.label(result.focus), news.words(node) if node else None)
        if isinstance(node, NamedNode) and node != result.said_by:
            result = replace(result, said_by=node)  # noqa: PLW2901
        told.append(result)
        behind.append(one)
        findings.add(_finding(result, one, news, sources))
    return Report(tuple(sorted(findings, key=_order)), tuple(told), checked, behind=tuple(behind))


def _order(finding: Finding) -> tuple[int, str, str, str, str, str]:
    gravity = SEVERITIES.index(finding.severity)
    return gravity, finding.message, finding.label, finding.focus, finding.path or "", finding.value or ""


def _finding(result: Result, behind: Behind, news: News, sources: Mapping[str, Source]) -> Finding:
    words = behind.words
    source = sources.get(words.item) if words else None
    on_lines = {source.line, *source.paragraph_lines} if source else set()
    headline = news.label(NamedNode(words.item)) if words and len(on_lines) > 1 else ""  # else it changes nothing
    return Finding(
        severity=result.severity,
        focus=_plain(result.focus),
        label=behind.label,
        message=result.message,
        shape=result.shape,
        path=result.path.value if result.path else None,
        value=str(result.value) if result.value is not None and result.value != result.focus else None,
        quote=(words.quote or None) if words else None,
        item=words.item if words else None,
        source=place(words, headline, source) if words and source else None,
    )


def _plain(node: Term) -> str:
    return str(node) if isinstance(node, BlankNode) else node.value
