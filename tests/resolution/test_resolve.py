"""Which entities of different items are one thing, and what it is called."""

import re
from collections.abc import Callable, Sequence

import pytest

from migrationkg.errors import InputError
from migrationkg.model import Extraction, Resolution, Resource
from migrationkg.resolution import resolve

MakeItem = Callable[..., Extraction]
BASE = "https://w3id.org/migrationkg/id/"


def resource(resolution: Resolution, item_id: str, entity: str = "x") -> Resource:
    iri = resolution.iris[item_id, entity]
    (found,) = (resource for resource in resolution.resources if resource.iri == iri)
    return found


def paths(extractions: Sequence[Extraction]) -> list[str]:
    """The path of the IRI of entity `x` of each item."""
    resolution = resolve(extractions)
    return [resolution.iris[extraction.item.id, "x"].removeprefix(BASE) for extraction in extractions]


def of_names(item: MakeItem, kind: str, *names: str) -> list[str]:
    """The paths of entities of one kind, each in its own item."""
    return paths([item(f"item-{n}", [("x", kind, name)]) for n, name in enumerate(names)])


def body(item: MakeItem, item_id: str, name: str, state: str, *, kind: str = "Ministry") -> Extraction:
    """An item with a public body and its state, written "Albania=AL"."""
    return item(item_id, [("x", kind, name), ("c", "Country", state)], [("x", "jurisdiction", "c")])


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("MOBILAZE 2", "MOBILAZE2 Project"),
        ("MOBILAZE 2", "MOBILAZE-2"),
        ("MOBILAZE 2", "MOBILAZE II"),
        ("the KOMPLEKS project", "KOMPLEKS"),
        ("EU4 SAFEALB", "EU4SAFEALB programme"),
        ("Organised Crime Initiative", "organized crime initiative"),
        ("Centre of Practical Skills", "Center of Practical Skills"),
        ("Türkiye's Return Programme", "Turkiye’s return"),
        ("Migration & Development", "Migration and Development"),
        ("BOMCA phase 10", "BOMCA 10"),
        ("SHARAKA", "Sharaka project"),
        ("MOBILAZE 2", "Mobilaze II"),
        ("MIEUX+ Initiative", "MIEUX+"),
        ("Programme MPRR-Niger", "MPRR-Niger programme"),
    ],
)
def test_one_project_under_two_spellings_is_one(item: MakeItem, name: str, other: str) -> None:
    first, second = of_names(item, "Project", name, other)
    assert first == second


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("MOBILAZE", "MOBILAZE 2"),
        ("BOMCA 9", "BOMCA 10"),
        ("EUROMED Migration IV", "EUROMED Migration V"),
        ("EU4IBM", "EUIBM Lebanon"),
        ("MIEUX", "MIEUX+"),
        ("THAMM", "THAMM Plus"),
        ("Organised Crime Initiative", "Organised Crime"),
        ("Programme Support", "Support"),
        ("CoPS", "CoPS Nigeria"),
    ],
)
def test_phases_and_near_names_are_different_projects(item: MakeItem, name: str, other: str) -> None:
    first, second = of_names(item, "Project", name, other)
    assert first != second


def test_the_long_name_that_two_phases_share_does_not_join_them(item: MakeItem) -> None:
    long = "Support to the Mobility Partnership"
    assert of_names(item, "Project", f"{long}|MOBILAZE", f"{long}|MOBILAZE 2", "MOBILAZE 2", "MOBILAZE") == [
        "project/mobilaze",
        "project/mobilaze-2",
        "project/mobilaze-2",
        "project/mobilaze",
    ]


def test_a_project_with_a_namesake_is_labelled_with_its_acronym(item: MakeItem) -> None:
    first = item("a", [("x", "Project", "Support to Mobility|MOBILAZE")])
    second = item("b", [("x", "Project", "Support to Mobility|MOBILAZE 2")])
    assert resource(resolve([first]), "a").label == "Support to Mobility"
    both = resolve([first, second])
    assert [resource(both, name).label for name in ("a", "b")] == [
        "Support to Mobility (MOBILAZE)",
        "Support to Mobility (MOBILAZE 2)",
    ]


