"""A saved HTML page: news that it declares as JSON-LD, the cards of a listing, an article, or lines by the template."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from migrationkg.errors import Problem
from migrationkg.reading.article import (
    About,
    about_of,
    address_of,
    changed_days,
    day_of,
    headline_of,
    stands_in_cell,
    text_of,
    told_day,
    without_head,
    without_tables,
)
from migrationkg.reading.card_items import items_of
from migrationkg.reading.cards import Card, find_cards
from migrationkg.reading.comments import without_comments
from migrationkg.reading.days import published_day
from migrationkg.reading.declared import declared_news, words_of
from migrationkg.reading.entry import Entry, Page, entry_or_problems
from migrationkg.reading.groups import grouped_cards
from migrationkg.reading.identity import folded
from migrationkg.reading.listing import split_lines
from migrationkg.reading.markup import layout_of, parsed, plain_text
from migrationkg.reading.nesting import of_bounded_depth
from migrationkg.reading.page_parts import Part, Parts, parts_of
from migrationkg.reading.template import Template
from migrationkg.reading.unread import unread_cards
from migrationkg.reading.web_address import same_page, web_address
from migrationkg.reading.wording import Line, fuller, is_cut_off, paragraphs_of_text

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

#: No number to leaf through a listing has more digits.
_LEAF = 3

#: An article beside which a page shows cards of other news has more letters of its own, in paragraphs of more letters.
_ARTICLE = 200
_PARAGRAPH = 60

#: The heading of a listing seldom has more words.
_HEADING = 2


@dataclass(frozen=True, slots=True)
class _Saved:
    """A saved page, and what it says of itself.

    Attributes:
        name: the source.
        markup: its HTML, of bounded depth, without comments of readers.
        layout: its parts.
        about: what its head says.
        address: the address that it had, or None.
        headline: the headline that it would have as an article, or nothing.
        place: index of the part where that stands, or None.
        cards: the cards that it would have as a listing.
    """

    name: str
    markup: str
    layout: Parts
    about: About
    address: str | None
    headline: str
    place: int | None
    cards: tuple[Card, ...]

    @property
    def is_listing(self) -> bool:
        """Whether its cards are the page, and not other news beside its one article."""
        parts = self.layout.parts
        within = {index for card in self.cards for index in range(card.first, card.end)}
        own = self.beside(self.cards)
        is_dated = self.is_dated(own)
        length = sum(len(part.text) for part in own if len(part.text) > _PARAGRAPH)
        is_longer = length >= _ARTICLE and 2 * length > sum(len(parts[index].text) for index in within)
        has_headline = self.place is not None and self.place not in within
        return bool(self.cards) and not (is_dated and is_longer and has_headline)

    @property
    def is_unread_listing(self) -> bool:
        """Whether it has cards whose dates are not understood, and no article of its own beside them."""
        cards = unread_cards(self.layout)
        own = self.beside(cards)
        return bool(cards) and not (self.is_dated(own) and any(len(part.text) > _PARAGRAPH for part in own))

    def beside(self, cards: Sequence[Card]) -> list[Part]:
        """Return the parts of the page that stand in none of the cards."""
        within = {index for card in cards for index in range(card.first, card.end)}
        return [part for index, part in enumerate(self.layout.parts) if index not in within]

    def is_dated(self, own: Sequence[Part]) -> bool:
        """Tell whether one of its own parts, or its head, gives the day on which it was published."""
        return any(part.day for part in own) or "article:published_time" in self.about.meta


def read_webpage(page: Page, template: Template) -> Iterator[Entry | Problem]:
    """Yield the items of a saved listing or article page; lines are not counted in HTML."""
    tree = parsed(page.text)
    declared = declared_news(tree)
    saved = _saved(page, tree, template)
    if declared:
        yield from _declared(declared, saved)
    elif saved.is_listing:
        yield from items_of(saved.layout, saved.cards, page.name, saved.address)
    else:
        yield from _article_or_lines(saved)


def _saved(page: Page, tree: "LexborHTMLParser", template: Template) -> _Saved:
    about, address = about_of(tree), address_of(tree, page)
    markup = (tree.html or "") if without_comments(tree) else of_bounded_depth(page.text)
    layout = parts_of(layout_of(tree), template)
    headline, place = headline_of(layout, about)
    return _Saved(
        page.name, markup, layout, about, address, headline, place, grouped_cards(layout) or find_cards(layout)
    )


def _article_or_lines(page: _Saved) -> Iterator[Entry | Problem]:
    """Yield the article that a page says or shows it is; else the items of its lines; else what may be an article."""
    day = (_shown_day(page) or _guessed_day(page)) if page.headline else None
    is_article = page.place is not None or page.about.meta.get("og:type", "").casefold() == "article"
    if day is None or not (is_article or not any(part.day for part in page.layout.parts)):
        yield from _listed(page)
        return
    if page.is_unread_listing:
        yield _not_understood(
            page, "its headings that are links have dates in no known form, or several; see docs/reading.md"
        )
        return
    yield from entry_or_problems(
        name=page.name,
        line=0,
        headline=page.headline,
        published=day,
        category=page.about.meta.get("article:section"),
        paragraphs=paragraphs_of_text(_main_text(page), 0),
        url=page.address,
    )


def _listed(page: _Saved) -> Iterator[Entry | Problem]:
    """Yield the items of a listing by the template, their links made whole where the page says what its address is.

    That lines above its first item and the numbers of its leaves are left out is no problem.
    """
    parts = page.layout.parts
    lines = [
        Line(0, part.day.isoformat() if part.day else part.text, web_address(part.link or "", page.address))
        for part in parts
        if part.day or len(part.text) > _LEAF or any(char.isalpha() for char in part.text)
    ]
    found = list(split_lines(lines, page.layout.template, page.name, preamble=True))
    if _is_misread([one.headline for one in found if isinstance(one, Entry)], page.layout):
        reason = "its headings and dates do not stand as the template says; give one for this site with --template"
        yield _not_understood(page, reason)
    else:
        yield from found


def _not_understood(page: _Saved, reason: str) -> Problem:
    return Problem(page.name, 0, f"the layout of the page was not understood ({reason}), and its items were left out")


def _is_misread(headlines: Sequence[str], layout: Parts) -> bool:
    """Tell whether a page has a heading for each item, and other lines were taken for headlines."""
    levels: dict[str, set[str]] = {}
    for part in layout.parts:
        heading = layout.heading(part)
        if heading is not None and part.text and not part.day:
            levels.setdefault(layout.layout.elements[heading].tag, set()).add(part.text)
    dated = sum(part.day is not None for part in layout.parts)
    return any(
        len(texts) >= dated > 1 and sum(headline in texts for headline in headlines) < dated
        for texts in levels.values()
    )


def _declared(things: Sequence[Mapping[str, object]], page: _Saved) -> Iterator[Entry | Problem]:
    """Yield the news that a page declares, and what else its cards tell.

    What is not declared of the page's own article, or of an item that has a card, is taken from the page. That a
    listing declares itself as an article is passed by. An article that declares only other news is read too.
    """
    listed = list(items_of(page.layout, page.cards, page.name, page.address)) if page.is_listing else []
    cards = {folded(one.headline): one for one in listed if isinstance(one, Entry)}
    own = [_is_own(thing, page, is_only=len(things) == 1) for thing in things]
    if not any(own) and _is_article_beside(things, page):
        yield from _article_or_lines(page)
    for thing, is_own in zip(things, own, strict=True):
        headline = folded(plain_text(words_of(thing, "headline")))
        if not (cards and is_own and headline not in cards):
            yield from _declared_item(thing, page, cards.pop(headline, None), is_own=is_own and not cards)
    yield from (one for one in listed if isinstance(one, Problem) or folded(one.headline) in cards)


def _is_own(thing: Mapping[str, object], page: _Saved, *, is_only: bool) -> bool:
    """Tell whether declared news is the page's own: of its address or headline, or the only one without another."""
    headline, shown, address = folded(plain_text(words_of(thing, "headline"))), folded(page.headline), page.address
    told = _address_of(thing, page)
    if told == address or headline == shown:
        return True
    is_elsewhere = bool(told and address) and same_page(told or "") != same_page(address or "")
    # A headline is often cut off, or has the name of the site behind it, in one of the two places.
    return is_only and not (is_elsewhere and headline not in shown and shown not in headline)


