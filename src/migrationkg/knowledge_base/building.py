"""From sources to a knowledge base: the stages in order."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from migrationkg.authority.files import read_authorities
from migrationkg.collector import give_back, rarely_collecting
from migrationkg.curation import read_decisions
from migrationkg.graph import DEFAULT_BASE
from migrationkg.knowledge_base.authorities import authority_files, keep_authorities
from migrationkg.knowledge_base.cluster import Spread, cluster
from migrationkg.knowledge_base.damage import not_built_upon, odd_files, refuse_lost, told_of, write_digests
from migrationkg.knowledge_base.describing import HASHED, write_description
from migrationkg.knowledge_base.doubtful import write_doubtful
from migrationkg.knowledge_base.drawing import MOST_ON_A_PAGE, page_of_none, write_network_page
from migrationkg.knowledge_base.folder import KnowledgeBase, replacing
from migrationkg.knowledge_base.identities import write_identities
from migrationkg.knowledge_base.locking import locked
from migrationkg.knowledge_base.made import Build, Made
from migrationkg.knowledge_base.memory import (
    is_current,
    memory_lines,
    moved,
    read_memory,
    same_words,
    whole,
    write_memory,
)
from migrationkg.knowledge_base.noting import write_notes
from migrationkg.knowledge_base.parting import partings
from migrationkg.knowledge_base.remembering import opened, remember
from migrationkg.knowledge_base.resolving import graph_of, settings_of
from migrationkg.knowledge_base.restoring import restore
from migrationkg.knowledge_base.state import State, read_state, state_of, write_state
from migrationkg.knowledge_base.unfinished import Progress, read_out
from migrationkg.knowledge_base.updating import Given, update
from migrationkg.knowledge_base.writing import Written, write_graph, write_report
from migrationkg.model import EXERCISE, Extraction, NewsItem, Resolution
from migrationkg.progress import stage, through
from migrationkg.reading import read
from migrationkg.reading.reader import Reading
from migrationkg.store import open_store


def _counted(_step: str, items: Sequence[NewsItem]) -> Iterable[NewsItem]:
    return through(items)


@rarely_collecting()
def build(
    sources: Sequence[str | Path],
    kb: str | Path = "kb",
    *,
    form: str | None = None,
    template: str | None = None,
    base: str = DEFAULT_BASE,
    authorities: Sequence[str | Path] = (),
    doubtful: bool = False,
    check: bool = True,
    page: bool = True,
    dask: str | None = None,
    progress: Progress = _counted,
) -> Build:
    """Make a knowledge base from news, or bring one up to date.

    Items that it knows and that did not change are not read again; an item gone from its source stays.

    Args:
        sources: files, folders, globs or `-` for standard input; none to make a knowledge base anew from what it holds.
        kb: the folder.
        form: form of the sources, found from their content by default.
        template: how a listing is split.
        base: where the IRIs of the data begin.
        authorities: authority files in SKOS Turtle or CSV; the knowledge base keeps copies for the next build.
        doubtful: whether the graph takes in what is doubtful, marked as `mkg:DoubtfulEvidence`.
        check: whether to validate the graph.
        page: whether to draw the network; else, and of a large graph, a page tells how to draw it (`drawing`).
        dask: address of the scheduler of a Dask cluster, whose workers read the sources and the facts out of the news.
        progress: is given the items as they are read; by default they are counted (`migrationkg.progress`).

    Raises:
        InputError: nothing could be read, or the folder cannot be written.
    """
    folder = Path(kb)
    known = KnowledgeBase(folder)
    anew = not sources and (known.memory.exists() or known.digests.exists())
    with ExitStack() as held:
        spread = held.enter_context(cluster(dask)) if dask else None
        with stage("reading the sources"):
            reading = Reading((), ()) if anew else _read(sources, form, template, spread)
        held.enter_context(locked(folder))
        fresh = held.enter_context(replacing(folder))
        with stage("looking for damage"):
            restored = restore(known)
            refuse_lost(known)
            odd = odd_files(known)
        whole = known.digests.is_file() and not set(odd) - set(not_built_upon(known))
        state = read_state(known.state) if whole else None
        files = authority_files(known, authorities)
        differing = None if state is None else _differing(reading.items, known, state, base)
        made = None
        if state is not None and differing is not None:
            made = _updated(differing, known, state, files, fresh, progress, spread, doubtful=doubtful)
            new, changed = differing.new, tuple(sorted(item.id for item in differing.changed))
        if made is None:
            made, new, changed = _made(
                reading.items, known, state, files, base, fresh, progress, spread, doubtful=doubtful
            )
        is_small = made.facts <= HASHED
        keep_authorities(files, fresh)
        drawn = page and is_small
        if page or known.network.exists():  # that of the last build shows news of before
            with stage("laying the network out"):
                _write_page(fresh, drawn=drawn)
        with stage("noting what deserves a look"):
            write_notes(fresh, known, odd, made.written.difference)
        report = None
        if check:
            with stage("checking the graph"):
                report = write_report(made.sources, fresh, known, state, made.written)
        with stage("describing the dataset"):
            checked = report.checked if report else 0
            hashed, digests = write_description(fresh, known, base, checked, hashed=is_small)
        with stage("taking note of the files"):
            write_state(replace(made.state, checked=checked), fresh.state)
            write_digests(fresh, known, digests)
            mended, kept = told_of(odd, known, {path.name for path in fresh.folder.iterdir()})
    return Build(
        knowledge_base=known,
        items=made.items,
        exercises=made.exercises,
        new=tuple(sorted(item.id for item in new)),
        changed=changed,
        parted=made.parted,
        problems=(*kept, *reading.problems, *made.problems),
        mended=(*restored, *mended),
        resources=dict(made.resources),
        statements=made.written.statements,
        facts=made.facts,
        doubtful=made.doubtful,
        report=report,
        hashed=hashed,
        drawn=drawn,
    )


def _read(sources: Sequence[str | Path], form: str | None, template: str | None, spread: Spread | None) -> Reading:
    return read(sources, form=form, template=template, spread=spread or map)


@dataclass(frozen=True, slots=True)
class _Differing:
    """The items given that differ from what is known.

    Attributes:
        new: those that were not known.
        changed: those that say something else.
        moved: those that say what they did, and stand elsewhere.
    """

    new: list[NewsItem]
    changed: list[NewsItem]
    moved: list[NewsItem]


def _differing(items: Sequence[NewsItem], known: KnowledgeBase, state: State, base: str) -> _Differing | None:
    """Return the items that differ from what is known; None where another program, or for another base, made it."""
    if state.base != base or not (known.database.is_file() and is_current(known.memory)):
        return None
    found = _Differing([], [], [])
    with opened(known.database, base) as database:
        for key, item in {item.id: item for item in items}.items():
            before = database.item(key)
            one = whole(item, before)
            if before is None:
                found.new.append(one)
            elif not same_words(before, one):
                found.changed.append(one)
            elif before.source != one.source:
                found.moved.append(one)
    return found


def _updated(
    differing: _Differing,
    known: KnowledgeBase,
    state: State,
    files: Sequence[Path],
    fresh: KnowledgeBase,
    progress: Progress,
    spread: Spread | None,
    *,
    doubtful: bool,
) -> Made | None:
    with stage("reading facts out of the news"):
        read = read_out([*differing.new, *differing.changed], known.unfinished, progress, spread)
    decisions, passed_over = read_decisions(known.decisions)
    entries, faults = read_authorities(files)
    given = Given(
        read=read,
        changed=frozenset(item.id for item in differing.changed),
        moved=differing.moved,
        decisions=decisions,
        entries=entries,
        settings=settings_of(decisions, files, doubtful=doubtful),
        problems=(*faults, *passed_over),
    )
    with stage(f"bringing up to date what {len(read)} items and {len(decisions)} decisions touch"):
        return update(given, known, state, fresh)


def _made(
    items: Sequence[NewsItem],
    known: KnowledgeBase,
    state: State | None,
    files: Sequence[Path],
    base: str,
    fresh: KnowledgeBase,
    progress: Progress,
    spread: Spread | None,
    *,
    doubtful: bool,
) -> tuple[Made, list[NewsItem], tuple[str, ...]]:
    """Make everything out of all that is known; return it with the items that are new, and the ids of those changed."""
    with stage("remembering the items that are known"):
        memory = read_memory(known.memory)
        before = memory.extractions
        items = [whole(one, before[one.id].item if one.id in before else None) for one in items]
    with stage("reading facts out of the news"):
        extractions = _extractions(items, before, known, progress, spread)
    with stage(f"resolving {len(extractions)} items"):
        graph = graph_of(extractions, known, files, base, doubtful=doubtful)
    with stage("writing the graph"):
        lines = memory_lines(extractions, graph.resolution.iris, memory if state else None)
        write_rest = write_graph(known, state, memory, lines, graph, fresh)
        write_memory(fresh.memory, lines.values())
        write_doubtful(graph.doubtful, fresh.doubtful)
        write_identities(graph.resolution.identities, fresh.identities)
    with stage("remembering the items"):
        remember(fresh.database, graph, lines, extractions)
    decided = graph.curated.extractions
    same = (one for one in decided if before.get(one.item.id) is one)
    made = Made(
        written=Written(0),
        state=state_of(graph, 0),
        sources={f"{base}news/{one.item.id}": one.item.source for one in extractions},
        items=len(decided),
        exercises=sum(one.item.category == EXERCISE for one in decided),
        facts=sum(len(one.facts) + len(one.amounts) for one in decided),
        doubtful=len(graph.doubtful),
        resources=_count(graph.resolution),
        parted=partings(same, memory.iris, graph.resolution.iris, graph.fingerprints, base),
        problems=graph.problems,
    )
    new = list({item.id: item for item in items if item.id not in before}.values())
    changed = tuple(sorted({item.id for item in items if _changed(before, item)}))
    del memory, before, extractions, graph, lines, decided
    give_back()
    with stage("filling the store"):
        written = write_rest()
    return replace(made, written=written, state=replace(made.state, statements=written.statements)), new, changed


def _write_page(fresh: KnowledgeBase, *, drawn: bool) -> None:
    if not drawn:
        fresh.network.write_bytes(page_of_none())
        return
    # Loaded here: views bring libraries that asking a question does not need.
    from migrationkg.views import network

    store = open_store(fresh.store)
    write_network_page(store, fresh.network, network(store, MOST_ON_A_PAGE))


def _changed(before: Mapping[str, Extraction], item: NewsItem) -> bool:
    return item.id in before and not same_words(before[item.id].item, item)


def _extractions(
    items: Sequence[NewsItem],
    before: Mapping[str, Extraction],
    kept: KnowledgeBase,
    progress: Progress,
    spread: Spread | None,
) -> list[Extraction]:
    """Return what is known of every item, old and new, sorted by day and id."""
    known = dict(before) if is_current(kept.memory) else {}
    for one in items:
        if one.id in known and same_words(known[one.id].item, one):
            known[one.id] = moved(known[one.id], one)
    given = {item.id: item for item in items}
    stale = [one.item for key, one in before.items() if key not in given and key not in known]
    unread = [item for item in given.values() if item.id not in known or not same_words(known[item.id].item, item)]
    known |= {one.item.id: one for one in read_out([*unread, *stale], kept.unfinished, progress, spread)}
    return sorted(known.values(), key=lambda one: (one.item.published, one.item.id))


def _count(resolution: Resolution) -> dict[str, int]:
    kinds = [resource.kind for resource in resolution.resources]
    return {kind: kinds.count(kind) for kind in sorted(set(kinds))}
