"""RSS and Atom, given as bytes: nothing is fetched."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from email.utils import parsedate_to_datetime
from io import BytesIO
from xml.sax import SAXException

from migrationkg.errors import Problem
from migrationkg.reading.days import published_day
from migrationkg.reading.entry import Entry, Page, entry_or_problems
from migrationkg.reading.markup import plain_text
from migrationkg.reading.template import Template
from migrationkg.reading.wording import paragraphs_of_text


def read_feed(page: Page, template: Template) -> Iterator[Entry | Problem]:
    """Yield the items of an RSS or Atom feed, their HTML as plain text."""
    import feedparser

    # A stream, since feedparser would take bytes or text for the name of a file or an address.
    feed = feedparser.parse(BytesIO(page.data))
    if feed.bozo and isinstance(feed.bozo_exception, SAXException):
        reason = " ".join(str(feed.bozo_exception).split())
        problem = f"the feed is not well-formed XML ({reason}); save it again from the site"
        yield Problem(page.name, 0, problem)
    elif not feed.entries:
        yield Problem(page.name, 0, "the feed has no items; save it again from the site")
    for number, item in enumerate(feed.entries, start=1):
        yield from _item(item, number, page.name, template)


def _item(item: Mapping[str, object], number: int, name: str, template: Template) -> Iterator[Entry | Problem]:
    title = plain_text(str(item.get("title") or ""))
    told = f"item {number} of the feed ({title[:60]!r})"
    dated = next((str(item[field]) for field in ("published", "updated", "created") if item.get(field)), "")
    if not title or not dated:
        yield Problem(name, 0, f"{told} has no {'date' if title else 'headline'} and was left out; add one")
        return
    try:
        day = _day(dated, template)
    except ValueError as error:
        yield Problem(name, 0, f"{told} was left out: {error}")
        return
    tags = item.get("tags")
    yield from entry_or_problems(
        name=name,
        line=0,
        headline=title,
        published=day,
        category=plain_text(str(tags[0].get("term") or "")) if isinstance(tags, list) and tags else None,
        paragraphs=paragraphs_of_text(_text(item), 0),
        url=str(item.get("link") or ""),
    )


def _day(value: str, template: Template) -> date:
    """Return the day in the time zone that the feed writes (RFC 822 in RSS, ISO 8601 in Atom)."""
    value = " ".join(value.split())
    if re.search(r"\d:\d\d", value) and not re.match(r"\d{4}-", value):
        try:
            return parsedate_to_datetime(value).date()
        except ValueError:
            raise ValueError(f"{value[:60]!r} is no date; correct it") from None
    return published_day(value, template.dates, template.locale)


def _text(item: Mapping[str, object]) -> str:
    """Return the fullest text of an item: its content where it has some, else its summary."""
    contents = item.get("content")
    texts = [str(part.get("value") or "") for part in contents] if isinstance(contents, list) else []
    return max((plain_text(text) for text in [str(item.get("summary") or ""), *texts]), key=len)
