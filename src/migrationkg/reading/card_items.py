"""From a card of a listing page to its item: which part is the headline, the day, the category and the text."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from migrationkg.errors import Problem
from migrationkg.reading.cards import Card, days_of
from migrationkg.reading.entry import Entry, entry_or_problems
from migrationkg.reading.page_parts import Part, Parts
from migrationkg.reading.page_words import category_in, is_byline, is_furniture, is_more, trimmed
from migrationkg.reading.web_address import web_address
from migrationkg.reading.wording import Line, paragraphs_of

#: A category or place has no more words and letters.
_LABEL_WORDS = 5
_LABEL_LENGTH = 40

#: What the page says is no part of an item's text.
_LEFT_OUT = frozenset(("noise", "author", "place", "changed"))


def items_of(page: Parts, cards: Sequence[Card], name: str, address: str | None) -> Iterator[Entry | Problem]:
    """Yield the items of the cards of a page, and the problems of cards that look like the others and are none.

    Args:
        page: the page.
        cards: of `find_cards`.
        name: the source.
        address: address of the page, where it is known.
    """
    times = Counter(text for card in cards for text in {part.text for part in page.parts[card.first : card.end]})
    returning = frozenset(text for text, count in times.items() if count > 1)
    contents = [_content(page, card, returning) for card in cards]
    labels = Counter(text for content in contents for text in set(content.labels))
    shapes = {
        shape for card, content in zip(cards, contents, strict=True) if content.days for shape in _shapes(page, card)
    }
    for card, content in zip(cards, contents, strict=True):
        headline = " ".join(part.text for part in content.headline)
        if headline and content.days:
            yield from _item(content, labels, name, address)
        elif headline and not shapes.isdisjoint(_shapes(page, card)):
            wrong = next((part.wrong for part in page.parts[card.first : card.end] if part.wrong), "it has no date")
            yield Problem(name, 0, f"the item {headline[:60]!r} was left out: {wrong}")


@dataclass(slots=True)
class _Content:
    """The parts of a card by what they are.

    Attributes:
        headline: the parts of the headline.
        days: days of publication, those first of which the page says so.
        categories: what the page, the template or its place above the headline shows to be a category.
        labels: other short words at headline and date: places, names, categories that the page does not explain.
        texts: the text.
        onward: addresses of links that only lead on.
    """

    headline: list[Part]
    days: list[Part]
    categories: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    texts: list[Part] = field(default_factory=list)
    onward: list[str] = field(default_factory=list)


def _item(content: _Content, labels: Counter[str], name: str, address: str | None) -> Iterator[Entry | Problem]:
    returning = sum(times > 1 for times in labels.values()) > 1
    categories = content.categories + [text for text in content.labels if returning and labels[text] > 1]
    links = [part.link for part in content.headline if part.link is not None] or content.onward
    day = next(part.day for part in content.days if part.day)
    yield from entry_or_problems(
        name=name,
        line=0,
        headline=" ".join(part.text for part in content.headline),
        published=day,
        category=next(iter(categories), None),
        paragraphs=paragraphs_of([Line(0, part.text) for part in content.texts]),
        url=web_address(links[0], address) if links else None,
    )


def _content(page: Parts, card: Card, returning: frozenset[str]) -> _Content:
    """Sort the parts of a card. A short line at the date is a label where text follows, else it is the text."""
    days = sorted(days_of(page, card), key=lambda part: page.role(part, card.root) != "date")
    content = _Content(_headline(page, card, returning), days)
    parts = page.parts[card.first : card.end]
    datelines = {part.line: part for part in parts if part.opens_text and part not in content.days}
    dated = {part.line for part in parts if part.among} - set(datelines)
    waiting: list[Part] = []
    above = True
    for part in parts:
        above = above and part not in content.headline
        if part.line in datelines:
            content.texts += [part] if part is datelines[part.line] else []
        elif not part.text or part.day or part.wrong or part in content.headline:
            continue
        elif not _is_sorted_by_words(page, card, part, content):
            is_label = _is_label(part.text)
            if is_label and part.line in dated:
                content.labels.append(part.text)
            elif is_label and above and content.headline:
                content.categories.append(part.text)
            elif is_label and not content.texts and page.role(part, card.root) != "text":
                waiting.append(part)
            else:
                # Lines of one paragraph are all text, however short the first ones are.
                content.texts += [one for one in waiting if one.element == part.element] if not content.texts else []
                waiting = [one for one in waiting if one.element != part.element]
                content.texts.append(part)
    if content.texts:
        content.labels += [part.text for part in waiting]
    else:
        content.texts = waiting
    return content


def _is_sorted_by_words(page: Parts, card: Card, part: Part, content: _Content) -> bool:
    """Tell whether the words of a part, or the names around it, say what it is; then it is put there or left out."""
    role, text = page.role(part, card.root), category_in(part.text)
    if part.link is not None and is_more(part.text, is_link=True):
        content.onward.append(part.link)
        return True
    is_known = page.template.is_category(part.text)
    if not is_known and (role in _LEFT_OUT or _is_passed_by(page, part)):
        return True
    is_category = is_known or role == "category" or text != part.text
    content.categories += [trimmed(text)] if is_category and _is_label(text) else []
    return is_category


def _headline(page: Parts, card: Card, returning: frozenset[str]) -> list[Part]:
    """Return the parts of a headline: all of its heading, or of a card without one the likeliest."""
    parts = page.parts[card.first : card.end]
    if card.headline is None:
        return _likeliest_headline(page, parts, returning)
    anchor = page.parts[card.headline]
    heading = page.heading(anchor)
    if heading is None:
        return [anchor]
    return [part for part in parts if page.heading(part) == heading and part.text and not part.day]


def _likeliest_headline(page: Parts, parts: Sequence[Part], returning: frozenset[str]) -> list[Part]:
    """Return the first linked part; else the line above the date if it looks like a headline; else the first line.

    A line that other cards have too is none.
    """
    told = [part for part in parts if part.text and not _is_passed_by(page, part)]
    lines = [part for part in told if part.day or not (part.text in returning or page.template.is_category(part.text))]
    linked = [part for part in lines if part.link is not None and not part.day]
    above = [one for one, below in pairwise(lines) if below.day and not one.day and not _is_label(one.text)]
    likely = [part for part in above if part.text[-1] not in ".…"]
    return [*linked, *likely, *(part for part in lines if not part.day)][:1]


def _is_passed_by(page: Parts, part: Part) -> bool:
    text = part.text
    return is_furniture(text) or is_byline(text) or is_more(text) or text.casefold() in page.template.ignored


def _is_label(text: str) -> bool:
    """Tell whether a text may be a category or a place: few words and no full stop."""
    return len(text) <= _LABEL_LENGTH and len(text.split()) <= _LABEL_WORDS and bool(text) and text[-1] not in ".!?:;…"


def _shapes(page: Parts, card: Card) -> set[tuple[object, ...]]:
    """Return what a card that looks like another has one of: all names of its element, or its place or a name of it.

    The names of one that is pinned, or the first, differ a little; a heading that is no link is then another thing.
    """
    root = page.layout.elements[card.root]
    shapes: set[tuple[object, ...]] = {(root.tag, root.names)}
    if card.headline is not None:
        is_link = page.parts[card.headline].link is not None
        shapes |= {(root.tag, is_link, told) for told in (root.parent, *root.names)}
    return shapes
