"""RSS and Atom, from a file and never from the network."""

import socket
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from migrationkg.errors import InputError
from migrationkg.reading import read

Write = Callable[[str, str | bytes], Path]

RSS = """\
<?xml version="1.0" encoding="{0}"?>
<rss version="2.0"><channel><title>News</title><link>https://example.org</link>
<item><title>Türkiye &amp;amp; ICMPD</title><link>https://example.org/news/1?utm_source=rss</link>
<category>In Focus</category><pubDate>Thu, 20 Jul 2023 00:30:00 +0200</pubDate>
<description>&lt;p&gt;They &lt;b&gt;met&lt;/b&gt;.&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;
&lt;p&gt;Twice.&lt;/p&gt;</description>
</item>
<item><title>No date</title><link>https://example.org/news/2</link></item>
<item><title>Wrong date</title><pubDate>Thu, 31 Jun 2023 00:30:00 +0200</pubDate></item>
</channel></rss>
"""

ATOM = """\
<?xml version="1.0"?><!-- saved -->
<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title>
<entry><title>Talks</title><id>urn:1</id><link href="https://example.org/talks"/>
<published>2023-07-20T00:30:00+02:00</published><updated>2024-01-01T00:00:00Z</updated>
<summary>Short.</summary><content type="html">&lt;p&gt;The whole text.&lt;/p&gt;</content></entry></feed>
"""


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-9"])
def test_an_rss_feed_gives_plain_text_in_its_own_encoding_and_day(encoding: str, write: Write) -> None:
    path = write("feed", RSS.format(encoding).encode(encoding))
    reading = read([path])
    (item,) = reading.items
    assert (item.headline, item.published, item.category) == (
        "Türkiye & ICMPD",
        date(2023, 7, 20),
        "In Focus",
    )
    assert item.text == "They met.\n\nTwice."
    assert item.url == "https://example.org/news/1?utm_source=rss"
    wrong = "'Thu, 31 Jun 2023 00:30:00 +0200' is no date; correct it"
    assert [str(problem) for problem in reading.problems] == [
        f"{path}: item 2 of the feed ('No date') has no date and was left out; add one",
        f"{path}: item 3 of the feed ('Wrong date') was left out: {wrong}",
    ]


def test_an_atom_feed_gives_its_fullest_text(write: Write) -> None:
    (item,) = read([write("feed.xml", ATOM)]).items
    assert (item.headline, item.text, item.published) == ("Talks", "The whole text.", date(2023, 7, 20))


def test_a_feed_is_never_fetched(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    with pytest.raises(InputError, match="feed"):
        read([write("feed.xml", "https://example.org/feed.xml")])


def test_a_broken_feed_is_told(write: Write) -> None:
    with pytest.raises(InputError, match=r"broken\.xml: the feed is not well-formed XML"):
        read([write("broken.xml", "<rss><channel><item></channel>")])


def test_an_entity_that_names_a_file_reads_none(write: Write) -> None:
    secret = write("secret.txt", "the secret")
    feed = '<!DOCTYPE rss [<!ENTITY s SYSTEM "file://{0}">]>' + RSS.format("utf-8").split("\n", 1)[1]
    path = write("feed.xml", feed.replace("{0}", str(secret)).replace("Türkiye", "&s; Türkiye"))
    assert all("secret" not in item.headline + item.text for item in read([path], form="feed").items)
