"""Which path a thing has from earlier builds, and what the registry remembers after this one.

A path is minted for one entity of one item and stays with the thing that this entity is. Where the item was edited or
withdrawn, it stays with the one thing that is told in a way in which this one was. No path is ever given to a second
thing, and where one thing holds several, one remains and the others are replaced by it.
"""

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, replace

from migrationkg.model import Identity
from migrationkg.resolution.clusters import Key
from migrationkg.resolution.iris import without_collisions
from migrationkg.resolution.things import Thing


@dataclass(frozen=True, slots=True)
class Registry:
    """What earlier resolutions gave.

    Attributes:
        identities: what is remembered of all paths, or of those that count for some things.
        has: tells whether a path was given, also where `identities` lacks it.
    """

    identities: Sequence[Identity]
    has: Callable[[str], bool] = lambda _: False


@dataclass(frozen=True, slots=True)
class Telling:
    """How an item tells of a thing.

    Attributes:
        path: the path that it would have if this item were all there is; with a number where the item tells of
            several things so.
        anywhere: whether another item that tells so means the same thing.
    """

    path: str
    anywhere: bool


@dataclass(frozen=True, slots=True)
class Assigned:
    """The paths of things, and the registry that remembers them.

    Attributes:
        paths: the path of each thing.
        identities: the registry, sorted by path.
    """

    paths: tuple[str, ...]
    identities: tuple[Identity, ...]


def assign(
    things: Sequence[Thing], drafts: Sequence[str], tellings: Mapping[Key, Telling], registry: Registry
) -> Assigned:
    """Give each thing the path that the registry knows it by, else its draft.

    Args:
        things: the things.
        drafts: the path that each would have if it were new.
        tellings: how the entities are told.
        registry: the registry.
    """
    identities = registry.identities
    holders = _holders(things, tellings, identities)
    kept = {place: _kept(several, drafts[place]) for place, several in holders.items()}
    held = {identity.path for several in holders.values() for identity in several}
    free = [identity for identity in identities if identity.path not in held]
    kept |= _told_alike(things, tellings, free, kept)
    new = [place for place in range(len(things)) if place not in kept]
    taken = {identity.path for identity in identities} | set(filter(registry.has, drafts))
    minted = without_collisions([(things[place].first, drafts[place]) for place in new], taken)
    path_of = {place: identity.path for place, identity in kept.items()} | dict(zip(new, minted, strict=True))
    rows = {identity.path: identity for identity in identities}
    for place, several in holders.items():
        for one in several:
            if one.path != path_of[place]:
                rows[one.path] = replace(one, replaced_by=path_of[place])
    for place, path in path_of.items():
        anchored = kept[place] if place in holders else None
        rows[path] = _remembered(path, things[place], tellings, anchored)
    final = (replace(one, replaced_by=_last(one, rows)) if one.replaced_by else one for one in rows.values())
    paths = tuple(path_of[place] for place in range(len(things)))
    return Assigned(paths, tuple(sorted(final, key=lambda one: one.path)))


def _holders(
    things: Sequence[Thing], tellings: Mapping[Key, Telling], identities: Sequence[Identity]
) -> dict[int, list[Identity]]:
    """Return place of a thing → the identities that were minted for one of its entities."""
    place_of = {(key[0], tellings[key].path): place for place, thing in enumerate(things) for key in thing.keys}
    found: dict[int, list[Identity]] = {}
    for identity in identities:
        place = place_of.get((identity.item, identity.told_as))
        if place is not None:
            found.setdefault(place, []).append(identity)
    return found


def _kept(several: Sequence[Identity], draft: str) -> Identity:
    """Return which of several identities of one thing remains: one in use, and rather the one it would have if new."""
    return min(several, key=lambda one: (one.replaced_by is not None, one.path != draft, one.path))


def _told_alike(
    things: Sequence[Thing], tellings: Mapping[Key, Telling], free: Sequence[Identity], without: Container[int]
) -> dict[int, Identity]:
    """Return place of a thing → the free identity that it alone is told like."""
    asked = {path for identity in free for path in (identity.told_as, *identity.also)}
    places: dict[str, set[int]] = {}
    for place, thing in enumerate(things) if asked else ():
        for key in thing.keys:
            if tellings[key].anywhere and tellings[key].path in asked:
                places.setdefault(tellings[key].path, set()).add(place)
    found: dict[int, Identity] = {}
    for identity in free:
        alike = set().union(*(places.get(path, ()) for path in (identity.told_as, *identity.also)))
        if len(alike) == 1 and (place := min(alike)) not in without:
            found.setdefault(place, identity)
    return found


def _remembered(path: str, thing: Thing, tellings: Mapping[Key, Telling], anchored: Identity | None) -> Identity:
    item = anchored.item if anchored else thing.first.key[0]
    told_as = anchored.told_as if anchored else tellings[thing.first.key].path
    alike = {tellings[key].path for key in thing.keys if tellings[key].anywhere}
    return Identity(path, item, told_as, tuple(sorted(alike - {told_as})))


def _last(identity: Identity, rows: Mapping[str, Identity]) -> str | None:
    """Return what an identity is replaced by in the end, or None."""
    passed = {identity.path}
    last = identity.replaced_by
    while last is not None and last in rows and last not in passed and rows[last].replaced_by is not None:
        passed.add(last)
        last = rows[last].replaced_by
    return last
