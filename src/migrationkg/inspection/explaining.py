"""The sentences behind the facts about a thing, with the words that say them and the rule that read them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from migrationkg.errors import InputError
from migrationkg.extraction.names.name import fold
from migrationkg.extraction.text.analysis import Text, analyse
from migrationkg.inspection.passages import Mark, Part, passage, where
from migrationkg.inspection.reasons import Reasons, reasons
from migrationkg.inspection.rules import meaning
from migrationkg.model import (
    ENTITY_RELATIONS,
    VALUE_RELATIONS,
    Decision,
    Entity,
    Evidence,
    Extraction,
    Fact,
    NewsItem,
)
from migrationkg.program import command

#: What was done by a decision of each kind that is told beside a fact or in its place.
_DONE = {
    "add": "added",
    "reject": "rejected",
    "accept": "accepted",
    "merge": "merged",
    "retype": "given another kind",
    "withdraw": "withdrawn",
}

#: Letters of a part of a name that tell which is meant.
_TELLING = 4

#: (id of the item, local id of an entity) → IRI, where a knowledge base gave one.
Iris = Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class Explanation:
    """One fact of one item, and why it was read.

    Attributes:
        subject: what the item calls its subject.
        relation: the relation, or "amount".
        object: what the item calls its object, or the value.
        item: the news item.
        where: file and line of the words.
        parts: the sentences, the words that say the fact marked "said".
        rule: the rule that read it.
        meaning: what that rule reads.
        confidence: share of such facts that proved right on annotated news.
        fact: the fact itself, with the ids that the item gives.
        reasons: what weighed most for it and against it, where it was weighed.
        decision: by which a curator rejected or accepted the fact, if one did.
        doubtful: whether it is not sure enough for the graph.
    """

    subject: str
    relation: str
    object: str
    item: NewsItem
    where: str
    parts: tuple[Part, ...]
    rule: str
    meaning: str
    confidence: float
    fact: Fact
    reasons: Reasons | None = None
    decision: Decision | None = None
    doubtful: bool = False


def explain(
    extractions: Iterable[Extraction],
    subject: str,
    relation: str | None = None,
    target: str | None = None,
    iris: Iris | None = None,
) -> list[Explanation]:
    """Return why the facts about a thing were read, or why one fact was, from each item that tells it.

    Args:
        extractions: what was read out of each item.
        subject: a name of the thing (case and articles do not count), a state's code, an event's type, an IRI or
            the last parts of one ("project/mobilaze-2").
        relation: with `target`, the one fact that is wanted ("fundedBy").
        target: name, code or IRI of the fact's object, or its value.
        iris: the IRIs of the entities, where a knowledge base gave them.

    Raises:
        InputError: no item tells of such a thing or fact; the nearest names are given.
    """
    known = list(extractions)
    found = [one for extraction in known for one in _explained(extraction, subject, relation, target, iris or {})]
    if not found:
        raise InputError(_nothing(known, subject, relation, target, iris or {}))
    return found


def _explained(
    extraction: Extraction, subject: str, relation: str | None, target: str | None, iris: Iris
) -> Iterator[Explanation]:
    things = {entity.id: entity for entity in extraction.entities}
    called = {key: names_of(extraction, entity, iris) for key, entity in things.items()}
    other = subject if target is None else target
    subjects = {key for key, names in called.items() if is_called(subject, names)}
    objects = subjects if target is None else {key for key, names in called.items() if is_called(other, names)}
    wanted: list[Fact] = []
    for said in (*extraction.facts, *(amount.as_fact for amount in extraction.amounts), *extraction.doubtful):
        is_object = said.object in objects if said.object in things else is_called(other, {said.object})
        is_subject = said.subject in subjects
        if (is_subject or is_object) if relation is None else (is_subject and is_object and said.relation == relation):
            wanted.append(said)
    if wanted:
        text = analyse(extraction.item)
        yield from (_explanation(extraction, text, said, things) for said in wanted)


def decided(one: Decision) -> str:
    """Return who made a decision, when and why, in words.

    Args:
        one: the decision.
    """
    return f"{_DONE.get(one.kind, one.kind)} by {one.who} on {one.when.isoformat()}: {one.why}"


def with_decisions(found: Iterable[Explanation], iris: Iris, decisions: Sequence[Decision]) -> list[Explanation]:
    """Return explanations, each with the decision that rejects its fact; failing that, with that which accepts it.

    What is accepted is doubtful no more.

    Args:
        found: the explanations.
        iris: the IRIs of the entities.
        decisions: those in force, with the paths of today.
    """
    return [_decided_on(one, _decision(one, iris, decisions)) for one in found]


def _decided_on(told: Explanation, decision: Decision | None) -> Explanation:
    accepted = decision is not None and decision.kind == "accept"
    return replace(told, decision=decision, doubtful=told.doubtful and not accepted)


def _decision(told: Explanation, iris: Iris, decisions: Sequence[Decision]) -> Decision | None:
    item, fact = told.item.id, told.fact
    subject, target = iris.get((item, fact.subject), ""), iris.get((item, fact.object), fact.object)
    found = [
        one
        for one in decisions
        if one.kind in {"accept", "reject"}
        and one.relation == fact.relation
        and one.item in {"", item}
        and subject.endswith(f"/{one.thing}")
        and (target == one.object or target.endswith(f"/{one.object}"))
    ]
    return max(found, key=lambda one: (one.kind == "reject", one.line), default=None)


def names_of(extraction: Extraction, entity: Entity, iris: Iris) -> set[str]:
    """Return everything by which a user may call an entity.

    Args:
        extraction: what was read out of its item.
        entity: the entity.
        iris: the IRIs of the entities, where a knowledge base gave them.
    """
    kinds = {fact.object for fact in extraction.facts if (fact.subject, fact.relation) == (entity.id, "eventType")}
    iri = iris.get((extraction.item.id, entity.id))
    return {*entity.names, *([entity.iso] if entity.iso else []), *kinds, *([iri] if iri else [])}


def is_called(name: str, names: Iterable[str]) -> bool:
    """Tell whether a user who writes a name means what has these names, codes and IRIs.

    Args:
        name: a name (case and articles do not count), or the last parts of an IRI.
        names: those of a thing.
    """
    return any(fold(name) == fold(one) or one == name or one.endswith(f"/{name}") for one in names)


def _explanation(extraction: Extraction, text: Text, said: Fact, things: Mapping[str, Entity]) -> Explanation:
    evidence = said.evidence
    first, last = (text.sentences[text.sentence_at(at)] for at in (evidence.start, evidence.end - 1))
    return Explanation(
        _label(extraction, things[said.subject]),
        said.relation,
        _label(extraction, things[said.object]) if said.object in things else said.object,
        extraction.item,
        where(extraction.item, evidence.start),
        passage(extraction.item.content, first[0], last[1], _marks(evidence)),
        evidence.rule,
        meaning(evidence.rule),
        evidence.confidence,
        said,
        reasons(extraction.item, said, (things[said.subject], things[said.object])) if said.object in things else None,
        doubtful=said in extraction.doubtful,
    )


def _marks(evidence: Evidence) -> list[Mark]:
    return [Mark(evidence.start, evidence.end)]


def _label(extraction: Extraction, entity: Entity) -> str:
    if entity.names:
        return entity.names[0]
    values = {fact.relation: fact.object for fact in extraction.facts if fact.subject == entity.id}
    return " ".join(filter(None, (values.get("eventType", "event"), values.get("startDate"))))


def _nothing(known: Sequence[Extraction], subject: str, relation: str | None, target: str | None, iris: Iris) -> str:
    """Return what to tell where nothing was found: that the thing is unknown, or that nothing says the fact."""
    if not subject.strip():
        return "nothing is named; name a thing, such as a project"
    names = {name for one in known for entity in one.entities for name in names_of(one, entity, iris)}
    for wanted in filter(None, (subject, target)):
        if not is_called(wanted, names):
            folded = {fold(name): name for name in sorted(names)}
            longer = [folded[key] for key in sorted(folded, key=len) if fold(wanted) in key and len(wanted) >= _TELLING]
            near = longer[:3] or [folded[key] for key in get_close_matches(fold(wanted), folded, n=3, cutoff=0.65)]
            return f"{wanted!r}: no item tells of it" + (f"; did you mean {' or '.join(near)}?" if near else "")
    if relation is None:
        return f"{subject!r}: it is named, but no fact about it was read"
    relations = {name.casefold(): name for name in (*ENTITY_RELATIONS, *VALUE_RELATIONS, "amount")}
    if relation not in relations.values():
        near = [relations[key] for key in get_close_matches(relation.casefold(), relations, n=1, cutoff=0.6)]
        return f"{relation!r} is no relation" + (f"; did you mean {near[0]}?" if near else "")
    return f"no item says that {subject!r} {relation} {target!r}; all that is known: {command('explain', subject)}"
