"""Date lines of a plain-text listing that tell more than the day, or tell it in a rarer form."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from migrationkg.reading import read

Write = Callable[[str, str | bytes], Path]

LISTING = "Talks in Malta\n\n2 May 2024\n\nThey met for a day.\n\nTalks in Gozo\n\n{}\n\nThey met again.\n"

DATED = """
    03. 05. 2024|Date published: 3 May 2024|Published: 3 May 2024, 10.00|10:00, 3 May 2024|3 May 2024 10:00 (GMT+2)
    3 May 2024 at 10h30|3 May '24|**3 May 2024**|Posted by admin on 3 May 2024|3 May 2024 (updated 6 May 2024)
    20240503|Published: 3 May 2024, Source: press office|3 May 2024 by press office
"""


@pytest.mark.parametrize(
    "line",
    [
        *(text for row in DATED.split("\n") for text in row.strip().split("|") if text),
        *("3 May 2024 | News", "3 May 2024 | 3 min read", "News | 3 May 2024 | Geneva", "3 May 2024 · Project News"),
    ],
)
def test_a_date_line_may_tell_more_than_the_day(line: str, write: Write) -> None:
    assert [
        (item.headline, item.published, item.text) for item in read([write("news.txt", LISTING.format(line))]).items
    ] == [
        ("Talks in Malta", date(2024, 5, 2), "They met for a day."),
        ("Talks in Gozo", date(2024, 5, 3), "They met again."),
    ]


@pytest.mark.parametrize("line", ["3 de mayo de 2024", "1er mai 2024"])
def test_a_date_in_another_language_is_told(line: str, write: Write) -> None:
    reading = read([write("news.txt", LISTING.format(line))])
    assert [(item.headline, item.text) for item in reading.items] == [("Talks in Malta", "They met for a day.")]
    assert [problem.line for problem in reading.problems] == [9]


@pytest.mark.parametrize(
    "line",
    [
        *("Brussels, 3 May 2024", "Brussels, 3 May", "Statement of 3 May 2024", "Vienna – 3 May 2024"),
        *("They met on 3 May 2024.", "3 May 2024: a day of talks", "Updated 3 May 2024", "12.05 – 14.05.2024"),
        *("3 May 2024 | A day on which the ministers met", "Call 20240503", "3–4 May 2024", "3-7 FEBRUARY 2025"),
    ],
)
def test_a_line_of_text_that_tells_a_day_begins_no_item(line: str, write: Write) -> None:
    (item,) = read([write("news.txt", f"Talks in Malta\n\n2 May 2024\n\nThey met.\n\n{line}\n\nThey left.\n")]).items
    assert item.text == f"They met.\n\n{line}\n\nThey left."


def test_a_listing_of_occasions_is_dated_by_their_first_days(write: Write) -> None:
    lines = "Talks in Malta\n\n3–4 May 2024\n\nThey met.\n\nTalks in Gozo\n\n8-9 May 2024\n\nThey sat.\n"
    items = read([write("news.txt", lines)]).items
    assert [(item.headline, item.published) for item in items] == [
        ("Talks in Malta", date(2024, 5, 3)),
        ("Talks in Gozo", date(2024, 5, 8)),
    ]


def test_a_line_with_a_day_beside_a_date_line_is_none(write: Write) -> None:
    (item,) = read([write("news.txt", "Forum | 3 May 2024\n2 May 2024\nNews | 4 May 2024\nThey met.\n")]).items
    assert (item.headline, item.published) == ("Forum | 3 May 2024", date(2024, 5, 2))
    assert item.text == "News | 4 May 2024\n\nThey met."
