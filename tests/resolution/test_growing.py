"""News that came in is resolved from its names on, and gives what resolving everything gives."""

import random
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from migrationkg.knowledge_base.database import Database
from migrationkg.knowledge_base.growing import Coming, Growth, grown
from migrationkg.knowledge_base.memory import line_of
from migrationkg.knowledge_base.recalled_rows import identity_of
from migrationkg.knowledge_base.standing import standing_of
from migrationkg.model import VALUE_RELATIONS, Extraction, Resolution, Resource
from migrationkg.resolution import resolve
from migrationkg.resolution.labels import country_label
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
    database.add_items(extractions, shared(extractions), found.iris, found.iris)
    for one in extractions:
        database.put_standing(standing_of(one, one, line_of(one, found.iris), found.iris), None)
    database.put_resources(found.resources)
    database.put_identities(found.identities)
    if isinstance(found, Growth):
        database.remove_resources(path for path in found.left if not database.is_told(path))
        for path in database.states() | {path for path in found.left if path.startswith("country/")}:
            if not database.is_told(path):  # it is there only for what lies in it
                database.remove_resources([path])
                iso = path[-2:].upper()
                if database.asks_for_state(iso):
                    database.put_resources([Resource(BASE + path, "Country", country_label(iso), iso=iso)])


@pytest.mark.parametrize("seed", [*range(5), 14, 38])  # in the last two, what gave a thing its IRI goes
def test_news_that_came_in_gives_what_resolving_everything_gives(item: MakeItem, seed: int) -> None:
    steps = without_all = parted = 0
    for number in range(20):
        chance = random.Random(f"{seed} {number}")
        waiting = some_news(item, chance)
        if number % 2:
            waiting.sort(key=lambda one: one.item.published)
        known = [waiting.pop(0) for _ in range(chance.randrange(len(waiting)))]
        before = resolve(known)
        database = remembered(known, before)
        while waiting:
            new = [waiting.pop(0) for _ in range(min(len(waiting), chance.randint(1, 4)))]
            changed = chance.sample(known, min(len(known), chance.choice((0, 0, 1, 2))))
            gone = database.take_out(one.item.id for one in changed)
            known = [one for one in known if one not in changed]
            new += [otherwise(one, chance) for one in changed if chance.random() < 0.7]
            came = list(new)
            while isinstance(found := grown(database, Coming(came, gone), BASE, 1000), frozenset):
                came += [database.extraction(key) for key in sorted(found)]
                gone += database.take_out(found)
                parted += 1
            known += new
            before = resolve(known, identities=before.identities)
            steps += 1
            if found is None:
                database = remembered(known, before)
                continue
            without_all += 1
            add(database, came, found)
            assert database.iris([one.item.id for one in known]) == before.iris
            assert tuple(database.resources()) == before.resources
            assert tuple(map(identity_of, database.registry())) == before.identities
    assert without_all > steps / 2, "even where all news tells of few things, not every step needs all of it"
    assert parted, "known things turn out to be others"


def test_an_occasion_of_a_month_takes_no_iri_that_another_told_alike_could_have(item: MakeItem) -> None:
    def told(key: str, day: str) -> Extraction:
        things = [("x", "Event", ""), ("p", "Place", "Tirana"), ("c", "Country", "Albania=AL")]
        values = [("x", "eventType", "workshop"), ("x", "startDate", "2023-03")]
        return item(key, things, [*values, ("x", "heldIn", "p"), ("p", "locatedIn", "c")], day)

    known = [told("item-1", "2023-04-01"), told("item-2", "2023-04-02")]
    before = resolve(known)
    database = remembered(known, before)
    gone, new = database.take_out(["item-1"]), told("item-3", "2023-04-03")
    found = grown(database, Coming([new], gone), BASE, 1000)
    now = resolve([known[1], new], identities=before.identities)
    assert found is None or (isinstance(found, Growth) and found.iris["item-3", "x"] == now.iris["item-3", "x"])


def word(number: int) -> str:
    """Return a word that stands for a number, and is no name of anything."""
    return "Q" + "".join("abdeghikou"[int(digit)] for digit in f"{number:03}") + "x"


def otherwise(one: Extraction, chance: random.Random) -> Extraction:
    """Return an item that tells less than it did."""
    entities = tuple(entity for entity in one.entities if chance.random() < 0.7)
    ids = {entity.id for entity in entities}
    facts = tuple(
        fact
        for fact in one.facts
        if fact.subject in ids and (fact.relation in VALUE_RELATIONS or fact.object in ids) and chance.random() < 0.8
    )
    return replace(one, entities=entities, facts=facts)


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
    return remembered(known, resolve(known))


def test_what_everybody_tells_of_pulls_nothing_in(item: MakeItem, hubs: Database) -> None:
    found = grown(hubs, Coming([tell(item, 210, project=7)]), BASE, 1000)
    assert isinstance(found, Growth)
    assert {one.item.id for one in found.touched.extractions} == {"item-210", "item-007"}
    assert {path.partition("/")[0] for path in found.touched.paths.values()} == {"project"}


def test_of_what_everybody_tells_of_a_few_stand_for_all_where_it_is_told_otherwise(
    item: MakeItem, hubs: Database
) -> None:
    found = grown(hubs, Coming([tell(item, 211, hub="ICMPD|The Centre of Policy")]), BASE, 1000)
    assert isinstance(found, Growth)
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
    database = remembered(known, resolve(known))
    assert grown(database, Coming([tell(item, 40, project=1)]), BASE, 10) is None
    assert grown(database, Coming([tell(item, 40, project=1)]), BASE, 100) is not None
