"""From what was read out of the items to what the graph says: resolution, decisions, authority data."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from operator import attrgetter
from pathlib import Path

from migrationkg.authority.catalogue import catalogue_entries
from migrationkg.authority.entries import known_organisations
from migrationkg.authority.files import read_authorities
from migrationkg.curation import Curated, curate, not_withdrawn, read_decisions, renamed, told_apart
from migrationkg.errors import Problem
from migrationkg.graph.files import sha256_of
from migrationkg.knowledge_base.doubtful import doubtful_facts, taken_in
from migrationkg.knowledge_base.folder import KnowledgeBase
from migrationkg.knowledge_base.identities import read_identities
from migrationkg.knowledge_base.recalled_rows import Settings
from migrationkg.model import Decision, Doubtful, Extraction, Resolution, Resource
from migrationkg.resolution import resolve
from migrationkg.resolution.authority_links import link_authorities, texts_of_names
from migrationkg.resolution.days import without_first_days_as_last
from migrationkg.resolution.one_value import without_contradictions


@dataclass(frozen=True, slots=True)
class Graph:
    """What the graph of a knowledge base says.

    Attributes:
        curated: the items and resources as decided.
        resolution: the resources, tied to authority data.
        fingerprints: IRI of each resource → hash of all that is said of it outside of the items.
        base: where the IRIs begin.
        edited: ids of the items of which decisions, or what other items tell, took something away, sorted.
        problems: decisions that do not apply, entries of authority files that are unclear.
        doubtful: what the news may say, but not surely enough.
        undecided: the resources before decisions, without authority data.
        decided: what was read out of each item that is not withdrawn, as decided.
        days: the same with the days of occasions that all items tell.
        settings: by what it was made, besides the news.
    """

    curated: Curated
    resolution: Resolution
    fingerprints: Mapping[str, str]
    base: str
    edited: tuple[str, ...]
    problems: tuple[Problem, ...]
    doubtful: tuple[Doubtful, ...]
    undecided: Resolution
    decided: tuple[Extraction, ...]
    days: tuple[Extraction, ...]
    settings: Settings


def graph_of(
    extractions: Sequence[Extraction],
    known: KnowledgeBase,
    authorities: Sequence[Path],
    base: str,
    *,
    doubtful: bool = False,
) -> Graph:
    """Resolve items, with the registry and the decisions of a knowledge base.

    Args:
        extractions: what was read out of each item.
        known: the knowledge base.
        authorities: the user's authority files.
        base: where the IRIs of the data begin.
        doubtful: whether what is doubtful is taken in, marked.

    Raises:
        InputError: the registry is damaged, the decisions cannot be read, or the base is none.
    """
    entries, faults = read_authorities(authorities)
    decisions, passed_over = read_decisions(known.decisions)
    identities = read_identities(known.identities)
    resolved = resolve(
        not_withdrawn(extractions, decisions), base, identities, renamed(decisions), told_apart(decisions)
    )
    decided = curate(extractions, resolved, decisions, base, str(known.decisions))
    iris = decided.resolution.iris
    taken = map(taken_in, decided.extractions) if doubtful else decided.extractions
    days = without_first_days_as_last(taken, iris)
    told, left_out = without_contradictions(days, iris)
    curated = replace(decided, extractions=told)
    read = {one.item.id: one for one in extractions}
    edited = sorted(one.item.id for one in curated.extractions if one is not read[one.item.id])
    catalogued = catalogue_entries(texts_of_names(curated.resolution.resources))
    linked = link_authorities(curated.resolution, (*known_organisations(), *catalogued, *entries))
    return Graph(
        curated,
        linked.resolution,
        {one.iri: resource_fingerprint(one) for one in linked.resolution.resources},
        base,
        tuple(edited),
        (
            *faults,
            *passed_over,
            *left_out,
            *curated.problems,
            *kept_apart_problems(resolved.kept_apart, decisions, known),
            *linked.problems,
        ),
        tuple(doubtful_facts(decided.extractions, linked.resolution, base)),
        resolved,
        decided.extractions,
        days,
        settings_of(decisions, authorities, doubtful=doubtful, kept_apart=resolved.kept_apart),
    )


def settings_of(
    decisions: Sequence[Decision],
    authorities: Sequence[Path],
    *,
    doubtful: bool,
    kept_apart: Iterable[tuple[str, str]] = (),
) -> Settings:
    """Return by what a graph is made, besides the news.

    Args:
        decisions: the decisions.
        authorities: the user's authority files.
        doubtful: whether what is doubtful is taken in.
        kept_apart: the pairs of things that news would make one, were it not for decisions.
    """
    digests = {path.name: sha256_of(path) for path in authorities}
    return Settings(doubtful, digests, renamed(decisions), told_apart(decisions), tuple(kept_apart))


_SAID = attrgetter(*(field.name for field in fields(Resource)))


def resource_fingerprint(resource: Resource) -> str:
    """Return a hash of all that is said of a resource outside of the items."""
    said = repr(_SAID(resource)).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(said, digest_size=8).hexdigest()


def kept_apart_problems(
    kept: Iterable[tuple[str, str]], decisions: Sequence[Decision], known: KnowledgeBase
) -> list[Problem]:
    """Tell of the decisions against what the news says.

    Args:
        kept: the pairs of paths that news would make one.
        decisions: the decisions.
        known: the knowledge base.
    """
    kept = set(kept)
    return [
        Problem(
            str(known.decisions), one.line, f"news tells that {one.thing} is {one.object}; they stay two, as decided"
        )
        for one in decisions
        if one.kind == "apart" and (one.thing, one.object) in kept
    ]
