"""Find the days and months that a text names, in the forms that English-language news uses."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from migrationkg.extraction.text import date_patterns as patterns

#: How long before a day news tells of it without naming the year.
_AHEAD = timedelta(days=92)
#: How long before a day news announces it so ("will take place in December").
_NEXT = timedelta(days=330)
#: Two days of two months that "and" joins are told in one breath where they are no further apart.
_IN_ONE_BREATH = timedelta(days=5)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A stretch of text that names a day, a month, or a range of them.

    Attributes:
        start: offset of the first character.
        end: offset after the last.
        text: the words, without a leading preposition ("on", "from", "between the").
        first: ISO 8601 day or month of the beginning; None where only the end is told ("until 30 June").
        last: ISO 8601 day or month of the end, equal to `first` for a single day or month; None where only
            the beginning is told ("from 3 May").
        open_ended: True where what is told goes on ("since 1 December 2020"); then `last` is None.
        relative: how words tell a day by the day of telling ("today", "yesterday", "weekday"), else None; it is
            counted from the dateline, or from the publication where there is none.
    """

    start: int
    end: int
    text: str
    first: str | None
    last: str | None
    open_ended: bool = False
    relative: str | None = None


def find_dates(content: str, published: date) -> tuple[DateMention, ...]:
    """Find the dates that a text names, in order and without overlap.

    A range and days that follow one another ("25 and 26 June") are one mention; other lists are several. Left
    out are bare years, dates that the calendar lacks ("31 June") and words that name no day ("last week").

    A year that the words omit is that of a joined date ("30 June - 2 July 2023"), or told by that of publication
    ("3 June last year"); failing that, it is the latest year in which the date lies at most 92 days after publication,
    since news looks far back and little ahead, or at most 330 days where words announce it ("will follow in
    December"). Numeric dates have the day first ("12/06/2023") unless only the other reading is possible.

    Args:
        content: the text that the offsets count into.
        published: the day of its publication.

    Example:
        >>> [(d.text, d.first, d.last) for d in find_dates("From 3-7 July, and in May", date(2023, 7, 12))]
        [('3-7 July', '2023-07-03', '2023-07-07'), ('May', '2023-05', '2023-05')]
    """
    mentions: list[DateMention] = []
    for chain in _chains(content):
        mentions += _mentions(content, _with_years(content, chain, published))
    told = dateline(content, mentions)
    day = date.fromisoformat(told.first) if told and told.first and len(told.first) == 10 else published
    beside = {offset for one in mentions for offset in (one.start, one.end)}
    mentions += [
        one for one in _relative_days(content, day) if beside.isdisjoint({one.start - 1, one.start - 2, one.end + 2})
    ]
    return tuple(sorted(mentions, key=lambda mention: mention.start))


def dateline(content: str, dates: Sequence[DateMention]) -> DateMention | None:
    r"""Return the date of the dateline that opens the body: "Osh, 13 May –", "(Tunis, June 16, 2021) -", "4 June:".

    Example:
        >>> content = "News\n\nBeirut, 21 May: The Ministry met."
        >>> dateline(content, find_dates(content, date(2024, 5, 21))).first
        '2024-05-21'
    """
    body = content.find("\n\n") + 2 if "\n\n" in content else 0
    for one in dates:
        if body <= one.start < body + 80 and one.first and not one.relative:
            whole = patterns.OPENING_OF_DATELINE.fullmatch(content, body, one.start) and patterns.END_OF_DATELINE.match(
                content, one.end
            )
            return one if whole else None
    return None


def _relative_days(content: str, day: date) -> Iterator[DateMention]:
    """Yield the days that are told by the day of telling; a weekday is the last one up to it, or the next announced."""
    for match in patterns.RELATIVE.finditer(content):
        told = day
        if match["yesterday"]:
            told = day - timedelta(days=1)
        elif match["weekday"]:
            back = (day.weekday() - patterns.WEEKDAYS.index(match["weekday"].capitalize())) % 7
            ahead = match["next"] or patterns.ANNOUNCED.search(content, max(0, match.start() - 120), match.start())
            told = day + timedelta(days=7 - back if ahead else -back if back or not match["last"] else -7)
        sort = match.lastgroup if match.lastgroup in ("today", "yesterday") else "weekday"
        yield DateMention(match.start(), match.end(), match[0], told.isoformat(), told.isoformat(), relative=sort)


