"""The files of a knowledge base, made anew, or out of those of the last build where little has changed."""

import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store, Triple

from migrationkg.graph import terms, to_quads, write_trig, write_turtle
from migrationkg.graph.evidence import without_evidence
from migrationkg.graph.files import replacing
from migrationkg.graph.prefixes import prefixes
from migrationkg.graph.quads import kinds_of
from migrationkg.graph.splicing import Blocks, spliced
from migrationkg.graph.turtle import header
from migrationkg.knowledge_base.changes import Changes, changes
from migrationkg.knowledge_base.folder import KnowledgeBase
from migrationkg.knowledge_base.memory import Memory
from migrationkg.knowledge_base.resolving import Graph
from migrationkg.knowledge_base.state import State
from migrationkg.model import Source
from migrationkg.store import open_store, write_store
from migrationkg.store.updating import write_changed_store

if TYPE_CHECKING:
    from migrationkg.validation import Report


@dataclass(frozen=True, slots=True)
class Written:
    """What was written.

    Attributes:
        statements: number of statements in the union of all graphs, without evidence.
        checked: the same with evidence.
        changed: the statements that only the last state or only this one makes; None where all was made anew.
    """

    statements: int
    checked: int
    changed: frozenset[Triple] | None


def write_graph(
    known: KnowledgeBase,
    state: State | None,
    before: Memory,
    lines: Mapping[str, str],
    graph: Graph,
    fresh: KnowledgeBase,
) -> Written:
    """Write `graph.ttl`, `graph.trig` and the store.

    Args:
        known: the knowledge base as the last build left it.
        state: its state; None where it cannot be built upon.
        before: what it remembers of the items.
        lines: id of each item → the line that remembers it.
        graph: what the graph says.
        fresh: where the files go.
    """
    if state is not None and state.base == graph.base and known.store.exists():
        change = changes(known, state, before, lines, graph)
        if change is not None and (written := _written_from(known, state, change, graph, fresh)):
            return written
    return _written_anew(graph, fresh)


def _written_anew(graph: Graph, fresh: KnowledgeBase) -> Written:
    quads = to_quads(graph.curated.extractions, graph.resolution, graph.base, graph.curated.applied)
    write_turtle(quads, fresh.turtle)
    write_trig(quads, fresh.trig)
    write_store(quads, fresh.store)
    statements = len({quad.triple for quad in without_evidence(quads)})
    return Written(statements, len({quad.triple for quad in quads}), None)


def _written_from(
    known: KnowledgeBase, state: State, change: Changes, graph: Graph, fresh: KnowledgeBase
) -> Written | None:
    """Write the files out of the old ones; None where they have other prefixes."""
    difference = write_changed_store(known.store, change.removed, change.added, fresh.store)
    store = open_store(fresh.store)
    turtle, trig = (Blocks.of(path.read_bytes()) for path in (known.turtle, known.trig))
    if (turtle.header, trig.header) != _headers(store, graph):
        del store
        shutil.rmtree(fresh.store)
        return None
    evidence = f"<{graph.base}evidence/"
    less, more = (
        [triple for triple in triples if not str(triple.subject).startswith(evidence)]
        for triples in (difference.removed, difference.added)
    )
    subjects = {triple.subject.value for triple in (*less, *more) if isinstance(triple.subject, NamedNode)}
    _write(spliced(turtle, {one: _of(store, one) for one in sorted(subjects)}, {}, {}), fresh.turtle)
    _write(spliced(trig, change.described, change.graphs, kinds_of(graph.resolution)), fresh.trig)
    return Written(
        state.statements + len(more) - len(less),
        state.checked + len(difference.added) - len(difference.removed),
        difference.removed | difference.added,
    )


def _of(store: Store, subject: str) -> list[Quad]:
    return list(store.quads_for_pattern(NamedNode(subject), None, None, DefaultGraph()))


def _headers(store: Store, graph: Graph) -> tuple[str, str]:
    """Return the prefixes of `graph.ttl` and `graph.trig`, which tell what kinds of things are described."""
    described = {
        iri.removeprefix(graph.base).partition("/")[0]
        for iri in (*kinds_of(graph.resolution), *graph.resolution.replaced)
    }
    described |= {"news"} if graph.curated.extractions else set()
    described |= {"decision", "curator"} if graph.curated.applied else set()
    described |= {"amount"} if _any(store, terms.AMOUNT_CLASS) else set()
    with_evidence = described | ({"evidence"} if _any(store, terms.EVIDENCE) else set())
    return _header(described, graph.base), _header(with_evidence, graph.base)


def _any(store: Store, kind: NamedNode) -> bool:
    return any(store.quads_for_pattern(None, terms.TYPE, kind, DefaultGraph()))


def _header(folders: Iterable[str], base: str) -> str:
    quads = [Quad(NamedNode(f"{base}{folder}/x"), terms.TYPE, terms.NEWS_ITEM) for folder in folders]
    return header(prefixes(quads)).removesuffix("\n")


def _write(blocks: Blocks, path: Path) -> None:
    with replacing(path) as stream:
        stream.writelines(blocks.pieces)


def write_report(
    known: KnowledgeBase, state: State | None, written: Written, sources: Mapping[str, Source], fresh: KnowledgeBase
) -> "Report":
    """Validate the graph, and write the report.

    Args:
        known: the knowledge base as the last build left it.
        state: its state, or None.
        written: what was written.
        sources: IRI of each news item → where it was read.
        fresh: where the files are.
    """
    # Loaded here: validation brings libraries that asking a question does not need.
    from migrationkg.validation import write_html, write_turtle
    from migrationkg.validation.checking import validate_statements
    from migrationkg.validation.partial import validate_again
    from migrationkg.validation.report_graph import read_turtle

    if written.changed is not None and state is not None and state.validated and known.report_graph.exists():
        before = read_turtle(known.report_graph)
        report = validate_again(open_store(fresh.store), before, written.changed, sources, written.checked)
    else:
        report = validate_statements(open_store(fresh.store), sources, written.checked)
    write_html(report, fresh.report)
    write_turtle(report, fresh.report_graph)
    return report
