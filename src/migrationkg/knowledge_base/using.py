"""What is asked of a knowledge base that stands: whether it is valid, its facts, what its IRIs mean now."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from migrationkg.errors import InputError
from migrationkg.graph import terms
from migrationkg.knowledge_base.damage import odd_files, read_digests, refuse_damaged
from migrationkg.knowledge_base.folder import KnowledgeBase, being_replaced, open_knowledge_base
from migrationkg.knowledge_base.memory import read_memory
from migrationkg.model import Extraction
from migrationkg.progress import stage
from migrationkg.store import open_store

if TYPE_CHECKING:
    from migrationkg.validation import Report


def check_again(
    target: Path, output: Path | None = None, *, engine: str = "store"
) -> "tuple[Report, tuple[Path, ...]]":
    """Validate a knowledge base, whose report is written anew, or a file of RDF.

    Args:
        target: the folder or file.
        output: folder for the report; a knowledge base keeps its own where none is given, a file has none.
        engine: as `validation.validate` takes it.

    Returns:
        The report and the files written.

    Raises:
        InputError: there is neither, or it is not well-formed.
    """
    from migrationkg.validation import validate, write_html, write_turtle

    if target.is_file():
        with stage("checking the graph"):
            report = validate(target, engine=engine)
        folder = output
    else:
        known, folder = open_knowledge_base(target), output or target
        try:
            report = _judged(known, engine)
        except InputError:
            refuse_damaged(known, known.trig)
            raise
    if folder is None or report.unjudged:
        return report, ()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{folder}: cannot be written: {error.strerror or error}; name a folder") from error
    files = KnowledgeBase(folder)
    write_html(report, files.report)
    write_turtle(report, files.report_graph)
    return report, (files.report, files.report_graph)


def _judged(known: KnowledgeBase, engine: str) -> "Report":
    """Validate a knowledge base; again where a build has put another state in place meanwhile."""
    from migrationkg.validation import validate

    for _ in range(3):
        before = read_digests(known)
        base = base_of(known)
        with stage("reading the items"):
            items = {f"{base}news/{key}": one.item for key, one in read_memory(known.memory).extractions.items()}
        sources = {iri: item.source for iri, item in items.items()}
        whole = before and not odd_files(known, (known.trig, known.store))  # then both say the same
        data = open_store(known.store) if whole else known.trig
        with stage("checking the graph"):
            report = validate(data, sources, {iri: item.content for iri, item in items.items()}, engine=engine)
        if read_digests(known) == before and not being_replaced(known.folder):
            break
    return report


def base_of(known: KnowledgeBase) -> str:
    """Return where the IRIs of a knowledge base begin, from a named graph of its store: of an item, or of decisions.

    Args:
        known: the knowledge base.
    """
    graphs = [graph.value for graph in open_store(known.store).named_graphs() if isinstance(graph, NamedNode)]
    of_items = (name.rpartition("news/")[0] for name in graphs if "/news/" in name)
    # Where all items are withdrawn, there is the graph that says so.
    of_decisions = (name.removesuffix("curation") for name in graphs if name.endswith("/curation"))
    return next(chain(of_items, of_decisions), "")


def known_facts(kb: str | Path) -> tuple[list[Extraction], dict[tuple[str, str], str]]:
    """Return what was read out of each item of a knowledge base, and the IRIs of the entities.

    Items that were withdrawn and things that were rejected are left out.

    Args:
        kb: the folder.

    Raises:
        InputError: there is no knowledge base, or it is damaged.
    """
    known = open_knowledge_base(Path(kb))
    memory = read_memory(known.memory)
    told = (standing(one, memory.iris) for one in memory.extractions.values())
    return [one for one in told if one.entities], dict(memory.iris)


def standing(one: Extraction, iris: Mapping[tuple[str, str], str]) -> Extraction:
    """Return what is read out of an item about things that the graph has.

    Args:
        one: what is read out of it.
        iris: the things, as (id of the item, local id of the entity) → IRI.
    """
    gone = {entity.id for entity in one.entities if (one.item.id, entity.id) not in iris}
    return replace(
        one,
        entities=tuple(entity for entity in one.entities if entity.id not in gone),
        facts=tuple(fact for fact in one.facts if not gone & {fact.subject, fact.object}),
        amounts=tuple(amount.without(gone) for amount in one.amounts if amount.of not in gone),
        doubtful=tuple(fact for fact in one.doubtful if not gone & {fact.subject, fact.object}),
    )


def current_name(kb: str | Path, name: str) -> str:
    """Return the path that stands for an IRI, or the end of one, that is out of use; any other name as it is.

    Args:
        kb: the folder.
        name: what a user wrote.

    Raises:
        InputError: there is no knowledge base.
    """
    known = open_knowledge_base(Path(kb))
    base = base_of(known)
    try:
        former = NamedNode(base + name.removeprefix(base))
    except ValueError:
        return name
    quads = open_store(known.store).quads_for_pattern(former, terms.REPLACED_BY, None, None)
    return next((quad.object.value.removeprefix(base) for quad in quads if isinstance(quad.object, NamedNode)), name)
