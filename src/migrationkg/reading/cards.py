"""The cards of a listing page: the repeated stretches that hold one headline and one date, whatever the layout.

The headlines are one kind of line (headings of a level, lines of a class, links of one shape), so each kind is tried:
a card is the largest element that holds one headline only, or where headlines stand bare beside their dates the stretch
from one to the next. The kind that gives most cards with one day each is that of the page.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from migrationkg.reading.identity import folded
from migrationkg.reading.page_marks import is_period, is_said_published, linked_headings
from migrationkg.reading.page_parts import Part, Parts
from migrationkg.reading.page_words import is_furniture, is_more

#: A kind of headline counts before the ones after it unless it gives far fewer cards.
_FAR_FEWER = 0.7

#: Shapes of links that are looked at, the commonest first.
_SHAPES = 20


@dataclass(frozen=True, slots=True)
class Card:
    """A stretch of the parts of a page that tells of one item.

    Attributes:
        first: index of its first part.
        end: index after its last one.
        headline: index of the part that begins its headline, or None where only its date is known.
        root: the element around it; names inside it say what its parts are for.
        dated: index of the part that is its day and that of the cards beside it, or None where it has one of its own.
    """

    first: int
    end: int
    headline: int | None
    root: int
    dated: int | None = None


def find_cards(page: Parts) -> tuple[Card, ...]:
    """Return the cards of a listing page from top to bottom; none where no two stretches of the page are alike."""
    found: list[tuple[int, tuple[Card, ...]]] = []
    for kinds in _kinds_of_headlines(page):
        best = max((_scored(page, anchors) for anchors in kinds), key=lambda scored: scored[0], default=((0, 0), ()))
        found.append((best[0][0], best[1]))
    most = max((count for count, _ in found), default=0)
    if most < 2:
        return _single(page) or _of_one_headline(page)
    return next(cards for count, cards in found if count >= max(2, _FAR_FEWER * most))


def _single(page: Parts) -> tuple[Card, ...]:
    """Return the card of a listing with one item: a linked heading under the page's own, and one day beside it."""
    seen: dict[int, int] = {}
    for index, part in enumerate(page.parts):
        heading = page.heading(part)
        if heading is not None and part.text and not part.day:
            seen.setdefault(heading, index)
    anchors = list(seen.values())
    cards = _cards(page, anchors) if len(anchors) > 1 else ()
    dated = [card for card in cards if len(days_of(page, card)) == 1]
    linked = [card for card in dated if card.headline is not None and page.parts[card.headline].link is not None]
    is_one = len(dated) == len(linked) == 1 and page.layout.elements[linked[0].root].tag != "h1"
    return tuple(linked) if is_one else ()


def _of_one_headline(page: Parts) -> tuple[Card, ...]:
    """Return the cards of a listing whose linked headings all say the same ("Press release"), if each has its day."""
    for anchors in linked_headings(page):
        cards = _cards(page, anchors)
        links = {page.parts[index].link for index in anchors}
        if len(links) == len(anchors) and cards and all(_has_one_day(page, card) for card in cards):
            return cards
    return ()


def days_of(page: Parts, card: Card) -> list[Part]:
    """Return the parts of a card that are days of publication; one among other words only where none stands alone.

    Of several days, those count of which the page says that it is that of publication.
    """
    if card.dated is not None:
        return [page.parts[card.dated]]
    parts = [part for part in page.parts[card.first : card.end] if part.day and page.role(part, card.root) != "changed"]
    parts = [part for part in parts if not part.among] or parts
    if len({part.day for part in parts}) < 2:
        return parts
    return [part for part in parts if is_said_published(page, part, card.root)] or parts


def _has_one_day(page: Parts, card: Card) -> bool:
    return len({part.day for part in days_of(page, card)}) == 1


