"""Of a model's answer, what is literally in the news and within the contract; the rest is dropped and counted."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import pycountry

from migrationkg.authority.countries import countries, country_names
from migrationkg.extraction.text.analysis import Text, analyse, standing_alone
from migrationkg.model import (
    ENTITY_KINDS,
    RELATION_KINDS,
    Amount,
    Entity,
    Evidence,
    Extraction,
    Fact,
    Mention,
    NewsItem,
)

RULE = "language-model"
#: Share of the facts of a large model that a reader would sign, at its most careful: lower than that of our own rules.
CONFIDENCE = 0.7


@dataclass(slots=True)
class _Kept:
    """What has been kept of an answer so far."""

    text: Text
    entities: dict[str, Entity] = field(default_factory=dict)
    facts: dict[tuple[str, str, str], Fact] = field(default_factory=dict)
    amounts: list[Amount] = field(default_factory=list)
    dropped: int = 0

    def evidence(self, quote: object) -> Evidence | None:
        """Return the evidence that a quote is; None where it is not literally there."""
        start = self.text.original.find(quote) if isinstance(quote, str) and quote.strip() else -1
        return Evidence(start, start + len(str(quote)), str(quote), RULE, CONFIDENCE) if start >= 0 else None


def checked(item: NewsItem, answer: Mapping[str, Any]) -> tuple[Extraction, int]:
    """Return what an answer says of an item as an Extraction, and how many of its statements were dropped.

    Kept are entities one of whose names stands in the item as whole words, events and facts whose quote stands there
    to the letter, facts that join what the relation joins and whose quote stands in a sentence with one of their ends,
    and values that are what they should be: days of the calendar, codes of states and currencies.
    """
    kept = _Kept(analyse(item))
    for row in _rows(answer, "entities"):
        _keep_entity(kept, row)
    for row in _rows(answer, "facts"):
        _keep_fact(kept, row)
    for row in _rows(answer, "amounts"):
        _keep_amount(kept, row)
    facts = sorted(kept.facts.values(), key=lambda one: (one.evidence.start, one.subject, one.relation, one.object))
    return Extraction(item, tuple(kept.entities.values()), tuple(facts), tuple(kept.amounts)), kept.dropped


def _rows(answer: Mapping[str, Any], name: str) -> Iterator[Mapping[str, Any]]:
    rows = answer.get(name)
    yield from (row for row in rows if isinstance(row, dict)) if isinstance(rows, list) else ()


def _keep_entity(kept: _Kept, row: Mapping[str, Any]) -> None:
    local, kind, names = row.get("id"), row.get("type"), row.get("names")
    if not isinstance(local, str) or local in kept.entities or kind not in ENTITY_KINDS:
        kept.dropped += 1
        return
    content = kept.text.original
    written = [name for name in names if isinstance(name, str) and name.strip()] if isinstance(names, list) else []
    found = {name: list(standing_alone(name, content)) for name in dict.fromkeys(written)}
    mentions = [Mention(at, at + len(name), name) for name, places in found.items() for at in places]
    told = kept.evidence(row.get("quote")) if kind == "Event" else None
    if told:
        mentions.append(Mention(told.start, told.end, told.quote))
    if not mentions or (kind == "Event" and not told):
        kept.dropped += 1
        return
    literal = tuple(name for name, places in found.items() if places)
    iso = _iso(row.get("iso"), literal) if kind == "Country" else None
    kept.entities[local] = Entity(local, kind, literal, tuple(sorted(set(mentions))), iso)
    if told:
        _keep_value(kept, local, "eventType", row.get("eventType") or "other", told)
        _keep_dates(kept, local, row)
    role = kept.evidence(row.get("role")) if kind == "Person" else None
    if role:
        _keep_value(kept, local, "role", role.quote, role)


def _iso(code: object, names: tuple[str, ...]) -> str | None:
    """Return the code of a state: by its names, which the item has, rather than by what the model says."""
    by_name = next((country_names()[name] for name in names if name in country_names()), None)
    return by_name or (code if isinstance(code, str) and code in countries() else None)


def _keep_dates(kept: _Kept, local: str, row: Mapping[str, Any]) -> None:
    quote = kept.evidence(row.get("dateQuote"))
    for relation in ("startDate", "endDate"):
        value = row.get(relation)
        if value is None:
            continue
        if quote and isinstance(value, str) and _is_day_or_month(value) and any(map(str.isalnum, quote.quote)):
            _keep_value(kept, local, relation, value, quote)
        else:
            kept.dropped += 1


def _is_day_or_month(value: str) -> bool:
    try:
        date.fromisoformat(value if len(value) == 10 else f"{value}-01")
    except ValueError:
        return False
    return len(value) in (7, 10)


def _keep_value(kept: _Kept, subject: str, relation: str, value: str, evidence: Evidence) -> None:
    kept.facts[subject, relation, value] = Fact(subject, relation, value, evidence)


def _keep_fact(kept: _Kept, row: Mapping[str, Any]) -> None:
    relation = row.get("relation")
    subject, target = (kept.entities.get(str(row.get(end))) for end in ("subject", "object"))
    evidence = kept.evidence(row.get("quote"))
    kinds = RELATION_KINDS.get(str(relation))
    if not (subject and target and evidence and kinds) or subject is target:
        kept.dropped += 1
        return
    if (
        subject.kind not in kinds[0]
        or target.kind not in kinds[1]
        or not _names_an_end(kept, evidence, subject, target)
    ):
        kept.dropped += 1
        return
    kept.facts[subject.id, str(relation), target.id] = Fact(subject.id, str(relation), target.id, evidence)


def _names_an_end(kept: _Kept, evidence: Evidence, *ends: Entity) -> bool:
    """Return whether a sentence of the evidence names one of a fact's ends."""
    sentences = range(kept.text.sentence_at(evidence.start), kept.text.sentence_at(evidence.end - 1) + 1)
    return any(kept.text.sentence_at(mention.start) in sentences for end in ends for mention in end.mentions)


def _keep_amount(kept: _Kept, row: Mapping[str, Any]) -> None:
    evidence, value, of = kept.evidence(row.get("quote")), row.get("value"), kept.entities.get(str(row.get("of")))
    currency = pycountry.currencies.get(alpha_3=str(row.get("currency")))
    is_sum = isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < 10**15
    if evidence and is_sum and currency and of and of.kind in ("Event", "Project"):
        kept.amounts.append(Amount(of.id, Decimal(str(value)).normalize(), currency.alpha_3, evidence))
    else:
        kept.dropped += 1