def test_the_label_of_a_phase_shows_which(item: MakeItem) -> None:
    names = ("EUROMED Migration|EUROMED Migration V", "Border Management in Central Asia|BOMCA 10|BOMCA")
    resolution = resolve([item(name[:3], [("x", "Project", name)]) for name in names])
    assert resource(resolution, "EUR").label == "EUROMED Migration V"
    assert resource(resolution, "Bor").label == "Border Management in Central Asia (BOMCA 10)"


def test_the_word_project_is_no_part_of_a_label(item: MakeItem) -> None:
    resolution = resolve([item("a", [("x", "Project", "KOMPLEKS Project")]), item("b", [("x", "Project", "KOMPLEKS")])])
    assert resource(resolution, "a").label == "KOMPLEKS"
    assert resource(resolution, "a").alternatives == ("KOMPLEKS Project",)


def test_an_acronym_and_a_long_name_seen_together_join_the_items_that_have_only_one(item: MakeItem) -> None:
    found = of_names(item, "Project", "Centre of Practical Skills|CPS", "CPS", "Centre of Practical Skills")
    assert len(set(found)) == 1


def test_an_acronym_in_small_letters_is_the_acronym(item: MakeItem) -> None:
    assert len(set(of_names(item, "CivilSocietyOrganisation", "ASAMA", "Asama", "Aid to Syrians|ASAMA"))) == 1
    assert len(set(of_names(item, "Project", "Border Posts|COMPASS", "Compass", "Common Passports|COMPASS"))) == 3


def test_an_acronym_and_a_long_name_parted_by_a_colon_are_both_names(item: MakeItem) -> None:
    told = (
        "TIM: Tackling Irregular Migration",
        "TIM",
        "Tackling Irregular Migration",
        "TIM – Tackling Irregular Migration",
    )
    assert len(set(of_names(item, "Project", *told))) == 1
    assert len(set(of_names(item, "Project", "TIM: Ghana", "TIM"))) == 2
    assert len(set(of_names(item, "Project", "TIM 2: Tackling Irregular Migration", "TIM", "TIM II"))) == 2


def test_an_acronym_of_two_long_names_joins_neither(item: MakeItem) -> None:
    names = ("Border Police Association|BPA", "Balkan Press Agency|BPA", "BPA")
    assert len(set(of_names(item, "CivilSocietyOrganisation", *names))) == 3


def test_an_acronym_joins_two_wordings_of_one_long_name(item: MakeItem) -> None:
    names = ("Diaspora Council of Lagos|DCL", "Lagos Diaspora Council|DCL", "DCL")
    assert len(set(of_names(item, "CivilSocietyOrganisation", *names))) == 1


def test_one_word_of_a_longer_name_joins_nothing(item: MakeItem) -> None:
    first, second = of_names(item, "Company", "Samuel Hall Consultancy|Consultancy", "Other Firm|Consultancy")
    assert first != second


def test_countries_are_one_by_their_code(item: MakeItem) -> None:
    resolution = resolve(
        [
            item("a", [("x", "Country", "Turkey=TR")]),
            item("b", [("x", "Country", "Türkiye=TR")]),
            item("c", [("x", "Country", "Turkish=TR")]),
        ]
    )
    (turkey,) = resolution.resources
    assert turkey == Resource(f"{BASE}country/tr", "Country", "Türkiye", ("Turkey",), "TR")


def test_a_ministry_keeps_its_country(item: MakeItem) -> None:
    assert paths(
        [
            body(item, "a", "Ministry of Interior of Albania", "Albania=AL"),
            body(item, "b", "Albanian Ministry of the Interior", "Albanian=AL"),
            body(item, "c", "Ministry of Interior", "Albania=AL"),
            body(item, "d", "Ministry of Interior", "Serbia=RS"),
        ]
    ) == ["organisation/ministry-of-interior-al"] * 3 + ["organisation/ministry-of-interior-rs"]