def _kinds_of_headlines(page: Parts) -> Iterator[list[list[int]]]:
    """Yield kinds of headlines, the surest first, each with the ways in which their parts can be chosen."""
    headings: dict[str, list[int]] = defaultdict(list)
    links: dict[tuple[str, ...], list[int]] = defaultdict(list)
    titles: list[int] = []
    bold: list[int] = []
    seen: set[int] = set()
    for index, part in enumerate(page.parts):
        if part.day or part.wrong or not part.text:
            continue
        heading = page.heading(part)
        if heading is not None:
            if heading not in seen and not is_period(part.text, page.template):
                headings[page.layout.elements[heading].tag].append(index)
            seen.add(heading)
        elif page.role(part) == "title":
            titles.append(index)
        elif _is_bold(page, part):
            bold.append(index)
        if part.link is not None and len(part.text) > 5 and not is_more(part.text, is_link=True):
            links[_shape(page, part)].append(index)
    levels = sorted(headings)
    # The heading of the page itself is none of the headlines below it.
    pairs = pairwise(level for level in levels if level != "h1")
    unions = [sorted(headings[one] + headings[other]) for one, other in pairs]
    yield [headings[level] for level in levels] + unions
    yield [titles]
    yield [bold]
    yield sorted(links.values(), key=len, reverse=True)[:_SHAPES]
    yield [[index for index, part in enumerate(page.parts) if part.day or part.wrong]]


def _is_bold(page: Parts, part: Part) -> bool:
    """Tell whether a part is a short line in bold letters."""
    around = page.layout.elements[part.element]
    return len(part.text) <= 200 and around.tag in {"b", "strong"} and bool(part.text)


def _shape(page: Parts, part: Part) -> tuple[str, ...]:
    """Return the tags and names around a part, as far as they say of what shape it is."""
    shape: list[str] = []
    for element in page.around(part.element):
        around = page.layout.elements[element]
        shape.append(f"{around.tag} {' '.join(around.names)}")
        if len(shape) == 3:
            break
    return tuple(shape)


def _scored(page: Parts, anchors: Sequence[int]) -> tuple[tuple[int, int], tuple[Card, ...]]:
    """Return how many different headlines have a card with one day, how many of them are links, and the cards."""
    cards = _cards(page, anchors) if len(anchors) > 1 else ()
    good = [card for card in cards if _has_one_day(page, card)]
    headlines = {folded(_headline_text(page, card)): card for card in good}
    linked = sum(card.headline is not None and page.parts[card.headline].link is not None for card in good)
    return (len(headlines) if len(headlines) > 1 or not good else 0, linked), cards


def _headline_text(page: Parts, card: Card) -> str:
    if card.headline is not None:
        return page.parts[card.headline].text
    return next((part.text for part in page.parts[card.first : card.end] if part.text and not part.day), "")


def _cards(page: Parts, anchors: Sequence[int]) -> tuple[Card, ...]:
    units = [unit_of(page, anchors, place) for place in range(len(anchors))]
    if all(unit.headline is None for unit in units):
        return tuple(units) if all(_headline_text(page, unit) for unit in units) else ()
    with_day = sum(bool(days_of(page, unit)) for unit in units)
    if 2 * with_day >= len(units):
        return tuple(with_what_follows(page, units))
    return _side_by_side(page, units)


def unit_of(page: Parts, anchors: Sequence[int], place: int) -> Card:
    """Return the largest element that holds one headline only, as a card."""
    index = anchors[place]
    lowest = anchors[place - 1] + 1 if place else 0
    highest = anchors[place + 1] if place + 1 < len(anchors) else len(page.parts)
    first, end, root = index, index + 1, page.parts[index].element
    for element in page.around(page.parts[index].element):
        span = page.span(element)
        if span[0] < lowest or span[1] > highest or element == 0:
            break
        first, end, root = min(span[0], first), max(span[1], end), element
    return Card(first, end, None if page.parts[index].day or page.parts[index].wrong else index, root)


def with_what_follows(page: Parts, units: Sequence[Card]) -> Iterator[Card]:
    """Yield cards of units; the text beside an element that holds only headline and date belongs to them."""
    for place, unit in enumerate(units):
        limit = units[place + 1].first if place + 1 < len(units) else end_beside(page, unit)
        has_text = any(len(part.text) > 80 for part in page.parts[unit.first : unit.end] if not part.day)
        gap = page.parts[unit.end : limit]
        if has_text or not gap or page.span(parent_of(page, unit))[1] < limit or any(part.day for part in gap):
            yield unit
        else:
            end = next((unit.end + n for n, part in enumerate(gap) if page.heading(part) is not None), limit)
            yield Card(unit.first, end, unit.headline, unit.root)


