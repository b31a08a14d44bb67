"""What a source form gives: entries out of pages, before it is known which are the same item."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from migrationkg.errors import Problem
from migrationkg.model import Source
from migrationkg.reading.web_address import web_address
from migrationkg.reading.wording import Paragraph, as_text, clean_line


@dataclass(frozen=True, slots=True)
class Page:
    """One source as it was found.

    Attributes:
        name: the file as the user named it, or `<stdin>`.
        data: its bytes.
        text: the same decoded, NFC, without a byte-order mark; lines end with a line feed.
        address: where it was fetched, or nothing.
    """

    name: str
    data: bytes
    text: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A news item as one source has it.

    Attributes:
        headline: the title, one line.
        published: the day of publication.
        category: the heading that the page puts it under, or None.
        text: the summary or body, paragraphs parted by a blank line.
        url: the page of the item (http or https), or None.
        given_id: the id that the source itself gives, or None.
        source: where it was read.
    """

    headline: str
    published: date
    category: str | None
    text: str
    url: str | None
    given_id: str | None
    source: Source


def entry_or_problems(  # noqa: PLR0913 - the fields of an item, by keyword
    *,
    name: str,
    line: int,
    headline: str,
    published: date,
    category: str | None = None,
    paragraphs: tuple[Paragraph, ...] = (),
    url: str | None = None,
    given_id: str | None = None,
) -> Iterator[Entry | Problem]:
    """Yield the entry with clean wording, after a Problem where its address cannot be used.

    Args:
        name: the source.
        line: line of the headline, 0 where the form has no lines.
        headline: the title, as found.
        published: the day of publication.
        category: as found; blank is none.
        paragraphs: the text.
        url: as found; blank is none.
        given_id: as found; blank is none.
    """
    title = clean_line(headline)
    if not title:
        yield Problem(name, line, "the item has no headline and was left out; give it one")
        return
    address = web_address(url) if url and url.strip() else None
    if url and url.strip() and not address:
        yield Problem(
            name,
            line,
            f"{url[:80]!r} is no http(s) address; the item was kept without it, so correct the address",
        )
    yield Entry(
        headline=title,
        published=published,
        category=clean_line(category or "") or None,
        text=as_text(paragraphs),
        url=address,
        given_id=clean_line(given_id or "") or None,
        source=Source(name, line, tuple(paragraph.line for paragraph in paragraphs)),
    )
