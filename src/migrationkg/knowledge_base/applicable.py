"""Whether a decision would apply in the next build, told by the part of a knowledge base of which decisions speak."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from migrationkg.curation import curate, not_withdrawn, read_decisions, renamed, told_apart
from migrationkg.knowledge_base.damage import odd_files
from migrationkg.knowledge_base.database import Database
from migrationkg.knowledge_base.folder import KnowledgeBase
from migrationkg.knowledge_base.identities import read_identities
from migrationkg.knowledge_base.memory import read_memory
from migrationkg.knowledge_base.remembering import reading
from migrationkg.knowledge_base.state import read_state
from migrationkg.model import ENTITY_RELATIONS, Decision, Extraction, Resolution
from migrationkg.resolution import resolve
from migrationkg.resolution.iris import folder_of

#: Kinds of decisions that leave to resolution what is one: they are applied to what it found.
_AFTERWARDS: Final = frozenset({"merge", "split", "rename", "retype", "reject", "accept", "add"})

_Told = tuple[Sequence[Extraction], Resolution]


def why_not(decision: Decision, known: KnowledgeBase, base: str) -> str | None:
    """Return why a decision that is not written down yet would not apply in the next build; None where it would.

    Args:
        decision: the decision.
        known: the knowledge base.
        base: where the IRIs of the data begin.

    Raises:
        InputError: a file of the knowledge base is damaged.
    """
    decisions = (*read_decisions(known.decisions)[0], replace(decision, line=0))
    extractions, resolved = _remembered(decisions, known, base) or _resolved(decisions, known, base)
    problems = curate(extractions, resolved, decisions, base, "").problems
    return next((one.message.removeprefix("does not apply: ") for one in problems if one.line == 0), None)


def _resolved(decisions: Sequence[Decision], known: KnowledgeBase, base: str) -> _Told:
    """Return all items, and the resources that they tell of."""
    extractions = tuple(read_memory(known.memory).extractions.values())
    kept = not_withdrawn(extractions, decisions)
    identities = read_identities(known.identities)
    return extractions, resolve(kept, base, identities, renamed(decisions), told_apart(decisions))


def _remembered(decisions: Sequence[Decision], known: KnowledgeBase, base: str) -> _Told | None:
    """Return the items that tell of what decisions speak of, and its resources; None where nothing remembers them."""
    if not {one.kind for one in decisions} <= _AFTERWARDS or not known.database.is_file():
        return None
    if odd_files(known, [known.database, known.memory, known.identities]) or read_state(known.state) is None:
        return None  # it was changed by hand, or another version of the program remembers
    try:
        with reading(known.database, base) as database:
            return _part(decisions, database, base) if database.folders() else None
    except sqlite3.Error:
        return None


def _part(decisions: Iterable[Decision], database: Database, base: str) -> _Told:
    paths = {path for one in decisions for path in _paths(one)}
    former = {path: one.replaced_by for path in paths if (one := database.identity(path)) and one.replaced_by}
    items = database.items_of(paths | {*former.values()})
    iris = database.iris(items)
    told = {iri.removeprefix(base) for iri in iris.values()}
    found = (database.resource(path) for path in sorted(paths | told | {*former.values()} | database.states()))
    resources = tuple(one for one in found if one is not None)
    live = {one.iri for one in resources}
    replaced = {base + old: base + new for old, new in former.items() if base + new in live}
    return [database.extraction(item) for item in sorted(items)], Resolution(resources, iris, (), replaced)


def _paths(one: Decision) -> set[str]:
    """Return the paths that a decision names, and the one that a thing has once it is of another kind."""
    found = {one.thing}
    if one.kind in {"merge", "apart"} or one.relation in ENTITY_RELATIONS:
        found.add(one.object)
    if one.kind == "retype":
        found.add(f"{folder_of(one.object)}/{one.thing.rpartition('/')[2]}")
    return found
