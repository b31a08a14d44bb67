"""Decisions on things: what is there, what is one, and what it is called."""

from collections.abc import Sequence
from dataclasses import replace

from migrationkg.curation.kinds import DoesNotApplyError, check_merge, check_retype, check_split
from migrationkg.curation.things import added_thing
from migrationkg.model import Decision, Extraction, Resolution, Resource
from migrationkg.resolution.iris import folder_of
from migrationkg.resolution.jurisdiction import BODIES
from migrationkg.resolution.names import fingerprint

#: An entity of an item: (id of the item, local id of the entity).
Key = tuple[str, str]


class Identities:
    """Which resource each entity is, changed decision by decision.

    Args:
        extractions: what was read out of each item.
        resolution: as it was resolved.
        base: where the IRIs begin.
    """

    def __init__(self, extractions: Sequence[Extraction], resolution: Resolution, base: str) -> None:
        self._base = base
        self._resources = {resource.iri: resource for resource in resolution.resources}
        self._iris = dict(resolution.iris)
        self._replaced = dict(resolution.replaced)
        self._names = {(one.item.id, entity.id): entity.names for one in extractions for entity in one.entities}
        self._members: dict[str, set[Key]] = {iri: set() for iri in self._resources}
        for key, iri in resolution.iris.items():
            self._members[iri].add(key)

    def iri(self, path: str) -> str:
        """Return the IRI that a path means now, be the thing in the graph or not."""
        iri = self._base + path
        return self._replaced.get(iri, iri)

    def resource(self, path: str) -> Resource:
        """Return the resource that a path means now.

        Raises:
            DoesNotApplyError: there is none.
        """
        found = self._resources.get(self.iri(path))
        if found is None:
            raise DoesNotApplyError(f"the graph has no {path}")
        return found

    def apply(self, decision: Decision) -> None:
        """Do what a decision on identity says.

        Raises:
            DoesNotApplyError: what it speaks of is not there, or it would change nothing.
        """
        if decision.makes:
            self._add(added_thing(decision))
            return
        thing = self.resource(decision.thing)
        match decision.kind:
            case "merge":
                self._merge(thing, self.resource(decision.object))
            case "apart":
                if self.resource(decision.object) == thing:
                    raise DoesNotApplyError(f"{decision.thing} and {decision.object} are one; split what is another")
            case "split":
                self._split(thing, decision.item)
            case "rename":
                self._rename(thing, decision.object)
            case "retype":
                self._retype(thing, decision.object)
            case "reject":
                self._drop(thing)

    def resolution(self, before: Resolution) -> Resolution:
        """Return a resolution as decided."""
        return replace(
            before,
            resources=tuple(self._with_follows(self._resources[iri]) for iri in sorted(self._resources)),
            iris=dict(sorted(self._iris.items())),
            replaced={old: new for old, new in sorted(self._replaced.items()) if new in self._resources},
        )

    def _add(self, added: Resource) -> None:
        """Add a thing; where news tells of it by now, its names."""
        known = self._resources.get(self.iri(added.iri))
        if known is None:
            iri = self._base + added.iri
            self._resources[iri] = replace(added, iri=iri)
            self._members[iri] = set()
            return
        if known.kind != added.kind:
            path = known.iri.removeprefix(self._base)
            raise DoesNotApplyError(f"the graph has {path} as a {known.kind}; give it the other kind by retype")
        names = {*known.alternatives, added.label, *added.alternatives} - {known.label}
        self._resources[known.iri] = replace(known, alternatives=tuple(sorted(names)), state=known.state or added.state)

    def _merge(self, thing: Resource, other: Resource) -> None:
        if thing == other:
            raise DoesNotApplyError(f"{thing.iri.removeprefix(self._base)} is that already")
        check_merge(thing, other)
        names = {other.label, *other.alternatives, thing.label, *thing.alternatives} - {other.label}
        follows = other.follows or thing.follows
        self._resources[other.iri] = replace(
            other,
            alternatives=tuple(sorted(names)),
            iso=other.iso or thing.iso,
            state=other.state or thing.state,
            follows=None if follows in {thing.iri, other.iri} else follows,
        )
        self._give(thing.iri, other.iri)

    def _split(self, thing: Resource, item: str) -> None:
        leaving = {key for key in self._members[thing.iri] if key[0] == item}
        if not leaving:
            raise DoesNotApplyError(f"the item {item} does not tell of {thing.iri.removeprefix(self._base)}")
        if leaving == self._members[thing.iri]:
            raise DoesNotApplyError(f"{thing.iri.removeprefix(self._base)} is told of by the item {item} alone")
        check_split(thing)
        iri = f"{thing.iri}-{fingerprint(item)}"
        names = sorted({name for key in leaving for name in self._names[key]}, key=lambda name: (-len(name), name))
        label = names[0] if names else thing.label
        self._resources[iri] = replace(thing, iri=iri, label=label, alternatives=tuple(sorted(names[1:])), follows=None)
        self._members[iri] = leaving
        self._members[thing.iri] -= leaving
        self._iris |= dict.fromkeys(leaving, iri)

    def _rename(self, thing: Resource, name: str) -> None:
        names = {thing.label, *thing.alternatives} - {name}
        self._resources[thing.iri] = replace(thing, label=name, alternatives=tuple(sorted(names)))

    def _retype(self, thing: Resource, kind: str) -> None:
        if thing.kind == kind:
            raise DoesNotApplyError(f"{thing.iri.removeprefix(self._base)} is a {kind} already")
        check_retype(thing)
        iri = f"{self._base}{folder_of(kind)}/{thing.iri.rpartition('/')[2]}"
        if iri != thing.iri and iri in self._resources:
            raise DoesNotApplyError(f"there is a {iri.removeprefix(self._base)} already; merge the two")
        state = thing.state if kind in (*BODIES, "Place") else None
        self._resources[iri] = replace(thing, iri=iri, kind=kind, iso=None, state=state, follows=None)
        if iri != thing.iri:
            self._members.setdefault(iri, set())
            self._give(thing.iri, iri)

    def _drop(self, thing: Resource) -> None:
        for key in self._members.pop(thing.iri):
            del self._iris[key]
        del self._resources[thing.iri]

    def _give(self, old: str, new: str) -> None:
        """Let one IRI mean another: with its entities, and with the IRIs that it stands for."""
        moved = self._members.pop(old)
        self._members[new] |= moved
        self._iris |= dict.fromkeys(moved, new)
        del self._resources[old]
        moved_too = {one: new if target == old else target for one, target in self._replaced.items()} | {old: new}
        self._replaced = {one: target for one, target in moved_too.items() if one != target}

    def _with_follows(self, resource: Resource) -> Resource:
        if resource.follows is None:
            return resource
        before = self._replaced.get(resource.follows, resource.follows)
        kept = before in self._resources and before != resource.iri and self._resources[before].kind == "Project"
        return replace(resource, follows=before if kept else None)
