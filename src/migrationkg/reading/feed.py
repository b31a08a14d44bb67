"""RSS and Atom, given as bytes: nothing is fetched."""

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from xml.sax import SAXException

from migrationkg.errors import Problem
from migrationkg.reading.days import published_day
from migrationkg.reading.entry import Entry, Page, entry_or_problems
from migrationkg.reading.forms import FEED_ROOTS, root_element
from migrationkg.reading.identity import folded
from migrationkg.reading.markup import plain_text
from migrationkg.reading.template import Template
from migrationkg.reading.web_address import web_address
from migrationkg.reading.wording import paragraphs_of_text

_MEDIA = re.compile(r"""\sxmlns:([\w.-]+)\s*=\s*["']http://search\.yahoo\.com/mrss/?["']""", re.IGNORECASE)


def read_feed(page: Page, template: Template) -> Iterator[Entry | Problem]:
    """Yield the items of an RSS or Atom feed, their HTML as plain text."""
    import feedparser

    root = root_element(page.text)
    if root.lower() not in FEED_ROOTS:
        found = f"root element {root}" if root else "no element of XML"
        yield Problem(page.name, 0, f"it is no feed ({found}); give RSS or Atom, or name the form with --form")
        return
    told = {"content-type": "application/xml; charset=utf-8"}
    if page.address:
        told["content-location"] = page.address
    # A stream, since feedparser would take bytes or text for the name of a file or an address.
    feed = feedparser.parse(BytesIO(_without_media(page.text).encode()), response_headers=told)
    if feed.bozo and isinstance(feed.bozo_exception, SAXException):
        reason = " ".join(str(feed.bozo_exception).split())
        problem = f"the feed is not well-formed XML ({reason}); save it again from the site"
        yield Problem(page.name, 0, problem)
    elif not feed.entries:
        yield Problem(page.name, 0, "the feed has no items; save it again from the site")
    for number, item in enumerate(feed.entries, start=1):
        yield from _item(item, number, page.name, template, str(feed.feed.get("link") or ""))


def _without_media(text: str) -> str:
    """Return a feed whose pictures have their words under other names; feedparser takes them for those of its items."""
    prefixes = {re.escape(found[1]) for found in _MEDIA.finditer(text)}
    told = rf"(</?(?:{'|'.join(sorted(prefixes))}):)(title|description|category|keywords)\b"
    return re.sub(told, r"\1picture-\2", text) if prefixes else text


def _item(
    item: Mapping[str, object], number: int, name: str, template: Template, site: str
) -> Iterator[Entry | Problem]:
    publisher = _publisher(item)
    title = plain_text(str(item.get("title") or "")).removesuffix(f" - {publisher}" if publisher else "")
    told = f"item {number} of the feed ({title[:60]!r})"
    dated = next((str(item[field]) for field in ("published", "updated", "created") if item.get(field)), "")
    if not title or not dated:
        yield Problem(name, 0, f"{told} has no {'date' if title else 'headline'} and was left out; add one")
        return
    try:
        day = published_day(dated, template.dates, template.locale)
    except ValueError:
        yield Problem(name, 0, f"{told} was left out: {dated[:60]!r} is no date; correct it")
        return
    tags = item.get("tags")
    address, given_id = _address_and_id(item, site)
    yield from entry_or_problems(
        name=name,
        line=0,
        headline=title,
        published=day,
        category=plain_text(str(tags[0].get("label") or tags[0].get("term") or ""))
        if isinstance(tags, list) and tags
        else None,
        paragraphs=paragraphs_of_text(_text(item, title, publisher), 0),
        url=address,
        given_id=given_id,
    )


def _address_and_id(item: Mapping[str, object], site: str) -> tuple[str, str]:
    """Return the address of an item, made whole by that of its site, or where it has none its id.

    feedparser gives an id as the link where there is no link, though an Atom id ("urn:2") need not be an address.
    """
    link, given_id = str(item.get("link") or ""), str(item.get("id") or "")
    if (link and link != given_id) or link.startswith("/"):
        link = web_address(link, site) or link
    if (link and link != given_id) or web_address(link):
        return link, ""
    return "", given_id


def _publisher(item: Mapping[str, object]) -> str:
    """Return who published an item that the feed takes from elsewhere; Google News puts it behind each headline."""
    source = item.get("source")
    return plain_text(str(source.get("title") or "")) if isinstance(source, Mapping) else ""


def _text(item: Mapping[str, object], headline: str, publisher: str) -> str:
    """Return the fullest text of an item: its content where it has some, else its summary, else that of its picture.

    A text that says no more than the headline and the publisher, as those of Google News, is none.
    """
    contents = item.get("content")
    texts = [str(part.get("value") or "") for part in contents] if isinstance(contents, list) else []
    text = max((plain_text(text) for text in [str(item.get("summary") or ""), *texts]), key=len)
    text = text or plain_text(str(item.get("media_picture-description") or ""))
    says_no_more = folded(text) in {folded(headline), folded(f"{headline} {publisher}")}
    return "" if says_no_more else text
