"""The files of a knowledge base, made anew, or out of those of the last build where little has changed."""

import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, RdfFormat, Store, Triple

from migrationkg.graph import terms
from migrationkg.graph.evidence import without_evidence
from migrationkg.graph.files import replacing
from migrationkg.graph.order import class_place, for_reading
from migrationkg.graph.prefixes import prefixes
from migrationkg.graph.quads import authority_quads, graph_by_graph, item_quads, kinds_of
from migrationkg.graph.splicing import Block, blocks_of, declared, graph_block, spliced, subject_blocks
from migrationkg.graph.turtle import header, laid_out, laid_out_graph
from migrationkg.knowledge_base.changes import Changes, changes, describing
from migrationkg.knowledge_base.folder import KnowledgeBase
from migrationkg.knowledge_base.memory import Memory
from migrationkg.knowledge_base.resolving import Graph
from migrationkg.knowledge_base.state import State
from migrationkg.model import Source
from migrationkg.progress import through
from migrationkg.store import open_store, write_store
from migrationkg.store.disk import has_grown
from migrationkg.store.updating import Difference, write_changed_store

if TYPE_CHECKING:
    from migrationkg.validation import Report

_Subject: TypeAlias = NamedNode | BlankNode | Triple
#: Of what all graphs speak, evidence left out: subject → where its class stands in the order of reading.
_Subjects: TypeAlias = dict[_Subject, int]

#: How many subjects are laid out together.
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Written:
    """What was written.

    Attributes:
        statements: number of statements in the union of all graphs, without evidence.
        difference: what that union has less or more than that of the last build; None where that was not looked for.
    """

    statements: int
    difference: Difference | None = None


