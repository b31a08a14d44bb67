"""Three small news items, what was read out of them, and which resources they tell of."""

from datetime import date
from decimal import Decimal

import pytest
from pyoxigraph import Quad

from migrationkg.graph import DEFAULT_BASE, to_quads
from migrationkg.model import (
    Amount,
    Entity,
    Evidence,
    Extraction,
    Fact,
    Mention,
    NewsItem,
    Resolution,
    Resource,
    Source,
)

HANDOVER = NewsItem(
    id="2023-06-21-eu4safealb-handover",
    headline="EU4SAFEALB Project: 2nd handover of equipment",
    published=date(2023, 6, 21),
    category="Project News",
    text=(
        "On 12 June the EU-funded EU4SAFEALB project handed over equipment worth EUR 2.4 million to its"
        " partner, the Ministry of Interior of Albania, in Dhermi.\n\n"
        "The Director of Border Police, Ana Hoxha, thanked ICMPD."
    ),
    url="https://www.example.org/news/eu4safealb-handover",
    source=Source("news.txt", 1),
)
VISIT = NewsItem(
    id="2023-06-29-mobilaze2-estonia",
    headline="MOBILAZE 2: study visit to Estonia",
    published=date(2023, 6, 29),
    category=None,
    text=(
        "In May 2023 the EU-funded MOBILAZE 2 project, implemented by ICMPD, held a study visit in Tallinn, Estonia."
    ),
    url="javascript:alert(1)",
    source=Source("news.txt", 9),
)
FACILITY = NewsItem(
    id="2023-07-03-mobilaze2",
    headline="MOBILAZE2 goes on in Azerbaijan",
    published=date(2023, 7, 3),
    category="In Focus",
    text=(
        "The EU-funded MOBILAZE2 Project works in Azerbaijan, on Border Management and visas.\n\n"
        "A conference on border control closes it."
    ),
    url=None,
    source=Source("news.txt", 15),
)


def said(item: NewsItem, quote: str, rule: str = "pattern", confidence: float = 0.95) -> Evidence:
    """Return the first place of a quote in an item."""
    start = item.content.index(quote)
    return Evidence(start, start + len(quote), quote, rule, confidence)


def entity(item: NewsItem, name: str, kind: str, *names: str, iso: str | None = None) -> Entity:
    """Return an entity with its first mentions."""
    spots = sorted((item.content.index(spelling), spelling) for spelling in names)
    return Entity(name, kind, names, tuple(Mention(at, at + len(text), text) for at, text in spots), iso)


def handover() -> Extraction:
    def fact(subject: str, relation: str, target: str, quote: str) -> Fact:
        return Fact(subject, relation, target, said(HANDOVER, quote))

    return Extraction(
        HANDOVER,
        (
            entity(HANDOVER, "p1", "Project", "EU4SAFEALB"),
            entity(HANDOVER, "o1", "InternationalOrganisation", "EU"),
            entity(HANDOVER, "o2", "Ministry", "Ministry of Interior of Albania"),
            entity(HANDOVER, "o3", "GovernmentBody", "Border Police"),
            entity(HANDOVER, "c1", "Country", "Albania", iso="AL"),
            entity(HANDOVER, "l1", "Place", "Dhermi"),
            entity(HANDOVER, "h1", "Person", "Ana Hoxha"),
            entity(HANDOVER, "e1", "Event"),
        ),
        (
            fact("p1", "fundedBy", "o1", "EU-funded EU4SAFEALB project"),
            fact("p1", "hasPartner", "o2", "its partner, the Ministry of Interior of Albania"),
            fact("o2", "jurisdiction", "c1", "Ministry of Interior of Albania"),
            fact("e1", "partOfProject", "p1", "EU4SAFEALB project handed over"),
            fact("e1", "heldIn", "l1", "in Dhermi"),
            fact("e1", "eventType", "handover", "handover"),
            fact("e1", "startDate", "2023-06-12", "On 12 June"),
            fact("e1", "endDate", "2023-06-12", "On 12 June"),
            fact("h1", "affiliatedWith", "o3", "The Director of Border Police, Ana Hoxha"),
            fact("h1", "role", "Director of Border Police", "Director of Border Police"),
        ),
        (Amount("e1", Decimal("2.4E6"), "EUR", said(HANDOVER, "EUR 2.4 million", "money", 1.0)),),
    )


