"""Listing pages of any layout: each headline with its own day and text, or a word that it was not understood."""

import itertools
import time
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from migrationkg.errors import InputError
from migrationkg.reading import read

Write = Callable[[str, str | bytes], Path]
Item = tuple[str, date, str | None, str]

NEWS = (
    ("Border police train in Gozo", date(2024, 5, 3), "Forty officers took part in a course on travel documents."),
    ("A new centre opens in Durres", date(2024, 4, 1), "It advises people who want to work abroad, the ministry said."),
    ("Ministers meet on visas", date(2024, 3, 17), "They agreed on a plan for three years."),
)
PAGE = "<!DOCTYPE html><html><head><title>Latest news</title>{head}</head><body>{body}</body></html>"
LAYOUTS = tomllib.loads((Path(__file__).parent / "layouts.toml").read_text("utf-8"))["layout"]


def written(card: str, number: int) -> str:
    """Return a card with the words of an item in the places in capitals."""
    headline, day, text = NEWS[number]
    ordinal = {1: "1st", 3: "3rd", 17: "17th"}[day.day]
    places = {
        "HEAD": headline,
        "TEXT": text,
        "URL": f"/n/{number}",
        "<hN>": f"<h{2 + (number > 0)}>",
        "</hN>": f"</h{2 + (number > 0)}>",
        "item N": "big" if number == 0 else "small",
        "ISO": day.isoformat(),
        "DATE": f"{day.day} {day:%B %Y}",
        "FIGURES": f"{day:%d.%m.%Y}",
        "MONTH-FIRST": f"{day:%B} {day.day}, {day.year}",
        "DRUPAL": f"{day:%a, %m/%d/%Y} - 10:00",
        "ORDINAL": f"{ordinal} {day:%B %Y}",
        "SLASHES": f"{day:%d/%m/%Y}",
        "WEEKDAY": f"{day:%A}",
        "DAY": f"{day:%d}",
        "MONTH": f"{day:%b}",
        "YEAR": f"{day:%Y}",
    }
    for place, words in places.items():
        card = card.replace(place, words)
    return card


def told(path: Path) -> list[Item]:
    reading = read([path])
    assert reading.problems == ()
    return [(item.headline, item.published, item.category, item.text) for item in reading.items]


@pytest.mark.parametrize("layout", LAYOUTS, ids=[layout["name"] for layout in LAYOUTS])
def test_each_headline_has_its_own_day_and_text(layout: dict[str, str], write: Write) -> None:
    cards = "".join(written(layout["card"], number) for number in range(len(NEWS)))
    body = layout.get("page", "<main><h1>Latest news</h1>CARDS</main>").replace("CARDS", cards)
    path = write("page.html", PAGE.format(head=layout.get("head", ""), body=body))
    assert told(path) == [
        (headline, day, layout.get("category"), written(layout.get("text", "TEXT"), number))
        for number, (headline, day, _) in enumerate(NEWS)
    ]


HEADLINES = (
    "<h2>HEAD</h2>",
    "<h3><a href='URL'>HEAD</a></h3>",
    "<a href='URL'><h3>HEAD</h3></a>",
    "<p class='title'>HEAD</p>",
)
DATES = ("<p>DATE</p>", "<span class='date'>FIGURES</span>", "<p>By Ana Petrova on DATE</p>", "<p>DATE | Geneva</p>")
AROUND = ("<article>{}</article>", "<li>{}</li>", "<div class='row'><div class='col'>{}</div></div>", "{}")


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("day", DATES)
@pytest.mark.parametrize("headline", HEADLINES)
def test_the_parts_of_an_item_may_stand_in_any_order(headline: str, day: str, around: str, write: Write) -> None:
    category, text = "<p class='category'>Voices</p>", "<p>TEXT <a href='URL'>Read more</a></p>"
    orders = [order for order in itertools.permutations((headline, day, category, text)) if order[-1] != headline]
    for order in orders:
        if order.index(headline) < order.index(text):
            cards = "".join(around.format(written("".join(order), number)) for number in range(len(NEWS)))
            path = write("page.html", PAGE.format(head="", body=f"<main><h1>News</h1><ul>{cards}</ul></main>"))
            assert told(path) == [(headline, day, "Voices", text) for headline, day, text in NEWS], order


