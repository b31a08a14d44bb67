"""The graph of a knowledge base without and with a decision, as far as the two differ; nothing is written."""

import shutil
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from pyoxigraph import NamedNode, Quad

from migrationkg.curation.decisions import read_decisions
from migrationkg.errors import InputError
from migrationkg.graph.quads import authority_quads, curation_quads, graph_by_graph, item_quads, kinds_of
from migrationkg.knowledge_base.authorities import authority_files
from migrationkg.knowledge_base.folder import KnowledgeBase
from migrationkg.knowledge_base.memory import read_memory
from migrationkg.knowledge_base.resolving import Graph, graph_of
from migrationkg.model import Extraction

_IN_VAIN = "does not apply: "


def sides(known: KnowledgeBase, without: str, with_it: str, base: str, *, doubtful: bool) -> tuple[list[Quad], ...]:
    """Return what is said without and with a decision of all that it touches.

    What a comparison tells of a thing, its name and kind, stands with it, and so does whether another item says the
    same: the rest of the graph has no part in it.

    Args:
        known: the knowledge base.
        without: the text of its decisions.
        with_it: the same with one more, as the last.
        base: where the IRIs of the data begin.
        doubtful: whether what is doubtful is taken in.

    Raises:
        InputError: the decision would not apply.
    """
    extractions = read_memory(known.memory).extractions.values()
    ordered = sorted(extractions, key=lambda one: (one.item.published, one.item.id))
    with TemporaryDirectory() as place:
        other = KnowledgeBase(Path(place))
        if known.identities.exists():
            shutil.copy(known.identities, other.identities)
        graphs = []
        for text in (without, with_it):
            other.decisions.write_text(text, encoding="utf-8")
            graphs.append(graph_of(ordered, other, authority_files(known, ()), base, doubtful=doubtful))
        last = max(one.line for one in read_decisions(other.decisions)[0])
    for problem in graphs[1].curated.problems:
        if problem.line == last:
            raise InputError(f"no decision: {problem.message.removeprefix(_IN_VAIN)}")
    return _differing(*graphs)


def _differing(before: Graph, after: Graph) -> tuple[list[Quad], ...]:
    """Return the quads of two graphs that stand with what differs."""
    former, now = _readings(before), _readings(after)
    changed = {item for item in former.keys() | now.keys() if former.get(item) != now.get(item)}
    said = [frozenset(_quads(graph, changed)) for graph in (before, after)]
    differing = said[0] ^ said[1]
    touched = {node for quad in differing for node in (quad.subject, quad.object, quad.graph_name)}
    items = {f"{after.base}news/{item}" for item in changed}
    stated = {
        quad.subject.value
        for quad in differing
        if isinstance(quad.subject, NamedNode) and getattr(quad.graph_name, "value", "") in items
    }
    alike = {item for item in now.keys() - changed if not stated.isdisjoint(iri for iri, _ in now[item][1])}
    both = [quad for quad in _of_items(after, alike) if quad.subject in touched]
    return tuple([*both, *(quad for quad in side if quad.subject in touched)] for side in said)


#: All that the graph of an item hangs on: what was read out of it, and the IRI and kind of each of its entities.
_Reading = tuple[Extraction, Sequence[tuple[str, str]]]


def _readings(graph: Graph) -> dict[str, _Reading]:
    kinds = kinds_of(graph.resolution)
    iris = graph.resolution.iris
    return {
        one.item.id: (
            one,
            tuple(
                (iris[one.item.id, entity.id], kinds.get(iris[one.item.id, entity.id], "")) for entity in one.entities
            ),
        )
        for one in graph.curated.extractions
    }


def _quads(graph: Graph, items: Collection[str]) -> Iterator[Quad]:
    """Yield the quads of some items, and all that are of none."""
    told, resolution, applied = graph.curated.extractions, graph.resolution, graph.curated.applied
    yield from next(graph_by_graph((), resolution, graph.base, ()))  # the default graph
    yield from curation_quads(applied, kinds_of(resolution), graph.base)
    yield from authority_quads(told, resolution, applied, graph.base)
    yield from _of_items(graph, items)


def _of_items(graph: Graph, items: Collection[str]) -> Iterator[Quad]:
    kinds = kinds_of(graph.resolution)
    for one in graph.curated.extractions:
        if one.item.id in items:
            yield from item_quads(one, graph.resolution, kinds, graph.base)
