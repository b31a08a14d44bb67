"""Extractions in the form of the annotation guide, one JSON object an item: `data/gold/GUIDE.md` says what it holds.

A prediction and a gold file have one form. Beyond the guide, an entity carries `mentions` and the item `url`, `source`
and `evidence` (one entry a fact, amounts and what is told of a project by a value among them), so that an extraction is
read back whole; the entry of an amount has in `given` who gives it and the words that say so. `doubtful` has, in the
form of `evidence`, what is not sure enough to be a fact.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from sys import intern
from typing import Any

from migrationkg.json_form import check_form
from migrationkg.model import (
    ENTITY_KINDS,
    ENTITY_RELATIONS,
    VALUE_RELATIONS,
    Amount,
    Entity,
    Evidence,
    Extraction,
    Fact,
    GivenBy,
    Mention,
    NewsItem,
    Source,
)

_WORDS = {"start": int, "end": int, "quote": str, "rule": str, "confidence": float}
#: A row as `to_json` writes it, as far as it is read back.
_FORM = {
    "id": str,
    "title": str,
    "date": str,
    "text": str,
    "category?": str,
    "url?": str,
    "source": list,
    "entities": [{"id": str, "type": str, "names": [str], "iso?": str, "iri?": str, "mentions": [[int]]}],
    "evidence": [{"fact": [str], **_WORDS, "given?": {"by": str, **_WORDS}}],
    "doubtful?": [{"fact": [str], **_WORDS}],
}


def to_json(extraction: Extraction, iris: Mapping[tuple[str, str], str] | None = None) -> dict[str, Any]:
    """Return an extraction in the guide's form.

    Args:
        extraction: what was read out of an item.
        iris: (item id, local id) → IRI, in a knowledge base; entities then carry an `iri`.
    """
    item, facts, amounts = extraction.item, extraction.facts, extraction.amounts
    values = {(fact.subject, fact.relation): fact.object for fact in facts if fact.relation in VALUE_RELATIONS}
    iri_of = iris or {}
    return {
        "id": item.id,
        "category": item.category,
        "title": item.headline,
        "date": item.published.isoformat(),
        "text": item.text,
        "url": item.url,
        "source": [item.source.name, item.source.line, list(item.source.paragraph_lines)],
        "entities": [_entity_row(one, values, iri_of.get((item.id, one.id))) for one in extraction.entities],
        "facts": [[fact.subject, fact.relation, fact.object] for fact in facts if fact.relation not in VALUE_RELATIONS],
        "amounts": [{"of": one.of, "value": _number(one.value), "currency": one.currency} for one in amounts],
        "evidence": [*map(_evidence_row, facts), *map(_amount_row, amounts)],
        "doubtful": [*map(_evidence_row, extraction.doubtful)],
    }


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _entity_row(entity: Entity, values: Mapping[tuple[str, str], str], iri: str | None) -> dict[str, Any]:
    row: dict[str, Any] = {"id": entity.id, "type": entity.kind, "names": list(entity.names)}
    if entity.kind == "Country":
        row["iso"] = entity.iso
    if entity.kind == "Event":
        row |= {key: values.get((entity.id, key)) for key in ("eventType", "startDate", "endDate")}
    told = {"Event": "status", "Person": "role"}.get(entity.kind, "")
    if (entity.id, told) in values:
        row[told] = values[entity.id, told]
    row["mentions"] = [[mention.start, mention.end] for mention in entity.mentions]
    return row | ({"iri": iri} if iri else {})


def _amount_row(amount: Amount) -> dict[str, Any]:
    row = _evidence_row(amount.as_fact)
    if amount.given:
        row["given"] = {"by": amount.given.giver, **_words(amount.given.evidence)}
    return row


def _evidence_row(fact: Fact) -> dict[str, Any]:
    return {"fact": [fact.subject, fact.relation, fact.object], **_words(fact.evidence)}


def _words(evidence: Evidence) -> dict[str, Any]:
    return {name: getattr(evidence, name) for name in _WORDS}


def from_json(row: Mapping[str, Any]) -> Extraction:
    """Return the extraction that `to_json` wrote.

    Raises:
        ValueError: the row is of another form, or says what no extraction says: a quote that is not in the text, a fact
            on an entity that is not there.

    Example:
        >>> item = NewsItem("2023-07-06-a", "A", date(2023, 7, 6), None, "", None, Source("n.txt", 1))
        >>> from_json(to_json(Extraction(item, (), ()))) == Extraction(item, (), ())
        True
    """
    check_form(row, _FORM)
    read = extraction_of(row)
    _check_sense(read)
    return read


def extraction_of(row: Mapping[str, Any]) -> Extraction:
    """Return the extraction of a row of which it is known that `to_json` wrote it.

    Words that many items use (local ids, kinds, relations, rules) are held once, which is half of the memory.
    """
    item, entries = item_of(row), row["evidence"]
    facts = [*map(_fact, entries)]
    return Extraction(
        item=item,
        entities=tuple(_entity(entity, item.content) for entity in row["entities"]),
        facts=tuple(one for one in facts if one.relation != "amount"),
        amounts=tuple(
            _amount(one, entry) for one, entry in zip(facts, entries, strict=True) if one.relation == "amount"
        ),
        doubtful=tuple(map(_fact, row.get("doubtful", ()))),
    )


def item_of(row: Mapping[str, Any]) -> NewsItem:
    """Return the item of which a row tells."""
    name, line, paragraphs = row["source"]
    return NewsItem(
        id=row["id"],
        headline=row["title"],
        published=date.fromisoformat(row["date"]),
        category=row["category"],
        text=row["text"],
        url=row["url"],
        source=Source(name, line, tuple(paragraphs)),
    )


def _check_sense(read: Extraction) -> None:
    """Refuse what no extraction says.

    Raises:
        ValueError: the message tells the first that is found.
    """
    ids = {entity.id for entity in read.entities}
    given = [one.given for one in read.amounts if one.given]
    odd = [entity.kind for entity in read.entities if entity.kind not in ENTITY_KINDS]
    odd += [one.relation for one in read.facts if one.relation not in (*ENTITY_RELATIONS, *VALUE_RELATIONS)]
    odd += [one.subject for one in read.facts if one.subject not in ids]
    odd += [one.object for one in read.facts if one.relation in ENTITY_RELATIONS and one.object not in ids]
    odd += [one.of for one in read.amounts if one.of not in ids or not one.value.is_finite()]
    odd += [one.giver for one in given if one.giver not in ids]
    if odd:
        raise ValueError(f"it knows no {odd[0]!r}")
    said: tuple[Fact | Amount | GivenBy, ...] = (*read.facts, *read.amounts, *given)
    for told in (one.evidence for one in said):
        if told.quote != read.item.content[told.start : told.end]:
            raise ValueError(f"the quote {told.quote!r} is not what its text says there")


def _evidence(entry: Mapping[str, Any]) -> Evidence:
    return Evidence(entry["start"], entry["end"], entry["quote"], intern(entry["rule"]), entry["confidence"])


def _fact(entry: Mapping[str, Any]) -> Fact:
    subject, relation, target = map(intern, entry["fact"])
    return Fact(subject, relation, target, _evidence(entry))


def _amount(told: Fact, entry: Mapping[str, Any]) -> Amount:
    value, currency = told.object.split()
    given = entry.get("given")
    giver = GivenBy(given["by"], _evidence(given)) if given else None
    return Amount(told.subject, Decimal(value), currency, told.evidence, giver)


def _entity(row: Mapping[str, Any], content: str) -> Entity:
    mentions = tuple(Mention(start, end, content[start:end]) for start, end in row["mentions"])
    return Entity(intern(row["id"]), intern(row["type"]), tuple(row["names"]), mentions, row.get("iso"))
