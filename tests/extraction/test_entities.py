"""Names of one thing in an item are drawn together."""

from datetime import date

import pytest

from migrationkg.extraction.names.entities import draw_together, joined
from migrationkg.extraction.names.forms import short_forms
from migrationkg.extraction.names.name import Name, family
from migrationkg.extraction.text.analysis import analyse
from migrationkg.model import NewsItem, Source


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ukraine Consultation Centres", "Ukrainian Consultation Centers", True),
        ("Jordanian Border Project", "Jordan Border Project", True),
        ("Jordan Border Project", "Georgian Border Project", False),
        ("Jordan Border Project", "Border Project", True),
    ],
)
def test_a_project_is_called_by_its_state_or_the_states_adjective(one: str, other: str, same: bool) -> None:
    text = analyse(NewsItem("x", one, date(2023, 6, 1), None, f"The {other} began.", None, Source("x", 0)))
    names = [Name("Project", at, at + len(it), it) for it, at in ((one, 0), (other, len(one) + 6))]
    assert [text.content[name.start : name.end] for name in names] == [one, other]
    assert len(joined(text, names, [], family)) == (1 if same else 2)


@pytest.mark.parametrize(
    ("kind", "short", "others", "full"),
    [
        ("InternationalOrganisation", "Commission", ["European Commission"], "European Commission"),
        ("CivilSocietyOrganisation", "Kenya Red Cross", ["Kenya Red Cross Society"], "Kenya Red Cross Society"),
        ("Company", "Adria Resorts", ["Adria Resorts d.d."], "Adria Resorts d.d."),
        ("CivilSocietyOrganisation", "Tamkeen", ["Tamkeen for Legal Aid"], "Tamkeen for Legal Aid"),
        ("GovernmentBody", "Coast Guard", ["Hellenic Coast Guard", "Turkish Coast Guard Command"], None),
        ("GovernmentBody", "Border Police", ["Border Police of Georgia", "Border Police of Moldova"], None),
        ("GovernmentBody", "State Chancellery", ["Diaspora Bureau of the State Chancellery"], None),
        ("InternationalOrganisation", "IOM", ["IOM Ghana"], None),
        ("GovernmentBody", "Border Police", ["Very Old National Border Police"], None),
        (
            "InternationalOrganisation",
            "Commission",
            ["European Commission", "European Commission Delegation"],
            "European Commission",
        ),
        ("GovernmentBody", "Chancellery", ["State Chancellery", "Bureau of the Chancellery"], "State Chancellery"),
        ("Company", "TKM", ["Kenya's TKM"], None),
        ("ImplementingOffice", "Office", ["Ghana Office"], None),
        ("Project", "Open Gate", ["Open Gate: Work for Newcomers", "Open Gate: Jobs for Women"], None),
        ("Project", "BORCA", ["BORCA II"], "BORCA II"),
        ("Project", "Open Gate", ["Open Gate: Work for Newcomers"], "Open Gate: Work for Newcomers"),
        ("Place", "Lofa", ["Lofa County"], "Lofa County"),
        ("Place", "Aswan", ["Nile Gate Hotel Aswan"], None),
    ],
)
def test_a_short_form_is_the_one_thing_that_the_item_names_in_full(
    kind: str, short: str, others: list[str], full: str | None
) -> None:
    content = ". ".join((short, *others))
    text = analyse(NewsItem("x", "News", date(2023, 6, 1), None, content, None, Source("x", 0)))
    starts = [(one, text.content.index(f". {one}") + 2) for one in others]
    names = [Name(kind, at, at + len(one), one) for one, at in ((short, text.content.index(short)), *starts)]
    assert list(short_forms(text, names)) == ([(short, full, kind)] if full else [])


@pytest.mark.parametrize(
    ("words", "called"),
    [
        ("held in Batken region on Monday", ("Batken region", "Batken")),
        ("at the Palanca border crossing point", ("Palanca border crossing point", "Palanca")),
        ("in Batken on Monday", ("Batken",)),
        ("a Batken region-wide search", ("Batken",)),
    ],
)
def test_a_place_is_called_by_the_noun_behind_it_too(words: str, called: tuple[str, ...]) -> None:
    text = analyse(NewsItem("x", "News", date(2023, 6, 1), None, words, None, Source("x", 0)))
    start = text.content.index(called[-1])
    name = Name("Place", start, start + len(called[-1]), called[-1])
    assert draw_together(text, [name], []).entities[0].names == called


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Heiko Brandt", "H. Brandt", True),
        ("Heiko Brandt", "M. Brandt", False),
        ("Heiko L. Brandt", "Heiko Brandt", True),
        ("Heiko Brandt", "Maria Brandt", False),
    ],
)
def test_a_person_is_called_by_an_initial_too(one: str, other: str, same: bool) -> None:
    text = analyse(NewsItem("x", one, date(2023, 6, 1), None, f"Then {other} spoke.", None, Source("x", 0)))
    names = [Name("Person", at, at + len(it), it) for it, at in ((one, 0), (other, len(one) + 7))]
    assert len(joined(text, names, [], family)) == (1 if same else 2)
