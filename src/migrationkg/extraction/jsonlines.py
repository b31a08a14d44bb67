"""Extractions in the form of the annotation guide, one JSON object an item: `gold/GUIDE.md` says what it holds.

A prediction and a gold file have one form. Beyond the guide, an entity carries `mentions`, and the item `evidence`
(one entry a fact) and what `NewsItem` holds besides (`url`, `source`), so that an extraction can be read back whole.
"""

from collections.abc import Mapping
from typing import Any

from migrationkg.model import VALUE_RELATIONS, Entity, Extraction, Fact

_OF_EVENT = ("eventType", "startDate", "endDate")


def to_json(extraction: Extraction, iris: Mapping[tuple[str, str], str] | None = None) -> dict[str, Any]:
    """Return an extraction in the guide's form.

    Args:
        extraction: what was read out of an item.
        iris: (item id, local id) → IRI, in a knowledge base; entities then carry an `iri`.
    """
    item = extraction.item
    values = {(fact.subject, fact.relation): fact.object for fact in extraction.facts if fact.relation in VALUE_RELATIONS}
    return {
        "id": item.id,
        "category": item.category,
        "title": item.headline,
        "date": item.published.isoformat(),
        "text": item.text,
        "entities": [_entity(entity, values, (iris or {}).get((item.id, entity.id))) for entity in extraction.entities],
        "facts": [[fact.subject, fact.relation, fact.object] for fact in extraction.facts if fact.relation not in VALUE_RELATIONS],
        "amounts": [{"of": amount.of, "value": _number(amount.value), "currency": amount.currency} for amount in extraction.amounts],
        "evidence": [_evidence(fact) for fact in extraction.facts],
    }


def _number(value: Any) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _entity(entity: Entity, values: Mapping[tuple[str, str], str], iri: str | None) -> dict[str, Any]:
    row: dict[str, Any] = {"id": entity.id, "type": entity.kind, "names": list(entity.names)}
    if entity.kind == "Country":
        row["iso"] = entity.iso
    if entity.kind == "Event":
        row |= {key: values.get((entity.id, key)) for key in _OF_EVENT}
        if (entity.id, "status") in values:
            row["status"] = values[entity.id, "status"]
    if entity.kind == "Person" and (entity.id, "role") in values:
        row["role"] = values[entity.id, "role"]
    row["mentions"] = [[mention.start, mention.end] for mention in entity.mentions]
    if iri:
        row["iri"] = iri
    return row


def _evidence(fact: Fact) -> dict[str, Any]:
    evidence = fact.evidence
    return {
        "fact": [fact.subject, fact.relation, fact.object],
        "start": evidence.start,
        "end": evidence.end,
        "quote": evidence.quote,
        "rule": evidence.rule,
        "confidence": evidence.confidence,
    }
