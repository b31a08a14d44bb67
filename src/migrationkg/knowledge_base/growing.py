"""What news that came in, was edited or was withdrawn changes in the resources, without resolving all of it.

All this is before decisions, and without authority data: `ruling` applies those to what is found here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from migrationkg.knowledge_base.database import TakenOut
from migrationkg.knowledge_base.recalled import Recalled
from migrationkg.knowledge_base.touching import Seen, Touched, touched
from migrationkg.model import Extraction, Identity, Resolution, Resource
from migrationkg.resolution.clusters import Key
from migrationkg.resolution.registry import Registry
from migrationkg.resolution.resolver import resolve_part


@dataclass(frozen=True, slots=True)
class Coming:
    """What differs from what is remembered.

    Attributes:
        new: what was read out of the items that are new, or say something else now.
        gone: the entities of the items that are no more, or say something else now.
        names: path → the name that decisions give it.
        renamed: paths of those that have another name by decisions than before, or none.
        apart: pairs of paths that decisions tell apart.
    """

    new: Sequence[Extraction]
    gone: Sequence[TakenOut] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    renamed: frozenset[str] = frozenset()
    apart: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Growth:
    """What is new.

    Attributes:
        touched: what was looked at.
        resources: those that are new, or of which something else is said than before.
        left: paths of those of which items told that are no more: no item may tell of them now.
        identities: the lines of the registry that are new or other ones.
        iris: entity of an item that was looked at → IRI of its resource.
        kept_apart: pairs of `Coming.apart` that were looked at → whether the news would make them one.
    """

    touched: Touched
    resources: tuple[Resource, ...]
    left: frozenset[str]
    identities: tuple[Identity, ...]
    iris: dict[Key, str]
    kept_apart: dict[tuple[str, str], bool]


def grown(
    database: Recalled, coming: Coming, base: str, most: int, seen: dict[str, Seen] | None = None
) -> Growth | frozenset[str] | None:
    """Return what news changes; None where all is to be resolved, since more may turn out to be other things.

    Where something that known items tell of turns out to be another thing, the ids of the items are returned that tell
    of what it was: taken out and given as new, they are resolved as any news is.

    Args:
        database: what is remembered, without the items that are no more.
        coming: what differs.
        base: where the IRIs begin.
        most: how many known items may be looked at again.
        seen: as of `touched`; nothing by default.
    """
    if _frees_former(database, coming.gone):
        return None
    again = {one.key for path in coming.renamed for one in database.some_of(path)}
    seen = {} if seen is None else seen
    while (part := touched(database, coming.new, most, seen, again, coming.gone)) is not None:
        registry = Registry(part.identities, lambda path: database.identity(path) is not None)
        resolution = resolve_part(
            part.extractions, base, registry, part.settled, part.weights, coming.names, coming.apart
        )
        if moved := {path for key, path in part.paths.items() if resolution.iris[key] != base + path}:
            former = any(database.replaced_by(path) for path in moved)  # the registry says what they mean now
            return None if former else frozenset(database.undecided_items_of(moved))
        if _unsettles(database, part, resolution, base):
            return None
        told = set(resolution.iris.values())
        before = {one.iri: database.undecided(one.iri.removeprefix(base)) for one in resolution.resources}
        # A state that is there only for what lies in it may be told of elsewhere.
        found = [one for one in resolution.resources if one.iri in told or before[one.iri] is None]
        renamed = {one.iri: one for one in found if (was := before[one.iri]) and _called(was) != _called(one)}
        if any(one.kind in {"Place", "Country"} for one in renamed.values()):
            return None
        if more := _events_about(renamed, part, resolution) - part.paths.keys() - again:
            again |= more
            continue
        changed = tuple(one for one in found if before[one.iri] != one)
        return _growth(database, coming, part, resolution, changed)
    return None


def _called(one: Resource) -> tuple[str, ...]:
    """Return what the labels of other things may hold of one: of a project, any of its names."""
    return (one.label, *one.alternatives) if one.kind == "Project" else (one.label,)


def _growth(
    database: Recalled, coming: Coming, part: Touched, resolution: Resolution, changed: tuple[Resource, ...]
) -> Growth:
    iris = {key: one.iri for key, one in part.settled.items()} | dict(resolution.iris)
    identities = tuple(one for one in resolution.identities if database.identity(one.path) != one)
    looked_at = {one.path for one in part.identities}
    pairs = [pair for pair in coming.apart if looked_at.issuperset(pair)]
    kept_apart = {pair: pair in resolution.kept_apart for pair in pairs}
    return Growth(part, changed, part.left | {one.was.path for one in coming.gone}, identities, iris, kept_apart)


def _unsettles(database: Recalled, part: Touched, resolution: Resolution, base: str) -> bool:
    """Tell whether a thing of which known items tell turns out to be of another kind or state, or to be two in one.

    So it is, too, where the registry knows more of what is new.
    """
    if resolution.replaced or any(one.replaced_by for one in resolution.identities):
        return True
    told = set(resolution.iris.values())
    for one in resolution.resources:
        path = one.iri.removeprefix(base)
        was = database.undecided(path) if database.is_told(path) or one.iri not in told else None
        if was and (was.kind, was.iso) != (one.kind, one.iso):
            return True
        if was and was.state != one.state and one.iri in told and one.kind != "Project":  # that counts for it alone
            return True
    given = {one.path: one.item for one in part.identities}
    minted = [one for one in resolution.identities if one.path not in given]
    moved = [one for one in resolution.identities if given.get(one.path, one.item) != one.item]
    alone = {iri for key, iri in resolution.iris.items() if not part.told[key].words}
    if any(base + one.path in alone for one in moved):  # others that are told like it were not looked at
        return True
    if any(database.identity(one.path) for one in minted):
        return True
    former = (one for one in database.out_of_use() if one.path not in given)
    return _may_be_former((*minted, *moved), former)


def _frees_former(database: Recalled, gone: Iterable[TakenOut]) -> bool:
    """Tell whether that is gone for which a thing has its IRI, and IRIs out of use that mean it may have their own."""
    for one in gone:
        minted = database.identity(one.was.path)
        if minted and minted.item == one.was.key[0] and database.replaced_by(one.was.path):
            return True
    return False


def _may_be_former(anew: Iterable[Identity], out_of_use: Iterable[Identity]) -> bool:
    """Tell whether what is new, or has lost that for which it has its path, is told like something that is gone.

    Then it may have to take over the path of that.
    """
    told = {path for one in anew for path in (one.told_as, *one.also)}
    return bool(told) and any(not told.isdisjoint((one.told_as, *one.also)) for one in out_of_use)


def _events_about(renamed: Iterable[str], part: Touched, resolution: Resolution) -> set[Key]:
    """Return the occasions whose label may hold that of one of some projects."""
    projects = set(renamed)
    if not projects:
        return set()
    return {
        (one.item.id, fact.subject)
        for one in part.extractions
        for fact in one.facts
        if fact.relation == "partOfProject" and resolution.iris.get((one.item.id, fact.object)) in projects
    }
