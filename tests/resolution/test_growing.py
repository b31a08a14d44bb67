"""News that came in is resolved from its names on, and gives what resolving everything gives."""

import json
import random
import sqlite3
from collections.abc import Callable, Sequence

import pytest

from migrationkg.authority.catalogue import catalogue_entries
from migrationkg.authority.entries import known_organisations
from migrationkg.extraction.jsonlines import to_json
from migrationkg.knowledge_base.database import Database, ItemRow
from migrationkg.knowledge_base.growing import Growth, grown
from migrationkg.model import Extraction, Identity, Resolution
from migrationkg.resolution import resolve
from migrationkg.resolution.authority_links import link_authorities, texts_of_names
from migrationkg.resolution.sharing import shared

MakeItem = Callable[..., Extraction]
BASE = "https://w3id.org/migrationkg/id/"

KINDS_AND_NAMES = (
    ("Project", "MOBILAZE 2"),
    ("Project", "Support to Mobility|MOBILAZE 2"),
    ("Project", "Support to Mobility|SM"),
    ("Project", "SM"),
    ("Project", "MOBILAZE"),
    ("Project", "Migrant Resource Centre"),
    ("Ministry", "Ministry of Interior"),
    ("Ministry", "Ministry of Interior of Albania|MoI"),
    ("Ministry", "Ministry of the Interior"),
    ("Ministry", "Ministry of Labour and Social Affairs"),
    ("Ministry", "Ministry of Labour"),
    ("Ministry", "Foreign Ministry"),
    ("Ministry", "Ministry of Foreign Affairs|MFA"),
    ("GovernmentBody", "MoI"),
    ("GovernmentBody", "Border Police|BP"),
    ("GovernmentBody", "Albanian Border Police"),
    ("InternationalOrganisation", "EU"),
    ("InternationalOrganisation", "European Union"),
    ("InternationalOrganisation", "ICMPD"),
    ("InternationalOrganisation", "International Centre for Migration Policy Development|ICMPD"),
    ("InternationalOrganisation", "EU Delegation"),
    ("InternationalOrganisation", "EU Delegation to Albania"),
    ("CivilSocietyOrganisation", "Samuel Hall|SH"),
    ("Company", "Samuel Hall"),
    ("Company", "Stone House|SH"),
    ("Company", "SH"),
    ("Company", "BP"),
    ("CivilSocietyOrganisation", "Albanian Red Cross"),
    ("ImplementingOffice", "Regional Office"),
    ("ImplementingOffice", "ICMPD Regional Office in Tirana"),
    ("Country", "Albania=AL"),
    ("Country", "Albanian=AL"),
    ("Country", "Serbia=RS"),
    ("Place", "Tirana"),
    ("Place", "Tripoli"),
    ("Person", "Ana Petrova"),
    ("Person", "John Doe"),
    ("Event", ""),
    ("Event", "Regional Forum"),
)
RELATIONS = (
    ("Ministry", "jurisdiction", "Country"),
    ("GovernmentBody", "partOf", "Ministry"),
    ("GovernmentBody", "jurisdiction", "Country"),
    ("ImplementingOffice", "partOf", "InternationalOrganisation"),
    ("Place", "locatedIn", "Country"),
    ("Person", "affiliatedWith", "Company"),
    ("Person", "affiliatedWith", "Ministry"),
    ("Person", "affiliatedWith", "InternationalOrganisation"),
    ("Event", "partOfProject", "Project"),
    ("Event", "heldIn", "Place"),
    ("Event", "organisedBy", "InternationalOrganisation"),
    ("Event", "hasParticipant", "Ministry"),
    ("Project", "operatesIn", "Country"),
)


def some_news(make: MakeItem, chance: random.Random) -> list[Extraction]:
    """Return items that tell of few things in many ways."""
    of = chance.sample(KINDS_AND_NAMES, chance.randint(4, len(KINDS_AND_NAMES)))
    items = []
    for number in range(chance.choice((5, 12, 25, 40))):
        entities = [(f"e{place}", *chance.choice(of)) for place in range(chance.randint(1, 6))]
        facts = [
            (local, relation, other)
            for local, kind, _ in entities
            for other, other_kind, _ in entities
            for subject, relation, target in RELATIONS
            if (subject, target) == (kind, other_kind) and chance.random() < 0.5
        ]
        for local in (local for local, kind, _ in entities if kind == "Event"):
            told = (
                ("eventType", chance.choice(("training", "opening"))),
                ("startDate", f"2023-06-1{chance.randint(8, 9)}"),
                ("endDate", "2023-06-21"),
            )
            facts += [
                (local, *one) for one, likely in zip(told, (0.9, 0.9, 0.3), strict=True) if chance.random() < likely
            ]
        day = f"2023-0{chance.randint(1, 9)}-0{chance.randint(1, 3)}"
        items.append(make(f"item-{chance.randint(100, 999)}-{number}", entities, facts, day))
    return items


