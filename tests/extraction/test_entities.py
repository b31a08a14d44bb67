"""Names of one thing in an item are drawn together."""

from datetime import date

import pytest

from migrationkg.extraction.names.entities import draw_together, joined
from migrationkg.extraction.names.name import Name, family
from migrationkg.extraction.text.analysis import analyse
from migrationkg.model import NewsItem, Source


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ukraine Consultation Centres", "Ukrainian Consultation Centers", True),
        ("Jordanian Border Project", "Jordan Border Project", True),
        ("Jordan Border Project", "Georgian Border Project", False),
        ("Jordan Border Project", "Border Project", False),
    ],
)
def test_a_project_is_called_by_its_state_or_the_states_adjective(one: str, other: str, same: bool) -> None:
    text = analyse(NewsItem("x", one, date(2023, 6, 1), None, f"The {other} began.", None, Source("x", 0)))
    names = [Name("Project", at, at + len(it), it) for it, at in ((one, 0), (other, len(one) + 6))]
    assert [text.content[name.start : name.end] for name in names] == [one, other]
    assert len(joined(text, names, [], family)) == (1 if same else 2)


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