def test_a_ministry_is_labelled_with_its_country(item: MakeItem) -> None:
    extractions = [
        body(item, "a", "Albanian Ministry of Interior|Ministry of Interior", "Albania=AL"),
        body(item, "b", "Ministry of Interior of Serbia|Ministry of Interior", "Serbia=RS"),
    ]
    resolution = resolve(extractions)
    assert resource(resolution, "a").label == "Ministry of Interior (Albania)"
    assert resource(resolution, "a").alternatives == ("Albanian Ministry of Interior", "Ministry of Interior")
    assert resource(resolution, "b").label == "Ministry of Interior of Serbia"


def test_an_agency_with_a_namesake_abroad_is_labelled_with_its_country(item: MakeItem) -> None:
    agencies = [
        body(item, "a", "State Migration Service", "Azerbaijan=AZ", kind="GovernmentBody"),
        body(item, "b", "State Migration Service", "Ukraine=UA", kind="GovernmentBody"),
    ]
    alone = resolve(agencies[:1])
    assert resource(alone, "a").label == "State Migration Service"
    both = resolve(agencies)
    assert resource(both, "a").label == "State Migration Service (Azerbaijan)"
    assert resource(both, "b").iri == f"{BASE}organisation/state-migration-service-ua"


def test_the_name_alone_shows_the_state_of_a_ministry(item: MakeItem) -> None:
    found = of_names(item, "Ministry", "Ministry of Interior of Albania", "Albanian Ministry of Interior")
    assert found == ["organisation/ministry-of-interior-al"] * 2


def test_a_department_has_the_state_of_its_ministry(item: MakeItem) -> None:
    entities = [("x", "GovernmentBody", "Border Police"), ("m", "Ministry", "Ministry of Interior of Serbia")]
    assert paths([item("a", entities, [("x", "partOf", "m")])]) == ["organisation/border-police-rs"]


def test_a_body_without_a_state_is_the_namesake_whose_state_its_item_names(item: MakeItem) -> None:
    told = body(item, "a", "Ministry of Interior", "Albania=AL")
    untold = [("x", "Ministry", "Ministry of Interior")]
    with_country = item("b", [*untold, ("c", "Country", "Albania=AL")])
    without_country = item("c", untold)
    first, second, third = paths([told, with_country, without_country])
    assert first == second == "organisation/ministry-of-interior-al"
    assert third == "organisation/ministry-of-interior"


def test_a_body_without_a_state_is_nobody_elses_where_two_states_have_one(item: MakeItem) -> None:
    albanian = body(item, "a", "Ministry of Interior", "Albania=AL")
    serbian = body(item, "b", "Ministry of Interior", "Serbia=RS")
    untold = [("x", "Ministry", "Ministry of Interior"), ("c", "Country", "Albania=AL")]
    assert len(set(paths([albanian, serbian, item("c", untold)]))) == 3


def test_bodies_of_no_known_state_stay_with_their_items(item: MakeItem) -> None:
    first, second = of_names(item, "Ministry", "Ministry of Labour", "Ministry of Labour")
    assert first == "organisation/ministry-of-labour"
    assert re.fullmatch("organisation/ministry-of-labour-[0-9a-f]{8}", second)


def test_a_body_that_names_point_to_two_states_joins_neither(item: MakeItem) -> None:
    albanian = body(item, "a", "Migration Agency", "Albania=AL", kind="GovernmentBody")
    serbian = body(item, "b", "Asylum Office", "Serbia=RS", kind="GovernmentBody")
    countries = [("c", "Country", "Albania=AL"), ("d", "Country", "Serbia=RS")]
    between = item("c", [("x", "GovernmentBody", "Migration Agency|Asylum Office"), *countries])
    assert len(set(paths([albanian, serbian, between]))) == 3


