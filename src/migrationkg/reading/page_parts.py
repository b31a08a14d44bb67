"""Parts of a page's lines: a date that stands in a line with other short words is a part of its own."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from migrationkg.reading.days import day_within, published_day, read_day
from migrationkg.reading.markup import Layout, PageLine, Piece, merged
from migrationkg.reading.page_words import is_about, is_dateline, is_furniture, is_label, is_more, role_of, trimmed
from migrationkg.reading.template import Template
from migrationkg.reading.wording import clean_line

#: A line that says when, by whom and under what heading has no more letters.
_LONGEST_ABOUT = 160

#: Names of elements further around a part do not say what it is for.
_FAR = 12

_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
_HEADING = re.compile(r"h[1-6]")
_ON = re.compile(r"(?:^|\s)(?:on|at)$", re.IGNORECASE)
_SIGNS = frozenset(":–—-|•·")
_BETWEEN = re.compile(r"\s[|·•–—/]\s|[|·•]")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a line.

    Attributes:
        text: its words.
        line: index of its line.
        element: index of the element that it stands in.
        link: address that it links to, or None.
        day: the day that it is, or None.
        wrong: what is wrong with it, where it is like a date and none.
        among: whether the day stands among other words ("Brussels, 3 May 2024").
    """

    text: str
    line: int
    element: int
    link: str | None = None
    day: date | None = None
    wrong: str = ""
    among: bool = False

    @property
    def opens_text(self) -> bool:
        """Whether it is the place and day that open a paragraph; "Friday, 3 May 2024" is a day and no place."""
        return self.among and is_dateline(self.text)


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a page from top to bottom.

    Attributes:
        layout: its lines and elements.
        parts: the parts.
        first: for each line the index of its first part, and the number of parts.
        headings: for each element the heading that it stands in, or None.
        roles: for each element what the page says that it is for, or nothing.
        template: which categories the site has, and how it writes dates.
    """

    layout: Layout
    parts: tuple[Part, ...]
    first: tuple[int, ...]
    headings: tuple[int | None, ...]
    roles: tuple[str, ...]
    template: Template

    def span(self, element: int) -> tuple[int, int]:
        """Return the index of the first part in an element, and the one after its last."""
        around = self.layout.elements[element]
        return self.first[around.first], self.first[around.end]

    def around(self, element: int) -> Iterator[int]:
        """Yield an element and those around it, the innermost first."""
        while True:
            yield element
            parent = self.layout.elements[element].parent
            if parent == element:
                return
            element = parent

    def role(self, part: Part, within: int = 0) -> str:
        """Return what the page says a part is for, by the innermost name that says so inside the element `within`."""
        for element in islice(self.around(part.element), _FAR):
            if element in {within, 0}:
                return ""
            if self.roles[element]:
                return self.roles[element]
        return ""

    def heading(self, part: Part) -> int | None:
        """Return the heading element that a part stands in, or None."""
        return self.headings[part.element]


def parts_of(layout: Layout, template: Template) -> Parts:
    """Return the parts of a page's lines."""
    parts: list[Part] = []
    first = [0]
    for index, line in enumerate(layout.lines):
        joined = _joined_date(layout, index, template)
        parts += _parts(line, index, layout, template) if joined is None else joined
        first.append(len(parts))
    return Parts(layout, tuple(parts), tuple(first), _headings(layout), _roles(layout), template)


def _roles(layout: Layout) -> tuple[str, ...]:
    return tuple("noise" if one.tag == "figcaption" else role_of(one.names) for one in layout.elements)


def _headings(layout: Layout) -> tuple[int | None, ...]:
    headings: list[int | None] = []
    for index, element in enumerate(layout.elements):
        if _HEADING.fullmatch(element.tag):
            headings.append(index)
        else:
            closed = element.tag in {"article", "section", "li", "main", "body", "td", "p"} or element.parent == index
            headings.append(None if closed else headings[element.parent])
    return tuple(headings)


def _parts(line: PageLine, index: int, layout: Layout, template: Template) -> list[Part]:
    whole = Part(line.text, index, line.element, line.link)
    if stretches := _named_stretches(line, layout, template):
        return [part for one in stretches for part in _parts(one, index, layout, template)]
    if len(whole.text) > _LONGEST_ABOUT or not (any(char.isdigit() for char in whole.text) or _has_day(line)):
        return [_innermost(whole, line, layout)]
    day, wrong = _day(whole.text, template)
    if day or wrong:
        return [_innermost(replace(whole, day=day, wrong=wrong), line, layout)]
    return (
        _of_pieces(line, index, template)
        or _around_date(whole, line, layout, template)
        or _beside_date(whole, line, layout, template)
        or [_innermost(whole, line, layout)]
    )


def _named_stretches(line: PageLine, layout: Layout, template: Template) -> list[PageLine]:
    """Return the stretches of a line that stand in elements of their own, if one of them tells what it is."""
    stretches: list[tuple[int, list[Piece]]] = []
    for piece in line.pieces:
        inner = piece.element
        while inner != line.element and layout.elements[inner].parent != line.element and inner:
            inner = layout.elements[inner].parent
        if inner == line.element and trimmed(piece.text):
            return []
        if stretches and stretches[-1][0] == inner:
            stretches[-1][1].append(piece)
        elif inner != line.element:
            stretches.append((inner, [piece]))
    lines = [PageLine(tuple(pieces), inner) for inner, pieces in stretches if any(map(_says, pieces))]
    told = any(role_of(layout.elements[one.element].names) or _stands_alone(one, template) for one in lines)
    return lines if told and len(lines) > 1 else []


