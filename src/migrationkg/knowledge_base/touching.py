"""What of a knowledge base the news that came in can touch: from names to those of equal words, and no further."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from migrationkg.hashing import number_of
from migrationkg.knowledge_base.database import TakenOut
from migrationkg.knowledge_base.recalled import Recalled
from migrationkg.knowledge_base.recalled_rows import Remembered
from migrationkg.model import Extraction, Identity, Resource
from migrationkg.resolution.clusters import Key
from migrationkg.resolution.labels import best_of, most_frequent
from migrationkg.resolution.sharing import Shared, alike_weights, shared

#: Of entities that are told alike and are one thing, so many stand for all: the first that was told among them, and
#: that of the least key.
_FIRST = 3


@dataclass(frozen=True, slots=True)
class Touched:
    """The part of the news in which something may be another thing now.

    Attributes:
        extractions: of the new items, and of those that are looked at again.
        told: what is shared by each of their entities.
        settled: the entities that nothing new can touch → their resources.
        weights: of `resolve_part`.
        identities: what the registry says of those that are looked at.
        paths: entity that is looked at again → path of the resource that it was.
        left: paths of the resources that items told of which are no more, where that may change something.
    """

    extractions: tuple[Extraction, ...]
    told: Mapping[Key, Shared]
    settled: Mapping[Key, Resource]
    weights: Mapping[Key, int]
    identities: tuple[Identity, ...]
    paths: Mapping[Key, str]
    left: frozenset[str]


@dataclass(frozen=True, slots=True)
class Seen:
    """A known item that was looked at.

    Attributes:
        extraction: what was read out of it.
        told: what is shared by its entities.
        known: its entities as they are remembered.
    """

    extraction: Extraction
    told: Mapping[Key, Shared]
    known: Mapping[Key, Remembered]


@dataclass(slots=True)
class _Search:
    """What was found so far.

    Attributes:
        database: what is remembered.
        seen: the known items that were looked at in this search or an earlier one.
        told: what is shared by the entities of the items that were read.
        read: id of an item → what was read out of it, new items among them.
        known: the entities of the items that were read again.
        words: those that were followed.
    """

    database: Recalled
    seen: dict[str, Seen]
    told: dict[Key, Shared] = field(default_factory=dict)
    read: dict[str, Extraction] = field(default_factory=dict)
    known: dict[Key, Remembered] = field(default_factory=dict)
    words: set[int] = field(default_factory=set)

    def add(self, extractions: Iterable[Extraction]) -> None:
        for one in extractions:
            self.read[one.item.id] = one
            self.told |= shared([one])

    def look_at(self, items: Iterable[str]) -> None:
        for item in items:
            if item not in self.read:
                one = self.seen[item] = self.seen.get(item) or self._seen(item)
                self.read[item] = one.extraction
                self.told |= one.told
                self.known |= one.known

    def _seen(self, item: str) -> Seen:
        extraction = self.database.extraction(item)
        return Seen(extraction, shared([extraction]), {one.key: one for one in self.database.of_item(item)})

    def words_of(self, key: Key) -> set[int]:
        return set(map(number_of, self.told[key].words))


def touched(
    database: Recalled,
    new: Sequence[Extraction],
    most: int,
    seen: dict[str, Seen],
    again: Iterable[Key] = (),
    gone: Sequence[TakenOut] = (),
) -> Touched | None:
    """Return what news can touch; None where it is so much that resolving everything is as good.

    Args:
        database: what is remembered, of which none of the new items is.
        new: what was read out of the new items.
        most: how many items may be looked at again.
        seen: id of each known item that an earlier search looked at → what it saw; those of this one are added.
        again: entities of known items that are looked at again in any case.
        gone: the entities of items that are no more, or say something else now.
    """
    search = _Search(database, seen)
    search.add(new)
    sure = _settled(database, search.told)
    missed = _missed(database, gone)
    again = set(again)
    search.look_at({item for item, _ in again})
    begin = [key for key in search.told if (key not in sure and key not in search.known) or key in again]
    words = {word for key in begin for word in search.words_of(key)}
    words |= {number_of(word) for one in missed for word in one.shared.words}
    if not _follow(search, words, most):
        return None
    compared = {key for key in search.told if search.words_of(key) & search.words} | set(begin)
    paths = {key: one.path for key, one in search.known.items()}
    resources = {path: database.undecided(path) for path in {*paths.values(), *sure.values()}}
    settled = {key: resources[path] for key, path in (paths | sure).items() if key not in compared}
    alike = {key: search.told[key].alike for key in compared}
    left = {one.was.path for one in missed}
    looked_at = sorted({paths[key] for key in compared if key in paths} | left)
    return Touched(
        tuple(search.read.values()),
        search.told,
        {key: one for key, one in settled.items() if one is not None},
        alike_weights(alike, _counts(database, alike, search)),
        tuple(filter(None, map(database.identity, looked_at))),
        {key: path for key, path in paths.items() if key in compared},
        frozenset(left),
    )


def _follow(search: _Search, words: set[int], most: int) -> bool:
    """Look at the items of all entities that words lead to, and at those that their words lead to."""
    while words - search.words:
        word = min(words - search.words)
        search.words.add(word)
        found = search.database.with_word(word)
        chosen = _standing_for(found)
        anchors = (search.database.identity(path) for path in {one.path for one in chosen})
        search.look_at({one.key[0] for one in chosen} | {one.item for one in anchors if one and _is_there(search, one)})
        if len(search.known) and len(search.read) > most:
            return False
        words |= {word for one in chosen for word in search.words_of(one.key)}
    return True


def _is_there(search: _Search, identity: Identity) -> bool:
    return identity.item in search.read or search.database.has_item(identity.item)


def _standing_for(found: Iterable[Remembered]) -> list[Remembered]:
    """Return those that are looked at: of those that are told alike and are one thing, a few for all."""
    chosen: list[Remembered] = []
    groups: dict[int, list[Remembered]] = {}
    for one in found:
        if one.alike is None:
            chosen.append(one)
        else:
            groups.setdefault(one.alike, []).append(one)
    for group in groups.values():
        if len({one.path for one in group}) == 1:
            chosen += group[:_FIRST]
            chosen.append(min(group, key=lambda one: one.key))
        else:
            chosen += group
    return chosen


def _counts(database: Recalled, alike: Mapping[Key, str], search: _Search) -> dict[str, int]:
    """Return how something is told → by how many entities, the new ones among them."""
    new = Counter(told for key, told in alike.items() if key not in search.known)
    return {
        told: new[told] + sum(count for _, count, _ in database.told_alike(number_of(told)))
        for told in {*alike.values()} - {""}
    }


def _settled(database: Recalled, told: Mapping[Key, Shared]) -> dict[Key, str]:
    """Return the new entities that are told as one thing is already → its path: they change nothing about it."""
    found: dict[Key, str] = {}
    for key, one in told.items():
        if one.alike:
            known = database.told_alike(number_of(one.alike))
            if len(known) == 1 and known[0][1] > 1 and known[0][2] < one.candidate.order:
                found[key] = known[0][0]
    changed = _changed(database, ((path, told[key]) for key, path in found.items()))
    return {key: path for key, path in found.items() if path not in changed}


def _missed(database: Recalled, gone: Sequence[TakenOut]) -> list[TakenOut]:
    """Return the entities that are no more and without which something may be otherwise: few of a thing often told."""
    idle = []
    for one in gone:
        if one.was.alike is not None:
            known = database.told_alike(one.was.alike)
            others = len(known) == 1 and known[0][0] == one.was.path and known[0][2] < one.was.order
            minted = database.identity(one.was.path)
            if others and known[0][1] > 1 and minted and minted.item != one.was.key[0]:
                idle.append(one)
    changed = _changed(database, ((one.was.path, one.shared) for one in idle))
    settled = {one.was.key for one in idle if one.was.path not in changed}
    return [one for one in gone if one.was.key not in settled]


def _changed(database: Recalled, told: Iterable[tuple[str, Shared]]) -> set[str]:
    """Return the paths of the things that have another kind or best name with some entities than without them."""
    by_path: dict[str, list[Shared]] = {}
    for path, one in told:
        by_path.setdefault(path, []).append(one)
    return {path for path, more in by_path.items() if _changes(database, path, more)}


def _changes(database: Recalled, path: str, more: Iterable[Shared]) -> bool:
    """Tell whether a thing has another kind or best name once it is told of by some more entities."""
    resource = database.undecided(path)
    if resource is None or resource.kind == "Country":
        return resource is None
    kinds: Counter[str] = Counter()
    names: Counter[str] = Counter()
    for kind, written, count in database.names_told(path):
        kinds[kind] += count
        names.update(dict.fromkeys(written, count))
    before = _called(kinds, names, resource.state)
    for one in more:
        kinds[one.candidate.kind] += 1
        names.update(one.candidate.names)
    return before != _called(kinds, names, resource.state)


def _called(kinds: Counter[str], names: Counter[str], state: str | None) -> tuple[str, str]:
    kind = most_frequent(kinds)
    return kind, best_of(names, kind, state)
