"""Listing pages that are grouped by day: each date stands once, over the items of that day."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from migrationkg.reading.cards import Card, parent_of, unit_of, with_what_follows
from migrationkg.reading.page_marks import is_period, linked_headings
from migrationkg.reading.page_parts import Parts
from migrationkg.reading.page_words import is_furniture, is_more


def grouped_cards(page: Parts) -> tuple[Card, ...]:
    """Return the cards of a page on which each date stands over the headlines of its day, at least once over several.

    The dates are headings above those of the items, or each stands first in an element that holds the items of its day.
    """
    dates = [index for index, part in enumerate(page.parts) if part.day and page.role(part) != "changed"]
    if len(dates) < 2 or any(page.parts[index].among for index in dates):
        return ()
    level = _level(page, dates)
    for anchors in _under_headings(page, dates, level) if level else linked_headings(page):
        groups = _groups(dates, anchors)
        if all(groups):
            is_grouped = any(len(group) > 1 for group in groups)
            is_grouped = is_grouped and all(map(partial(_are_in_one_element, page), dates, groups))
            cards = _cards(page, dates, groups) if is_grouped else ()
            return cards if _are_groups(page, cards, level) else ()
    return ()


def _level(page: Parts, dates: Sequence[int]) -> str:
    """Return the level of the headings that the dates are, nothing where they are none."""
    headings = [page.heading(page.parts[index]) for index in dates]
    levels = {"" if heading is None else page.layout.elements[heading].tag for heading in headings}
    return levels.pop() if len(levels) == 1 else ""


def _under_headings(page: Parts, dates: Sequence[int], level: str) -> Iterator[list[int]]:
    """Yield what may be the headlines under dates that are headings: headings of a lower level, or lines of links."""
    headings: dict[str, dict[int, int]] = defaultdict(dict)
    links: dict[int, str | None] = {}
    for index, part in enumerate(page.parts[dates[0] :], start=dates[0]):
        heading = page.heading(part)
        if not part.text or part.day or is_period(part.text, page.template):
            continue
        if heading is not None:
            tag = page.layout.elements[heading].tag
            if tag <= level and index < dates[-1]:
                return
            headings[tag].setdefault(heading, index)
        elif part.link is not None and _is_line(page, index) and not is_more(part.text, is_link=True):
            links[index] = part.link
    yield from (_without_last(page, list(found.values())) for tag, found in sorted(headings.items()) if tag > level)
    if not headings and all(index + 1 in links for index in dates) and len(set(links.values())) == len(links):
        yield list(links)


def _without_last(page: Parts, anchors: list[int]) -> list[int]:
    """Return headings without those at the end that are no links as the others are ("Our newsletter")."""
    linked = [place for place, index in enumerate(anchors, start=1) if page.parts[index].link is not None]
    return anchors[: linked[-1]] if linked else anchors


def _is_line(page: Parts, index: int) -> bool:
    """Tell whether a linked part is a whole line, all of it a link, and no button."""
    part = page.parts[index]
    is_whole = page.first[part.line + 1] - page.first[part.line] == 1
    tags = {page.layout.elements[element].tag for element in page.around(part.element)}
    return is_whole and "a" in tags and not is_furniture(part.text)


def _groups(dates: Sequence[int], anchors: Sequence[int]) -> list[list[int]]:
    """Return for each date the headlines between it and the next one."""
    groups: list[list[int]] = [[] for _ in dates]
    for anchor in anchors:
        place = bisect_right(dates, anchor) - 1
        if place < 0:
            return [[]]
        groups[place].append(anchor)
    return groups


def _are_in_one_element(page: Parts, date: int, group: Sequence[int]) -> bool:
    """Tell whether the innermost element around a date and the first headline under it is around the others too."""
    spans = map(page.span, page.around(page.parts[date].element))
    return next((span[1] > group[-1] for span in spans if span[1] > group[0]), False)


def _cards(page: Parts, dates: Sequence[int], groups: Sequence[Sequence[int]]) -> tuple[Card, ...]:
    date_of = {anchor: date for date, group in zip(dates, groups, strict=True) for anchor in group}
    bounds = sorted([*dates, *date_of])
    cards = with_what_follows(page, [unit_of(page, bounds, place) for place in range(len(bounds))])
    return tuple(replace(card, dated=date_of[card.headline]) for card in cards if card.headline is not None)


def _are_groups(page: Parts, cards: Sequence[Card], level: str) -> bool:
    """Tell whether the cards of each date are alike, and a date that is no heading stands first in the element around.

    A heading or link that stands below the last group, and is none of it, differs from the cards of that.
    """
    groups: dict[int, list[Card]] = defaultdict(list)
    for card in cards:
        groups[card.dated or 0].append(card)
    return all(
        _are_alike(page, group) and (level or page.span(parent_of(page, group[0]))[0] == date)
        for date, group in groups.items()
    )


def _are_alike(page: Parts, cards: Sequence[Card]) -> bool:
    """Tell whether cards have elements of one kind, and all or none of their headlines are links, in one list."""
    first, *others = [page.layout.elements[card.root] for card in cards]
    alike = all(
        one.tag == first.tag and (one.names == first.names or set(one.names) & set(first.names)) for one in others
    )
    parts = [page.parts[card.headline] for card in cards if card.headline is not None]
    in_one = len({parent_of(page, card) for card in cards}) == 1 or all(
        page.heading(part) is not None for part in parts
    )
    return alike and in_one and len({part.link is None for part in parts}) == 1
