"""Names that many things bear, and names by which one thing goes besides its own."""

from collections.abc import Callable, Sequence

import pytest

from migrationkg.model import Extraction, Resource
from migrationkg.resolution import resolve

MakeItem = Callable[..., Extraction]


def things(extractions: Sequence[Extraction]) -> int:
    """How many things entity `x` of each item is."""
    iris = resolve(extractions).iris
    return len({iris[extraction.item.id, "x"] for extraction in extractions})


def projects(extractions: Sequence[Extraction]) -> list[Resource]:
    return sorted((one for one in resolve(extractions).resources if one.kind == "Project"), key=lambda one: one.label)


def alone(item: MakeItem, kind: str, *names: str) -> list[Extraction]:
    return [item(f"item-{n}", [("x", kind, name)]) for n, name in enumerate(names)]


def within(item: MakeItem, relation: str, kind: str, *told: tuple[str, str]) -> list[Extraction]:
    """An item for each (name, country): the entity, and a fact that leads to the country."""
    return [
        item(f"item-{n}", [("x", kind, name), ("c", "Country", country)], [("x", relation, "c")])
        for n, (name, country) in enumerate(told)
    ]


AL, IQ, DE, TJ = "Albania=AL", "Iraq=IQ", "Germany=DE", "Tajikistan=TJ"


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("MoI", "Ministry of Interior"),
        ("MOLSA", "Ministry of Labour and Social Affairs"),
        ("MoLMEP", "Ministry of Labour, Migration and Employment of Population"),
        ("MFA", "Albanian Ministry of Foreign Affairs"),
        ("MoFA", "Ministry of Foreign Affairs of Albania"),
        ("Ministry of Labour", "Ministry of Labour, Migration and Employment of Population"),
        ("Ministry of Labour and Social Affairs", "Ministry of Labour and Social Affairs and Equality"),
        ("Ministry of Interior", "Federal Ministry of the Interior"),
    ],
)
def test_a_short_name_is_that_of_the_only_ministry_of_its_state_that_it_shortens(
    item: MakeItem, short: str, full: str
) -> None:
    assert things(within(item, "jurisdiction", "Ministry", (short, AL), (full, AL))) == 1
    assert things(within(item, "jurisdiction", "Ministry", (short, AL), (full, IQ))) == 2


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize(
    "names",
    [
        ("MoJ", "Ministry of Justice", "Ministry of Jobs"),
        ("Ministry of Labour", "Ministry of Labour and Employment", "Ministry of Labour and Social Affairs"),
        ("Ministry of Trade", "Ministry of Trade Unions", "Ministry of Foreign Trade"),
    ],
)
def test_a_short_name_of_two_ministries_is_neither(item: MakeItem, names: tuple[str, ...], order: int) -> None:
    assert things(within(item, "jurisdiction", "Ministry", *((name, AL) for name in names[::order]))) == 3


def test_an_acronym_that_stands_beside_a_name_is_no_other_ministrys_initials(item: MakeItem) -> None:
    told = [("Ministry of Integration|MoI", AL), ("Ministry of Interior", AL)]
    assert things(within(item, "jurisdiction", "Ministry", *told)) == 2


def test_an_acronym_with_its_state_is_the_acronym(item: MakeItem) -> None:
    told = [("Directorate General for Migration Management|DGMM", "Turkey=TR"), ("DGMM Türkiye|DGMM", "Türkiye=TR")]
    assert things(within(item, "jurisdiction", "GovernmentBody", *told)) == 1


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Danish Refugee Council", "Norwegian Refugee Council"),
        ("Chamber of Commerce of Serbia", "Chamber of Commerce of Montenegro"),
        ("Danish Red Cross", "Red Cross"),
    ],
)
def test_societies_of_two_states_are_two(item: MakeItem, name: str, other: str) -> None:
    assert things(alone(item, "CivilSocietyOrganisation", name, other)) == 2


def test_the_state_of_a_society_may_stand_before_or_behind(item: MakeItem) -> None:
    names = ("Serbian Chamber of Commerce", "Chamber of Commerce of Serbia")
    assert things(alone(item, "CivilSocietyOrganisation", *names)) == 1


def test_delegations_are_one_where_their_items_name_one_state(item: MakeItem) -> None:
    def delegation(item_id: str, name: str, *countries: str) -> Extraction:
        states = [(f"c{n}", "Country", country) for n, country in enumerate(countries)]
        return item(item_id, [("x", "InternationalOrganisation", name), *states])

    here = [delegation("a", "EU Delegation", TJ), delegation("b", "European Delegation", TJ)]
    assert things(here) == 1
    assert things([*here, delegation("c", "EU Delegation", IQ)]) == 2
    assert things([*here, delegation("c", "EU Delegation", IQ, TJ), delegation("d", "EU Delegation")]) == 3


