"""The part of a knowledge base of which decisions speak: enough to tell what they make of it, and if they apply."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from migrationkg.knowledge_base.recalled import Recalled
from migrationkg.model import ENTITY_RELATIONS, Decision, Extraction, Resolution
from migrationkg.resolution.iris import folder_of
from migrationkg.resolution.settled import STATE_RELATIONS

_OF_STATES = frozenset(STATE_RELATIONS.values())


@dataclass(frozen=True, slots=True)
class Part:
    """Some items and resources, before decisions.

    Attributes:
        extractions: what was read out of the items, those that are withdrawn among them.
        resolution: their resources, with those of which decisions speak.
        named: the paths of which decisions speak, and those that they join with these.
    """

    extractions: Sequence[Extraction]
    resolution: Resolution
    named: frozenset[str]


def part_of(
    decisions: Sequence[Decision],
    database: Recalled,
    base: str,
    items: Iterable[str] = (),
    paths: Iterable[str] = (),
) -> Part:
    """Return the part of a knowledge base that `curate` must know to give of it what it gives of everything.

    Args:
        decisions: the decisions.
        database: what is remembered.
        base: where the IRIs of the data begin.
        items: ids of items that are wanted too.
        paths: paths of resources that are wanted too.
    """
    joined = _Joined(decisions, database)
    withdrawn = {one.item for one in decisions if one.kind == "withdraw" and database.item(one.item)}
    wanted = {*items, *withdrawn, *_asked(decisions, database, joined)}
    iris = database.undecided_iris(wanted)
    told = {iri.removeprefix(base) for iri in iris.values()} | joined.paths | set(paths)
    told |= {one for path in told for one in database.followers(path)}
    told |= database.states() | database.decided().keys()
    resources = tuple(filter(None, map(database.undecided, sorted(told))))
    former = {(base + old, one.iri) for one in resources for old in database.replaced_by(one.iri.removeprefix(base))}
    extractions = [database.extraction(item) for item in sorted(wanted)]
    return Part(extractions, Resolution(resources, iris, (), dict(sorted(former))), frozenset(joined.paths))


class _Joined:
    """Which paths decisions, and the registry, make one.

    Args:
        decisions: the decisions.
        database: what is remembered.
    """

    def __init__(self, decisions: Iterable[Decision], database: Recalled) -> None:
        self._groups: dict[str, set[str]] = {}
        for one in decisions:
            ends = [one.thing, *([one.object] if names_thing(one) else [])]
            for path in filter(None, ends):
                identity = database.identity(path)
                self._join(path, (identity and identity.replaced_by) or path)
            if one.kind == "merge":
                self._join(one.thing, one.object)
            if one.kind == "retype":
                self._join(one.thing, f"{folder_of(one.object)}/{one.thing.rpartition('/')[2]}")
        self.paths = set(self._groups)

    def _join(self, one: str, other: str) -> None:
        both = self._groups.get(one, {one}) | self._groups.get(other, {other})
        self._groups |= dict.fromkeys(both, both)

    def with_path(self, path: str) -> set[str]:
        return self._groups.get(path, {path})


def names_thing(one: Decision) -> bool:
    """Tell whether the object of a decision is a thing."""
    return one.kind in {"merge", "apart"} or one.relation in ENTITY_RELATIONS


def _asked(decisions: Sequence[Decision], database: Recalled, joined: _Joined) -> set[str]:
    """Return the ids of the items by which it is told whether decisions apply, and of those that they change."""
    split = [one for one in decisions if one.kind == "split"]
    found = {one.item for one in decisions if one.kind in {"split", "accept", "reject"} and one.item}
    for one in split:  # that another item tells of the thing, too
        found |= database.undecided_items_of(joined.with_path(one.thing), len(split) + 1)
    for one in decisions:
        if one.on_fact and one.kind != "add":
            found.update(_saying(one, database, joined))
        if one.on_fact and one.relation in _OF_STATES:
            found.update(_first_to_say(one, database, joined))
    return {item for item in found if database.has_item(item)}


def _saying(one: Decision, database: Recalled, joined: _Joined) -> Collection[str]:
    """Return the ids of the items that may tell a fact."""
    things = joined.with_path(one.thing)
    if one.item:
        return [one.item]
    if one.relation in ENTITY_RELATIONS:
        return database.items_of_both(things, joined.with_path(one.object))
    return database.undecided_items_of(things)


def _first_to_say(one: Decision, database: Recalled, joined: _Joined) -> Iterable[str]:
    """Yield the id of an item that tells of what state a thing is, if any does: then authority data do not."""
    for item in sorted(database.undecided_items_of(joined.with_path(one.thing))):
        if any(fact.relation == one.relation for fact in database.extraction(item).facts):
            yield item
            return