def write_graph(
    known: KnowledgeBase,
    state: State | None,
    before: Memory,
    lines: Mapping[str, bytes],
    graph: Graph,
    fresh: KnowledgeBase,
) -> Callable[[], Written]:
    """Write `graph.trig`, and return what writes `graph.ttl` and the store.

    That needs nothing of what is given here, which can be let go before: at 10,000 items it is 400 MB.

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
        whole = change and Whole(graph.base, folders_of(graph), kinds_of(graph.resolution))
        if change is not None and whole and (written := written_from(known, state, change, whole, fresh)):
            return lambda: written
    of_turtle, of_trig = _headers(folders_of(graph), graph.base)
    said = _write_trig(graph, of_trig, fresh.trig)
    return partial(_written_by_trig, said, of_turtle, fresh)


def _written_by_trig(said: _Subjects, header: str, fresh: KnowledgeBase) -> Written:
    write_store(fresh.trig, fresh.store)
    return Written(_write_turtle(open_store(fresh.store), said, header, fresh.turtle))


def _note_subjects(quads: Collection[Quad], said: _Subjects) -> None:
    """Take note of what a graph speaks of."""
    for quad in without_evidence(quads):
        is_kind = quad.predicate == terms.TYPE and isinstance(quad.object, NamedNode)
        rank, _ = class_place(quad.object if is_kind else None)  # type: ignore[arg-type]
        said[quad.subject] = min(rank, said.get(quad.subject, rank))


def _write_turtle(store: Store, said: _Subjects, header: str, path: Path) -> int:
    """Write `graph.ttl` out of the store, some subjects at a time; return the number of its statements."""
    order = sorted(said, key=lambda node: (said[node], str(node)))
    short, count = declared(header), 0
    with replacing(path) as stream:
        stream.write(f"{header}\n".encode())
        for begin in through(range(0, len(order), _AT_ONCE)):
            some = (_of(store, node) for node in order[begin : begin + _AT_ONCE])
            quads = for_reading(chain.from_iterable(some))
            count += len(quads)
            stream.write(laid_out((quad.triple for quad in quads), RdfFormat.TURTLE, short).encode())
    return count


def _write_trig(graph: Graph, header: str, path: Path) -> _Subjects:
    """Write `graph.trig`, each graph before the next is made; return of what they speak."""
    kinds, short = kinds_of(graph.resolution), declared(header)
    said: _Subjects = {}
    resolved = graph.curated.extractions, graph.resolution, graph.base, graph.curated.applied
    with replacing(path) as trig:
        trig.write(f"{header}\n".encode())
        for quads in through(graph_by_graph(*resolved), len(graph.curated.extractions)):
            if quads and quads[0].graph_name != DefaultGraph():
                trig.write(laid_out_graph(quads, kinds, short).encode())
            else:
                trig.write(laid_out((quad.triple for quad in for_reading(quads)), RdfFormat.TURTLE, short).encode())
            _note_subjects(quads, said)
    return said


@dataclass(frozen=True, slots=True)
class Whole:
    """What must be known of a whole graph to write a part of it anew.

    Attributes:
        base: where the IRIs begin.
        folders: of `folders_of`.
        kinds: IRI of each resource that the part speaks of → its kind.
    """

    base: str
    folders: frozenset[str]
    kinds: Mapping[str, str]


def written_from(
    known: KnowledgeBase, state: State, change: Changes, whole: Whole, fresh: KnowledgeBase
) -> Written | None:
    """Write the files out of the old ones; None where prefixes make them others.

    Args:
        known: the knowledge base as the last build left it.
        state: its state.
        change: what differs.
        whole: what is known of the graph.
        fresh: where the files go.
    """
    of_turtle, of_trig = _headers(whole.folders, whole.base)
    difference = write_changed_store(known.store, change.removed, change.added, fresh.store)
    less, more = (_without_evidence(triples, whole.base) for triples in (difference.removed, difference.added))
    before, after = open_store(known.store), open_store(fresh.store)
    try:
        _write_spliced(known.trig, of_trig, partial(_changed_in_trig, before, change, whole), fresh.trig)
        subjects = {triple.subject for triple in (*less, *more) if isinstance(triple.subject, NamedNode)}
        _write_spliced(known.turtle, of_turtle, partial(_changed_in_turtle, before, after, subjects), fresh.turtle)
    except LookupError:
        del after
        shutil.rmtree(fresh.store)
        return None
    if has_grown(fresh.store):
        del after
        shutil.rmtree(fresh.store)
        write_store(fresh.trig, fresh.store)
    return Written(state.statements + len(more) - len(less), difference)


def _without_evidence(triples: Iterable[Triple], base: str) -> list[Triple]:
    evidence = f"<{base}evidence/"
    return [triple for triple in triples if not str(triple.subject).startswith(evidence)]


def _changed_in_trig(store: Store, change: Changes, whole: Whole, short: Mapping[str, str]) -> Iterator[Block]:
    """Yield the blocks of `graph.trig` that are others than they were in a store."""
    for iri, now in change.described.items():
        yield from subject_blocks(iri, list(describing(store, iri)), now, short)
    for iri, now in change.graphs.items():
        yield graph_block(iri, now, whole.kinds, short)


def _changed_in_turtle(
    before: Store, after: Store, subjects: Iterable[NamedNode], short: Mapping[str, str]
) -> Iterator[Block]:
    """Yield the blocks of some subjects in `graph.ttl`, by a store as it was and as it is."""
    for one in subjects:
        yield from subject_blocks(one.value, _of(before, one), _of(after, one), short)


def _write_spliced(known: Path, header: str, made: Callable[[Mapping[str, str]], Iterable[Block]], path: Path) -> None:
    """Write a file out of one that stands.

    Raises:
        LookupError: under the header its blocks would be others, or it has not what it should have.
    """
    with blocks_of(known) as blocks, replacing(path) as stream:
        if not blocks.fits(header):
            raise LookupError(header)
        stream.writelines(spliced(blocks, header, made(declared(header))))


def _of(store: Store, subject: _Subject) -> list[Quad]:
    return list(store.quads_for_pattern(subject, None, None, DefaultGraph()))


def folders_of(graph: Graph) -> frozenset[str]:
    """Return the first parts of the IRIs that a graph describes, by which its files have prefixes."""
    described = {
        iri.removeprefix(graph.base).partition("/")[0]
        for iri in (*kinds_of(graph.resolution), *graph.resolution.replaced)
    }
    described |= {"news"} if graph.curated.extractions else set()
    described |= {"decision", "curator"} if graph.curated.applied else set()
    authority = authority_quads(graph.curated.extractions, graph.resolution, graph.curated.applied, graph.base)
    described |= {"authority"} if authority else set()
    summed = any(one.amounts for one in graph.curated.extractions)
    summed |= any(isinstance(quad.object, NamedNode) and quad.predicate == terms.BUDGET for quad in authority)
    described |= {"amount"} if summed else set()
    return frozenset(described | ({"evidence"} if _has_evidence(graph) else set()))


def _headers(folders: frozenset[str], base: str) -> tuple[str, str]:
    """Return the prefixes of `graph.ttl`, which tells no evidence, and of `graph.trig`."""
    return _header(folders - {"evidence"}, base), _header(folders, base)


def _has_evidence(graph: Graph) -> bool:
    """Tell whether any item has words that say something: as a rule the first one."""
    kinds = kinds_of(graph.resolution)
    graphs = (item_quads(one, graph.resolution, kinds, graph.base) for one in graph.curated.extractions)
    return any(quad.object == terms.EVIDENCE for quads in graphs for quad in quads)


def _header(folders: Iterable[str], base: str) -> str:
    quads = [Quad(NamedNode(f"{base}{folder}/x"), terms.TYPE, terms.NEWS_ITEM) for folder in folders]
    return header(prefixes(quads)).removesuffix("\n")


def write_report(
    sources: Mapping[str, Source], fresh: KnowledgeBase, known: KnowledgeBase, state: State | None, written: Written
) -> "Report":
    """Validate the graph, and write the report; where the last build did, only what has changed is looked at.

    Args:
        sources: IRI of each news item → where it was read.
        fresh: where the files are.
        known: the knowledge base as the last build left it.
        state: its state; None where it cannot be built upon.
        written: what was written.
    """
    # Loaded here: validation brings libraries that asking a question does not need.
    from migrationkg.validation import (
        Earlier,
        read_behind,
        read_turtle,
        validate,
        validate_again,
        write_behind,
        write_html,
        write_turtle,
    )

    store = open_store(fresh.store)
    if state is not None and state.checked and written.difference is not None:
        less, more = written.difference.removed, written.difference.added
        results = read_turtle(known.report_graph)
        behind = read_behind(results, known.findings)
        earlier = Earlier(open_store(known.store), results, state.checked, less, more, behind)
        report = validate_again(store, earlier, sources)
    else:
        report = validate(store, sources)
    write_html(report, fresh.report)
    write_turtle(report, fresh.report_graph)
    write_behind(report, fresh.findings)
    return report
