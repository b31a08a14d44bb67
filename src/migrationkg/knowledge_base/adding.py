"""A knowledge base with some news more: made out of the last one, of which only what the news touches is looked at."""

import json
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store, Triple

from migrationkg.errors import Problem
from migrationkg.extraction.jsonlines import to_json
from migrationkg.graph import terms
from migrationkg.graph.authority import authority_graph, authority_heading, authority_statement
from migrationkg.graph.descriptions import description
from migrationkg.graph.quads import item_quads
from migrationkg.knowledge_base.changes import Changes, describing
from migrationkg.knowledge_base.database import Database, ItemRow
from migrationkg.knowledge_base.doubtful import doubtful_facts
from migrationkg.knowledge_base.folder import KnowledgeBase
from migrationkg.knowledge_base.growing import Growth, grown
from migrationkg.knowledge_base.identities import write_identities
from migrationkg.knowledge_base.made import Made
from migrationkg.knowledge_base.memory import write_memory
from migrationkg.knowledge_base.remembering import opened
from migrationkg.knowledge_base.resolving import resource_fingerprint
from migrationkg.knowledge_base.state import State
from migrationkg.knowledge_base.writing import Whole, Written, written_from
from migrationkg.model import Extraction, Resolution
from migrationkg.resolution.days import without_first_days_as_last
from migrationkg.resolution.one_value import About, Told, best, values_told, with_standing
from migrationkg.resolution.settled import STATE_RELATIONS, states_untold
from migrationkg.resolution.sharing import shared
from migrationkg.store import open_store

#: How many known items may be looked at again, at least, and as a share of all: beyond, all is resolved.
_FEW, _SHARE = 400, 0.25


@dataclass(frozen=True, slots=True)
class _News:
    """The new items as the graph has them.

    Attributes:
        read: what was read out of each.
        decided: the same without what more news contradicts.
        problems: id of an item → what was left out of it.
        told: what they tell of that of which a thing has one.
    """

    read: Sequence[Extraction]
    decided: Sequence[Extraction]
    problems: Mapping[str, tuple[Problem, ...]]
    told: Told


def add(new: Sequence[Extraction], known: KnowledgeBase, state: State, fresh: KnowledgeBase) -> Made | None:
    """Write a knowledge base with news more; None where that changes so much that all is to be made anew.

    Args:
        new: what was read out of the new items.
        known: the knowledge base as the last build left it, without decisions.
        state: its state.
        fresh: where the files go.
    """
    new = sorted(new, key=lambda one: (one.item.published, one.item.id))
    shutil.copyfile(known.database, fresh.database)
    with opened(fresh.database, state.base) as database:
        count, *_ = database.totals()
        growth = grown(database, new, state.base, max(_FEW, int(_SHARE * count)))
        news = growth and _news(database, growth, new)
        change = growth and news and _changes(known, database, state, growth, news)
        if not (growth and news and change):
            return None
        whole, written = _written(known, database, state, growth, news, change, fresh)
        if written is None:
            return None
        lines = {one.item.id: json.dumps(to_json(one, growth.iris), ensure_ascii=False) + "\n" for one in new}
        rows = [
            ItemRow(
                one.item,
                lines[one.item.id],
                len(one.facts) + len(one.amounts),
                len(one.doubtful),
                news.problems[one.item.id],
            )
            for one in news.decided
        ]
        database.add_items(rows, shared(new), growth.iris)
        database.put_resources(growth.resources)
        database.put_identities(growth.identities)
        database.add_told(news.told)
        database.add_folders(whole.folders)
        write_memory(fresh.memory, database.lines())
        write_identities(list(database.identities()), fresh.identities)
        _write_doubtful(known, database, state, growth, new, fresh.doubtful)
        items, exercises, facts, doubtful = database.totals()
        return Made(
            written=written,
            state=_state(state, growth, news, written),
            sources={f"{state.base}news/{key}": source for key, source in database.sources()},
            items=items,
            exercises=exercises,
            facts=facts,
            doubtful=doubtful,
            resources=database.kinds(),
            parted=(),
            problems=tuple(dict.fromkeys(database.problems())),
        )


def _news(database: Database, growth: Growth, new: Sequence[Extraction]) -> _News | None:
    """Return the new items without what is told otherwise; None where they make known items be told otherwise."""
    ids = {one.item.id for one in new}
    old = [one for one in growth.touched.extractions if one.item.id not in ids]
    every = {one.item.id: one for one in without_first_days_as_last([*new, *old], growth.iris)}
    if any(every[one.item.id] != one for one in without_first_days_as_last(old, growth.iris)):
        return None
    days = [every[one.item.id] for one in new]
    told = values_told(days, growth.iris)
    standing: dict[About, str] = {}
    for about, values in told.items():
        before = database.told(about)
        together = _together(before, values)
        if before and best(before) != best(together):
            return None
        if len(together) > 1:
            standing[about] = best(together)
    decided = [with_standing([one], growth.iris, standing) for one in days]
    left_out = {one.item.id: problems for one, (_, problems) in zip(new, decided, strict=True)}
    return _News(new, [one for (one,), _ in decided], left_out, told)


def _together(
    one: Mapping[str, tuple[int, float]], other: Mapping[str, tuple[int, float]]
) -> dict[str, tuple[int, float]]:
    pairs = {value: (one.get(value, (0, 0.0)), other.get(value, (0, 0.0))) for value in {*one, *other}}
    return {value: (a[0] + b[0], max(a[1], b[1])) for value, (a, b) in pairs.items()}


