"""A knowledge base brought up to date: made out of the last one, of which only what differs is looked at.

Items that are new, say something else or are withdrawn; decisions that are new or taken back. What the news alone tells
is found by `growing`, what decisions make of it by `redoing`; here it is written down.
"""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from migrationkg.authority.entries import AuthorityEntry
from migrationkg.errors import Problem
from migrationkg.knowledge_base.database import Database, TakenOut
from migrationkg.knowledge_base.differing import (
    Differing,
    changes_of,
    doubtful_lines,
    folders_of_all,
    kinds_since,
    state_since,
)
from migrationkg.knowledge_base.folder import KnowledgeBase
from migrationkg.knowledge_base.growing import Coming, Growth, grown
from migrationkg.knowledge_base.identities import write_registry
from migrationkg.knowledge_base.made import Made
from migrationkg.knowledge_base.memory import line_of, write_memory_again
from migrationkg.knowledge_base.parting import Parting, partings
from migrationkg.knowledge_base.recalled_rows import Settings
from migrationkg.knowledge_base.redoing import Before, Redoing, Ruled
from migrationkg.knowledge_base.remade import remember_items, remember_resources
from migrationkg.knowledge_base.remembering import opened
from migrationkg.knowledge_base.resolving import kept_apart_problems
from migrationkg.knowledge_base.standing import standing_of
from migrationkg.knowledge_base.state import State
from migrationkg.knowledge_base.writing import Whole, Written, written_from
from migrationkg.model import Decision, Extraction, NewsItem, Resource
from migrationkg.resolution.labels import country_label
from migrationkg.resolution.sharing import shared

if TYPE_CHECKING:
    from migrationkg.knowledge_base.touching import Seen

#: How many known items may be looked at again, at least, and as a share of all: beyond, all is resolved.
_FEW, _SHARE = 400, 0.25


@dataclass(frozen=True, slots=True)
class Given:
    """What differs from the last build, and what holds beside the news.

    Attributes:
        read: what was read out of the items that are new or say something else now.
        changed: ids of those of them that are known.
        moved: items that say what they did, and stand elsewhere now.
        decisions: the decisions.
        entries: the entries of the user's authority files.
        settings: by what the graph is to be made; what would be one but for decisions is not told yet.
        problems: what of decisions and authority files cannot be used.
    """

    read: Sequence[Extraction]
    changed: frozenset[str]
    moved: Sequence[NewsItem]
    decisions: Sequence[Decision]
    entries: Sequence[AuthorityEntry]
    settings: Settings
    problems: tuple[Problem, ...]


def update(given: Given, known: KnowledgeBase, state: State, fresh: KnowledgeBase) -> Made | None:
    """Write a knowledge base as it is now; None where so much changes that all is to be made anew.

    Args:
        given: what differs.
        known: the knowledge base as the last build left it.
        state: its state.
        fresh: where the files go.
    """
    if any(entry.facts.published for entry in given.entries):
        return None
    shutil.copyfile(known.database, fresh.database)
    with opened(fresh.database, state.base) as database:
        return _Update(given, known, state, fresh, database).made()


