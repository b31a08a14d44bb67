"""What differs in the graph of a knowledge base once items, resources or decisions changed."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from pyoxigraph import DefaultGraph, NamedNode, Quad, Triple

from migrationkg.curation import Curated
from migrationkg.graph.authority import authority_graph, settled_statements
from migrationkg.graph.decisions import curation_graph
from migrationkg.graph.descriptions import description, replacement
from migrationkg.graph.quads import curation_quads, item_quads
from migrationkg.knowledge_base.changes import Changes, describing
from migrationkg.knowledge_base.database import Database, Standing
from migrationkg.knowledge_base.doubtful import doubtful_facts
from migrationkg.knowledge_base.folder import KnowledgeBase
from migrationkg.knowledge_base.resolving import resource_fingerprint
from migrationkg.knowledge_base.state import State
from migrationkg.model import Extraction, Resolution, Resource
from migrationkg.resolution.settled import STATE_RELATIONS, states_untold
from migrationkg.store import open_store


@dataclass(frozen=True, slots=True)
class Differing:
    """What differs.

    Attributes:
        stands: the items that are redone, by day and id.
        gone: ids of the items that the graph has no more.
        resources: path of each resource that changed → the resource; None where it is gone.
        replaced: IRIs out of use → what they mean now, all of them.
        iris: the resources of the items that are redone, as decided.
        kinds: IRI of each resource → its kind, all of them.
        curated: what decisions make of what they speak of.
        decided: id of each item that is redone → what stands of it as decided, more news left aside.
    """

    stands: Sequence[Standing]
    gone: frozenset[str]
    resources: Mapping[str, Resource | None]
    replaced: dict[str, str]
    iris: Mapping[tuple[str, str], str]
    kinds: dict[str, str]
    curated: Curated
    decided: Mapping[str, Extraction]


def changes_of(known: KnowledgeBase, database: Database, state: State, differing: Differing) -> Changes:
    """Return what differs in the graph.

    Args:
        known: the knowledge base as the last build left it.
        database: what is remembered now.
        state: the state that the last build left.
        differing: what differs.
    """
    store, base = open_store(known.store), state.base
    resolution, kinds = Resolution((), differing.iris), differing.kinds
    graphs: dict[str, list[Quad]] = {f"{base}news/{key}": [] for key in differing.gone}
    for one in differing.stands:
        if one.decided is not None:
            graphs[f"{base}news/{one.read.item.id}"] = item_quads(one.decided, resolution, kinds, base)
    graphs[curation_graph(base).value] = curation_quads(differing.curated.applied, kinds, base)
    graphs[authority_graph(base).value] = _settled(database, differing.curated, base)
    described = {base + path: _described(one) for path, one in differing.resources.items()}
    for former in differing.replaced.keys() | state.replaced.keys():
        now = differing.replaced.get(former)
        if now != state.replaced.get(former) and not described.get(former):
            described[former] = _quads(replacement(former, now), DefaultGraph()) if now else []
    before = {quad for name in graphs for quad in store.quads_for_pattern(None, None, None, NamedNode(name))}
    before |= {quad for iri in described for quad in describing(store, iri)}
    after = {quad for quads in (*graphs.values(), *described.values()) for quad in quads}
    return Changes(frozenset(before - after), frozenset(after - before), described, graphs)


def _described(one: Resource | None) -> list[Quad]:
    return _quads(description(one), DefaultGraph()) if one else []


def _quads(triples: Iterable[Triple], graph: NamedNode | DefaultGraph) -> list[Quad]:
    return [Quad(one.subject, one.predicate, one.object, graph) for one in triples]


def _settled(database: Database, curated: Curated, base: str) -> list[Quad]:
    """Return what authority data say of states, sorted; published records are left to a build of everything."""
    things = {one.iri: one for one in database.of_a_state() if one.kind in STATE_RELATIONS}
    states = {one.iso: one.iri for path in database.states() if (one := database.resource(path)) and one.iso}
    told = database.is_said(set(STATE_RELATIONS.values()))
    settled = states_untold(things.values(), told, states)
    triples = settled_statements(settled, things, curated.applied, base)
    return sorted(set(_quads(triples, authority_graph(base))), key=str)


def folders_of_all(database: Database, base: str, differing: Differing, change: Changes) -> frozenset[str]:
    """Return the first parts of the IRIs that the graph describes, as `folders_of` does.

    Args:
        database: what is remembered now.
        base: where the IRIs begin.
        differing: what differs.
        change: of `changes_of`.
    """
    items, _, facts, _ = database.totals()
    folders = database.folders() | {iri.removeprefix(base).partition("/")[0] for iri in differing.replaced}
    folders |= {"news"} if items else set()
    folders |= {"decision", "curator"} if differing.curated.applied else set()
    folders |= {"authority"} if change.graphs[authority_graph(base).value] else set()
    folders |= {"amount"} if database.has_amounts() else set()
    return frozenset(folders | ({"evidence"} if facts else set()))


def kinds_since(state: State, resources: Mapping[str, Resource | None]) -> dict[str, str]:
    """Return IRI of each resource → its kind now.

    Args:
        state: the state that the last build left.
        resources: path of each resource that changed → the resource; None where it is gone.
    """
    changed = {state.base + path: one and one.kind for path, one in resources.items()}
    return {iri: kind for iri, kind in sorted((dict(state.kinds) | changed).items()) if kind}


def state_since(state: State, differing: Differing, statements: int) -> State:
    """Return the state that this build leaves.

    Args:
        state: the state that the last build left.
        differing: what differs.
        statements: number of statements now, as of `State`.
    """
    said = {state.base + path: one and resource_fingerprint(one) for path, one in differing.resources.items()}
    redone = {one.read.item.id for one in differing.stands} | differing.gone
    edited = {one.read.item.id for one in differing.stands if one.decided is not one.read}
    return replace(
        state,
        resources={iri: one for iri, one in sorted((dict(state.resources) | said).items()) if one},
        kinds=differing.kinds,
        replaced=differing.replaced,
        edited=tuple(sorted((set(state.edited) - redone) | edited)),
        statements=statements,
    )


def doubtful_lines(known: KnowledgeBase, database: Database, base: str, differing: Differing) -> list[str]:
    """Return the lines of what is doubtful: the old ones with the names that things have now, and those of some items.

    Args:
        known: the knowledge base as the last build left it.
        database: what is remembered now.
        base: where the IRIs begin.
        differing: what differs.
    """
    place = database.in_order()
    redone = differing.gone | differing.decided.keys()
    labels = {path: one.label for path, one in differing.resources.items() if one}
    lines: list[tuple[int, str]] = []
    with known.doubtful.open(encoding="utf-8") as file:
        for line in file:
            told = json.loads(line)
            if told["item"] in redone:
                continue
            subject = labels.get(told["thing"], told["subject"])
            target = labels.get(told["target"], told["object"])
            renamed = (subject, target) != (told["subject"], told["object"])
            lines.append(
                (place[told["item"]], _line(told | {"subject": subject, "object": target}) if renamed else line)
            )
    named = {iri for (item, _), iri in differing.iris.items() if item in redone}
    resources = tuple(filter(None, (database.resource(iri.removeprefix(base)) for iri in sorted(named))))
    found = doubtful_facts(differing.decided.values(), Resolution(resources, differing.iris), base)
    lines += [(place[one.item], _line(asdict(one))) for one in found]
    return [text for _, text in sorted(lines, key=lambda line: line[0])]


def _line(told: Mapping[str, object]) -> str:
    return json.dumps(told, ensure_ascii=False) + "\n"
