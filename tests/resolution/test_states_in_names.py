"""Projects whose names differ by a state: one where that is certain, else two."""

from datetime import date

import pytest

from migrationkg.extraction import extract
from migrationkg.model import NewsItem, Resource, Source
from migrationkg.reading import read
from migrationkg.resolution import resolve


def projects(*texts: str) -> list[Resource]:
    items = [
        NewsItem(f"item-{number}", f"News {number}", date(2023, 6, number), None, text, None, Source("news.txt", 1))
        for number, text in enumerate(texts, start=1)
    ]
    return [one for one in resolve([extract(item) for item in items]).resources if one.kind == "Project"]


def test_the_demo_shows_one_thing_once() -> None:
    items = read(["data/news"]).items
    names = {one.label for one in resolve([extract(item) for item in items]).resources if one.kind == "Project"}
    assert {name for name in names if "Consultation" in name} == {"Ukraine Consultation Centres"}
    assert {name for name in names if "RRR" in name or "Resilience" in name} == {
        "Resilience, Reinforcement and Recovery of Ukrainian Migration and Consular Services"
    }
    assert "Libya’s Migration Technical Assistance Facility" in names


BARE = "The ALPHA-BETA project, which works in Moldova and Ukraine, is funded by Norway."
WITH_STATE = "The ALPHA-BETA {state} project works in Moldova and Ukraine."


@pytest.mark.parametrize("state", ["UA", "Ukraine", "MD"])
def test_a_state_behind_an_acronym_makes_no_other_project(state: str) -> None:
    assert len(projects(BARE, WITH_STATE.format(state=state))) == 1


def test_two_states_behind_one_acronym_make_two_projects_beside_it() -> None:
    assert len(projects(BARE, WITH_STATE.format(state="UA"), WITH_STATE.format(state="MD"))) == 3


def test_a_state_that_news_of_the_acronym_does_not_name_makes_another() -> None:
    assert len(projects(BARE.replace("Moldova and Ukraine", "Georgia"), WITH_STATE.format(state="UA"))) == 2


def test_a_scheme_is_not_its_part_in_one_state() -> None:
    assert len(projects(BARE, "The ALPHA-BETA UA project works in Ukraine.")) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ukraine Consultation Centres", "Ukrainian Consultation Centers"),
        ("Libya Border Assistance Facility", "Libyan Border Assistance Facility"),
    ],
)
def test_a_state_and_the_word_for_its_people_are_one(one: str, other: str) -> None:
    told = "The project “{name}” is funded by Norway. It works in Poland."
    assert len(projects(told.format(name=one), told.format(name=other))) == 1


def test_projects_of_two_states_are_two() -> None:
    told = "The project “{name}” is funded by Norway."
    assert len(projects(told.format(name="Libyan Border Facility"), told.format(name="Tunisian Border Facility"))) == 2


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Mali’s Mobility Policy Advice Facility (MALMOPAF)", "Mali’s Mobility Policy Advice Facility"),
        ("Türkiye's National Return Advice Facility (NRAF)", "National Return Advice Facility"),
        ("ICMPD’s Mobility Policy Advice Facility (ICMPAF)", "Mobility Policy Advice Facility"),
    ],
)
def test_a_name_keeps_the_state_that_its_acronym_names_too(text: str, label: str) -> None:
    assert [one.label for one in projects(f"The training was held under {text}, a project funded by the EU.")] == [
        label
    ]
