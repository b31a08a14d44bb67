"""Another site's page is a new template, not new code."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from migrationkg.errors import InputError
from migrationkg.reading import read

Write = Callable[[str, str | bytes], Path]

GERMAN_TEMPLATE = """\
lines = ["date", "headline", "category?", "lead"]
locale = "de"
dates = ["d. MMMM y", "EEEE, d. MMM y"]
categories = ["Aus den Ländern"]
ignored = ["weiterlesen"]
"""

GERMAN_PAGE = """\
7. März 2024
Neues Zentrum in Wien
Aus den Ländern
Das Zentrum wurde eröffnet.
Weiterlesen

Freitag, 1. Dez. 2023
Treffen in Genf
Man traf sich.

Und ging auseinander.
weiterlesen
"""


def test_another_order_of_lines_and_another_language_of_dates_need_only_data(write: Write) -> None:
    template = write("german.toml", GERMAN_TEMPLATE)
    items = read([write("page.txt", GERMAN_PAGE)], template=str(template)).items
    assert [(item.published, item.headline, item.category, item.text) for item in items] == [
        (date(2024, 3, 7), "Neues Zentrum in Wien", "Aus den Ländern", "Das Zentrum wurde eröffnet."),
        (date(2023, 12, 1), "Treffen in Genf", None, "Man traf sich.\n\nUnd ging auseinander."),
    ]


def test_a_lead_may_stand_above_the_date(write: Write) -> None:
    template = write("lead.toml", 'lines = ["headline", "lead", "date"]\ndates = ["y/MM/dd"]\n')
    page = write("page.txt", "One\nIts lead.\n2024/03/07\nIts body.\nTwo\nLead of two.\n2024/03/08\n")
    assert [(item.headline, item.text) for item in read([page], template=str(template)).items] == [
        ("One", "Its lead.\n\nIts body."),
        ("Two", "Lead of two."),
    ]


def test_the_template_gives_the_forms_of_dates_in_tables_too(write: Write) -> None:
    template = write("german.toml", GERMAN_TEMPLATE)
    page = write("page.csv", "title;date\nTreffen;7. März 2024\n")
    assert read([page], template=str(template)).items[0].published == date(2024, 3, 7)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("lines = [", "not a template of a listing"),
        ('lines = ["headline"]\ndates = ["d MMMM y"]', "must name"),
        ('lines = ["headline", "date", "author"]\ndates = ["d MMMM y"]', "'author' is none of the parts"),
        ('lines = ["headline", "date"]', "must give a date form"),
        ('lines = ["headline", "date"]\ndates = ["d MMMM"]', "must have day"),
        ('lines = ["headline", "date"]\ndates = ["d d MMMM y"]', "has a part twice"),
        ('lines = ["headline", "date"]\ndates = ["d Q y"]', "cannot have 'Q'"),
        ('lines = ["headline", "date"]\ndates = ["d MMMM y"]\nlocale = "klingon"', "no known language"),
        ('lines = ["headline", "date"]\ndates = ["d MMMM y"]\nlocale = 3', "'locale' must be a text"),
        ('lines = ["headline", "date"]\ndates = "d MMMM y"', "'dates' must be a list"),
        ('lines = ["headline", "date"]\ndates = ["d MMMM y"]\ncolour = 1', "'colour' is none of its keys"),
    ],
)
def test_a_template_that_is_wrong_is_told_in_one_line(content: str, reason: str, write: Write) -> None:
    template = write("wrong.toml", content)
    with pytest.raises(InputError, match=reason) as raised:
        read([write("page.txt", "Talks\n1 May 2023\n")], template=str(template))
    assert "\n" not in str(raised.value)
    assert str(raised.value).startswith(str(template))


def test_a_template_that_does_not_exist_is_told_with_those_that_do(write: Write) -> None:
    with pytest.raises(InputError, match=r"nowhere: no such template; .*icmpd"):
        read([write("page.txt", "Talks\n1 May 2023\n")], template="nowhere")