class _Update:
    """One run of `update`."""

    def __init__(
        self, given: Given, known: KnowledgeBase, state: State, fresh: KnowledgeBase, database: Database
    ) -> None:
        self._given = given
        self._known = known
        self._state = state
        self._fresh = fresh
        self._database = database
        self._base = state.base
        self._most = max(_FEW, int(_SHARE * database.totals()[0]))
        self._before = Before()
        self._order = database.in_order()
        self._seen: dict[str, Seen] = {}
        self._iris: dict[tuple[str, str], str] = {}  # of items that are taken out and come again

    def made(self) -> Made | None:
        before = self._database.settings()
        if not self._goes_on(before):
            return None
        told_before = self._retold_only()
        new, gone = self._come_and_gone()
        if len(new) + len({one.was.key[0] for one in gone}) > self._most:
            return None
        while isinstance(growth := self._grown(before, new, gone), frozenset):
            if not growth or len(new) + len(growth) > self._most:
                return None
            new, gone = self._with_known(growth, new, gone)
        if growth is None:
            return None
        paths = self._put(growth, new)
        given, file = self._given, str(self._known.decisions)
        redoing = Redoing(
            self._database, given.decisions, self._base, file, self._before, doubtful=given.settings.doubtful
        )
        items = {one.item.id for one in new}
        done = redoing.ruled(items, paths)
        items |= redoing.decided_otherwise(done, self._state.kinds) | told_before
        found = redoing.days_of(items - self._withdrawn(), paths, self._most)
        return found and self._written(before, growth, paths, *found)

    def _goes_on(self, before: Settings) -> bool:
        """Tell whether this build goes on with what the last one did: pairs told apart are a matter of all news."""
        now = self._given.settings
        if (before.doubtful, before.authorities) != (now.doubtful, now.authorities):
            return False
        lost = set(before.apart) - set(now.apart)
        if not lost.isdisjoint(before.kept_apart):
            return False
        return all(self._database.is_told(path) for pair in now.apart for path in pair if self._database.identity(path))

    def _retold_only(self) -> set[str]:
        """Remember where items stand now; return the ids of those of which something is told with its place."""
        told = self._database.with_problems()
        for item in self._given.moved:
            self._database.move(item)
        return {item.id for item in self._given.moved} & told

    def _withdrawn(self) -> set[str]:
        return {one.item for one in self._given.decisions if one.kind == "withdraw"}

    def _come_and_gone(self) -> tuple[list[Extraction], list[TakenOut]]:
        """Take out what is no more, and return it with what there is to be resolved; withdrawn items are put back."""
        database, withdrawn = self._database, self._withdrawn()
        was = database.withdrawn()
        known = {item for item in was ^ withdrawn if database.item(item)} - self._given.changed
        again = {item: database.extraction(item) for item in known}
        self._before.note(database, known | self._given.changed)
        gone = database.take_out(known | self._given.changed)
        every = sorted([*self._given.read, *again.values()], key=lambda one: (one.item.published, one.item.id))
        resting = [one for one in every if one.item.id in withdrawn]
        database.add_items(resting, {}, {}, {})
        for one in resting:
            database.put_standing(standing_of(one, None, line_of(one, {})), None)
        return [one for one in every if one.item.id not in withdrawn], gone

    def _with_known(
        self, items: frozenset[str], new: Sequence[Extraction], gone: Sequence[TakenOut]
    ) -> tuple[list[Extraction], list[TakenOut]]:
        """Take out known items whose things turn out to be others; return what comes and is gone with them."""
        database = self._database
        self._iris |= database.iris(items)
        self._before.note(database, items)
        again = [database.extraction(item) for item in items]
        every = sorted([*new, *again], key=lambda one: (one.item.published, one.item.id))
        return every, [*gone, *database.take_out(items)]

    def _grown(
        self, before: Settings, new: Sequence[Extraction], gone: Sequence[TakenOut]
    ) -> Growth | frozenset[str] | None:
        now = self._given.settings
        paths = before.names.keys() | now.names.keys()
        renamed = frozenset(path for path in paths if before.names.get(path) != now.names.get(path))
        return grown(
            self._database, Coming(new, gone, now.names, renamed, now.apart), self._base, self._most, self._seen
        )

    def _put(self, growth: Growth, new: Sequence[Extraction]) -> set[str]:
        """Remember what the news tells now; return the paths of the resources that it makes others."""
        database = self._database
        database.add_items(new, shared(new), growth.iris, growth.iris)
        for one in new:
            database.put_standing(standing_of(one, one, line_of(one, growth.iris), growth.iris), None)
        database.put_identities(growth.identities)
        changed = {thing.iri.removeprefix(self._base): thing for thing in growth.resources}
        before = filter(None, map(database.undecided, changed.keys() | growth.left))
        asked = {thing.state for thing in before}
        for path, thing in changed.items():
            database.put_undecided(path, thing)
        lost = {path for path in growth.left if not database.is_told(path)}
        states_lost = {path for path in lost if path.startswith("country/")}
        for path in sorted(lost - states_lost):
            database.put_undecided(path, None)
        states = {f"country/{iso.lower()}" for iso in asked if iso} | states_lost
        resting = {path for path in states if not database.is_told(path) and database.undecided(path)}
        for path in resting:
            database.put_undecided(path, self._state_alone(path))
        return changed.keys() | lost | resting

    def _state_alone(self, path: str) -> Resource | None:
        """Return a state of which no item tells: it is there for what lies in it."""
        iso = path.partition("/")[2].upper()
        there = self._database.asks_for_state(iso)
        return Resource(self._base + path, "Country", country_label(iso), iso=iso) if there else None

    def _written(
        self, before: Settings, growth: Growth, paths: set[str], done: Ruled, days: Mapping[str, Extraction]
    ) -> Made | None:
        database, known, fresh, iris = self._database, self._known, self._fresh, done.curated.resolution.iris
        resources, problems = remember_resources(database, done, paths, self._given.entries)
        old_iris = database.iris(days.keys()) | self._iris
        stands = remember_items(database, done, days)
        differing = Differing(
            stands=stands,
            gone=frozenset(self._given.changed | self._withdrawn()) - days.keys(),
            resources=resources,
            replaced=self._replaced(done, paths),
            iris=iris,
            kinds=kinds_since(self._state, resources),
            curated=done.curated,
            decided={one.item.id: one for one in done.curated.extractions if one.item.id in days},
        )
        change = changes_of(known, database, self._state, differing)
        whole = Whole(self._base, folders_of_all(database, self._base, differing, change), differing.kinds)
        written = written_from(known, self._state, change, whole, fresh)
        if written is None:
            return None
        apart = sorted(set(self._given.settings.apart))
        kept = tuple(pair for pair in apart if growth.kept_apart.get(pair, pair in before.kept_apart))
        database.put_settings(replace(self._given.settings, kept_apart=kept))
        write_memory_again(known.memory, fresh.memory, self._order, database.in_order(), database.lines_put)
        write_registry(database.registry(), fresh.identities)
        with fresh.doubtful.open("w", encoding="utf-8", newline="\n") as stream:
            stream.writelines(doubtful_lines(known, database, self._base, differing))
        new = {one.item.id for one in self._given.read}
        same = (one.read for one in stands if one.read.item.id not in new and one.decided is one.read)
        return self._told(
            differing,
            written,
            (
                *self._given.problems,
                *dict.fromkeys(database.problems()),
                *done.curated.problems,
                *kept_apart_problems(kept, self._given.decisions, known),
                *problems,
            ),
            partings(same, old_iris, iris, differing.kinds, self._base),
        )

    def _replaced(self, done: Ruled, paths: set[str]) -> dict[str, str]:
        """Return the IRIs out of use → what they mean now."""
        part = {one.iri for one in done.part.resolution.resources} | done.live
        part |= {self._base + path for path in (*paths, *done.part.named)}
        before = self._state.replaced.items()
        kept = {old: now for old, now in before if now not in part and old not in part}
        return dict(sorted((kept | dict(done.curated.resolution.replaced)).items()))

    def _told(
        self, differing: Differing, written: Written, problems: tuple[Problem, ...], parted: tuple[Parting, ...]
    ) -> Made:
        items, exercises, facts, doubtful = self._database.totals()
        return Made(
            written=written,
            state=state_since(self._state, differing, written.statements),
            sources={f"{self._base}news/{key}": source for key, source in self._database.sources()},
            items=items,
            exercises=exercises,
            facts=facts,
            doubtful=doubtful,
            resources=self._database.kinds(),
            parted=parted,
            problems=problems,
        )
