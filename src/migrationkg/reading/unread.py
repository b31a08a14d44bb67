"""Listing pages whose dates are not understood: they are told, and not taken for one article."""

from migrationkg.reading.cards import Card, end_beside, unit_of
from migrationkg.reading.page_marks import is_like_date, linked_headings
from migrationkg.reading.page_parts import Parts


def unread_cards(page: Parts) -> tuple[Card, ...]:
    """Return the stretches from one linked heading to the next, if two or more hold what is like a date."""
    for anchors in linked_headings(page):
        units = [unit_of(page, anchors, place) for place in range(len(anchors))]
        ends = [*(unit.first for unit in units[1:]), max(units[-1].end, end_beside(page, units[-1]))]
        stretches = [Card(one.first, end, one.headline, one.root) for one, end in zip(units, ends, strict=True)]
        if sum(any(is_like_date(page, part) for part in page.parts[one.first : one.end]) for one in stretches) > 1:
            return tuple(stretches)
    return ()
