"""A saved HTML page: news that it declares as JSON-LD, else a listing by the template, else one article."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from migrationkg.errors import Problem
from migrationkg.reading.days import published_day
from migrationkg.reading.entry import Entry, Page, entry_or_problems
from migrationkg.reading.listing import split_lines
from migrationkg.reading.markup import html_lines, plain_text
from migrationkg.reading.template import Template
from migrationkg.reading.web_address import web_address
from migrationkg.reading.wording import clean_line, paragraphs_of_text

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

#: The classes of schema.org that are news.
_NEWS = frozenset(
    """
    NewsArticle Article BlogPosting Report ReportageNewsArticle AnalysisNewsArticle BackgroundNewsArticle
    OpinionNewsArticle ReviewNewsArticle TechArticle LiveBlogPosting
    """.split()
)

#: No number to leaf through a listing has more digits.
_LEAF = 3


def read_webpage(page: Page, template: Template) -> Iterator[Entry | Problem]:
    """Yield the items of a saved listing or article page; lines are not counted in HTML."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(page.text)
    address = _address(tree)
    declared = [thing for thing in _things(tree) if thing.get("headline") and thing.get("datePublished")]
    if declared:
        for thing in declared:
            yield from _declared_item(thing, page, template, address if len(declared) == 1 else None)
        return
    listed = list(_listed(page, template, address))
    one_article = _meta(tree, "og:type").casefold() == "article" or not any(isinstance(it, Entry) for it in listed)
    article = list(_article(page, template, address)) if one_article else []
    yield from article or listed


def _listed(page: Page, template: Template, address: str | None) -> Iterator[Entry | Problem]:
    """Yield the items of a listing, their links made whole where the page says what its address is.

    That lines above its first item and the numbers of its leaves are left out is no problem.
    """
    lines = [
        replace(line, link=web_address(line.link, address)) if line.link else line
        for line in html_lines(page.text)
        if len(line.text) > _LEAF or any(char.isalpha() for char in line.text)
    ]
    yield from split_lines(lines, template, page.name, preamble=True)


def _declared_item(
    thing: Mapping[str, object], page: Page, template: Template, address: str | None
) -> Iterator[Entry | Problem]:
    headline = plain_text(_words(thing, "headline"))
    try:
        day = published_day(_words(thing, "datePublished"), template.dates, template.locale)
    except ValueError as error:
        yield Problem(page.name, 0, f"{headline[:60]!r} was left out: {error}")
        return
    text = plain_text(_words(thing, "articleBody"))
    if not text and address:
        text = _main_text(page.text, headline)
    yield from entry_or_problems(
        name=page.name,
        line=0,
        headline=headline,
        published=day,
        category=plain_text(_words(thing, "articleSection")),
        paragraphs=paragraphs_of_text(text or plain_text(_words(thing, "description")), 0),
        url=web_address(_words(thing, "url") or _words(thing, "mainEntityOfPage"), address) or address,
    )


def _article(page: Page, template: Template, address: str | None) -> Iterator[Entry | Problem]:
    """Yield the one article of a page, found by its layout, if it shows a headline and a date."""
    from trafilatura import extract_metadata

    about = extract_metadata(page.text, extensive=False)
    if about is None or not about.title or not about.date:
        return
    yield from entry_or_problems(
        name=page.name,
        line=0,
        headline=about.title,
        published=published_day(about.date, template.dates, template.locale),
        category=about.categories[0] if about.categories else None,
        paragraphs=paragraphs_of_text(_main_text(page.text, about.title), 0),
        url=address or web_address(about.url or ""),
    )


def _main_text(markup: str, headline: str) -> str:
    """Return the text of an article without the headline, which its layout may put at the top of it."""
    from trafilatura import extract

    paragraphs = (extract(markup, include_comments=False, include_tables=False) or "").split("\n")
    return "\n\n".join(text for text in paragraphs if clean_line(text) != clean_line(headline))


def _things(tree: "LexborHTMLParser") -> Iterator[Mapping[str, object]]:
    """Yield the news that the page's JSON-LD describes, wherever it stands; what is no JSON is passed by."""
    for script in tree.css('script[type="application/ld+json"]'):
        try:
            waiting = [json.loads(script.text())]
        except (ValueError, RecursionError):
            continue
        while waiting:
            value = waiting.pop(0)
            if isinstance(value, list):
                waiting[:0] = value
            elif isinstance(value, dict):
                if _NEWS & set(_strings(value.get("@type"))):
                    yield value
                waiting[:0] = [part for part in value.values() if isinstance(part, list | dict)]


def _words(thing: Mapping[str, object], name: str) -> str:
    return next(_strings(thing.get(name)), "").strip()


def _strings(value: object) -> Iterator[str]:
    """Yield the texts of a JSON-LD value: a text, a list of them, or a thing with an `@id` or a name."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)
    elif isinstance(value, dict):
        yield from _strings(value.get("@id") or value.get("url") or value.get("name"))


def _address(tree: "LexborHTMLParser") -> str | None:
    """Return the address that a page gives as its own."""
    canonical = tree.css_first('link[rel="canonical"]')
    return web_address((canonical.attributes.get("href") if canonical else "") or _meta(tree, "og:url"))


def _meta(tree: "LexborHTMLParser", name: str) -> str:
    node = tree.css_first(f'meta[property="{name}"]')
    return (node.attributes.get("content") or "") if node else ""
