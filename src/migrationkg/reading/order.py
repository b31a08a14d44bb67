"""Whether the headlines of a plain-text listing stand above their dates or below them."""

from collections.abc import Sequence, Set
from dataclasses import replace
from itertools import pairwise

from migrationkg.reading.template import Template
from migrationkg.reading.wording import Line, ends_sentence

_HEADLINE_LENGTH = 160


def in_its_order(lines: Sequence[Line], dates: Sequence[int], template: Template) -> Template | None:
    """Return the template, or one with the date first if that is how the listing stands; None where it may be either.

    Args:
        lines: the lines of the listing.
        dates: indexes of those that are dates, one at least.
        template: one with the headline above the date.
    """
    dated = frozenset(dates)
    under = [_like_headline(lines, dated, index + 1, 1, template) for index in dates]
    above = [_like_headline(lines, dated, index - 1, -1, template) for index in dates[1:]]
    share_under, share_above = sum(under) / len(under), sum(above) / max(1, len(above))
    if dates[0] > 0:
        # The line at the top may be the heading of the listing, or the first headline.
        return _date_first(lines, dates, template) if above and all(under) and 2 * sum(above) < len(above) else template
    if share_under == share_above > 0 and not _stands_on_what_follows(lines, dates):
        return None
    return _date_first(lines, dates, template) if share_under >= share_above and share_under else template


def _like_headline(lines: Sequence[Line], dated: Set[int], index: int, step: int, template: Template) -> bool:
    """Tell whether the line at a date, or the one beyond a known category, is short and ends no sentence."""
    if 0 <= index < len(lines) and template.is_category(lines[index].text):
        index += step
    is_line = 0 <= index < len(lines) and index not in dated
    return is_line and len(lines[index].text) <= _HEADLINE_LENGTH and not ends_sentence(lines[index].text)


def _stands_on_what_follows(lines: Sequence[Line], dates: Sequence[int]) -> bool:
    """Tell whether each date stands directly on the next line and under a blank one, or has one line only."""
    with_next = all(index + 1 < len(lines) and lines[index + 1].is_under(lines[index]) for index in dates)
    under_blank = not any(lines[index].is_under(lines[index - 1]) for index in dates[1:])
    return (with_next and under_blank) or all(end - start == 2 for start, end in pairwise([*dates, len(lines)]))


def _date_first(lines: Sequence[Line], dates: Sequence[int], template: Template) -> Template:
    """Return the template with the date first; the category is above it, or under it where a known one stands."""
    known_under = any(index + 1 < len(lines) and template.is_category(lines[index + 1].text) for index in dates)
    above, below = ((), ("category?", "headline")) if known_under else (("category?",), ("headline",))
    return replace(template, above=above, below=below)
