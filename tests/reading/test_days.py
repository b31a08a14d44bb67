"""One reader of dates for listings, pages, feeds and tables."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from migrationkg.errors import InputError
from migrationkg.reading import read
from migrationkg.reading.days import day_within, published_day, read_day, settled_order

Write = Callable[[str, str | bytes], Path]

FORMS = ("d MMMM y", "d.M.y")

THIRD_OF_MAY = """
    3 May 2024|3rd May 2024|the 3rd of May 2024|Friday 3rd of May, 2024|May 3, 2024|May 3rd, 2024|3. May 2024|3 MAY 2024
    Fri 3 May 2024|Fri, 03 May 2024 10:00:00 +0200|Fri, 3 May 2024 10:00:00 EST|Fri May 03 10:00:00 CEST 2024|3 May 24
    Fri,03 May 2024 10:00:00 GMT
    Fri May 03 2024 10:00:00 GMT+0200 (Central European Summer Time)|03-May-2024|03/May/2024|2024 May 3
    2024-05-03|2024/5/3|2024.05.03|2024/5/3 15:07:41|2024-05-03T10:00|2024-05-03T10:00:00.000Z|2024-05-03 10:00:00 UTC
    2024-05-03T10:00:00+05:45|2024-05-03T10:00:00+02:00[Europe/Vienna]|20240503|20240503T101010Z|2024-05-03 - 10:30
    03.05.2024|3.5.2024|03.05.24|Fri, 05/03/2024 - 10:00|Published on 3 May 2024|Posted: May 3, 2024 at 10:00 am
    Date: 3 May 2024|(3 May 2024)|3 May 2024 |3 May 2024, 23:30 CET
