"""What authority data add to resources that changed, found without looking at the others."""

from collections.abc import Collection, Iterable, Sequence
from functools import cache

from migrationkg.authority.catalogue import catalogue_entries
from migrationkg.authority.entries import AuthorityEntry, known_organisations
from migrationkg.errors import Problem
from migrationkg.hashing import number_of
from migrationkg.knowledge_base.recalled import Recalled
from migrationkg.knowledge_base.recalled_rows import unlinked
from migrationkg.model import Resolution, Resource
from migrationkg.resolution.authority_links import keys_of_entry, keys_of_names, link_authorities


def linked_anew(
    database: Recalled, changed: Iterable[Resource], entries: Sequence[AuthorityEntry], base: str
) -> tuple[list[Resource], tuple[Problem, ...]]:
    """Return the resources of which authority data say something else now, and which of the user's entries are unclear.

    Args:
        database: what is remembered, with the resources as they are now.
        changed: resources that changed, as they were and as they are.
        entries: the user's entries, which tell nothing of what published records say.
        base: where the IRIs begin.
    """
    changed = list(changed)
    fitting = _bearing(database, [*_entries_named(changed), *entries])
    iris = [*(one.iri for one in changed), *(one.iri for one in entries)]
    fitting |= {iri.removeprefix(base) for iri in iris if iri.startswith(base)}
    asked = _resources(database, fitting)
    known = [*_entries_named(asked), *entries]
    rivals = _resources(database, fitting | _bearing(database, known))
    linked = link_authorities(Resolution(tuple(map(unlinked, rivals)), {}), known)
    before = {one.iri: one for one in rivals}
    of_asked = {one.iri for one in asked}
    found = [one for one in linked.resolution.resources if one.iri in of_asked and one != before[one.iri]]
    return found, linked.problems


def _resources(database: Recalled, paths: Iterable[str]) -> list[Resource]:
    return [one for path in sorted(paths) if (one := database.resource(path)) is not None]


def _bearing(database: Recalled, entries: Iterable[AuthorityEntry]) -> set[str]:
    """Return the paths of the resources that bear a name of one of some entries."""
    return database.named(number_of(repr(key)) for entry in entries for key in keys_of_entry(entry))


def _entries_named(resources: Iterable[Resource]) -> list[AuthorityEntry]:
    """Return the entries that we bring along and that bear a name of one of some resources."""
    keys = {key for one in resources for key in keys_of_names(one)}
    return [
        *(one for one, known_as in _known() if not keys.isdisjoint(known_as)),
        *catalogue_entries({text for _, _, text, _ in keys}),
    ]


@cache
def _known() -> tuple[tuple[AuthorityEntry, Collection[tuple[bool, str, str, int | None]]], ...]:
    return tuple((one, keys_of_entry(one)) for one in known_organisations())