def _stands_alone(line: PageLine, template: Template) -> bool:
    """Tell whether a stretch of a line is a date or leads on, and so no words of a sentence."""
    text = line.text
    is_short = len(text) <= _LONGEST_ABOUT
    return is_short and (_has_day(line) or is_more(text) or bool(day_within(text, template.dates, template.locale)))


def _innermost(part: Part, line: PageLine, layout: Layout) -> Part:
    """Return a part that is a whole line in the innermost element that holds all of it."""
    seen = [piece.element for piece in line.pieces if _says(piece)]
    element, last = seen[0], max(seen)
    while element != line.element and not (element <= min(seen) and _holds(layout, element, last)):
        element = layout.elements[element].parent
    return replace(part, element=element)


def _holds(layout: Layout, around: int, element: int) -> bool:
    while element > around:
        element = layout.elements[element].parent
    return element == around


def _says(piece: Piece) -> bool:
    return bool(piece.text.strip() or piece.day)


def _has_day(line: PageLine) -> bool:
    return any(piece.day for piece in line.pieces)


def _day(text: str, template: Template) -> tuple[date | None, str]:
    try:
        return read_day(text, template.dates, template.locale), ""
    except ValueError as error:
        return None, str(error)


def _of_pieces(line: PageLine, index: int, template: Template) -> list[Part]:
    """Return a part for each piece of a line in which one is a date, unless the line is a running sentence."""
    parts: list[Part] = []
    words: list[str] = []
    for piece in merged(line.pieces):
        text = trimmed(clean_line(piece.text))
        day, wrong = _day_of_piece(piece, text, template)
        if not text and not day:
            continue
        if not day and piece.element == line.element and piece.link is None and not is_about(text):
            words.append(text)
        parts.append(Part(text, index, piece.element, piece.link, day, wrong))
    if not any(part.day for part in parts):
        return []
    at_edge = bool(parts[0].day or parts[-1].day)
    running = any(_SENTENCE_END.search(word) or (word[:1].islower() and len(word.split()) > 2) for word in words)
    return [] if words and (not at_edge or running or not parts[0].day) else _with_labels(parts)


def _with_labels(parts: Sequence[Part]) -> list[Part]:
    """Return the parts with each label and what it labels as one ("by", "admin"; "Posted in", "Project News")."""
    labelled: list[Part] = []
    for part in parts:
        label = labelled[-1] if labelled else None
        if label and not label.day and not part.day and is_label(label.text):
            labelled[-1] = Part(f"{label.text} {part.text}", part.line, part.element, part.link)
        else:
            labelled.append(part)
    return labelled


def _day_of_piece(piece: Piece, text: str, template: Template) -> tuple[date | None, str]:
    if not piece.day:
        return _day(text, template)
    try:
        return published_day(piece.day, template.dates, template.locale), ""
    except ValueError as error:
        return _day(text, template)[0], str(error)


def _around_date(whole: Part, line: PageLine, layout: Layout, template: Template) -> list[Part]:
    """Return the parts of a line that tells a date among a few other words ("News | 3 May 2024 | Geneva")."""
    found = day_within(whole.text, template.dates, template.locale)
    if not found or found[1].lower() in {"on", "the"} or _SENTENCE_END.search(whole.text) or is_furniture(whole.text):
        return []
    day, before, after = found
    before = _ON.sub("", before)
    rest = [word for side in (before, after) for word in _BETWEEN.split(side) if trimmed(word)]
    in_heading = any(_HEADING.fullmatch(layout.elements[element].tag) for element in _up(layout, line.element))
    few = all(is_about(trimmed(word)) or len(word.split()) <= 3 for word in rest) and len(rest) <= 4
    linked = next((piece for piece in line.pieces if piece.link is not None and len(piece.text.split()) > 2), None)
    said_date = role_of(layout.elements[line.element].names) in {"date", "author", "changed", "category"}
    if in_heading or (linked and not said_date) or not (few or said_date):
        return []
    parts = [Part(trimmed(word), whole.line, line.element) for word in rest]
    count = sum(bool(trimmed(word)) for word in _BETWEEN.split(before))
    return [*parts[:count], Part(whole.text, whole.line, line.element, None, day, among=True), *parts[count:]]


def _beside_date(whole: Part, line: PageLine, layout: Layout, template: Template) -> list[Part]:
    """Return the parts of a line that tells a date and, parted by a sign, one thing ("3 May 2024: Talks in Malta")."""
    found = day_within(whole.text, template.dates, template.locale)
    if not found or _SENTENCE_END.search(whole.text) or is_furniture(whole.text):
        return []
    day, before, after = found
    rest = _innermost(replace(whole, text=trimmed(before or after)), line, layout)
    date_part = replace(whole, day=day, among=True, link=None)
    if not before and after[:1] in _SIGNS and rest.text:
        return [date_part, rest]
    return [rest, date_part] if after in {"", ")"} and before[-1:] in {*_SIGNS, "("} and rest.text else []


def _up(layout: Layout, element: int) -> Iterator[int]:
    for _ in range(4):
        yield element
        element = layout.elements[element].parent


def _joined_date(layout: Layout, index: int, template: Template) -> list[Part] | None:
    """Return the date that the lines of one element make together (day, month and year one below the other).

    It is the part of the first of these lines; the others have none. Where there is no such date, nothing is returned.
    """
    for element in _up(layout, layout.lines[index].element):
        around = layout.elements[element]
        if around.end - around.first > 4:
            return None
        if role_of(around.names) in {"date", "changed"}:
            pieces = [piece.text for one in layout.lines[around.first : around.end] for piece in one.pieces]
            text = clean_line(" ".join(pieces))
            if len(text) <= 40 and (day := _day(text, template)[0]):
                return [Part(text, index, element, None, day)] if index == around.first else []
    return None
