"""The facts of one item as they are found: of each, the surest evidence."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from migrationkg.extraction.relations.structure import Statement
from migrationkg.extraction.text.analysis import Text
from migrationkg.model import RELATION_KINDS, Entity, Evidence, Fact


@dataclass(slots=True)
class Ledger:
    """The facts found so far, the surest evidence of each.

    Attributes:
        text: the text.
        entities: the entities by local id.
        states: public body → code of the state that its names or authority data give it; it is no other's.
        facts: the facts.
        inside: statements of places inside places.
        taken: offsets of names to which a stated relation gives a part.
        partners: offsets of names that are partners of a project.
    """

    text: Text
    entities: dict[str, Entity]
    states: Mapping[str, str] = field(default_factory=dict)
    facts: dict[tuple[str, str, str], Fact] = field(default_factory=dict)
    inside: list[Statement] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    partners: set[int] = field(default_factory=set)

    def add(self, one: Statement) -> None:
        """Take a statement in, if its ends are of the kinds that the relation joins and no body is of two states."""
        kinds = RELATION_KINDS.get(one.relation)
        if kinds:
            subject, target = self.entities.get(one.subject), self.entities.get(one.object)
            if not subject or not target or subject.kind not in kinds[0] or target.kind not in kinds[1]:
                return
            if one.relation == "jurisdiction" and self.states.get(one.subject, target.iso) != target.iso:
                return
        key = (one.subject, one.relation, one.object)
        if key in self.facts and self.facts[key].evidence.confidence >= one.confidence:
            return
        evidence = Evidence(one.start, one.end, self.text.original[one.start : one.end], one.rule, one.confidence)
        self.facts[key] = Fact(*key, evidence)

    def has(self, subject: str, relation: str, target: str | None = None) -> bool:
        """Return whether such a fact is known."""
        if target is not None:
            return (subject, relation, target) in self.facts
        return any(key[0] == subject and key[1] == relation for key in self.facts)

    def objects(self, subject: str, relation: str) -> list[str]:
        """Return the objects of the facts known."""
        return [key[2] for key in self.facts if key[0] == subject and key[1] == relation]


def resting_on(evidence: Evidence, fact: tuple[str, str, str], rule: str, confidence: float) -> Statement:
    """Return a fact that follows from another one, and rests on the words of that one."""
    subject, relation, target = fact
    return Statement(subject, relation, target, evidence.start, evidence.end, rule, confidence)
