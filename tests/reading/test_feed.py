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


def test_the_category_of_an_atom_entry_is_its_label(write: Write) -> None:
    told = '<category term="t12" label="Project News"/><category term="x"/></entry>'
    assert read([write("feed", ATOM.replace("</entry>", told))]).items[0].category == "Project News"
    assert (
        read([write("feed", ATOM.replace("</entry>", '<category term="News"/></entry>'))]).items[0].category == "News"
    )


def test_a_relative_link_of_an_item_is_made_whole_by_the_site_of_its_feed(write: Write) -> None:
    feed = RSS.format("utf-8").replace("https://example.org/news/1?utm_source=rss", "{}")
    reading = read([write("feed", feed.replace("{}", "/news/1"))])
    assert [item.url for item in reading.items] == ["https://example.org/news/1"]
    assert not any("http(s)" in str(problem) for problem in reading.problems)
    without = feed.replace("<link>{}</link>", '<guid isPermaLink="false">17</guid>')
    assert [(item.url, item.id) for item in read([write("feed", without)]).items] == [(None, "17")]


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


def rss(*items: str) -> str:
    return f"<rss><channel><title>News</title>{''.join(f'<item>{item}</item>' for item in items)}</channel></rss>"


def test_an_atom_id_is_an_address_only_where_it_is_one(write: Write) -> None:
    entry = "<entry><title>{}</title>{}<updated>2024-05-03T10:00:00Z</updated></entry>"
    entries = [
        entry.format("A", "<id>urn:2</id>"),
        entry.format("B", '<id>tag:example.org,2024:b</id><link href="https://example.org/b"/>'),
        entry.format("C", "<id>https://example.org/c</id>"),
    ]
    path = write("feed", f'<feed xmlns="http://www.w3.org/2005/Atom">{"".join(entries)}</feed>')
    reading = read([path])
    assert reading.problems == ()
    assert [item.url for item in reading.items] == [None, "https://example.org/b", "https://example.org/c"]
    assert reading.items[0].id.startswith("urn-2-")


def test_an_rss_guid_that_is_no_address_is_the_id(write: Write) -> None:
    path = write("feed", rss("<title>A</title><guid>post-17</guid><pubDate>3 May 2024</pubDate>"))
    reading = read([path])
    assert [(item.id, item.url) for item in reading.items] == [("post-17", None)]
    assert reading.problems == ()


def test_google_news_puts_the_publisher_into_headline_and_text(write: Write) -> None:
    item = (
        "<title>Talks open in Malta - Malta Times</title><link>https://news.google.com/rss/articles/CBMiX?oc=5</link>"
        '<guid isPermaLink="false">CBMiX</guid><pubDate>Fri, 03 May 2024 07:00:00 GMT</pubDate><description>'
        "&lt;a href='https://news.google.com/x'&gt;Talks open in Malta&lt;/a&gt;&amp;nbsp;&lt;font&gt;Malta Times"
        '&lt;/font&gt;</description><source url="https://times.example">Malta Times</source>'
    )
    (read_item,) = read([write("feed", rss(item))]).items
    assert (read_item.headline, read_item.text) == ("Talks open in Malta", "")


@pytest.mark.parametrize(
    ("name", "content", "root"),
    [
        ("aid.xml", '<iati-activities version="2.03"><iati-activity/></iati-activities>', "iati-activities"),
        ("map.xml", '<?xml version="1.0"?><urlset xmlns="x"><url/></urlset>', "urlset"),
        ("soap.xml", "<?xml version='1.0'?>\n<!-- a --><!-- b -->\n<soap:Envelope/>", "Envelope"),
    ],
)
def test_other_xml_is_no_feed_and_its_root_element_is_told(name: str, content: str, root: str, write: Write) -> None:
    with pytest.raises(InputError, match=rf"{name}: it is no feed \(root element {root}\)"):
        read([write(name, content)])


def test_a_feed_with_an_internal_document_type_is_read(write: Write) -> None:
    feed = '<?xml version="1.0"?>\n<!DOCTYPE rss [<!ENTITY m "Malta">]>' + rss(
        "<title>Talks in &m;</title><pubDate>3 May 2024</pubDate>"
    )
    (item,) = read([write("news.rss", feed)]).items
    assert item.headline.startswith("Talks in")


CAPTION = "Four people stand in a hall with flags and a long table in front of them, in a picture of our own."


@pytest.mark.parametrize("prefix", ["media", "m"])
@pytest.mark.parametrize("text", ["They met.", ""])
def test_what_is_told_of_a_picture_is_not_told_of_the_item(prefix: str, text: str, write: Write) -> None:
    words = {"category": "Photo", "title": "A hall", "description": CAPTION}
    picture = "".join(f"<{prefix}:{name}>{told}</{prefix}:{name}>" for name, told in words.items())
    item = (
        f"<{prefix}:content url='https://example.org/x.jpg'>{picture}</{prefix}:content><title>Talks</title>"
        f"<category>News</category><description>{text}</description><pubDate>3 May 2024</pubDate>"
    )
    feed = rss(item).replace("<rss>", f'<rss xmlns:{prefix}="http://search.yahoo.com/mrss/">')
    (found,) = read([write("feed", feed)]).items
    assert (found.headline, found.category, found.text) == ("Talks", "News", text or CAPTION)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_a_feed_is_read_in_the_encoding_of_its_mark(encoding: str, write: Write) -> None:
    path = write("feed", RSS.format(encoding.removesuffix("-sig")).encode(encoding))
    assert [item.headline for item in read([path]).items] == ["Türkiye & ICMPD"]