def test_embassies_of_one_state_are_not_one(item: MakeItem) -> None:
    first, second = of_names(item, "GovernmentBody", "Embassy of Italy", "Italian Embassy|Embassy of Italy")
    assert first != second


def test_an_organisation_is_one_with_what_authority_data_calls_it(item: MakeItem) -> None:
    kind = "InternationalOrganisation"
    resolution = resolve([item("a", [("x", kind, "EU")]), item("b", [("x", kind, "European Union")])])
    (union,) = resolution.resources
    assert (union.iri, union.label) == (f"{BASE}organisation/european-union", "European Union")
    assert union.alternatives == ("EU",)


def test_authority_data_overrules_the_kind_that_items_give(item: MakeItem) -> None:
    resolution = resolve([item("a", [("x", "Company", "ICMPD")])])
    assert resource(resolution, "a").kind == "InternationalOrganisation"


def test_the_majority_tells_the_kind(item: MakeItem) -> None:
    kinds = ("Company", "CivilSocietyOrganisation", "CivilSocietyOrganisation")
    resolution = resolve([item(f"i{n}", [("x", kind, "Samuel Tower")]) for n, kind in enumerate(kinds)])
    assert [found.kind for found in resolution.resources] == ["CivilSocietyOrganisation"]


def test_of_two_kinds_the_special_one_is_taken(item: MakeItem) -> None:
    name = "Ministry for Community of Albania"
    resolution = resolve([item("a", [("x", "GovernmentBody", name)]), item("b", [("x", "Ministry", name)])])
    assert {found.kind for found in resolution.resources} == {"Country", "Ministry"}, "Albania is added"


def test_an_office_is_one_by_its_organisation_and_name(item: MakeItem) -> None:
    def office(item_id: str, name: str, parent: str) -> Extraction:
        entities = [("x", "ImplementingOffice", name), ("o", "InternationalOrganisation", parent)]
        return item(item_id, entities, [("x", "partOf", "o")])

    first, second, third = paths(
        [
            office("a", "ICMPD Regional Office", "ICMPD"),
            office("b", "Regional Office", "ICMPD"),
            office("c", "Regional Office", "Hilfswerk International"),
        ]
    )
    assert first == second != third


def test_places_of_one_name_in_two_countries_are_two(item: MakeItem) -> None:
    def place(item_id: str, state: str) -> Extraction:
        entities = [("x", "Place", "Tripoli"), ("c", "Country", state)]
        return item(item_id, entities, [("x", "locatedIn", "c")])

    untold = item("c", [("x", "Place", "Tripoli"), ("c", "Country", "Libya=LY")])
    resolution = resolve([place("a", "Libya=LY"), place("b", "Lebanon=LB"), untold])
    assert resource(resolution, "a").iri == resource(resolution, "c").iri == f"{BASE}place/tripoli-ly"
    assert resource(resolution, "b").iri == f"{BASE}place/tripoli-lb"
    assert resource(resolution, "b").label == "Tripoli (Lebanon)"


def test_a_region_of_several_states_is_one_place(item: MakeItem) -> None:
    assert of_names(item, "Place", "Western Balkans", "the Western Balkans") == ["place/western-balkans"] * 2


def person(item: MakeItem, item_id: str, name: str, organisation: str | None) -> Extraction:
    entities = [("x", "Person", name)]
    if organisation is None:
        return item(item_id, entities)
    return item(item_id, [*entities, ("o", "InternationalOrganisation", organisation)], [("x", "affiliatedWith", "o")])


def test_a_person_is_one_by_full_name(item: MakeItem) -> None:
    people = [
        person(item, "a", "Michael Spindelegger", "ICMPD"),
        person(item, "b", "Michael Spindelegger|Spindelegger", None),
        person(item, "c", "Spindelegger", None),
    ]
    first, second, third = paths(people)
    assert first == second == "person/michael-spindelegger"
    assert third == "person/spindelegger"


