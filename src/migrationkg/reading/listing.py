"""A plain-text listing: items below one another, each with a line that is its date."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set

from migrationkg.errors import Problem
from migrationkg.reading.columns import entry_of_record
from migrationkg.reading.date_lines import DateLine, date_lines
from migrationkg.reading.entry import Entry, Page, entry_or_problems
from migrationkg.reading.front_matter import item_with_front_matter
from migrationkg.reading.order import in_its_order
from migrationkg.reading.page_words import is_byline
from migrationkg.reading.template import Template
from migrationkg.reading.wording import Line, ends_sentence, is_said_twice, lines_of, paragraphs_of

#: A heading such as "Around the Globe" has few words and no full stop.
_HEADING_WORDS = 5
_HEADING_LENGTH = 40

#: A headline that ends in a full stop is no longer than this.
_HEADLINE_LENGTH = 120

#: How a line ends whose sentence goes on in the next one: "It took place on".
_BROKEN_OFF = re.compile(r" (?:an?|and|at|between|by|for|from|in|of|on|since|the|to|until|with)$")

_EITHER_ORDER = (
    "the headlines may stand above the dates or below them, so no item was read; say which with a template (--template)"
)


def read_listing(page: Page, template: Template) -> Iterator[Entry | Problem]:
    """Return the items of a plain-text listing, or of one text with front matter, and the problems of what is none."""
    if record := item_with_front_matter(page.text):
        return entry_of_record(record, template, page.name, 1)
    return split_lines(lines_of(page.text), template, page.name)


def split_lines(
    lines: Sequence[Line], template: Template, name: str, *, preamble: bool = False
) -> Iterator[Entry | Problem]:
    """Split the lines of a page into items at their date lines.

    The lines between two dates are the text of the first item, then the head of the second; how many lines a
    head has says the template. For a category that may be missing see `_has_category`.

    Args:
        lines: lines that are not blank, from top to bottom.
        template: which lines an item has.
        name: the source.
        preamble: whether lines above the first item are to be expected, and so no problem.
    """
    kept = [line for line in lines if line.text.casefold() not in template.ignored]
    dated = date_lines(kept, template)
    if about := _lines_about(kept, dated, template):
        kept = [line for index, line in enumerate(kept) if index not in about]
        dated = date_lines(kept, template)
    if template.is_guess and dated and not preamble:
        ordered = in_its_order(kept, [one.index for one in dated], template)
        if ordered is None:
            yield Problem(name, dated[0].line.number, _EITHER_ORDER)
            return
        template = ordered
    dated, in_text = _parted(kept, dated, template)
    yield from (_in_text(date_line, name) for date_line in in_text)
    if not dated:
        yield Problem(name, 0, "no line is a date, so no item of news was found; see docs/reading.md for the forms")
        return
    heads, bodies = _heads_and_bodies(kept, dated, template)
    if bodies[0] and not preamble:
        yield _before_the_first(bodies[0], template, name)
    for head, day, body in zip(heads, dated, bodies[1:], strict=True):
        yield from _item(head, day, body, template, name)


def _lines_about(lines: Sequence[Line], dated: Sequence[DateLine], template: Template) -> set[int]:
    """Return where lines stand that are no headline though they are at a date: bylines, and a line alike above each.

    A line that is the same above three dates or more ("Geneva") is no headline if one that is not, and ends no
    sentence, stands above it each time.
    """
    near = {index for one in dated for index in (one.index - 1, one.index + 1) if 0 <= index < len(lines)}
    about = {index for index in near if is_byline(lines[index].text)}
    above = [one.index - 1 for one in dated if one.index > 1]
    texts = {lines[index].text for index in above}
    higher = [lines[index - 1].text for index in above]
    is_alike = (
        len(texts) == 1 and len(above) == len(dated) > 2 and not any(map(template.is_category, [*texts, *higher]))
    )
    if is_alike and len(set(higher)) == len(higher) and not any(map(ends_sentence, higher)):
        about |= set(above)
    return about


def _parted(
    lines: Sequence[Line], dated: Sequence[DateLine], template: Template
) -> tuple[list[DateLine], list[DateLine]]:
    """Return the date lines of items, and those within a text, which stand under running text as few others do."""
    if template.above[-1:] != ("headline",) or not dated:
        return list(dated), []
    under = {one.index for one in dated if one.index and _is_running_text(lines[one.index - 1].text)}
    under = {index for index in under if index < 2 or not template.is_category(lines[index - 2].text)}
    under -= _under_sentences(lines, [one.index for one in dated], under)
    if dated[0].index in under or 2 * len(under) > len(dated):
        return list(dated), []
    return [one for one in dated if one.index not in under], [one for one in dated if one.index in under]


def _under_sentences(lines: Sequence[Line], dates: Sequence[int], under: Set[int]) -> set[int]:
    """Return the dates, of those under running text, that stand under a headline of several sentences.

    It is told again under the date; or the other headlines are sentences too, and it is short and a blank line is
    above it.
    """
    others = [lines[index - 1].text for index in dates if index and index not in under]
    are_sentences = 2 * sum(map(ends_sentence, others)) > len(others)
    found = set()
    for index in under:
        headline, below = lines[index - 1], lines[index + 1 : index + 2]
        is_told_again = any(line.text.startswith(headline.text) for line in below)
        is_alone = index < 2 or not headline.is_under(lines[index - 2])
        if is_told_again or (are_sentences and is_alone and len(headline.text) <= _HEADLINE_LENGTH):
            found.add(index)
    return found


def _in_text(date_line: DateLine, name: str) -> Problem:
    return Problem(
        name,
        date_line.line.number,
        f"the date {date_line.line.text!r} stands under running text, so it was taken for a line of the text, "
        "not for the date of an item; put a headline above it if it is one",
    )


def _is_running_text(text: str) -> bool:
    """Tell whether a line is a sentence that is too long for a headline, or more than one, or breaks off in one."""
    several = bool(re.search(r"[.!?] [A-Z]", text))
    if ends_sentence(text):
        return several or len(text) > _HEADLINE_LENGTH
    return bool(_BROKEN_OFF.search(text)) and (several or len(text) > _HEADING_LENGTH)


def _heads_and_bodies(
    lines: Sequence[Line], dated: Sequence[DateLine], template: Template
) -> tuple[list[list[Line]], list[list[Line]]]:
    """Return the lines of each item above its date, and what is left before, between and after."""
    starts = [0, *(date_line.index + 1 for date_line in dated)]
    gaps = [list(lines[start : date_line.index]) for start, date_line in zip(starts, dated, strict=False)]
    required = sum(not part.endswith("?") for part in template.above)
    above = [gap[-required - 1].text for gap in gaps if len(gap) > required]
    recurring = frozenset(text for text, times in Counter(above).items() if times > 1)
    heads, bodies = [], []
    for gap in gaps:
        size = min(required, len(gap))
        if _has_category(gap, required, template, recurring):
            size += 1
        heads.append(gap[len(gap) - size :])
        bodies.append(gap[: len(gap) - size])
    return heads, [*bodies, list(lines[starts[-1] :])]


def _has_category(gap: Sequence[Line], required: int, template: Template, recurring: frozenset[str]) -> bool:
    """Tell whether the line above the required ones of a head is a category and not the end of a text.

    It is, if the template knows it; or if it has the shape of a heading and the text before it, said twice,
    is complete, or if it stands directly on the head, or in this place more than once in the page.
    """
    end = len(gap) - required
    if end < 1 or "category?" not in template.above:
        return False
    candidate, before = gap[end - 1], gap[: end - 1]
    if template.is_category(candidate.text):
        return True
    if template.above[0] != "category?" or not _is_heading(candidate.text) or is_said_twice(gap[:end]):
        return False
    if any(candidate.text == line.text for line in before):
        return False
    on_head = required > 0 and gap[end].is_under(candidate) and not (before and candidate.is_under(before[-1]))
    return is_said_twice(before) or on_head or candidate.text in recurring


def _is_heading(text: str) -> bool:
    return (
        len(text) <= _HEADING_LENGTH
        and len(text.split()) <= _HEADING_WORDS
        and text[0].isupper()
        and text[-1].isalnum()
    )


def _before_the_first(lines: Sequence[Line], template: Template, name: str) -> Problem:
    undated = _undated(lines, template)
    if undated < len(lines):
        return _without_date(lines[undated:], name)
    return Problem(
        name,
        lines[0].number,
        f"{len(lines)} line(s) above the first item were left out; an item needs a date line",
    )


def _undated(body: Sequence[Line], template: Template) -> int:
    """Return where in a text an item with a known category but no date line begins, else its length."""
    if not template.above or not template.above[0].startswith("category"):
        return len(body)
    return next((index for index, line in enumerate(body) if template.is_category(line.text)), len(body))


def _without_date(lines: Sequence[Line], name: str) -> Problem:
    headline = lines[1] if len(lines) > 1 else lines[0]
    return Problem(name, headline.number, f"the item {headline.text[:60]!r} has no date line and was left out; add one")


def _item(
    head: Sequence[Line], dated: DateLine, body: Sequence[Line], template: Template, name: str
) -> Iterator[Entry | Problem]:
    undated = _undated(body, template)
    text, rest = body[:undated], body[undated:]
    parts, text = _parts(head, text, template)
    if dated.day is None:
        yield Problem(name, dated.line.number, f"{dated.wrong}; the item was left out")
    elif "headline" not in parts:
        yield Problem(name, dated.line.number, f"no headline stands at the date {dated.line.text!r}; add one")
    else:
        category, headline = parts.get("category"), parts["headline"]
        yield from entry_or_problems(
            name=name,
            line=headline.number,
            headline=headline.text,
            published=dated.day,
            category=category.text if category else None,
            paragraphs=paragraphs_of(([parts["lead"]] if "lead" in parts else []) + text),
            url=headline.link,
        )
    if rest:
        yield _without_date(rest, name)


def _parts(head: Sequence[Line], body: Sequence[Line], template: Template) -> tuple[dict[str, Line], list[Line]]:
    """Return the lines of the head by what they are, and the text without those that stand under the date."""
    missing = len(template.above) - len(head)
    above = [part for part in template.above if not (missing and part == "category?")]
    parts = {part.rstrip("?"): line for part, line in zip(reversed(above), reversed(head), strict=False)}
    rest = list(body)
    for part in template.below:
        if rest and (part != "category?" or template.is_category(rest[0].text)):
            parts[part.rstrip("?")] = rest.pop(0)
    return parts, rest