def _is_article_beside(things: Sequence[Mapping[str, object]], page: _Saved) -> bool:
    """Tell whether a page that declares only other news is an article with a headline and a day of its own.

    A listing shows the days of what it declares, under a heading of few words.
    """
    shown = _shown_day(page)
    if page.is_listing or page.place is None or shown is None:
        return False
    told = {told_day(words_of(thing, "datePublished"), page.layout.template) for thing in things}
    is_headline = len(page.headline.split()) > _HEADING
    return "article:published_time" in page.about.meta or (is_headline and shown not in told)


def _declared_item(
    thing: Mapping[str, object], page: _Saved, card: Entry | None, *, is_own: bool
) -> Iterator[Entry | Problem]:
    headline = plain_text(words_of(thing, "headline"))
    template = page.layout.template
    try:
        day = published_day(words_of(thing, "datePublished"), template.dates, template.locale)
    except ValueError as error:
        shown = card.published if card else _shown_day(page) if is_own else None
        if shown is None:
            yield Problem(page.name, 0, f"{headline[:60]!r} was left out: {error}")
            return
        day = shown
    text = plain_text(words_of(thing, "articleBody")) or (card.text if card else "")
    if is_own and is_cut_off(text):
        text = fuller(text, _main_text(replace(page, headline=headline)))
    yield from entry_or_problems(
        name=page.name,
        line=0,
        headline=headline,
        published=day,
        category=plain_text(words_of(thing, "articleSection")) or (card.category if card else None),
        paragraphs=paragraphs_of_text(text or plain_text(words_of(thing, "description")), 0),
        url=_address_of(thing, page) or (page.address if is_own else card.url if card else None),
    )


