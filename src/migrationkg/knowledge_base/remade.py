"""What news and decisions make of resources and items, remembered in the place of what was."""

from collections.abc import Mapping, Sequence

from migrationkg.authority.entries import AuthorityEntry
from migrationkg.errors import Problem
from migrationkg.knowledge_base.database import Database, Standing
from migrationkg.knowledge_base.linking import linked_anew
from migrationkg.knowledge_base.memory import line_of
from migrationkg.knowledge_base.recalled_rows import unlinked
from migrationkg.knowledge_base.redoing import Ruled
from migrationkg.knowledge_base.standing import number_of_ruling, standing_of
from migrationkg.model import Extraction, Resource
from migrationkg.resolution.one_value import best


def remember_resources(
    database: Database, done: Ruled, paths: set[str], entries: Sequence[AuthorityEntry]
) -> tuple[dict[str, Resource | None], tuple[Problem, ...]]:
    """Remember the resources as decided; return path of each that changed → the resource, None where it is gone.

    Args:
        database: what is remembered.
        done: what decisions make of the resources.
        paths: those of the resources that the news makes others.
        entries: those of the user's authority files, with which what changed is linked anew.
    """
    base = database.base
    now = {one.iri.removeprefix(base): one for one in done.curated.resolution.resources}
    part = {one.iri.removeprefix(base) for one in done.part.resolution.resources}
    looked_at = part | paths | now.keys() | database.decided().keys()
    before = {path: database.resource(path) for path in looked_at}
    changed = {path for path, was in before.items() if now.get(path) != (was and unlinked(was))}
    for path in sorted(changed):
        if (undecided := database.undecided(path)) != now.get(path):
            database.put_undecided(path, undecided)
    database.remove_resources(sorted(changed - now.keys()))
    database.put_resources(now[path] for path in sorted(changed & now.keys()))
    pairs = [one for path in sorted(changed) for one in (before[path], now.get(path)) if one is not None]
    linked, problems = linked_anew(database, pairs, entries, base)
    of_linked = {one.iri.removeprefix(base) for one in linked}
    before |= {path: database.resource(path) for path in of_linked if path not in before}
    database.put_resources(linked)
    database.forget_undecided()
    found = {path: database.resource(path) for path in changed | of_linked}
    return {path: one for path, one in sorted(found.items()) if one != before[path]}, problems


def remember_items(database: Database, done: Ruled, days: Mapping[str, Extraction]) -> list[Standing]:
    """Remember what stands of the items that are redone, and return it in their order.

    Args:
        database: what is remembered.
        done: what decisions make of the items.
        days: id of each item → what remains of it as decided, with the days of occasions that all items tell.
    """
    iris, read = done.curated.resolution.iris, done.read
    found = []
    decided = {one.item.id: one for one in done.curated.extractions}
    for key in sorted(days, key=lambda key: (read[key].item.published, key)):
        one = read[key]
        abouts = database.told_by([key])
        values = {about: best(told) for about in abouts if len(told := database.told(about)) > 1}
        line, doubtful = line_of(one, iris), len(decided[key].doubtful)
        stands = standing_of(one, days[key], line, iris, values, doubtful)
        database.put_standing(stands, number_of_ruling(one, decided[key]))
        database.put_decided(one, iris)
        found.append(stands)
    return found
