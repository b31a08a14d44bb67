"""What passes between the stages: frozen dataclasses, and nothing else.

    sources ─ reading ─▶ NewsItem ─ extraction ─▶ Extraction ─ resolution ─▶ Resolution ─ graph ─▶ RDF

Offsets are Unicode code points into `NewsItem.content`, end exclusive.
"""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

#: Kinds of organisation, most special first where one is a sub-class of another (a Ministry is a GovernmentBody).
ORGANISATION_KINDS = (
    "Ministry",
    "GovernmentBody",
    "InternationalOrganisation",
    "ImplementingOffice",
    "CivilSocietyOrganisation",
    "AcademicInstitution",
    "Company",
)

#: Every kind of entity; each is the local name of a class of the ontology.
ENTITY_KINDS = (*ORGANISATION_KINDS, "Project", "Country", "Place", "Person", "Event")

#: Relations whose object is an entity; each is the local name of a property of the ontology.
ENTITY_RELATIONS = (
    "fundedBy",
    "implementedBy",
    "implementingOffice",
    "hasPartner",
    "operatesIn",
    "partOfProject",
    "organisedBy",
    "hasParticipant",
    "heldIn",
    "jurisdiction",
    "partOf",
    "locatedIn",
    "affiliatedWith",
)

#: Which kinds a relation joins, as the table of relations in the annotation guide has it: each of ENTITY_RELATIONS →
#: the kinds that its subject may have, the kinds that its object may have.
RELATION_KINDS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "fundedBy": (frozenset({"Project"}), frozenset({*ORGANISATION_KINDS, "Country"})),
    "implementedBy": (frozenset({"Project"}), frozenset(ORGANISATION_KINDS)),
    "implementingOffice": (frozenset({"Project"}), frozenset({"ImplementingOffice"})),
    "hasPartner": (frozenset({"Project"}), frozenset(ORGANISATION_KINDS)),
    "operatesIn": (frozenset({"Project"}), frozenset({"Country"})),
    "partOfProject": (frozenset({"Event"}), frozenset({"Project"})),
    "organisedBy": (frozenset({"Event"}), frozenset({*ORGANISATION_KINDS, "Country"})),
    "hasParticipant": (frozenset({"Event"}), frozenset({*ORGANISATION_KINDS, "Person"})),
    "heldIn": (frozenset({"Event"}), frozenset({"Place", "Country"})),
    "jurisdiction": (frozenset({"Ministry", "GovernmentBody"}), frozenset({"Country"})),
    "partOf": (frozenset(ORGANISATION_KINDS), frozenset(ORGANISATION_KINDS)),
    "locatedIn": (frozenset({"Place"}), frozenset({"Country"})),
    "affiliatedWith": (frozenset({"Person"}), frozenset({*ORGANISATION_KINDS, "Country"})),
}

#: Relations of a project whose object is a value. `projectStart` and `projectEnd` take an ISO 8601 day, month or year,
#: `durationInMonths` a whole number, `projectStatus` one of PROJECT_STATUSES, `url` the address of its home page,
#: `identifier` its number or code. A project may have several of each, for news differ.
PROJECT_VALUES = ("projectStart", "projectEnd", "durationInMonths", "projectStatus", "url", "identifier")

#: Relations whose object is a value. `eventType` takes a type of the guide ("study-visit"), `startDate` and
#: `endDate` an ISO 8601 day or month ("2023-06-12", "2023-05"), `role` free text, `status` one of EVENT_STATUSES.
VALUE_RELATIONS = ("eventType", "startDate", "endDate", "role", "status", *PROJECT_VALUES)

#: What is said of an occasion; one without a `status` fact was held.
EVENT_STATUSES = ("planned", "cancelled", "postponed")


#: The category of an item that was annotated to measure how well facts are read: no news as somebody published it.
EXERCISE = "Annotated exercise"


@dataclass(frozen=True, slots=True)
class Source:
    """Where an item was read.

    Attributes:
        name: the file as the user named it (`<stdin>` for standard input).
        line: line of the item's headline, from 1 (0 where the format has no lines).
        paragraph_lines: for each paragraph of the text (they are parted by a blank line), its first line.
    """

    name: str
    line: int
    paragraph_lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class NewsItem:
    """One item of news, its text once and clean (NFC, no markup, single spaces, paragraphs parted by a blank line).

    Attributes:
        id: stable name of the item, `[a-z0-9-]+`, from its URL where there is one, else from date and headline.
        headline: the title, one line.
        published: the day of publication.
        category: the line above the headline ("Project News"), or None.
        text: the summary or body; may be empty.
        url: the page of the item (http or https), or None.
        source: where it was read; takes no part in comparison, since it is not what the item says.
    """

    id: str
    headline: str
    published: date
    category: str | None
    text: str
    url: str | None
    source: Source = field(compare=False)

    @property
    def content(self) -> str:
        """The headline, a blank line and the text: what all offsets count into."""
        return f"{self.headline}\n\n{self.text}"


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


#: What a published record may say of the state of a project, by the code of IATI's list of activity statuses.
PROJECT_STATUSES: Mapping[str, str] = {
    "1": "pipeline",
    "2": "implementation",
    "3": "finalisation",
    "4": "closed",
    "5": "cancelled",
    "6": "suspended",
}