"""


@pytest.mark.parametrize(
    "text", [text for line in THIRD_OF_MAY.split("\n") for text in line.strip().split("|") if text]
)
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    assert published_day(text, FORMS, "en_GB") == date(2024, 5, 3)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Wed, 02 Feb 2022 09:12:22 +0100", date(2022, 2, 2)),
        ("Tue Jan 28 15:28:56 CET 2020", date(2020, 1, 28)),
        ("2016/6/29 15:07:41", date(2016, 6, 29)),
        ("Tue, 18 Sept 2018 15:53:56 +0300", date(2018, 9, 18)),
        ("Tues, 18 Sept. 2018", date(2018, 9, 18)),
    ],
)
@pytest.mark.parametrize("source", ["feed", "declared", "meta", "listing", "record", "page"])
def test_a_date_is_read_alike_wherever_it_stands(text: str, day: date, source: str, write: Write) -> None:
    head = "<html><head>{}</head><body><h1>Talks in Malta</h1>{}<p>They met.</p></body></html>"
    declared = json.dumps({"@type": "NewsArticle", "headline": "Talks in Malta", "datePublished": text})
    path = {
        "feed": lambda: write(
            "feed", f"<rss><channel><item><title>Talks</title><pubDate>{text}</pubDate></item></channel></rss>"
        ),
        "declared": lambda: write("page", head.format(f'<script type="application/ld+json">{declared}</script>', "")),
        "meta": lambda: write("page", head.format(f'<meta property="article:published_time" content="{text}">', "")),
        "listing": lambda: write("news.txt", f"Talks in Malta\n{text}\nThey met.\n"),
        "record": lambda: write("news.jsonl", json.dumps({"title": "Talks", "date": text})),
        "page": lambda: write("page", head.format("", f"<p>{text}</p>")),
    }[source]()
    assert [item.published for item in read([path]).items] == [day]


@pytest.mark.parametrize(
    "text",
    [
        *("10:00", "garbage 10:00 x", "1:00 1 1 1 1", "May 2024", "2024", "Updated 5 May 2024", "x" * 300),
        *("Mon, 30 Jun 2025 99:99:99 GMT", "Mon, 30 Jun 2025 10:00:00 +9999999", "30 Jun 999999999999 10:00:00"),
        *(
            "Mon, 31 Jun 2025 10:00:00 GMT",
            "Mon, 30 Jun 0000 10:00:00 GMT",
            "Mon, 30 Jun 99999 10:00:00 GMT",
            "12345678",
        ),
        # What programs write that know no day.
        *("0001-01-01T00:00:00Z", "Mon, 01 Jan 0001 00:00:00 GMT", "1 January 0001"),
    ],
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"is no d|none of the known forms"):
        published_day(text, FORMS, "en_GB")


@pytest.mark.parametrize("line", ["Brussels, 23 February 2024", "Brussels, 23.02.2024", "Vienna, February 23, 2024"])
def test_a_dateline_is_no_date(line: str) -> None:
    assert read_day(line, (*FORMS, "EEEE, d MMMM y"), "en_GB") is None


def test_days_in_figures_are_read_as_another_day_of_the_source_settles(write: Write) -> None:
    assert settled_order("28/04/2024 and 03/05/2024") == ("d/M/y", "d-M-y")
    assert settled_order("04-28-2024 and 05-03-2024") == ("M/d/y", "M-d-y")
    assert settled_order("28/04/2024 and 04/28/2024") == settled_order("03/05/2024") == ()
    path = write("news.csv", "Title,Date\nA,28/04/2024\nB,03/05/2024\n")
    assert [item.published for item in read([path]).items] == [date(2024, 4, 28), date(2024, 5, 3)]


def test_a_day_in_figures_that_can_be_read_one_way_only_needs_no_other() -> None:
    assert read_day("28/04/2024", (), "en") == read_day("04/28/2024", (), "en") == date(2024, 4, 28)
    assert read_day("04/04/2024", (), "en") == date(2024, 4, 4)
    with pytest.raises(ValueError, match="none of the known forms"):
        read_day("03/04/2024", (), "en")


def test_names_of_months_are_known_in_the_language_of_the_template_and_in_english() -> None:
    assert read_day("Freitag, 3. Mai 2024", ("d. MMMM y",), "de") == date(2024, 5, 3)
    assert read_day("3 May 2024", ("d. MMMM y",), "de") == date(2024, 5, 3)
    with pytest.raises(ValueError, match="none of the known forms"):
        read_day("Freitag, 3. Dezember 2024", FORMS, "en_GB")


@pytest.mark.parametrize(
    ("language", "day"),
    [
        ("de", "Freitag, 3. Dezember 2024"),
        ("de-XX", "3. Dez. 2024"),
        ("fr-FR", "mardi 3 décembre 2024"),
        ("es", "3 de diciembre de 2024"),
        ("es", "martes, 3 de diciembre del 2024"),
        ("fr", "Tuesday, 3 December 2024"),
        ("no-such", "3 December 2024"),
    ],
)
def test_names_of_months_are_those_of_the_language_that_a_page_or_a_feed_declares(
    language: str, day: str, write: Write
) -> None:
    page = f'<html lang="{language}"><body><h1>Talks held in Malta</h1><p>{day}</p><p>They met.</p></body></html>'
    item = f"<item><title>Talks</title><pubDate>{day}</pubDate></item>"
    feed = f"<rss><channel><language>{language}</language>{item}</channel></rss>"
    for source in (write("page.html", page), write("feed.xml", feed)):
        assert [item.published for item in read([source]).items] == [date(2024, 12, 3)]


def test_a_template_tells_the_language_and_not_the_page(write: Write) -> None:
    page = '<html lang="de"><body><h1>Talks held in Malta</h1><p>3. Dezember 2024</p><p>They met.</p></body></html>'
    with pytest.raises(InputError, match="none of the known forms"):
        read([write("page.html", page)], template="icmpd")


def test_a_day_is_found_among_a_few_words() -> None:
    assert day_within("Press Release | 3 May 2024 | Geneva", (), "en") == (
        date(2024, 5, 3),
        "Press Release |",
        "| Geneva",
    )
    assert day_within("Submitted by admin on Fri, 05/03/2024 - 10:00", (), "en") == (
        date(2024, 5, 3),
        "Submitted by admin on",
        "",
    )
    assert day_within("Nothing of 31 June 2024", (), "en") is None


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("7–9 May 2024", date(2024, 5, 7)),
        ("7 – 9 May 2024", date(2024, 5, 7)),
        ("Rome, 7 - 9 May 2024", date(2024, 5, 7)),
        ("Page 3 - 9 May 2024", date(2024, 5, 9)),
        ("30 April - 2 May 2024", date(2024, 4, 30)),
        ("Rome, 28 Dec. – 3 January 2024", date(2023, 12, 28)),
        ("12 views - 9 May 2024", date(2024, 5, 9)),
    ],
)
def test_of_several_days_the_first_is_read(text: str, first: date) -> None:
    found = day_within(text, (), "en")
    assert found is not None
    assert found[0] == first
    assert not found[2]


def test_the_order_of_days_with_a_year_of_two_figures_is_settled_too() -> None:
    assert settled_order("28/04/24, 03/05/24") == ("d/M/yy",)
    assert settled_order("04/28/24, 05/03/24, 04/30/2024") == ("M/d/y", "M-d-y", "M/d/yy")
    assert settled_order("24/04/28, 24/05/03") == settled_order("28/04/24") == settled_order("03/05/24, 04/05/24") == ()
