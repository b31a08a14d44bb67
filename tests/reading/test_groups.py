"""Listing pages on which a date stands once over all the items of its day."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from migrationkg.reading import read

Write = Callable[[str, str | bytes], Path]

DAYS = (
    (date(2024, 5, 3), ("Border police train in Gozo", "A new centre opens in Durres")),
    (date(2024, 4, 1), ("Ministers meet on visas",)),
    (date(2024, 3, 17), ("A school opens in Tirana", "Judges meet in Lima", "A course ends in Oslo")),
)
TEXT = "It was the third of its kind, and the last one before the summer, as the ministry said in a note."

LAYOUTS = {
    "articles under headings": (
        "<div><h2>DATE</h2>ITEMS</div>",
        "<article><h3><a href='/URL'>HEAD</a></h3>TEXT</article>",
    ),
    "headings under headings": ("<h2>DATE</h2>ITEMS", "<h3><a href='/URL'>HEAD</a></h3>TEXT"),
    "headings that are no links": ("<h3>DATE</h3>ITEMS", "<h4>HEAD</h4>TEXT"),
    "articles of several classes": (
        "<h3>DATE</h3><div>ITEMS</div>",
        "<div class='row nth-URL'><h4><a href='/URL'>HEAD</a></h4>TEXT</div>",
    ),
    "a date first in an element": (
        "<div class='day'><p class='date'>DATE</p>ITEMS</div>",
        "<article><h3><a href='/URL'>HEAD</a></h3>TEXT</article>",
    ),
    "links under headings": ("<h3>DATE</h3><ul>ITEMS</ul>", "<li><a href='/URL'>HEAD</a></li>"),
    "links in elements": ("<div class='group'><h3>DATE</h3><ul>ITEMS</ul></div>", "<li><a href='/URL'>HEAD</a></li>"),
}


def page(group: str, item: str, *, after: str = "") -> str:
    groups = "".join(
        group.replace("DATE", f"{day.day} {day:%B %Y}").replace(
            "ITEMS",
            "".join(
                item.replace("URL", head.split()[-1]).replace("HEAD", head).replace("TEXT", f"<p>{TEXT}</p>")
                for head in heads
            ),
        )
        for day, heads in DAYS
    )
    return f"<html><head><title>News</title></head><body><main><h1>News</h1>{groups}{after}</main></body></html>"


@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_item_has_the_day_over_it(layout: str, write: Write) -> None:
    group, item = LAYOUTS[layout]
    reading = read([write("page.html", page(group, item))])
    text = TEXT if "TEXT" in item else ""
    assert [(one.headline, one.published, one.text) for one in reading.items] == [
        (head, day, text) for day, heads in DAYS for head in heads
    ]
    assert reading.problems == ()


@pytest.mark.parametrize(
    "after", ["<h3>Our newsletter</h3><p>Write to us.</p>", "<ul><li><a href='/x'>Contact us</a></li></ul>"]
)
@pytest.mark.parametrize("layout", ["headings under headings", "links under headings"])
def test_what_stands_under_the_last_group_is_no_item_of_it(layout: str, after: str, write: Write) -> None:
    items = read([write("page.html", page(*LAYOUTS[layout], after=after))]).items
    assert not {"Our newsletter", "Contact us"} & {item.headline for item in items}


def test_an_item_without_a_date_does_not_get_that_of_the_one_above(write: Write) -> None:
    card = "<article>{}<h3><a href='/{}'>{}</a></h3><p>What it tells.</p></article>"
    rows = [("<h2>3 May 2024</h2>", "a", "First"), ("", "b", "Second"), ("<h2>1 May 2024</h2>", "c", "Third")]
    for element in ("h2", "p"):
        body = "".join(card.format(day.replace("h2", element), *more) for day, *more in rows)
        assert [
            (item.headline, item.published.day) for item in read([write("page.html", f"<main>{body}</main>")]).items
        ] == [("First", 3), ("Third", 1)]


def test_links_in_the_text_of_an_item_are_no_items(write: Write) -> None:
    links = "<p><a href='/{1}a'>The note</a></p><p><a href='/{1}b'>The plan</a></p>"
    item = f"<h2>{{0}}</h2><h3>{{1}} May 2024</h3><p>What it tells.</p>{links}"
    body = "".join(item.format(head, day) for head, day in (("Talks in Malta", 3), ("Talks in Gozo", 2)))
    items = read([write("page.html", f"<main><h1>News</h1>{body}</main>")]).items
    assert [(item.headline, item.published.day) for item in items] == [("Talks in Malta", 3), ("Talks in Gozo", 2)]