@dataclass(frozen=True, slots=True, order=True)
class PublishedFact:
    """What a published record, such as an IATI activity, says of a project.

    Attributes:
        relation: fundedBy, implementedBy, operatesIn, projectStart, projectEnd, projectStatus, sector or budget.
        value: alpha-2 code of a country, a day, one of PROJECT_STATUSES, a code of the DAC, or a sum ("3000000 EUR");
            empty where only an organisation is told.
        organisation: name of the funder, implementer, or giver of a part of the budget; empty where none is told.
        identifier: the organisation's identifier in the record, or empty.
        record: where it stands, in words.
        target: IRI of the organisation, or of the country, where the graph has it; empty elsewhere.
    """

    relation: str
    value: str
    organisation: str
    identifier: str
    record: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class AuthorityFacts:
    """What authority data adds to a resource.

    Attributes:
        matches: IRIs under which other catalogues know it, sorted.
        names: further names, each with its language ("" where none is told), sorted.
        pages: its home pages, sorted.
        identifiers: identifiers that are no IRIs, such as those of IATI, sorted.
        published: what published records say of a project, sorted.
    """

    matches: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    pages: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    published: tuple[PublishedFact, ...] = ()


@dataclass(frozen=True, slots=True)
class Resource:
    """A thing of the world that one or many items tell of.

    Attributes:
        iri: its lasting IRI.
        kind: one of ENTITY_KINDS.
        label: the preferred name.
        alternatives: its other names, sorted.
        iso: ISO 3166-1 alpha-2 code of a Country, else None.
        state: alpha-2 code of the state that a public body belongs to or a place lies in, where it is told.
        authority: what authority data adds.
        follows: IRI of the project of which this one is the next phase, where there is one.
    """

    iri: str
    kind: str
    label: str
    alternatives: tuple[str, ...] = ()
    iso: str | None = None
    state: str | None = None
    authority: AuthorityFacts = AuthorityFacts()
    follows: str | None = None


@dataclass(frozen=True, slots=True)
class Identity:
    """What is remembered of an IRI from build to build, so that it stays with what it means.

    Attributes:
        path: what follows the base in the IRI ("project/mobilaze-2").
        item: id of the item with the entity for which it was minted.
        told_as: the path that this item alone would give that entity.
        also: the paths that other items alone would give it, sorted.
        replaced_by: the path of what it turned out to be, where it was found to be one with another.
    """

    path: str
    item: str
    told_as: str
    also: tuple[str, ...] = ()
    replaced_by: str | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """Which resource each entity of each item is.

    Attributes:
        resources: all resources, sorted by IRI.
        iris: (id of the item, local id of the entity) → IRI of the resource.
        identities: the registry of IRIs as it is after this resolution, sorted by path.
        replaced: IRIs that are out of use → the IRI of the resource that they mean.
        kept_apart: pairs of paths that news would make one, were it not for a curator.
    """

    resources: tuple[Resource, ...]
    iris: Mapping[tuple[str, str], str]
    identities: tuple[Identity, ...] = ()
    replaced: Mapping[str, str] = field(default_factory=dict)
    kept_apart: tuple[tuple[str, str], ...] = ()


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


#: What a curator can decide, and what the decision is about, in the order in which a command line takes it.
DECISION_KINDS = {
    "accept": ("thing", "relation", "object"),
    "reject": ("thing", "relation", "object"),
    "add": ("thing", "relation", "object"),
    "merge": ("thing", "object"),
    "apart": ("thing", "object"),
    "split": ("thing", "item"),
    "rename": ("thing", "object"),
    "retype": ("thing", "object"),
    "withdraw": ("item",),
}


@dataclass(frozen=True, slots=True)
class Decision:
    """What a curator decided, which every build applies.

    Attributes:
        kind: one of DECISION_KINDS: a fact is right or wrong or added, a thing is added, is another or is not, what
            an item calls so is another thing, a thing has another name or kind, an item is withdrawn. A thing is
            rejected as a whole where no relation is given.
        thing: path of the thing ("project/mobilaze-2"); empty for an item that is withdrawn.
        relation: one of ENTITY_RELATIONS or VALUE_RELATIONS, or "amount"; the kind of a thing that is added; empty
            where no fact is decided on.
        object: path of a thing, a value, a name or a kind, as the decision needs it.
        item: id of the item to which the decision is limited, if any.
        source: where an added fact or thing is told: a web address or words.
        who: the curator.
        when: the day.
        why: the reason.
        line: where the decision stands in its file; takes no part in comparison.
    """

    kind: str
    thing: str
    relation: str
    object: str
    item: str
    source: str
    who: str
    when: date
    why: str
    line: int = field(default=0, compare=False)

    @property
    def makes(self) -> str:
        """The kind of the thing that is added; empty where none is."""
        return self.relation if self.kind == "add" and self.relation in ENTITY_KINDS else ""

    @property
    def on_fact(self) -> bool:
        """Whether it decides on a fact."""
        return bool(self.relation) and not self.makes
