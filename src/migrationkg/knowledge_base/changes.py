"""What of a graph differs from that of the last build, found without making either whole."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store, Triple

from migrationkg.graph.authority import authority_graph
from migrationkg.graph.decisions import curation_graph
from migrationkg.graph.descriptions import DESCRIBING, description, replacement
from migrationkg.graph.quads import authority_quads, curation_quads, item_quads, kinds_of
from migrationkg.knowledge_base.folder import KnowledgeBase
from migrationkg.knowledge_base.memory import Memory
from migrationkg.knowledge_base.resolving import Graph
from migrationkg.knowledge_base.state import State
from migrationkg.store import open_store
from migrationkg.store.disk import OWN_GRAPHS

#: Where more items changed than these, and than this share of all, making all anew is no slower.
_FEW, _SHARE = 20, 0.25


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs.

    Attributes:
        removed: the quads that are no more; those of the default graph are descriptions of resources.
        added: the quads that are new.
        described: IRI of each resource that is described otherwise → the quads that describe it now.
        graphs: IRI of each named graph that may differ → its quads now.
    """

    removed: frozenset[Quad]
    added: frozenset[Quad]
    described: Mapping[str, list[Quad]]
    graphs: Mapping[str, list[Quad]]


def changes(
    known: KnowledgeBase, state: State, before: Memory, lines: Mapping[str, bytes], graph: Graph
) -> Changes | None:
    """Return what differs from the last build; None where it is so much that making all anew is as good.

    Args:
        known: the knowledge base as the last build left it.
        state: its state.
        before: what it remembers of the items.
        lines: id of each item → the line that remembers it now.
        graph: what the graph says now.
    """
    store = open_store(known.store)
    standing = _graphs_of(store)
    others = _differing(state, before, lines, graph, standing)
    if len(others) > max(_FEW, _SHARE * len(graph.curated.extractions)):
        return None
    graphs = _graphs(graph, others, standing)
    described = _described(state, graph)
    former = {quad for name in graphs for quad in store.quads_for_pattern(None, None, None, NamedNode(name))}
    former |= {quad for name in described for quad in describing(store, name)}
    after = {quad for quads in (*graphs.values(), *described.values()) for quad in quads}
    return Changes(frozenset(former - after), frozenset(after - former), described, graphs)


def _graphs_of(store: Store) -> set[str]:
    names = (graph for graph in store.named_graphs() if graph not in OWN_GRAPHS)
    return {graph.value for graph in names if isinstance(graph, NamedNode)}


def _differing(state: State, before: Memory, lines: Mapping[str, bytes], graph: Graph, standing: set[str]) -> set[str]:
    """Return the ids of the items whose graphs may differ: read anew, told of other things, decided on, not there."""
    retyped = {one.iri for one in graph.resolution.resources if state.kinds.get(one.iri, one.kind) != one.kind}
    ids = {one.item.id for one in graph.curated.extractions}
    return {
        *(key for key in ids if before.lines.get(key) != lines[key] or f"{graph.base}news/{key}" not in standing),
        *(ids & {*state.edited, *graph.edited}),
        *(item for (item, _), one in graph.resolution.iris.items() if one in retyped),
    }


def _graphs(graph: Graph, ids: set[str], standing: set[str]) -> dict[str, list[Quad]]:
    """Return the named graphs of some items and of those that are gone, of decisions and of authority data."""
    kinds = kinds_of(graph.resolution)
    now = {f"{graph.base}news/{one.item.id}": one for one in graph.curated.extractions}
    found: dict[str, list[Quad]] = {name: [] for name in standing - now.keys()}
    for name, one in now.items():
        if one.item.id in ids:
            found[name] = item_quads(one, graph.resolution, kinds, graph.base)
    decided, base = graph.curated.applied, graph.base
    found[curation_graph(base).value] = curation_quads(decided, kinds, base)
    found[authority_graph(base).value] = authority_quads(graph.curated.extractions, graph.resolution, decided, base)
    return found


def _described(state: State, graph: Graph) -> dict[str, list[Quad]]:
    """Return IRI of each resource that is described otherwise, or is new or gone → the quads that describe it now."""
    found: dict[str, list[Quad]] = {one: [] for one in (*state.resources, *state.replaced)}
    for resource in graph.resolution.resources:
        if state.resources.get(resource.iri) == graph.fingerprints[resource.iri]:
            del found[resource.iri]
        else:
            found[resource.iri] = _quads(description(resource))
    for former, current in graph.resolution.replaced.items():
        if state.replaced.get(former) == current:
            del found[former]
        else:
            found[former] = _quads(replacement(former, current))
    return found


def _quads(triples: Iterable[Triple]) -> list[Quad]:
    return [Quad(triple.subject, triple.predicate, triple.object) for triple in triples]


def describing(store: Store, name: str) -> Iterable[Quad]:
    """Yield the quads that describe a resource."""
    for property_ in DESCRIBING:
        yield from store.quads_for_pattern(NamedNode(name), property_, None, DefaultGraph())
