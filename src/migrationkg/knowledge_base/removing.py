"""What the graph lacks because a curator decided so: things rejected as a whole, items withdrawn."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from migrationkg.curation import Curated, curate, renamed, told_apart
from migrationkg.errors import InputError
from migrationkg.inspection.explaining import decided, explain, is_called, names_of
from migrationkg.knowledge_base.curating import decisions_of
from migrationkg.knowledge_base.folder import KnowledgeBase, open_knowledge_base
from migrationkg.knowledge_base.identities import read_identities
from migrationkg.knowledge_base.memory import read_memory
from migrationkg.knowledge_base.using import base_of
from migrationkg.model import Decision, Extraction, Resource
from migrationkg.program import command
from migrationkg.resolution import resolve


@dataclass(frozen=True, slots=True)
class Removal:
    """A decision by which a thing, or an item with what it tells, is not in the graph.

    Attributes:
        name: name of the thing, or headline of the item.
        path: what follows the base in its IRI.
        meaning: what was decided, by whom, when and why.
        where: file and line of the decision.
        undo: the command that takes it back.
    """

    name: str
    path: str
    meaning: str
    where: str
    undo: str


def removals(kb: str | Path, subject: str, relation: str | None = None, target: str | None = None) -> list[Removal]:
    """Return the decisions by which the graph lacks a thing, an item, or the one fact, in the order of their file.

    Args:
        kb: the folder.
        subject: a name of the thing, a state's code, id or headline of an item, an IRI or the last parts of one.
        relation: with `target`, the one fact that is wanted.
        target: name, code, IRI or value of the fact's object.

    Raises:
        InputError: there is no knowledge base, or a file of it is damaged.
    """
    known = open_knowledge_base(Path(kb))
    decisions, _ = decisions_of(kb)
    taken = [one for one, applied in decisions if applied and _removes(one)]
    if not taken:
        return []
    base = base_of(known)
    before = _decided([one for one, _ in decisions if not _removes(one)], known, base)
    ends = [subject] if target is None else [subject, target]
    found = []
    for one in taken:
        if one.kind == "withdraw":
            told = _withdrawn(one, before, base, subject, relation, target)
        else:
            told = _rejected(one, before, base, ends)
        found += [Removal(*what, decided(one), *file_and_undo(known, one)) for what in told]
    return found


def file_and_undo(known: KnowledgeBase, decision: Decision) -> tuple[str, str]:
    """Return where a decision stands, file and line, and the command that takes it back.

    Args:
        known: the knowledge base.
        decision: one of its decisions.
    """
    undo = command("decisions", "--undo", str(decision.line), "--kb", str(known.folder))
    return f"{known.decisions}:{decision.line}", undo


def _removes(one: Decision) -> bool:
    return one.kind == "withdraw" or (one.kind == "reject" and not one.relation)


def _decided(decisions: Sequence[Decision], known: KnowledgeBase, base: str) -> Curated:
    """Return items and resources as they would be by these decisions alone, none of which withdraws an item."""
    extractions = tuple(read_memory(known.memory).extractions.values())
    identities = read_identities(known.identities)
    resolved = resolve(extractions, base, identities, renamed(decisions), told_apart(decisions))
    return curate(extractions, resolved, decisions, base, str(known.decisions))


def _rejected(one: Decision, before: Curated, base: str, ends: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield name and path of the thing that was rejected, if one of the ends of what is asked for means it."""
    former = before.resolution.replaced
    iri = former.get(base + one.thing, base + one.thing)
    for thing in before.resolution.resources:
        if thing.iri == iri:
            names = {*_names(thing), *(old for old, new in former.items() if new == iri)}
            if any(is_called(end, names) for end in ends):
                yield thing.label, one.thing


def _names(thing: Resource) -> set[str]:
    return {thing.iri, thing.label, *thing.alternatives, *([thing.iso] if thing.iso else [])}


def _withdrawn(
    one: Decision, before: Curated, base: str, subject: str, relation: str | None, target: str | None
) -> Iterator[tuple[str, str]]:
    """Yield headline and path of the item that was withdrawn, if it is asked for, or tells of what is asked for."""
    for extraction in before.extractions:
        if extraction.item.id == one.item and _tells(extraction, before, base, subject, relation, target):
            yield extraction.item.headline, f"news/{one.item}"


def _tells(
    extraction: Extraction, before: Curated, base: str, subject: str, relation: str | None, target: str | None
) -> bool:
    item, iris = extraction.item, before.resolution.iris
    if relation is None:
        things = (names_of(extraction, entity, iris) for entity in extraction.entities)
        return any(is_called(subject, names) for names in ({f"{base}news/{item.id}", item.headline}, *things))
    try:
        return bool(explain([extraction], subject, relation, target, iris))
    except InputError:
        return False