def _side_by_side(page: Parts, units: Sequence[Card]) -> tuple[Card, ...]:
    """Return the cards of headlines that stand beside their dates, each from its first part to the next one's.

    Where the dates stand, above the headlines or below, the page must say without doubt; else there are none.
    """
    gaps = [
        (start, unit.first)
        for start, unit in zip([_start_beside(page, units[0]), *(u.end for u in units)], units, strict=False)
    ]
    gaps.append((units[-1].end, end_beside(page, units[-1])))
    dated = [any(page.parts[index].day for index in range(*gap)) for gap in gaps]
    after, before = sum(dated[1:]), sum(dated[:-1])
    if dated[0] and dated[-1]:
        after = sum(_is_dated_at(page, start) for start, _ in gaps[1:])
        before = sum(_is_dated_at(page, end - 1) for _, end in gaps[:-1])
    if after == before:
        return ()
    starts = [unit.first for unit in units] if after > before else [_first_of_date(page, gap) for gap in gaps[:-1]]
    starts = _with_heads(page, starts, gaps[0][0], gaps[-1][1])
    ends = [*starts[1:], gaps[-1][1]]
    root = parent_of(page, units[0])
    return tuple(
        Card(start, end, unit.headline, root)
        for start, end, unit in zip(starts, ends, units, strict=True)
        if start < end
    )


def _is_dated_at(page: Parts, index: int) -> bool:
    return 0 <= index < len(page.parts) and page.parts[index].day is not None


def _first_of_date(page: Parts, gap: tuple[int, int]) -> int:
    """Return where the line of the last date of a gap begins, its end where there is none."""
    dated = next((index for index in range(gap[1] - 1, gap[0] - 1, -1) if page.parts[index].day), None)
    return gap[1] if dated is None else max(gap[0], page.first[page.parts[dated].line])


def _with_heads(page: Parts, starts: Sequence[int], lowest: int, end: int) -> list[int]:
    """Return starts moved up over a category: one that is known, or a short line of one shape above each of them."""
    shape_of = [_shape(page, part)[0] for part in page.parts]
    above = [start - 1 for start in starts]
    if above[0] >= lowest and all(_is_short(page, index) for index in above):
        shapes = {shape_of[index] for index in above}
        stretches = zip(starts, [*above[1:], end], strict=True)
        inner = {shape_of[index] for start, stop in stretches for index in range(start + 1, stop)}
        if len(shapes) == 1 and not shapes & inner:
            return above
    is_known = [index >= lowest and page.template.is_category(page.parts[index].text) for index in (*above, end - 1)]
    stands_last = is_known.pop()
    return [start - (known and not stands_last) for start, known in zip(starts, is_known, strict=True)]


def _is_short(page: Parts, index: int) -> bool:
    part = page.parts[index]
    plain = part.text and len(part.text) <= 40 and not part.day and page.heading(part) is None
    return bool(plain) and not is_furniture(part.text)


def parent_of(page: Parts, unit: Card) -> int:
    """Return the element around that of a card."""
    return page.layout.elements[unit.root].parent


def _is_in_heading(part: Part, page: Parts) -> bool:
    """Tell whether a part stands in a heading that is no date."""
    return page.heading(part) is not None and not part.day


def _start_beside(page: Parts, unit: Card) -> int:
    """Return where what stands beside a unit begins: under the last heading above it."""
    first = page.span(parent_of(page, unit))[0]
    return next(
        (index + 1 for index in range(unit.first - 1, first - 1, -1) if _is_in_heading(page.parts[index], page)),
        first,
    )


def end_beside(page: Parts, unit: Card) -> int:
    """Return where what stands beside a unit ends: above the next heading."""
    end = page.span(parent_of(page, unit))[1]
    return next((index for index in range(unit.end, end) if _is_in_heading(page.parts[index], page)), end)
