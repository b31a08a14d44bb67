"""What news that came in changes in a knowledge base, found without resolving all of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from migrationkg.authority.catalogue import catalogue_entries
from migrationkg.authority.crosswalk import find_country
from migrationkg.authority.entries import known_organisations
from migrationkg.knowledge_base.database import Database, number_of
from migrationkg.knowledge_base.touching import Touched, touched
from migrationkg.model import AuthorityFacts, Extraction, Identity, Resolution, Resource
from migrationkg.resolution.authority_links import entries_of, link_authorities, texts_of_names
from migrationkg.resolution.clusters import Key
from migrationkg.resolution.jurisdiction import name_and_state
from migrationkg.resolution.name_keys import kind_fits
from migrationkg.resolution.names import compact, normal
from migrationkg.resolution.resolver import resolve_part


@dataclass(frozen=True, slots=True)
class Growth:
    """What is new.

    Attributes:
        touched: what was looked at.
        resources: those that are new, or of which something else is said than before.
        identities: the lines of the registry that are new or other ones.
        iris: entity of an item that was looked at → IRI of its resource.
        named: IRI of each resource that those items tell of → the resource.
    """

    touched: Touched
    resources: tuple[Resource, ...]
    identities: tuple[Identity, ...]
    iris: dict[Key, str]
    named: dict[str, Resource]


def grown(database: Database, new: Sequence[Extraction], base: str, most: int) -> Growth | None:
    """Return what new items change; None where known things turn out to be others, and all is to be resolved.

    Args:
        database: what is remembered.
        new: what was read out of the new items.
        base: where the IRIs begin.
        most: how many known items may be looked at again.
    """
    again: set[Key] = set()
    while (part := touched(database, new, most, again)) is not None:
        resolution = resolve_part(part.extractions, base, part.identities, part.settled, part.weights)
        if _unsettles(database, part, resolution, base):
            return None
        told = set(resolution.iris.values())
        before = {one.iri: database.resource(one.iri.removeprefix(base)) for one in resolution.resources}
        # A state that is there only for what lies in it may be told of elsewhere.
        found = [one for one in resolution.resources if one.iri in told or before[one.iri] is None]
        renamed = {one.iri: one for one in found if (was := before[one.iri]) and was.label != one.label}
        if any(one.kind in {"Place", "Country"} for one in renamed.values()):
            return None
        if more := _events_about(renamed, part, resolution) - part.paths.keys() - again:
            again |= more
            continue
        changed = [one for one in found if (was := before[one.iri]) is None or _unlinked(was) != one]
        linked = _linked(database, changed, base)
        return None if linked is None else _growth(database, part, resolution, linked)
    return None


def _growth(database: Database, part: Touched, resolution: Resolution, changed: tuple[Resource, ...]) -> Growth:
    iris = {key: one.iri for key, one in part.settled.items()} | dict(resolution.iris)
    now = {one.iri: one for one in (*part.settled.values(), *resolution.resources, *changed)}
    identities = tuple(one for one in resolution.identities if database.identity(one.path) != one)
    return Growth(part, changed, identities, iris, {iri: now[iri] for iri in iris.values()})


def _unlinked(one: Resource) -> Resource:
    return replace(one, authority=AuthorityFacts())


def _linked(database: Database, resources: Sequence[Resource], base: str) -> tuple[Resource, ...] | None:
    """Return resources with what authority data say of them; None where an entry may be another resource too."""
    catalogued = catalogue_entries(texts_of_names(resources))
    entries = entries_of(resources, (*known_organisations(), *catalogued))
    own = {one.iri.removeprefix(base) for one in resources}
    for entry in entries:
        others = filter(None, map(database.resource, _paths_named(database, entry.names) - own))
        if any(kind_fits(one.kind, entry.kind) and _of_one_state(one, entry.state) for one in others):
            return None
    return link_authorities(Resolution(tuple(resources), {}), entries).resolution.resources


def _of_one_state(one: Resource, state: str | None) -> bool:
    return len({one.state or one.iso, state} - {None}) < 2


def _paths_named(database: Database, names: Iterable[str]) -> set[str]:
    """Return the paths of the things that may bear one of some names."""
    names = list(names)
    forms = {compact(form) for name in names for form in (normal(name), name_and_state(name)[0])}
    words = {f"label {folder} {form}" for folder in ("organisation", "place", "project") for form in forms}
    words |= {f"known {name}" for name in names} | {f"person {form}" for form in forms}
    countries = (find_country(name) for name in names)
    found = {path for word in words for path in database.paths_with_word(number_of(word))}
    return found | {f"country/{one.iso.lower()}" for one in countries if one}


def _unsettles(database: Database, part: Touched, resolution: Resolution, base: str) -> bool:
    """Tell whether known things turn out to be others, or the registry knows more of the new ones."""
    if any(resolution.iris[key] != base + path for key, path in part.paths.items()):
        return True
    if resolution.replaced or any(one.replaced_by for one in resolution.identities):
        return True
    told = set(resolution.iris.values())
    for one in resolution.resources:
        was = database.resource(one.iri.removeprefix(base))
        if was and ((was.kind, was.iso) != (one.kind, one.iso) or (was.state != one.state and one.iri in told)):
            return True
    given = {one.path for one in part.identities}
    minted = [one for one in resolution.identities if one.path not in given]
    return any(database.identity(one.path) for one in minted) or _may_be_former(minted, database.out_of_use())


def _may_be_former(minted: Iterable[Identity], out_of_use: Iterable[Identity]) -> bool:
    """Tell whether what is new is told like something that is gone, whose path it may have to take over."""
    told = {path for one in minted for path in (one.told_as, *one.also)}
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
