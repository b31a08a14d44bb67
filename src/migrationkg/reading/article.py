"""The one article of a page: its headline, day, category and text, from what the page says of itself and its layout."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from migrationkg.reading.cards import Card
from migrationkg.reading.days import published_day
from migrationkg.reading.entry import Page
from migrationkg.reading.identity import folded
from migrationkg.reading.page_parts import Part, Parts
from migrationkg.reading.page_words import is_byline, is_furniture, is_more
from migrationkg.reading.template import Template
from migrationkg.reading.web_address import host_of, web_address
from migrationkg.reading.wording import clean_line

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

#: Where pages give the day of publication, the surest first: attribute and value of `meta`.
_PUBLISHED = """
    article:published_time article:published og:published_time datepublished publication_date publish-date publishdate
    pubdate dc.date.issued dcterms.issued dcterms.created dc.date.created dc.date dcterms.date
    citation_publication_date parsely-pub-date sailthru.date cxenseparse:recs:publishtime article.published date
""".split()
_CHANGED = """
    article:modified_time og:updated_time datemodified dcterms.modified dc.date.modified last-modified revised
""".split()

_TABLE = re.compile(r"(</?)(?:table|thead|tbody|tfoot|tr|td|th)\b", re.IGNORECASE)
_LABEL_OF_CHANGE = re.compile(r"(?:last )?(?:updated|modified|changed)(?: on)?:? ", re.IGNORECASE)
_SITE = re.compile(r"\s+[|–—»·:-]\s+")
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d\d)[/-](\d\d)(?:/|-|$)")

#: Chrome writes the address of a page that it saves at its top.
_SAVED_FROM = re.compile(r"<!-- saved from url=\(\d+\)(\S+) -->")


@dataclass(frozen=True, slots=True)
class About:
    """What the head of a page says: name or property of each `meta`, in small letters → content; and its title."""

    meta: dict[str, str]
    title: str


def about_of(tree: "LexborHTMLParser") -> About:
    """Return what the head of a page says of it."""
    meta: dict[str, str] = {}
    for node in tree.css("meta"):
        name = node.attributes.get("property") or node.attributes.get("name") or node.attributes.get("itemprop")
        content = clean_line(node.attributes.get("content") or "")
        if name and content:
            meta.setdefault(name.strip().lower(), content)
    title = tree.css_first("title")
    return About(meta, clean_line(title.text()) if title else "")


def address_of(tree: "LexborHTMLParser", page: Page) -> str | None:
    """Return the address that a page gives as its own, or that the browser wrote when it was saved.

    Of a page that was fetched, it is one of the host that it came from.
    """
    canonical = tree.css_first('link[rel="canonical"]')
    saved = _SAVED_FROM.search(page.text[:4096])
    given = [(canonical.attributes.get("href") if canonical else "") or "", about_of(tree).meta.get("og:url", "")]
    told = (web_address(one, page.address or None) for one in [*given, saved[1] if saved else ""] if one)
    own = [one for one in told if one and (not page.address or host_of(one) == host_of(page.address))]
    return next(iter(own), page.address or None)


def headline_of(page: Parts, about: About) -> tuple[str, int | None]:
    """Return the headline of an article, and the index of the part where it stands on the page.

    It is the heading that `og:title`, or else the title of the page, tells of too; else the title that the page gives
    without the name of the site, or its first heading of the first level.
    """
    told = [title for title in (about.meta.get("og:title"), about.meta.get("twitter:title"), about.title) if title]
    headings = _headings(page)
    for level in "123":
        fitting = [
            (text, index)
            for text, index, tag in headings
            if tag == f"h{level}" and any(_begins(title, text) for title in told)
        ]
        if fitting:
            # The name of the site may be a heading too, and stand in each title.
            return max(fitting, key=lambda one: len(one[0]))
    first = next(((text, index) for text, index, tag in headings if tag == "h1" and len(text.split()) > 2), None)
    if first:
        return first
    if told:
        return _without_site(told[0], about.meta.get("og:site_name", "")), None
    return next(((text, index) for text, index, tag in headings if tag == "h1"), ("", None))


def day_of(page: Parts, about: About, headline: int | None, address: str) -> date | None:
    """Return the day on which an article was published, as its head says, the lines at its headline, or its address."""
    template = page.template
    for name in _PUBLISHED:
        if day := told_day(about.meta.get(name, ""), template):
            return day
    dated = [(index, part) for index, part in enumerate(page.parts) if part.day and page.role(part) != "changed"]
    below = [part.day for index, part in dated if headline is not None and index > headline]
    above = [part.day for index, part in dated if headline is None or index < headline]
    shown = next(iter([*below[:1], *above[-1:]]), None)
    if shown:
        return shown
    found = _IN_ADDRESS.search(address)
    return told_day("-".join(found.groups()), template) if found else None


def changed_days(page: Parts, about: About) -> set[date]:
    """Return the days on which the head or a line says that the page or something on it was changed."""
    told = [about.meta.get(name, "") for name in _CHANGED]
    told += [part.text[label.end() :] for part in page.parts if (label := _LABEL_OF_CHANGE.match(part.text))]
    return {day for words in told if (day := told_day(words, page.template))}


def text_of(page: Parts, headline: int | None, words: str, cards: Sequence[Card] = ()) -> str:
    """Return the text of an article as its layout has it, for pages that are too short for trafilatura.

    It ends above the cards of other news and the heading over them.
    """
    start = 0 if headline is None else headline + 1
    end = next((card.first for card in cards if card.first > start), len(page.parts))
    while end < len(page.parts) and end > start and page.heading(page.parts[end - 1]) is not None:
        end -= 1
    texts: list[str] = []
    for part in page.parts[start:end]:
        if page.role(part) in {"noise", "author", "changed", "category"} or not part.text:
            continue
        if part.day and not part.opens_text:
            continue
        if is_furniture(part.text) or is_byline(part.text) or is_more(part.text) or folded(part.text) == folded(words):
            continue
        texts.append(part.text)
    return "\n\n".join(texts)


def stands_in_cell(page: Parts, headline: int | None) -> bool:
    """Tell whether the headline stands in a cell, as on old sites, whose tables are no tables of data."""
    elements = page.layout.elements
    return headline is not None and any(elements[one].tag == "td" for one in page.around(page.parts[headline].element))


def without_tables(markup: str) -> str:
    """Return a page with other elements in the place of tables.

    Example:
        >>> without_tables("<table><tr><td>A</td></tr></table>")
        '<div><div><div>A</div></div></div>'
    """
    return _TABLE.sub(r"\1div", markup)


def without_head(text: str, page: Parts, headline: str, headline_index: int | None) -> str:
    """Return a text without the headline, and without the short lines above it and between it and the day."""
    dated = [index for index, part in enumerate(page.parts) if part.day and not part.opens_text]
    start = headline_index if headline_index is not None else 0
    first_day = next((index for index in dated if index > start), start)
    head = {folded(part.text) for part in page.parts[: first_day + 1] if len(part.text) <= 80}
    head |= {folded(page.parts[index].text) for index in dated} | {folded(headline)}
    days = {page.parts[index].day for index in dated}
    kept = [clean_line(line) for line in text.split("\n") if line.strip()]
    while kept and (folded(kept[0]) in head or _is_about(kept[0]) or told_day(kept[0], page.template) in days):
        kept.pop(0)
    return "\n\n".join(line for line in kept if folded(line) != folded(headline))


def _is_about(line: str) -> bool:
    return is_byline(line) or is_furniture(line) or is_more(line)


def _headings(page: Parts) -> list[tuple[str, int, str]]:
    found: dict[int, tuple[list[Part], int]] = {}
    for index, part in enumerate(page.parts):
        heading = page.heading(part)
        if heading is not None and part.text and not part.day:
            found.setdefault(heading, ([], index))[0].append(part)
    return [
        (" ".join(part.text for part in parts), index, page.layout.elements[heading].tag)
        for heading, (parts, index) in found.items()
    ]


def _begins(title: str, heading: str) -> bool:
    """Tell whether a title is a heading, with or without the name of the site before or after it."""
    whole, part = folded(title), folded(heading)
    pieces = {folded(piece) for piece in _SITE.split(title)}
    return bool(part) and (
        whole == part or part in pieces or (len(part) > 20 and (whole.startswith(part) or whole.endswith(part)))
    )


def _without_site(title: str, site: str) -> str:
    head, sign, tail = title.rpartition(next(reversed(_SITE.findall(title)), "\0"))
    return (
        head
        if sign and head and (folded(tail) == folded(site) or len(head.split()) > 2 >= len(tail.split()))
        else title
    )


def told_day(value: str, template: Template) -> date | None:
    """Return the day of publication that a value tells, or None where it is no date."""
    try:
        return published_day(value, template.dates, template.locale) if value else None
    except ValueError:
        return None