@dataclass(frozen=True, slots=True)
class _Point:
    """One day or month in the text; `firm` is False for a word that may not be a month ("May")."""

    start: int
    end: int
    year: int | None
    month: int
    day: int | None
    firm: bool = True
    names_month: bool = True

    @property
    def key(self) -> tuple[int, int, int]:
        return self.year or 0, self.month, self.day or 0

    @property
    def iso(self) -> str | None:
        """The ISO 8601 form, or None where the calendar has no such day."""
        if _calendar(self.year or 0, self.month, self.day or 1) is None:
            return None
        return f"{self.year}-{self.month:02}" + ("" if self.day is None else f"-{self.day:02}")

    def comes_before(self, other: "_Point", at_most: timedelta = timedelta(days=1)) -> bool:
        """Return whether another day is the next one or at most so many days behind, or a month the next one."""
        if self.day is None or other.day is None:
            return self.day is other.day and self.key[0] * 12 + self.month + 1 == other.key[0] * 12 + other.month
        here, there = _calendar(*self.key), _calendar(*other.key)
        return here is not None and there is not None and timedelta() < there - here <= at_most


def _calendar(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _points(content: str) -> Iterator[_Point]:
    for match in patterns.EXPRESSION.finditer(content):
        if match["iso_year"]:
            day = int(match["iso_day"])
            yield _Point(match.start(), match.end(), int(match["iso_year"]), int(match["iso_month"]), day)
        elif match["numeric_year"]:
            yield from _numeric_points(match)
        elif match["slashed_year"]:
            yield _Point(match.start(), match.end(), int(match["slashed_year"]), int(match["slashed_month"]), None)
        elif match["month_alone"]:
            yield _month_point(match)
        else:
            yield from _day_points(match)


def _numeric_points(match: re.Match[str]) -> Iterator[_Point]:
    year, day, month = int(match["numeric_year"]), int(match["one"]), int(match["two"])
    if month > 12 >= day:
        day, month = month, day
    if match["from_day"]:
        end = match.end("from_month") if match["from_month"] else match.end("from_day")
        end += match.string[end] == "."
        yield _Point(match.start(), end, None, int(match["from_month"] or month), int(match["from_day"]))
    yield _Point(match.start("one"), match.end(), year, month, day)


def _day_points(match: re.Match[str]) -> Iterator[_Point]:
    """Read the days that share one month: "3-7 July 2023", "April 25th to 28th, 2023"."""
    group = "days_before" if match["days_before"] else "days_after"
    month = _month_number(match["month_after"] or match["month_before"])
    year = _number(match["year_after"] or match["year_last"])
    numbers = list(patterns.DAY_NUMBER.finditer(match.string, match.start(group), match.end(group)))
    for number in numbers:
        article = patterns.ARTICLE.match(match[0])
        start = match.start() + (article.end() if article else 0) if number is numbers[0] else number.start()
        end = match.end() if number is numbers[-1] else number.end()
        named = number is numbers[-1] if group == "days_before" else number is numbers[0]
        yield _Point(start, end, year, month, int(number[0].rstrip("stndrh.")), names_month=named)


def _month_point(match: re.Match[str]) -> _Point:
    name, year = match["month_alone"], _number(match["year_alone"])
    before = match.string[max(0, match.start() - patterns.LOOK_BACK) : match.start()]
    named = name.capitalize() in patterns.MONTHS and bool(match["part"] or patterns.IN.search(before))
    return _Point(match.start(), match.end(), year, _month_number(name), None, firm=bool(year) or named)


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _month_number(name: str) -> int:
    return [month[:3] for month in patterns.MONTHS].index(name[:3].capitalize()) + 1


def _chains(content: str) -> Iterator[list[_Point]]:
    """Group the points which words such as "to" and "and" join, without those that are no months."""
    chain: list[_Point] = []
    for point in _points(content):
        if chain and not _joint(content, chain[-1], point):
            yield _firm(content, chain)
            chain = []
        chain.append(point)
    yield _firm(content, chain)


def _joint(content: str, one: _Point, two: _Point) -> str | None:
    """Tell what joins two neighbours: "range", "list", "comma" or nothing."""
    match = patterns.JOINT.fullmatch(content, one.end, two.start)
    if match is None or (match["comma"] and (one.day is None) != (two.day is None)):
        return None
    if match["list"] and patterns.BETWEEN.search(content, max(0, one.start - patterns.LOOK_BACK), one.start):
        return "range"
    return match.lastgroup


def _firm(content: str, chain: list[_Point]) -> list[_Point]:
    """Leave out words that look like months, unless the company they keep shows them to be some."""
    opened = chain and patterns.FROM_OR_BETWEEN.search(
        content, max(0, chain[0].start - patterns.LOOK_BACK), chain[0].start
    )
    if len(chain) > 1 and (opened or any(point.firm for point in chain)):
        return chain
    return [point for point in chain if point.firm]


def _with_years(content: str, chain: list[_Point], published: date) -> list[_Point]:
    """Give each point of a chain its year: its neighbour's, or the one that publication suggests."""
    points = list(chain)
    if points and all(point.year is None for point in points):
        announced = patterns.ANNOUNCED.search(content, max(0, points[0].start - 120), points[0].start)
        likely = _likely_year(points[-1], published, _NEXT if announced else _AHEAD)
        points[-1] = replace(points[-1], year=_said_year(content, points, published) or likely)
    for here in range(1, len(points)):
        points[here] = _year_from(points[here - 1], points[here], content, 1)
    for here in range(len(points) - 1, 0, -1):
        points[here - 1] = _year_from(points[here], points[here - 1], content, -1)
    return points


def _said_year(content: str, points: Sequence[_Point], published: date) -> int | None:
    """Return the year that words beside a chain tell by that of publication: "on 3 June last year"."""
    start = points[0].start
    behind = patterns.YEAR_BEHIND.match(content, points[-1].end)
    said = behind or patterns.YEAR_BEFORE.search(content, max(0, start - patterns.LOOK_BACK), start)
    return published.year + {"last": -1, "this": 0, "next": 1}[said["year"].lower()] if said else None


def _likely_year(point: _Point, published: date, ahead: timedelta) -> int:
    for year in (published.year + 1, published.year):
        day = _calendar(year, point.month, point.day or 1)
        if day is not None and day - published <= ahead:
            return year
    return published.year - 1


def _year_from(known: _Point, other: _Point, content: str, direction: int) -> _Point:
    """Give `other` the year of `known`, its neighbour, or across New Year the next (1) or last (-1)."""
    if other.year is not None or known.year is None:
        return other
    one, two = (known, other) if direction == 1 else (other, known)
    is_range = _joint(content, one, two) == "range"
    crosses = one.key[1:] > two.key[1:] and (is_range or one.month - two.month > 6)
    return replace(other, year=known.year + (direction if crosses else 0))


def _mentions(content: str, chain: list[_Point]) -> Iterator[DateMention]:
    """Make one mention of each range or unbroken run of a chain."""
    runs: list[tuple[_Point, _Point]] = []
    ranged = False
    for point in chain:
        joint = _joint(content, runs[-1][1], point) if runs else None
        continues = joint is not None and _continues(runs[-1][1], point, joint, ranged)
        ranged = continues and joint == "range"
        if continues:
            runs[-1] = runs[-1][0], point
        else:
            runs.append((point, point))
    for first, last in runs:
        if first.iso and last.iso:
            yield _mention(content, first, last)


def _continues(one: _Point, two: _Point, joint: str, ranged: bool) -> bool:
    """Return whether two points are one range or one run of days ("12 and 14 June" is told in one breath)."""
    if (joint == "range" and one.key < two.key) or one.comes_before(two):
        return True
    if one.day is None or one.key >= two.key or ranged:
        return False
    if one.key[:2] == two.key[:2]:
        return not (one.names_month and two.names_month)
    return joint == "list" and one.comes_before(two, _IN_ONE_BREATH)


def _mention(content: str, first: _Point, last: _Point) -> DateMention:
    mention = DateMention(first.start, last.end, content[first.start : last.end], first.iso, last.iso)
    if first != last:
        return mention
    window = max(0, first.start - patterns.LOOK_BACK), first.start
    if patterns.UNTIL.search(content, *window):
        return replace(mention, first=None)
    if patterns.SINCE.search(content, *window) or patterns.ONWARD.match(content, last.end):
        return replace(mention, last=None, open_ended=True)
    if patterns.FROM.search(content, *window):
        return replace(mention, last=None)
    return mention