def test_the_address_of_an_item_is_that_of_its_headline_else_of_the_link_that_leads_on(write: Write) -> None:
    card = "<div><h3>{}</h3><p>DATE</p><p>TEXT</p><a href='/c'>Voices</a><a href='URL'>Read more</a></div>"
    cards = "".join(written(card.format(head), n) for n, head in enumerate(["<a href='/h'>HEAD</a>", "HEAD", "HEAD"]))
    head = '<link rel="canonical" href="https://example.org/news">'
    items = read([write("page.html", PAGE.format(head=head, body=cards))]).items
    assert [item.url for item in items] == [f"https://example.org{path}" for path in ("/h", "/n/1", "/n/2")]


def test_an_item_like_the_others_without_a_date_or_with_a_wrong_one_is_told(write: Write) -> None:
    card = "<div class='card'><h3><a href='URL'>HEAD</a></h3><p>{}</p><p>TEXT</p></div>"
    cards = "".join(written(card.format(day), n) for n, day in enumerate(["DATE", "DATE", "19 Juli 2023"]))
    cards += "<div class='card'><h3><a href='/x'>No date here</a></h3><p>It has none, as it seems.</p></div>"
    reading = read([write("page.html", PAGE.format(head="", body=cards))])
    assert [item.headline for item in reading.items] == [headline for headline, _, _ in NEWS[:2]]
    assert [problem.message.split(":")[0] for problem in reading.problems] == [
        "the item 'Ministers meet on visas' was left out",
        "the item 'No date here' was left out",
    ]


@pytest.mark.parametrize(
    ("common", "own"),
    [
        ("<article class='post has-thumbnail'>", "<article class='post'>"),
        ("<article class='teaser'>", "<article class='teaser sticky'>"),
        ("<div class='views-row row-odd'>", "<div class='views-row row-even row-first'>"),
        ("<article class='one'>", "<article class='other'>"),
    ],
)
def test_an_item_whose_names_differ_a_little_and_that_has_no_date_is_told(common: str, own: str, write: Write) -> None:
    card, end = "<h3><a href='URL'>HEAD</a></h3>{}<p>TEXT</p>", f"</{common[1:].split(maxsplit=1)[0]}>"
    days = enumerate(("<p>DATE</p>", "", "<p>DATE</p>"))
    cards = "".join(written((common if day else own) + card.format(day) + end, n) for n, day in days)
    box = "<div class='box'><h3>Write to us</h3><p>We answer within a day.</p></div>"
    reading = read([write("page.html", PAGE.format(head="", body=f"<main><h1>News</h1>{cards}</main>{box}"))])
    assert [item.headline for item in reading.items] == [NEWS[0][0], NEWS[2][0]]
    assert [problem.message for problem in reading.problems] == [
        f"the item {NEWS[1][0]!r} was left out: it has no date"
    ]


def test_a_day_on_which_an_item_was_changed_is_not_that_of_its_publication(write: Write) -> None:
    card = "<article><h3>HEAD</h3><p>Last updated: DATE</p><p>TEXT</p></article>"
    cards = "".join(written(card, number) for number in range(len(NEWS)))
    for body in (cards, f"<main><h1>Latest news</h1>{cards}</main>"):
        with pytest.raises(InputError, match="no line is a date"):
            read([write("page.html", PAGE.format(head="", body=body))])


def test_a_listing_with_one_item_is_a_listing(write: Write) -> None:
    card = written("<div class='card'><h3><a href='URL'>HEAD</a></h3><p>DATE</p><p>TEXT</p></div>", 0)
    path = write("page.html", PAGE.format(head="", body=f"<main><h1>Latest news</h1>{card}</main>"))
    headline, day, text = NEWS[0]
    assert told(path) == [(headline, day, None, text)]