def _address_of(thing: Mapping[str, object], page: _Saved) -> str | None:
    return web_address(words_of(thing, "url") or words_of(thing, "mainEntityOfPage"), page.address)


def _shown_day(page: _Saved) -> date | None:
    return day_of(page.layout, page.about, page.place, page.address or "")


def _guessed_day(page: _Saved) -> date | None:
    """Return the day that trafilatura finds for an article, unless it is one on which the page was changed."""
    from trafilatura import extract_metadata

    found = extract_metadata(page.markup, extensive=False)
    if found is None or not found.date:
        return None
    template = page.layout.template
    day = published_day(found.date, template.dates, template.locale)
    return None if day in changed_days(page.layout, page.about) else day


def _main_text(page: _Saved) -> str:
    """Return the text of an article without the headline and the lines about it."""
    from trafilatura import extract

    # Where no element says that it is the article, trafilatura drops its lists and headings, unless it is told not to.
    is_unmarked = not page.cards and not any(one.tag in {"article", "main"} for one in page.layout.layout.elements)
    markup = without_tables(page.markup) if stands_in_cell(page.layout, page.place) else page.markup
    text = extract(markup, include_comments=False, include_tables=False, favor_recall=is_unmarked) or ""
    first = text.partition("\n")[0]
    # Of a short page trafilatura makes one paragraph, headline and all.
    is_one_lump = len(first) > len(page.headline) and folded(first).startswith(folded(page.headline))
    found = "" if is_one_lump else without_head(text, page.layout, page.headline, page.place)
    return found or text_of(page.layout, page.place, page.headline, page.cards)