def test_a_delegation_is_one_by_the_host_that_its_name_or_its_item_shows(item: MakeItem) -> None:
    kind = "InternationalOrganisation"
    names = ("EU Delegation to Tajikistan", "Delegation of the European Union in Tajikistan", "EU Delegation to Iraq")
    told = alone(item, kind, *names)
    here = item("here", [("x", kind, "EU Delegation"), ("c", "Country", TJ)])
    assert things(told[:2]) == 1
    assert things([here, *told]) == 2
    assert things([*told, item("untold", [("x", kind, "EU Delegation")])]) == 3
    labels = {one.label for one in resolve([here, *told[:1]]).resources if one.kind == kind}
    assert labels == {"EU Delegation to Tajikistan"}


def test_later_news_that_names_the_host_does_not_rename_a_delegation(item: MakeItem) -> None:
    kind = "InternationalOrganisation"
    bare = item("a", [("x", kind, "European Delegation"), ("c", "Country", TJ)])
    hosted = item("b", [("x", kind, "EU Delegation to Tajikistan")])
    assert resolve([bare, hosted]).iris["b", "x"] == resolve([bare]).iris["a", "x"]


def test_centres_are_one_where_they_work_in_the_same_countries(item: MakeItem) -> None:
    name = "Migrant Resource Centre|MRC"
    told = [(name, IQ), (name, TJ), ("MRC", TJ), ("Migrant Resource Centre", IQ)]
    centres = within(item, "operatesIn", "Project", *told)
    assert things(centres) == 2
    assert things([*centres, item("untold", [("x", "Project", name)])]) == 3
    assert things([*centres[1:3], item("untold", [("x", "Project", name)])]) == 1


def test_centres_of_one_country_that_were_opened_in_two_towns_are_two(item: MakeItem) -> None:
    def opened(item_id: str, *places: str, kind: str = "opening") -> Extraction:
        entities = [("x", "Project", "Migrant Resource Centre|MRC"), ("c", "Country", IQ), ("e", "Event", "")]
        towns = [(f"l{n}", "Place", place) for n, place in enumerate(places)]
        facts = [("x", "operatesIn", "c"), ("e", "eventType", kind), ("e", "partOfProject", "x")]
        return item(item_id, [*entities, *towns], [*facts, *(("e", "heldIn", town) for town, _, _ in towns)])

    erbil, duhok = opened("a", "Erbil", "Kurdistan Region"), opened("b", "Duhok", "Kurdistan Region")
    assert things([erbil, duhok]) == 2
    assert things([erbil, opened("b", "Arbil")]) == 1
    assert things([erbil, opened("b", "Duhok", kind="workshop")]) == 1
    assert things([erbil, duhok, opened("c", "Baghdad", kind="workshop")]) == 3


def test_centres_of_one_acronym_and_country_but_other_names_are_two(item: MakeItem) -> None:
    told = [("Migrant Resource Centre|MRC", IQ), ("Mobile Registration Centre|MRC", IQ), ("Mobile Clinics|MRC", TJ)]
    assert things(within(item, "operatesIn", "Project", *told)) == 3


def test_a_centre_with_a_namesake_is_labelled_with_its_country(item: MakeItem) -> None:
    name = "Migrant Resource Centre|MRC"
    one, other = (
        resource.label for resource in projects(within(item, "operatesIn", "Project", (name, IQ), (name, TJ)))
    )
    assert (one, other) == ("Migrant Resource Centre (Iraq)", "Migrant Resource Centre (Tajikistan)")
    (alone_in_the_world,) = projects(within(item, "operatesIn", "Project", (name, IQ)))
    assert alone_in_the_world.label == "Migrant Resource Centre"


def test_a_project_that_is_no_centre_is_one_wherever_it_works(item: MakeItem) -> None:
    assert things(within(item, "operatesIn", "Project", ("Budapest Process", IQ), ("Budapest Process", TJ))) == 1


def test_an_office_is_the_one_so_called_where_an_item_does_not_say_whose_it_is(item: MakeItem) -> None:
    name, owner = "ICMPD's Regional Office for the Mediterranean", ("o", "InternationalOrganisation", "ICMPD")
    known = item("a", [("x", "ImplementingOffice", name), owner], [("x", "partOf", "o")])
    assert things([known, item("b", [("x", "ImplementingOffice", name)])]) == 1
    assert things([known, item("b", [("x", "ImplementingOffice", name.replace("ICMPD", "IOM"))])]) == 2


@pytest.mark.parametrize(
    ("name", "other", "count"),
    [
        ("ICMPD Turkey", "ICMPD Türkiye", 1),
        ("ICMPD Azerbaijan", "ICMPD's Country Office in Azerbaijan", 1),
        ("ICMPD Office for Eastern Europe", "Eastern Europe Regional Office", 1),
        ("ICMPD's Mission in Georgia", "ICMPD Mission to Georgia", 1),
        ("ICMPD Country Mission in Georgia", "ICMPD Georgia", 1),
        ("ICMPD Mission to Georgia", "ICMPD Monitoring Mission to Georgia", 2),
        ("ICMPD Belgrade office", "ICMPD Brussels office", 2),
        ("ICMPD Brussels Mission", "Regional Office", 2),
    ],
)
def test_an_office_is_one_by_its_seat_or_region(item: MakeItem, name: str, other: str, count: int) -> None:
    offices = [
        item(
            written,
            [("x", "ImplementingOffice", written), ("o", "InternationalOrganisation", "ICMPD")],
            [("x", "partOf", "o")],
        )
        for written in (name, other)
    ]
    assert things(offices) == count


