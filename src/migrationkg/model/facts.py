"""What was read out of one item: the things that it names, what it says of them, and the words that say it."""

from collections.abc import Container
from dataclasses import dataclass, replace
from decimal import Decimal

from migrationkg.model.news import NewsItem


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A stretch of an item's content that names an entity."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that say a fact.

    Attributes:
        start: offset of the first character in the item's content.
        end: offset after the last.
        quote: `content[start:end]`, to the letter.
        rule: name of the rule that read the fact there.
        confidence: how often facts of this kind proved right on annotated news, 0 to 1.
        doubtful: whether the fact is not sure enough to be one, and was taken in all the same.
    """

    start: int
    end: int
    quote: str
    rule: str
    confidence: float
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing that one item tells of.

    Attributes:
        id: name local to the item ("p1").
        kind: one of ENTITY_KINDS.
        names: every way in which the item writes it, most complete first; empty for an event without a name.
        mentions: where the item names it, in order of the text.
        iso: ISO 3166-1 alpha-2 code of a Country ("XK" for Kosovo), else None.
    """

    id: str
    kind: str
    names: tuple[str, ...]
    mentions: tuple[Mention, ...]
    iso: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement of an item.

    Attributes:
        subject: local id of an entity.
        relation: one of ENTITY_RELATIONS or VALUE_RELATIONS.
        object: local id of an entity, or the value where the relation is one of VALUE_RELATIONS.
        evidence: the words that say it.
    """

    subject: str
    relation: str
    object: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class GivenBy:
    """Who gives a sum of money.

    Attributes:
        giver: local id of the organisation or Country.
        evidence: the words that say it.
    """

    giver: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money that an item gives for a project or event.

    Attributes:
        of: local id of the Project or Event.
        value: the sum in whole units of the currency ("EUR 2.4 million" is 2400000).
        currency: ISO 4217 code.
        evidence: the words that say it.
        given: who gives it, where that is told.
    """

    of: str
    value: Decimal
    currency: str
    evidence: Evidence
    given: GivenBy | None = None

    @property
    def as_fact(self) -> Fact:
        """The sum as a fact of its project or event, with a value such as "2400000 EUR"."""
        return Fact(self.of, "amount", f"{self.value} {self.currency}", self.evidence)

    def without(self, gone: Container[str]) -> "Amount":
        """Return the sum without its giver where he is among the things that are gone."""
        return replace(self, given=None) if self.given and self.given.giver in gone else self


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read out of one item.

    Attributes:
        item: the item.
        entities: the things that it tells of.
        facts: what it says of them.
        amounts: the sums of money that it gives.
        doubtful: what it may say, but not surely enough to be told as a fact; each with its confidence.
    """

    item: NewsItem
    entities: tuple[Entity, ...]
    facts: tuple[Fact, ...]
    amounts: tuple[Amount, ...] = ()
    doubtful: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A fact that is not sure enough to be one, under the names that it has in a knowledge base.

    Attributes:
        item: id of the news item.
        subject: label of its subject.
        relation: one of ENTITY_RELATIONS or VALUE_RELATIONS.
        object: label of its object, or the value.
        quote: the words that may say it.
        confidence: how often such facts proved right on annotated news, 0 to 1; below the line of its relation.
        why: the rule that read it, and what that reads.
        thing: path of the subject.
        target: path of the object, or the value.
    """

    item: str
    subject: str
    relation: str
    object: str
    quote: str
    confidence: float
    why: str
    thing: str
    target: str