def test_namesakes_of_different_organisations_are_two_persons(item: MakeItem) -> None:
    people = [
        person(item, "a", "Ana Petrova", "ICMPD"),
        person(item, "b", "Ana Petrova", "Red Cross Society"),
        person(item, "c", "Ana Petrova", None),
    ]
    assert len(set(paths(people))) == 3


def event(
    item: MakeItem,
    item_id: str,
    *,
    day: str | None = "2023-06-19",
    kind: str = "study-visit",
    project: str | None = None,
    place: str | None = None,
    last: str | None = None,
    organiser: str | None = None,
    guest: str | None = None,
    name: str = "",
) -> Extraction:
    entities = [("x", "Event", name)]
    facts = [("x", "eventType", kind)]
    if day:
        facts.append(("x", "startDate", day))
    if last:
        facts.append(("x", "endDate", last))
    if organiser:
        entities.append(("o", "InternationalOrganisation", organiser))
        facts.append(("x", "organisedBy", "o"))
    if guest:
        entities.append(("g", "InternationalOrganisation", guest))
        facts.append(("x", "hasParticipant", "g"))
    if project:
        entities.append(("p", "Project", project))
        facts.append(("x", "partOfProject", "p"))
    if place:
        entities.append(("l", "Place", place))
        facts.append(("x", "heldIn", "l"))
    return item(item_id, entities, facts)


def test_an_occasion_told_by_two_items_is_one(item: MakeItem) -> None:
    first, second, third = paths(
        [
            event(item, "a", project="MOBILAZE 2", place="Tallinn"),
            event(item, "b", project="MOBILAZE2"),
            event(item, "c", place="Tallinn"),
        ]
    )
    assert first == second == third == "event/2023-06-19-study-visit-mobilaze-2"


@pytest.mark.parametrize(
    "other",
    [
        {"day": "2023-06-20", "project": "MOBILAZE 2"},
        {"kind": "training", "project": "MOBILAZE 2"},
        {"project": "MOBILAZE 2", "place": "Riga"},
        {"project": "BOMCA 10", "place": "Tallinn"},
        {},
    ],
)
def test_occasions_of_another_day_type_project_or_place_are_others(item: MakeItem, other: dict[str, str]) -> None:
    first, second = paths([event(item, "a", project="MOBILAZE 2", place="Tallinn"), event(item, "b", **other)])
    assert first != second


def test_occasions_of_one_day_and_town_are_two_where_others_hold_them(item: MakeItem) -> None:
    def held(item_id: str, organiser: str | None, **told: str) -> Extraction:
        return event(item, item_id, place="Tallinn", organiser=organiser, **told)

    both = [held("a", "IOM"), held("b", "OSCE")]
    assert len(set(paths(both))) == 2
    assert len(set(paths([*both, held("c", None)]))) == 3
    assert len(set(paths([*both[:1], held("c", None), held("d", "IOM", project="BOMCA 10")]))) == 1
    assert len(set(paths([held("a", "IOM", project="BOMCA 10"), held("b", "OSCE", project="BOMCA 10")]))) == 1
    assert len(set(paths([held("a", "IOM", guest="OSCE"), held("b", "OSCE")]))) == 1
    assert len(set(paths([held("a", "IOM", guest="UNHCR"), held("b", "OSCE", guest="UNHCR")]))) == 2
    assert len(set(paths([held("a", "IOM", name="Baltic Forum"), held("b", "OSCE", name="Baltic Forum")]))) == 1


def test_occasions_of_two_bodies_of_one_state_are_two(item: MakeItem) -> None:
    def held(item_id: str, ministry: str) -> Extraction:
        entities = [
            ("x", "Event", ""),
            ("l", "Place", "Oslo"),
            ("o", "Ministry", ministry),
            ("c", "Country", "Norway=NO"),
        ]
        facts = [("x", "eventType", "workshop"), ("x", "startDate", "2023-06-19"), ("x", "heldIn", "l")]
        return item(item_id, entities, [*facts, ("x", "organisedBy", "o"), ("o", "jurisdiction", "c")])

    assert len(set(paths([held("a", "Ministry of Justice"), held("b", "Ministry of Health")]))) == 2
    assert len(set(paths([held("a", "Ministry of Justice"), held("b", "Justice Ministry")]))) == 1