def test_a_layout_that_is_not_understood_is_told_and_never_paired_at_random(write: Write) -> None:
    heads = "".join(written("<h3><a href='URL'>HEAD</a></h3>", number) for number in range(3))
    rest = "".join(written("<p>DATE</p><p>TEXT</p>", number) for number in range(3))
    with pytest.raises(InputError, match="the layout of the page was not understood"):
        read([write("page.html", PAGE.format(head="", body=heads + rest))])


def test_five_thousand_items_of_a_page_are_read_in_seconds(write: Write) -> None:
    card = "<h3><a href='/n/{0}'>Headline {0}</a></h3><p>3 May 2024</p><p>The text of item {0}.</p>"
    path = write("page.html", PAGE.format(head="", body="".join(card.format(number) for number in range(5_000))))
    begun = time.process_time()
    assert len(read([path]).items) == 5_000
    assert time.process_time() - begun < 15


CARD = "<article><h3><a href='URL'>HEAD</a></h3>{}<p>TEXT</p></article>"


def listing(cards: list[str]) -> str:
    """Return a page of cards, each with the words of another item."""
    body = "".join(written(card, number) for number, card in enumerate(cards))
    return PAGE.format(head="", body=f"<main><h1>Latest news</h1>{body}</main>")


@pytest.mark.parametrize(
    "dates",
    [
        ["05/03/2024", "04/11/2024", "03/02/2024"],
        ["<span class='date'>May 2024</span>", "<p>1 April 2024</p>", "<p>March 2024</p>"],
        ["<p>DATE</p><p>1 June 2025</p>"] * 3,
        ["<p>3 Floreal 2024</p>", "<p>31 April 2024</p>", "<p>DATE</p>"],
    ],
    ids=["in either order", "without a day", "two in a card", "of no calendar"],
)
def test_a_listing_whose_dates_are_not_understood_is_told_and_is_no_article(dates: list[str], write: Write) -> None:
    for around in ("{}", "<div class='date'>{}</div>"):
        path = write("page.html", listing([CARD.format(around.format(day)) for day in dates]))
        with pytest.raises(InputError, match=r"not understood|none of the known forms"):
            read([path])


def test_an_article_beside_links_with_dates_that_are_not_understood_is_read(write: Write) -> None:
    related = "".join(written("<h3><a href='URL'>HEAD</a></h3><p>05/03/2024</p>", number) for number in range(3))
    text = "Two hundred people came to the opening of the school, which the ministry pays for."
    article = f"<main><h1>A school opens in Tirana</h1><p>5 May 2024</p><p>{text}</p>{related}</main>"
    (item,) = read([write("page.html", PAGE.format(head="", body=article))]).items
    assert (item.headline, item.published) == ("A school opens in Tirana", date(2024, 5, 5))


@pytest.mark.parametrize(
    "days",
    [
        "<p class='event-date'>1 June 2025</p><p class='publication-date'>DATE</p>",
        "<p>1 June 2025</p><p>Published on DATE</p>",
        "<time>1 June 2025</time><time itemprop='datePublished' content='ISO'>DATE</time>",
    ],
)
def test_of_two_days_that_of_publication_counts(days: str, write: Write) -> None:
    assert told(write("page.html", listing([CARD.format(days)] * 3))) == [
        (headline, day, None, text) for headline, day, text in NEWS
    ]


def test_items_of_one_headline_and_different_links_are_items(write: Write) -> None:
    card = CARD.format("<p>DATE</p>").replace("HEAD", "Press release")
    assert told(write("page.html", listing([card] * 3))) == [
        ("Press release", day, None, text) for _, day, text in NEWS
    ]


def test_days_with_a_year_of_two_figures_are_read_where_their_order_is_settled(write: Write) -> None:
    dates = [f"<p>{day:%d/%m/%y}</p>" for _, day, _ in NEWS]
    assert [day for _, day, _, _ in told(write("page.html", listing([CARD.format(day) for day in dates])))] == [
        day for _, day, _ in NEWS
    ]
