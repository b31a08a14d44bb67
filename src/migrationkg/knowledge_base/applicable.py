"""Whether a decision would apply in the next build, told by the part of a knowledge base of which decisions speak."""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace

from migrationkg.curation import curate, not_withdrawn, read_decisions, renamed, told_apart
from migrationkg.knowledge_base.damage import odd_files
from migrationkg.knowledge_base.folder import KnowledgeBase
from migrationkg.knowledge_base.identities import read_identities
from migrationkg.knowledge_base.memory import read_memory
from migrationkg.knowledge_base.recalled import Recalled
from migrationkg.knowledge_base.remembering import reading
from migrationkg.knowledge_base.ruling import part_of
from migrationkg.knowledge_base.state import read_state
from migrationkg.model import Decision, Extraction, Resolution
from migrationkg.resolution import resolve

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
    if not known.database.is_file():
        return None
    if odd_files(known, [known.database, known.memory, known.identities]) or read_state(known.state) is None:
        return None  # it was changed by hand, or another version of the program remembers
    try:
        with reading(known.database, base) as database:
            if not _is_resolved(decisions, database):
                return None
            part = part_of(decisions, database, base)
    except sqlite3.Error:
        return None
    withdrawn = {one.item for one in decisions if one.kind == "withdraw"}
    iris = {key: iri for key, iri in part.resolution.iris.items() if key[0] not in withdrawn}
    return part.extractions, replace(part.resolution, iris=iris)


def _is_resolved(decisions: Sequence[Decision], database: Recalled) -> bool:
    """Tell whether resolution would find what it found, as far as decisions bear on it; names change no thing.

    An item that was withdrawn tells again of what it told, and a pair that news would make one is a matter of all news.
    """
    before, now = database.settings(), told_apart(decisions)
    withdrawn = {one.item for one in decisions if one.kind == "withdraw"}
    if database.withdrawn() - withdrawn or not set(before.kept_apart) <= set(now):
        return False
    new = {path for pair in set(now) - set(before.apart) for path in pair}
    return all(database.is_told(path) for path in new)