def remembered(extractions: Sequence[Extraction], resolution: Resolution) -> Database:
    database = Database(sqlite3.connect(":memory:"), BASE)
    database.make()
    add(database, extractions, resolution)
    database.index()
    return database


def add(database: Database, extractions: Sequence[Extraction], found: Resolution | Growth) -> None:
    rows = [ItemRow(one.item, json.dumps(to_json(one, found.iris)), 0, 0, ()) for one in extractions]
    database.add_items(rows, shared(extractions), found.iris)
    database.put_resources(found.resources)
    database.put_identities(found.identities)


@pytest.mark.parametrize("seed", range(5))
def test_news_that_came_in_gives_what_resolving_everything_gives(item: MakeItem, seed: int) -> None:
    steps = without_all = 0
    for number in range(20):
        chance = random.Random(f"{seed} {number}")
        waiting = some_news(item, chance)
        if number % 2:
            waiting.sort(key=lambda one: one.item.published)
        known = [waiting.pop(0) for _ in range(chance.randrange(len(waiting)))]
        before = resolved(known)
        database = remembered(known, before)
        while waiting:
            new = [waiting.pop(0) for _ in range(min(len(waiting), chance.randint(1, 4)))]
            found = grown(database, new, BASE, 1000)
            known += new
            before = resolved(known, before.identities)
            steps += 1
            if found is None:
                database = remembered(known, before)
                continue
            without_all += 1
            add(database, new, found)
            assert dict(sorted(database.iris().items())) == before.iris
            assert tuple(database.resources()) == before.resources
            assert tuple(database.identities()) == before.identities
    assert without_all > steps / 3, "even where all news tells of few things, not every step needs all of it"


def word(number: int) -> str:
    """Return a word that stands for a number, and is no name of anything."""
    return "Q" + "".join("abdeghikou"[int(digit)] for digit in f"{number:03}") + "x"


def resolved(extractions: Sequence[Extraction], identities: Sequence[Identity] = ()) -> Resolution:
    """Return all resources, tied to authority data, as a knowledge base has them."""
    found = resolve(extractions, identities=identities)
    entries = (*known_organisations(), *catalogue_entries(texts_of_names(found.resources)))
    return link_authorities(found, entries).resolution


def tell(make: MakeItem, number: int, hub: str = "ICMPD", project: int | None = None) -> Extraction:
    """Return news of a project of its own, with what all news tells of."""
    entities = [
        ("o", "InternationalOrganisation", hub),
        ("u", "InternationalOrganisation", "European Union|EU"),
        ("c", "Country", "Albania=AL"),
        ("p", "Project", f"{word(number if project is None else project)} Mobility Action"),
        ("h", "Person", f"Ana {word(number)}"),
        ("x", "Event", ""),
    ]
    facts = [
        ("p", "fundedBy", "u"),
        ("p", "implementedBy", "o"),
        ("x", "partOfProject", "p"),
        ("h", "affiliatedWith", "o"),
    ]
    facts += [("x", "eventType", "training"), ("x", "startDate", f"2022-{number % 12 + 1:02}-{number // 12 + 1:02}")]
    return make(f"item-{number:03}", entities, facts, f"2023-{number // 28 + 1:02}-{number % 28 + 1:02}")


@pytest.fixture(scope="module")
def hubs(item: MakeItem) -> Database:
    """Two hundred items that tell of two organisations, a state, and a project each."""
    known = [tell(item, number) for number in range(200)]
    return remembered(known, resolved(known))


def test_what_everybody_tells_of_pulls_nothing_in(item: MakeItem, hubs: Database) -> None:
    found = grown(hubs, [tell(item, 210, project=7)], BASE, 1000)
    assert found is not None
    assert {one.item.id for one in found.touched.extractions} == {"item-210", "item-007"}
    assert {path.partition("/")[0] for path in found.touched.paths.values()} == {"project"}


def test_of_what_everybody_tells_of_a_few_stand_for_all_where_it_is_told_otherwise(
    item: MakeItem, hubs: Database
) -> None:
    found = grown(hubs, [tell(item, 211, hub="ICMPD|The Centre of Policy")], BASE, 1000)
    assert found is not None
    assert len(found.touched.extractions) < 6
    (centre,) = (one for one in found.resources if one.kind == "InternationalOrganisation")
    assert "The Centre of Policy" in (centre.label, *centre.alternatives)
    assert (
        found.iris["item-211", "o"]
        == centre.iri
        == BASE + "organisation/international-centre-for-migration-policy-development"
    )


def test_more_than_may_be_looked_at_again_is_left_to_resolving_everything(item: MakeItem) -> None:
    known = [tell(item, number, project=1) for number in range(30)]
    database = remembered(known, resolved(known))
    assert grown(database, [tell(item, 40, project=1)], BASE, 10) is None
    assert grown(database, [tell(item, 40, project=1)], BASE, 100) is not None