def visit() -> Extraction:
    return Extraction(
        VISIT,
        (
            entity(VISIT, "p1", "Project", "MOBILAZE 2"),
            entity(VISIT, "o1", "InternationalOrganisation", "EU"),
            entity(VISIT, "o2", "InternationalOrganisation", "ICMPD"),
            entity(VISIT, "l1", "Place", "Tallinn"),
            entity(VISIT, "c1", "Country", "Estonia", iso="EE"),
            entity(VISIT, "e1", "Event", "study visit to Estonia"),
        ),
        (
            Fact("p1", "fundedBy", "o1", said(VISIT, "EU-funded MOBILAZE 2 project")),
            Fact("p1", "implementedBy", "o2", said(VISIT, "implemented by ICMPD")),
            Fact("e1", "partOfProject", "p1", said(VISIT, "project, implemented by ICMPD, held a study visit")),
            Fact("e1", "heldIn", "l1", said(VISIT, "in Tallinn")),
            Fact("e1", "heldIn", "c1", said(VISIT, "in Tallinn, Estonia")),
            Fact("l1", "locatedIn", "c1", said(VISIT, "Tallinn, Estonia")),
            Fact("e1", "eventType", "study-visit", said(VISIT, "study visit")),
            Fact("e1", "startDate", "2023-05", said(VISIT, "In May 2023")),
        ),
    )


def facility() -> Extraction:
    return Extraction(
        FACILITY,
        (
            entity(FACILITY, "p1", "Project", "MOBILAZE2"),
            entity(FACILITY, "o1", "InternationalOrganisation", "EU"),
            entity(FACILITY, "c1", "Country", "Azerbaijan", iso="AZ"),
        ),
        (
            Fact("p1", "fundedBy", "o1", said(FACILITY, "EU-funded MOBILAZE2 Project", confidence=0.981)),
            Fact("p1", "operatesIn", "c1", said(FACILITY, "works in Azerbaijan")),
        ),
    )


#: IRI after the base, kind, label, other names, ISO code, and who it is: item → local id.
RESOURCES = (
    ("country/al", "Country", "Albania", (), "AL", {HANDOVER: "c1"}),
    ("country/az", "Country", "Azerbaijan", (), "AZ", {FACILITY: "c1"}),
    ("country/ee", "Country", "Estonia", (), "EE", {VISIT: "c1"}),
    ("event/eu4safealb-handover-2023-06-12", "Event", "Handover, 12 June 2023", (), None, {HANDOVER: "e1"}),
    ("event/mobilaze-2-study-visit-2023-05", "Event", "Study visit to Estonia", (), None, {VISIT: "e1"}),
    ("organisation/border-police-al", "GovernmentBody", "Border Police", (), None, {HANDOVER: "o3"}),
    (
        "organisation/eu",
        "InternationalOrganisation",
        "European Union",
        ("EU",),
        None,
        {HANDOVER: "o1", VISIT: "o1", FACILITY: "o1"},
    ),
    ("organisation/icmpd", "InternationalOrganisation", "ICMPD", (), None, {VISIT: "o2"}),
    (
        "organisation/ministry-of-interior-al",
        "Ministry",
        "Ministry of Interior of Albania",
        ("Ministry of Interior",),
        None,
        {HANDOVER: "o2"},
    ),
    ("person/ana-hoxha", "Person", "Ana Hoxha", (), None, {HANDOVER: "h1"}),
    ("place/dhermi-al", "Place", "Dhermi", (), None, {HANDOVER: "l1"}),
    ("place/tallinn-ee", "Place", "Tallinn", (), None, {VISIT: "l1"}),
    ("project/eu4safealb", "Project", "EU4SAFEALB", (), None, {HANDOVER: "p1"}),
    ("project/mobilaze-2", "Project", "MOBILAZE 2", ("MOBILAZE2",), None, {VISIT: "p1", FACILITY: "p1"}),
)


def all_extractions() -> list[Extraction]:
    return [handover(), visit(), facility()]


def whole_resolution(base: str = DEFAULT_BASE) -> Resolution:
    return Resolution(
        tuple(Resource(base + path, kind, label, others, iso) for path, kind, label, others, iso, _ in RESOURCES),
        {(item.id, local): base + path for path, *_, who in RESOURCES for item, local in who.items()},
    )


@pytest.fixture
def extractions() -> list[Extraction]:
    return all_extractions()


@pytest.fixture
def resolution() -> Resolution:
    return whole_resolution()


@pytest.fixture
def quads(extractions: list[Extraction], resolution: Resolution) -> list[Quad]:
    return to_quads(extractions, resolution)