def test_occasions_that_end_on_other_days_are_two(item: MakeItem) -> None:
    def held(item_id: str, last: str | None) -> Extraction:
        return event(item, item_id, project="BOMCA 10", last=last)

    short, long = held("a", "2023-06-20"), held("b", "2023-06-23")
    assert len(set(paths([short, long]))) == 2
    assert len(set(paths([short, long, held("c", None)]))) == 3
    assert len(set(paths([short, held("c", None), held("d", "2023-06-19")]))) == 1


@pytest.mark.parametrize("day", [None, "2023-06"])
def test_an_occasion_without_a_day_stays_with_its_item(item: MakeItem, day: str | None) -> None:
    first, second = paths([event(item, name, day=day, project="MOBILAZE 2") for name in ("a", "b")])
    assert first != second


def test_an_undated_occasion_is_called_after_its_item(item: MakeItem) -> None:
    assert paths([event(item, "2023-07-01-visit", day=None)]) == ["event/2023-07-01-visit-1"]


def test_two_occasions_that_one_item_tells_apart_stay_two(item: MakeItem) -> None:
    entities = [("x", "Event", ""), ("y", "Event", ""), ("p", "Project", "BOMCA 10")]
    facts = [
        (local, *said)
        for local in ("x", "y")
        for said in (("eventType", "training"), ("startDate", "2023-06-19"), ("partOfProject", "p"))
    ]
    resolution = resolve([item("a", entities, facts), event(item, "b", kind="training", project="BOMCA 10")])
    assert len({iri for iri in resolution.iris.values() if "/event/" in iri}) == 3


def test_an_occasion_is_labelled_by_type_project_and_day(item: MakeItem) -> None:
    resolution = resolve([event(item, "a", project="MOBILAZE 2"), event(item, "b", day=None)])
    assert resource(resolution, "a").label == "Study visit, MOBILAZE 2, 2023-06-19"
    assert resource(resolution, "b").label == "Study visit, News b"


def test_later_news_does_not_rename_a_thing(item: MakeItem) -> None:
    first = item("a", [("x", "Project", "Centre of Practical Skills")], published="2023-01-01")
    later = item("b", [("x", "Project", "Centre of Practical Skills|CoPS|CPS")], published="2023-02-01")
    assert paths([first]) == ["project/centre-of-practical-skills"]
    assert paths([later, first]) == ["project/centre-of-practical-skills"] * 2


def test_iris_are_ascii_and_bounded_whatever_the_name(item: MakeItem) -> None:
    names = [
        "Savaş Ünlü",
        "Łukasz Đorđević",
        "Олена Шевченко",
        "<script>alert(1)</script> O'Neil",
        "x" * 500,
        "?!",
    ]
    found = of_names(item, "Person", *names)
    assert found[:2] == ["person/savas-unlu", "person/lukasz-dordevic"]
    assert len(set(found)) == len(names)
    assert all(re.fullmatch(r"person/[a-z0-9-]{1,90}", path) for path in found)


def test_the_hash_in_an_iri_is_the_same_in_every_version(item: MakeItem) -> None:
    # An IRI that was handed on must not change with the program: the value is pinned.
    assert of_names(item, "Person", "Олена Шевченко") == ["person/47f19a9e"]


def test_a_base_that_is_no_address_is_refused(item: MakeItem) -> None:
    with pytest.raises(InputError, match="base IRI 'ftp://x y'"):
        resolve([item("a", [("x", "Project", "CoPS")])], base="ftp://x y")


def test_nothing_comes_of_nothing() -> None:
    assert resolve([]) == Resolution((), {})
