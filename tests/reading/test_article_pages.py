"""Pages of one article: its own headline, its day of publication, and its text without the lines about it."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from migrationkg.errors import InputError
from migrationkg.reading import read

Write = Callable[[str, str | bytes], Path]

HEADLINE = "Border police train in Gozo"
FIRST = "Forty officers took part in a course on travel documents, which the ministry held in Gozo."
SECOND = (
    "The course is the third of its kind, and the last one before the summer, the ministry said in a note on Friday."
)
TEXT = f"{FIRST}\n\n{SECOND}"
PARAGRAPHS = f"<p>{FIRST}</p><p>{SECOND}</p>"
TITLE = f"<title>{HEADLINE} | Example</title>"
OG = f'<meta property="og:type" content="article"><meta property="og:title" content="{HEADLINE}">'
CHANGED = '<meta property="article:modified_time" content="2025-01-07T10:00:00Z">'


def page(head: str, body: str) -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def declared(**more: str) -> str:
    thing = {"@type": "NewsArticle", "headline": HEADLINE, "datePublished": "2024-05-03T10:00:00+00:00", **more}
    return json.dumps(thing)


def script(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


def told(path: Path) -> tuple[str, date, str]:
    reading = read([path])
    assert reading.problems == ()
    (item,) = reading.items
    return item.headline, item.published, item.text


RELATED = "".join(
    f'<div class="card"><h3><a href="/{day}">Other news, number {day}</a></h3><span>{day} June 2024</span></div>'
    for day in range(1, 4)
)

LAYOUTS = {
    "an author above the date": (
        OG,
        f"<article><h1>{HEADLINE}</h1><div>Ana Petrova</div><div>3 May 2024</div>{{}}</article>",
    ),
    "a kind above the headline and a source beside the date": (
        OG,
        f"<article><div>Analysis</div><h1>{HEADLINE}</h1><i>Agence Presse</i> <time>May 3, 2024</time>{{}}</article>",
    ),
    "the same without a head": (
        "",
        f"<article><h1>{HEADLINE}</h1><div>Ana Petrova</div><div>3 May 2024</div>{{}}</article>",
    ),
    "the headline under that of the section": (
        f'<meta property="og:title" content="{HEADLINE} - Example Ministry">',
        f'<h1>News</h1><article><h2>{HEADLINE}</h2><p class="meta">By Ana Petrova | 3 May 2024</p>{{}}</article>',
    ),
    "the site's name as a heading": (TITLE, f"<div><h1>Example</h1></div><h1>{HEADLINE}</h1><p>3 May 2024</p>{{}}"),
    "the date above": (TITLE, f'<main><p class="date">3 May 2024</p><h1>{HEADLINE}</h1>{{}}</main>'),
    "the date of a change above": (
        TITLE,
        f"<h1>{HEADLINE}</h1><p>Last updated: 7 January 2025</p><p>Published: 3 May 2024</p>{{}}",
    ),
    "both dates in one line": (TITLE, f"<h1>{HEADLINE}</h1><p>Published 3 May 2024, updated 7 January 2025</p>{{}}"),
    "Drupal's line about": (
        TITLE,
        f"<h1>{HEADLINE}</h1><article><footer>Submitted by <a>admin</a> on 3 May 2024</footer>{{}}</article>",
    ),
    "microdata": (
        TITLE,
        f"<h1>{HEADLINE}</h1><meta itemprop='datePublished' content='2024-05-03'>{{}}",
    ),
    "Dublin Core": (f'{TITLE}<meta name="DC.date.issued" content="2024-05-03">{CHANGED}', f"<h1>{HEADLINE}</h1>{{}}"),
    "the address": (
        f'{TITLE}{CHANGED}<link rel="canonical" href="https://example.org/2024/05/03/border">',
        f"<h1>{HEADLINE}</h1>{{}}",
    ),
    "other news below": (
        OG,
        f"<article><h1>{HEADLINE}</h1><time datetime='2024-05-03'>x</time>{{}}</article><h2>More</h2>{RELATED}",
    ),
    "no heading at all": ("", f"<div>{HEADLINE}</div><div>3 May 2024</div>{{}}"),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_an_article_has_its_headline_day_and_text(layout: str, write: Write) -> None:
    head, body = LAYOUTS[layout]
    assert told(write("page.html", page(head, body.format(PARAGRAPHS)))) == (HEADLINE, date(2024, 5, 3), TEXT)


def test_a_short_article_has_its_text_too(write: Write) -> None:
    path = write("page.html", page(OG, f"<article><h1>{HEADLINE}</h1><p>3 May 2024</p><p>They met.</p></article>"))
    assert told(path) == (HEADLINE, date(2024, 5, 3), "They met.")


WRAPPINGS = ("{}", "<![CDATA[{}]]>", "//<![CDATA[\n{}\n//]]>", "/*<![CDATA[*/ {} /*]]>*/", "<!-- {} -->", "{};")


@pytest.mark.parametrize("wrapping", WRAPPINGS)
def test_what_a_page_declares_is_read_however_it_is_wrapped(wrapping: str, write: Write) -> None:
    path = write("page.html", page(CHANGED + script(wrapping.format(declared())), f"<h1>{HEADLINE}</h1>{PARAGRAPHS}"))
    assert told(path) == (HEADLINE, date(2024, 5, 3), TEXT)


@pytest.mark.parametrize("around", ["<div>{}</div>", "<table><tr><td>Home</td><td>{}</td></tr></table>"])
def test_an_article_that_no_element_marks_keeps_its_lists_and_headings(around: str, write: Write) -> None:
    body = (
        f"<h1>{HEADLINE}</h1><p>3 May 2024</p>{PARAGRAPHS}<h2>Donors</h2><ul><li>Norway gave EUR 2 million.</li></ul>"
    )
    path = write("page.html", page(TITLE, around.format(body)))
    assert told(path) == (HEADLINE, date(2024, 5, 3), f"{TEXT}\n\nDonors\n\n- Norway gave EUR 2 million.")


def test_markup_in_a_declared_text_may_be_escaped(write: Write) -> None:
    body = PARAGRAPHS.replace("<", "&lt;").replace(">", "&gt;")
    path = write("page.html", page(script(declared(articleBody=body)), f"<h1>{HEADLINE}</h1>"))
    assert told(path) == (HEADLINE, date(2024, 5, 3), TEXT)


@pytest.mark.parametrize("cut_off", [f"{FIRST} The course is …", f"{FIRST[:30]}...", FIRST[:39]])
def test_a_declared_text_that_is_cut_off_gives_way_to_that_of_the_page(cut_off: str, write: Write) -> None:
    head = script(declared(articleBody=cut_off))
    path = write("page.html", page(head, f"<article><h1>{HEADLINE}</h1>{PARAGRAPHS}</article>"))
    assert told(path) == (HEADLINE, date(2024, 5, 3), TEXT)
    elsewhere = write("other.html", page(head, f"<h1>{HEADLINE}</h1><p>Accept our cookies to read the text.</p>"))
    assert told(elsewhere)[2] == cut_off


@pytest.mark.parametrize(
    "scripts",
    [
        [json.dumps({"@graph": [json.loads(declared())]}), declared(url="https://example.org/n/1")],
        [declared(**{"@type": "http://schema.org/NewsArticle"})],
        [declared(description="DESCRIPTION").replace("DESCRIPTION", "a\nb"), declared()],
    ],
    ids=["twice", "with the class as an address", "with a line end in a text"],
)
def test_an_article_that_is_declared_once_or_twice_has_the_text_of_the_page(scripts: list[str], write: Write) -> None:
    head = '<link rel="canonical" href="https://example.org/n/1">' + "".join(map(script, scripts))
    path = write("page.html", page(head, f"<article><h1>{HEADLINE}</h1>{PARAGRAPHS}</article>"))
    assert told(path) == (HEADLINE, date(2024, 5, 3), TEXT)
    assert read([path]).items[0].url == "https://example.org/n/1"


@pytest.mark.parametrize(
    ("head", "line"), [('<meta property="article:published_time" content="2024-05-03">', ""), ("", "<p>3 May 2024</p>")]
)
def test_a_declared_date_that_is_none_gives_way_to_that_of_the_page(head: str, line: str, write: Write) -> None:
    body = f"<article><h1>{HEADLINE}</h1>{line}{PARAGRAPHS}</article>"
    path = write("page.html", page(head + script(declared(datePublished="last week")), body))
    assert told(path) == (HEADLINE, date(2024, 5, 3), TEXT)


def test_the_cards_of_a_listing_tell_what_it_declares_only_in_part(write: Write) -> None:
    card = "<div class='card'><h3><a href='/{0}'>{0}</a></h3><p>3 May 2024</p><p>They spoke of {0}.</p></div>"
    body = "<h1>News</h1>" + "".join(map(card.format, (HEADLINE, "Talks in Malta", "A centre opens")))
    own = declared(headline="News", datePublished="2019-01-01")
    items = read([write("page.html", page(script(own) + script(declared()), body))]).items
    assert [(item.headline, item.text) for item in items] == [
        (headline, f"They spoke of {headline}.") for headline in (HEADLINE, "Talks in Malta", "A centre opens")
    ]


OWN = '<link rel="canonical" href="https://example.org/n/1">'


@pytest.mark.parametrize(
    "head",
    [
        TITLE + OWN + script(declared(headline="Talks in Malta", url="https://example.org/n/2")),
        TITLE
        + OWN
        + script(declared(headline="Talks in Malta", url="https://example.org/n/2"))
        + script(declared(headline="A centre opens", url="https://example.org/n/3")),
    ],
    ids=["one", "several"],
)
@pytest.mark.parametrize("dated", ["head", "page"])
def test_other_news_that_a_page_declares_leaves_it_its_own_article(head: str, dated: str, write: Write) -> None:
    day = '<meta property="article:published_time" content="2024-05-04">' if dated == "head" else ""
    line = "" if day else "<p>4 May 2024</p>"
    body = f"<article><h1>{HEADLINE}</h1>{line}{PARAGRAPHS}</article>"
    reading = read([write("page.html", page(head + day, body))])
    own, *others = reading.items
    assert (own.headline, own.published, own.text) == (HEADLINE, date(2024, 5, 4), TEXT)
    assert own.url == "https://example.org/n/1"
    assert {(other.published, other.text) for other in others} == {(date(2024, 5, 3), "")}
    assert len(others) == head.count("NewsArticle")
    assert reading.problems == ()


@pytest.mark.parametrize(
    "more",
    [
        {"headline": f"{HEADLINE} | Example", "url": "https://example.org/?p=1"},
        {"headline": HEADLINE[:19], "url": "https://example.org/?p=1"},
        {"headline": "Training of the border police"},
        {"headline": "Training of the border police", "url": "http://www.example.org/n/1/"},
    ],
    ids=["with the site's name", "cut off", "without address", "of its own address"],
)
def test_the_only_news_that_a_page_declares_is_its_own_by_address_or_headline(
    more: dict[str, str], write: Write
) -> None:
    body = f"<article><h1>{HEADLINE}</h1><p>4 May 2024</p>{PARAGRAPHS}</article>"
    (item,) = read([write("page.html", page(TITLE + OWN + script(declared(**more)), body))]).items
    assert (item.headline, item.published, item.text) == (more["headline"], date(2024, 5, 3), TEXT)


def test_a_listing_that_declares_its_news_is_no_article(write: Write) -> None:
    things = [declared(headline=title, url=f"https://example.org/{title}") for title in ("Talks", "A centre opens")]
    body = f"<h1>News of the office</h1><p>3 May 2024</p><p>Talks</p><p>A centre opens</p>{PARAGRAPHS}"
    items = read([write("page.html", page(OWN + "".join(map(script, things)), body))]).items
    assert [item.headline for item in items] == ["Talks", "A centre opens"]


def test_a_day_on_which_a_page_was_changed_is_no_day_of_publication(write: Write) -> None:
    with pytest.raises(InputError, match="no line is a date"):
        read([write("page.html", page(TITLE + CHANGED, f"<h1>{HEADLINE}</h1>{PARAGRAPHS}"))])


def test_a_dateline_opens_the_text(write: Write) -> None:
    body = f"<article><h1>{HEADLINE}</h1><p>3 May 2024</p><p>Brussels, 2 May 2024</p>{PARAGRAPHS}</article>"
    assert told(write("page.html", page(TITLE, body))) == (
        HEADLINE,
        date(2024, 5, 3),
        f"Brussels, 2 May 2024\n\n{TEXT}",
    )


SAVED = "<!DOCTYPE html>\n<!-- saved from url=(0029)https://example.org/news/gozo -->\n"


def test_a_weekday_before_the_day_is_no_place_that_opens_the_text(write: Write) -> None:
    body = f"<h1>{HEADLINE}</h1><p>Friday, 3 May 2024</p><p>{FIRST}</p>"
    (item,) = read([write("page.html", page(TITLE, body))]).items
    assert (item.published, item.text) == (date(2024, 5, 3), FIRST)


def test_a_page_that_chrome_saved_has_its_address(write: Write) -> None:
    body = "<div><!-- end a --><!-- begin b --><p>They met.</p></div>" * 40
    path = write("page", SAVED + f"<html><head></head><body><h1>Talks</h1><p>3 May 2024</p>{body}</body></html>")
    assert told(path) == ("Talks", date(2024, 5, 3), "They met.")
    assert read([path]).items[0].url == "https://example.org/news/gozo"


def test_a_page_that_was_saved_as_one_file_is_read(write: Write) -> None:
    html = page(TITLE, f"<h1>{HEADLINE}</h1><p>3 May 2024</p>{PARAGRAPHS}").replace("=", "=3D")
    archive = (
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://example.org/n/1\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; type="text/html"; boundary="----x"\n\n------x\n'
        "Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n"
        f"{html}\n------x\nContent-Type: image/png\n\nx\n------x--\n"
    )
    path = write("page.mhtml", archive.replace("\n", "\r\n"))
    assert told(path) == (HEADLINE, date(2024, 5, 3), TEXT)
    assert read([path]).items[0].url == "https://example.org/n/1"


def test_an_e_mail_without_a_page_is_told_and_its_headers_are_no_news(write: Write) -> None:
    head = "Subject: Talks in Malta\nDate: Fri, 03 May 2024 10:00:00 +0200\nMIME-Version: 1.0\nContent-Type: text/plain"
    with pytest.raises(InputError, match="is an e-mail"):
        read([write("mail.txt", f"{head}\n\nThey met with T=C3=BCrkiye.\n")])
