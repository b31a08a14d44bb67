"""Ministries in several wordings and projects in several phases, from sentences to resources."""

from datetime import date

import pytest

from migrationkg.extraction import extract
from migrationkg.model import NewsItem, Source
from migrationkg.resolution import resolve


def told(kind: str, *texts: str) -> set[str]:
    """Return the paths of the resources of a kind that items with these texts tell of."""
    items = [
        NewsItem(f"item-{number}", f"News {number}", date(2023, 6, number), None, text, None, Source("news.txt", 1))
        for number, text in enumerate(texts, start=1)
    ]
    found = resolve([extract(item) for item in items]).resources
    return {"/".join(one.iri.split("/")[-2:]) for one in found if one.kind == kind}


def visit(body: str, day: int) -> str:
    return f"The {body} took part in a study visit to Milan, Italy, on {day} May 2023."


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ministry of Foreign Affairs of Denmark", "Danish Foreign Ministry"),
        ("Ministry of Interior of Azerbaijan", "Ministry of Internal Affairs (MIA) of the Republic of Azerbaijan"),
        ("Federal Ministry of the Interior of Germany", "German Interior Ministry"),
        (
            "Ministry of Labour and Social Protection of the Population of Azerbaijan",
            "Ministry of Labor and Social Protection of Azerbaijan",
        ),
        ("Ministry for Foreign Affairs of Finland", "Ministry of Foreign Affairs of Finland"),
        ("Home Ministry of Bangladesh", "Ministry of Home Affairs of Bangladesh"),
        ("Ministry of Home Affairs of Malta", "Maltese Interior Ministry"),
        ("Ministry of Security and Justice of the Netherlands", "Dutch Ministry of Justice and Security"),
        ("Ministry of Labour and Social Affairs of Armenia", "Ministry of Social Affairs and Labour of Armenia"),
        ("State Department of the United States", "US Department of State"),
    ],
)
def test_a_ministry_is_one_in_several_wordings(one: str, other: str) -> None:
    assert len(told("Ministry", visit(one, 3), visit(other, 4))) == 1


def test_ministries_that_one_item_tells_apart_stay_two() -> None:
    both = (
        "The Ministry of Interior of Norway and the Ministry of Internal Affairs of Norway met in Oslo on 3 May 2023."
    )
    assert len(told("Ministry", both, visit("Interior Ministry of Norway", 4))) > 1


@pytest.mark.parametrize("other", ["Ministry of Labour of Iraq", "Ministry of Labour and Social Affairs of Iraq"])
def test_the_ministry_of_a_part_of_a_state_is_not_the_states(other: str) -> None:
    region = "Ministry of Labour and Social Affairs of the Kurdistan Region of Iraq"
    assert len(told("Ministry", visit(region, 3), visit(other, 4))) == 2


def test_a_short_form_of_one_item_is_not_the_body_of_another() -> None:
    greek = "The Hellenic Coast Guard received two boats in Piraeus on 1 May 2023. The Coast Guard gave thanks."
    other = "The Coast Guard held an exercise in Manila, Philippines, on 1 June 2023."
    assert told("GovernmentBody", greek) == {"organisation/hellenic-coast-guard"}
    assert told("GovernmentBody", greek, other) == {"organisation/hellenic-coast-guard", "organisation/coast-guard"}


def test_a_project_without_number_is_not_the_phase_that_another_item_calls_so() -> None:
    second = "The BORCA II project, funded by Norway, closed in Osh on 1 May 2023. BORCA had four partners."
    first = "The BORCA project, funded by Denmark, held its launch in Osh, Kyrgyzstan, on 1 September 2019."
    assert told("Project", second) == {"project/borca-2"}
    assert told("Project", second, first) == {"project/borca", "project/borca-2"}


def test_a_ministry_is_none_that_held_its_subject_before_it_was_divided() -> None:
    names = ("Health, Labour and Social Protection", "Labour and Social Protection", "Health")
    assert (
        len(told("Ministry", *(visit(f"Ministry of {name} of Moldova", day) for day, name in enumerate(names, 3)))) == 3
    )


def test_initials_are_those_of_the_name_as_it_is_written() -> None:
    texts = (visit("Ministry of Internal Affairs of Ukraine", 3), visit("Ukrainian MIA", 4), visit("Ukrainian MoI", 5))
    assert told("Ministry", *texts) == {"organisation/ministry-of-internal-affairs-ua"}


def test_ministries_of_two_states_stay_two() -> None:
    assert len(told("Ministry", visit("Danish Foreign Ministry", 3), visit("Norwegian Foreign Ministry", 4))) == 2


def test_a_phase_alone_is_no_project() -> None:
    held = "The {} – Phase III project, funded by Norway, held a workshop in Accra, Ghana, on 4 May 2023."
    assert told("Project", held.format("KANDO"), held.format("ZEBRA")) == {"project/kando-3", "project/zebra-3"}


def test_a_phase_may_stand_between_a_name_and_its_acronym() -> None:
    text = "The Border Programme in Central Asia – phase X (BOPCA 10) organised a workshop in Dushanbe on 4 May 2023."
    assert told("Project", text) == {"project/bopca-10"}


def test_an_acronym_that_the_item_explains_is_not_that_of_another_state() -> None:
    text = "The Austrian Federal Ministry of the Interior (BMI) held a workshop in Graz, Austria, on 11 May 2023."
    assert told("Ministry", text) == {"organisation/federal-ministry-of-interior-at"}