def _changes(known: KnowledgeBase, database: Database, state: State, growth: Growth, news: _News) -> Changes | None:
    """Return what differs in the graph; None where nothing stands on authority data any more."""
    store, base = open_store(known.store), state.base
    kinds = {iri: one.kind for iri, one in growth.named.items()}
    resolution = Resolution((), growth.iris)
    graphs = {f"{base}news/{one.item.id}": item_quads(one, resolution, kinds, base) for one in news.decided}
    name = authority_graph(base)
    standing = set(store.quads_for_pattern(None, None, None, name))
    settled = _settled(store, database, growth, news, base)
    if standing and not settled:
        return None
    if settled != standing:
        graphs[name.value] = sorted(settled, key=str)
    described = {one.iri: list(_quads(description(one), DefaultGraph())) for one in growth.resources}
    former = {quad for iri in described for quad in describing(store, iri)} | standing
    after = {quad for quads in (*graphs.values(), *described.values()) for quad in quads} | settled
    return Changes(frozenset(former - after), frozenset(after - former), described, graphs)


def _settled(store: Store, database: Database, growth: Growth, news: _News, base: str) -> set[Quad]:
    """Return what authority data say, now that the news tells of more states and of other things."""
    name = authority_graph(base)
    about = {one.iri: one for one in (*growth.named.values(), *growth.resources) if one.kind in STATE_RELATIONS}
    gone = {quad for iri in about for quad in _said_of(store, NamedNode(iri), name)}
    asked = [(iri, STATE_RELATIONS[one.kind]) for iri, one in about.items()]
    told = {one for one in asked if one in news.told or database.told(one)}
    states = {one.iso: one.iri for one in growth.resources if one.iso}
    for iso in {one.state for one in about.values() if one.state} - states.keys():
        if state := database.resource(f"country/{iso.lower()}"):
            states[iso] = state.iri
    made = [
        triple
        for statement in states_untold(about.values(), told, states)
        for triple in authority_statement(statement, about[statement[0]], base)
    ]
    kept = set(store.quads_for_pattern(None, None, None, name)) - gone
    heading = set(_quads(authority_heading(base), name))
    said = (kept - heading) | set(_quads(made, name))
    return said | heading if said else set()


def _quads(triples: Iterable[Triple], graph: NamedNode | DefaultGraph) -> Iterable[Quad]:
    return (Quad(one.subject, one.predicate, one.object, graph) for one in triples)


def _said_of(store: Store, thing: NamedNode, name: NamedNode) -> Iterable[Quad]:
    """Yield the statements of authority data about a thing, with where they come from."""
    yield from store.quads_for_pattern(thing, None, None, name)
    for one in store.quads_for_pattern(None, terms.SUBJECT, thing, name):
        yield from store.quads_for_pattern(one.subject, None, None, name)


def _written(
    known: KnowledgeBase,
    database: Database,
    state: State,
    growth: Growth,
    news: _News,
    change: Changes,
    fresh: KnowledgeBase,
) -> tuple[Whole, Written | None]:
    base = state.base
    folders = {one.iri.removeprefix(base).partition("/")[0] for one in growth.resources}
    folders |= {"authority"} if any(name == authority_graph(base).value for name in change.graphs) else set()
    folders |= {"amount"} if any(one.amounts for one in news.decided) else set()
    folders |= {"evidence"} if any(quad.object == terms.EVIDENCE for quad in change.added) else set()
    folders |= {"news"} if news.decided else set()
    kinds = {**state.kinds, **{one.iri: one.kind for one in growth.resources}}
    whole = Whole(base, database.folders() | folders, kinds)
    return whole, written_from(known, state, change, whole, fresh)


def _state(state: State, growth: Growth, news: _News, written: Written) -> State:
    more = {one.iri: one for one in growth.resources}
    edited = (one.item.id for one, read in zip(news.decided, news.read, strict=True) if one is not read)
    return replace(
        state,
        resources=dict(sorted({**state.resources, **{k: resource_fingerprint(v) for k, v in more.items()}}.items())),
        kinds=dict(sorted({**state.kinds, **{iri: one.kind for iri, one in more.items()}}.items())),
        edited=tuple(sorted((*state.edited, *edited))),
        statements=written.statements,
    )


def _write_doubtful(
    known: KnowledgeBase,
    database: Database,
    state: State,
    growth: Growth,
    new: Sequence[Extraction],
    path: Path,
) -> None:
    """Write what is doubtful: the old lines with the names that things have now, and those of the new items."""
    place = database.in_order()
    labels = {one.iri.removeprefix(state.base): one.label for one in growth.resources}
    lines: list[tuple[int, str]] = []
    with known.doubtful.open(encoding="utf-8") as file:
        for line in file:
            told = json.loads(line)
            subject = labels.get(told["thing"], told["subject"])
            target = labels.get(told["target"], told["object"])
            renamed = (subject, target) != (told["subject"], told["object"])
            text = _line(told | {"subject": subject, "object": target}) if renamed else line
            lines.append((place[told["item"]], text))
    resolution = Resolution(tuple(growth.named.values()), growth.iris)
    lines += [(place[one.item], _line(asdict(one))) for one in doubtful_facts(new, resolution, state.base)]
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(text for _, text in sorted(lines, key=lambda line: line[0]))


def _line(told: Mapping[str, object]) -> str:
    return json.dumps(told, ensure_ascii=False) + "\n"
