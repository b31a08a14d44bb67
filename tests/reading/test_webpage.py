"""Saved HTML pages: what they declare, what they list, what they tell."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from migrationkg.errors import InputError
from migrationkg.reading import read

Write = Callable[[str, str | bytes], Path]

LISTING = """\
<!DOCTYPE html>
<html><head><title>News</title><link rel="canonical" href="https://example.org/news"></head>
<body><nav><a href="/">Home</a></nav><main><h1>All news</h1>
<div class="card"><span>Project News</span>
<h3><a href="/news/lagos-workshop">Workshop in Lagos &amp; Abuja</a></h3>
<time datetime="2025-12-08T09:00">yesterday</time><p>Investigators <b>attended</b> a workshop on <time
datetime="2025-12-01">1 December</time>.</p><a href="/news/lagos-workshop">Read more</a></div>
<div class="card"><h3><a href="javascript:alert(1)">Talks with Bulgaria</a></h3>
<p class="date">3 July 2025</p><p>They met<br>for talks.</p><script>var x = "4 July 2025";</script>
<a href="/news/talks">Read more</a></div>
<ul><li><a href="?p=1">1</a></li><li>2</li><li>»</li></ul></main><footer>Imprint</footer></body></html>
"""

DECLARED = """\
<html><head><script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
{"@type": "WebSite", "name": "Example"},
{"@type": ["NewsArticle"], "headline": "Talks &amp; more", "datePublished": "2025-07-03T23:30:00+02:00",
"articleSection": ["In Focus", "Europe"], "articleBody": "<p>They met.</p><p>They talked.</p>",
"mainEntityOfPage": {"@id": "https://example.org/news/talks"}}]}</script>
<script type="application/ld+json">{not json</script></head><body><p>Other words.</p></body></html>
"""

ARTICLE = """\
<!DOCTYPE html><html><head><meta property="og:type" content="article">
<meta property="og:url" content="https://example.org/news/handover">
<meta property="article:published_time" content="2023-06-21T08:00:00Z">
<title>Equipment handed over in Dhermi</title></head>
<body><header>Example</header><article><h1>Equipment handed over in Dhermi</h1>
<p>The Border and Migration Police of Albania has received equipment worth EUR 2.4 million, which was handed
over at the border police station in Dhermi.</p>
<p>The ceremony on 12 June 2023 was the last one of the project, which has run for three years and has given
the police of the country vehicles, cameras and training.</p></article><footer>Imprint</footer></body></html>
"""


def test_a_listing_page_is_split_as_its_text_would_be(write: Write) -> None:
    reading = read([write("news.html", LISTING)])
    assert reading.problems == ()
    assert [(item.category, item.headline, item.published, item.text) for item in reading.items] == [
        (
            "Project News",
            "Workshop in Lagos & Abuja",
            date(2025, 12, 8),
            "Investigators attended a workshop on 1 December.",
        ),
        (None, "Talks with Bulgaria", date(2025, 7, 3), "They met\n\nfor talks."),
    ]


def test_the_address_of_an_item_is_that_of_its_headline_and_never_a_script(write: Write) -> None:
    items = read([write("news.html", LISTING)]).items
    assert [item.url for item in items] == ["https://example.org/news/lagos-workshop", None]
    assert items[0].id.startswith("lagos-workshop-")


def test_news_that_a_page_declares_is_taken_from_there(write: Write) -> None:
    (item,) = read([write("page", DECLARED)]).items
    assert (item.headline, item.published, item.category) == ("Talks & more", date(2025, 7, 3), "In Focus")
    assert (item.text, item.url) == ("They met.\n\nThey talked.", "https://example.org/news/talks")


def test_declared_news_with_a_wrong_date_is_told(write: Write) -> None:
    page = write("page.html", DECLARED.replace("2025-07-03T23:30:00+02:00", "2025-06-31"))
    with pytest.raises(InputError, match="'Talks & more' was left out: '2025-06-31' is no day of the calendar"):
        read([page])


def test_an_article_page_gives_one_item_with_its_whole_text(write: Write) -> None:
    (item,) = read([write("page.html", ARTICLE)]).items
    assert (item.headline, item.published) == ("Equipment handed over in Dhermi", date(2023, 6, 21))
    assert item.url == "https://example.org/news/handover"
    assert item.text.startswith("The Border and Migration Police of Albania")
    assert "12 June 2023" in item.text
    assert item.text.count("\n\n") == 1
    assert "Imprint" not in item.text


def test_a_nest_of_any_depth_is_read(write: Write) -> None:
    page = write("deep.html", "<html><body>" + "<div>" * 20_000 + "Talks<p>3 July 2025</p>They met.")
    (item,) = read([page]).items
    assert (item.headline, item.text) == ("Talks", "They met.")


def test_a_page_without_news_is_told(write: Write) -> None:
    with pytest.raises(InputError, match=r"page\.html: no line is a date"):
        read([write("page.html", "<html><body><p>Nothing to see.</p></body></html>")])
