"""What passes between the stages: frozen dataclasses, and nothing else.

    sources ─ reading ─▶ NewsItem ─ extraction ─▶ Extraction ─ resolution ─▶ Resolution ─ graph ─▶ RDF

Offsets are Unicode code points into `NewsItem.content`, end exclusive.
"""

from migrationkg.model.decisions import DECISION_KINDS, Decision
from migrationkg.model.facts import Amount, Doubtful, Entity, Evidence, Extraction, Fact, GivenBy, Mention
from migrationkg.model.news import EXERCISE, NewsItem, Source
from migrationkg.model.resources import AuthorityFacts, Identity, PublishedFact, Resolution, Resource
from migrationkg.model.vocabulary import (
    ENTITY_KINDS,
    ENTITY_RELATIONS,
    EVENT_STATUSES,
    ORGANISATION_KINDS,
    PROJECT_STATUSES,
    PROJECT_VALUES,
    RELATION_KINDS,
    VALUE_KINDS,
    VALUE_RELATIONS,
)

__all__ = [
    "DECISION_KINDS",
    "ENTITY_KINDS",
    "ENTITY_RELATIONS",
    "EVENT_STATUSES",
    "EXERCISE",
    "ORGANISATION_KINDS",
    "PROJECT_STATUSES",
    "PROJECT_VALUES",
    "RELATION_KINDS",
    "VALUE_KINDS",
    "VALUE_RELATIONS",
    "Amount",
    "AuthorityFacts",
    "Decision",
    "Doubtful",
    "Entity",
    "Evidence",
    "Extraction",
    "Fact",
    "GivenBy",
    "Identity",
    "Mention",
    "NewsItem",
    "PublishedFact",
    "Resolution",
    "Resource",
    "Source",
]