@pytest.mark.parametrize(
    ("name", "other", "country", "count"),
    [
        ("Kyiv", "Kiev", "Ukraine=UA", 1),
        ("Köln", "Cologne", DE, 1),
        ("Kyiv", "Odesa", "Ukraine=UA", 2),
        ("Alexandria", "Iskenderun", "United States=US", 2),
    ],
)
def test_a_city_is_one_under_the_names_that_authority_data_gives_it(
    item: MakeItem, name: str, other: str, country: str, count: int
) -> None:
    assert things(within(item, "locatedIn", "Place", (name, country), (other, country))) == count


def test_a_city_that_dwarfs_its_namesakes_is_meant_unless_the_item_names_their_state(item: MakeItem) -> None:
    told = item("a", [("x", "Place", "Vienna"), ("c", "Country", "Austria=AT")], [("x", "locatedIn", "c")])
    bare = item("b", [("x", "Place", "Vienna")])
    abroad = item("c", [("x", "Place", "Vienna"), ("u", "Country", "United States=US")])
    resolution = resolve([told, bare, abroad])
    assert resolution.iris["a", "x"] == resolution.iris["b", "x"] != resolution.iris["c", "x"]
    tripoli = resolve([item("a", [("x", "Place", "Tripoli")])])
    assert tripoli.iris["a", "x"].endswith("place/tripoli")


def test_a_person_without_affiliation_is_the_one_with_whose_organisation_the_item_deals(item: MakeItem) -> None:
    def news(key: str, company: str, *facts: tuple[str, str, str]) -> Extraction:
        return item(key, [("x", "Person", "Ana Petrova"), ("o", "Company", company)], facts)

    one, other = (news(name, name, ("x", "affiliatedWith", "o")) for name in ("Alpha Works", "Beta Works"))
    bare = news("bare", "Beta Works")
    resolution = resolve([one, other, bare])
    assert resolution.iris["bare", "x"] == resolution.iris["Beta Works", "x"] != resolution.iris["Alpha Works", "x"]


def test_the_iri_of_a_centre_shows_its_country(item: MakeItem) -> None:
    centre = ("x", "Project", "Migrant Resource Centre|MRC")
    news = item("a", [centre, ("c", "Country", "Iraq=IQ")], [("x", "operatesIn", "c")])
    assert resolve([news]).iris["a", "x"].endswith("project/mrc-iq")


@pytest.mark.parametrize("kind", ["Project", "CivilSocietyOrganisation"])
@pytest.mark.parametrize("order", [1, -1])
def test_a_name_that_is_part_of_two_longer_ones_of_its_acronym_is_neither(
    item: MakeItem, kind: str, order: int
) -> None:
    bare, south, east = (
        "Protection Programme|PRP",
        "Protection Programme for the South|PRP",
        "Eastern Protection Programme|PRP",
    )
    assert things(alone(item, kind, *(bare, south, east)[::order])) == 3
    assert things(alone(item, kind, *(bare, south)[::order])) == 1


def test_a_ministry_without_its_state_is_not_the_known_one_of_a_state_that_its_item_does_not_name(
    item: MakeItem,
) -> None:
    name = "Federal Ministry of the Interior"
    german = item("a", [("x", "Ministry", name), ("c", "Country", DE)], [("x", "jurisdiction", "c")])
    elsewhere = [("x", "Ministry", name), ("c", "Country", "Austria=AT")]
    assert things([german, item("b", elsewhere)]) == 2
    assert things([german, item("b", [*elsewhere, ("d", "Country", DE)])]) == 1
    assert things([german, item("b", [("x", "Ministry", name)])]) == 1
    assert things([german, item("b", [("x", "Ministry", f"{name}|BMI"), ("c", "Country", "Austria=AT")])]) == 1


def test_the_society_of_a_state_is_not_the_known_one_of_its_name_without_the_state(item: MakeItem) -> None:
    told = ("Red Cross of Serbia|Red Cross", "Serbian Red Cross|Red Cross", "Albanian Red Cross|Red Cross", "Red Cross")
    assert things(alone(item, "CivilSocietyOrganisation", *told[:2])) == 1
    assert things(alone(item, "CivilSocietyOrganisation", *told)) == 3


def test_a_known_acronym_in_news_of_another_state_is_that_of_the_body_there(item: MakeItem) -> None:
    austria = "Austria=AT"
    ministry = item(
        "a",
        [("x", "Ministry", "Federal Ministry of the Interior|BMI"), ("c", "Country", austria)],
        [("x", "jurisdiction", "c")],
    )
    bare = [("x", "Ministry", "BMI"), ("c", "Country", austria)]
    german = item("g", [("x", "Ministry", "BMI"), ("c", "Country", DE)])
    assert things([ministry, item("b", bare)]) == 1
    assert things([ministry, german]) == 2
    assert things([german, item("b", bare)]) == 1
    assert things([ministry, german, item("b", [*bare, ("d", "Country", DE)])]) == 2
