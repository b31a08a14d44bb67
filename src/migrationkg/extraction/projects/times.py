"""Times and durations as news writes them beside a project: "mid 2020", "31 July 2023", "two and a half years"."""

import re
from datetime import date
from typing import Final

from migrationkg.extraction.text.date_patterns import MONTHS

_SHORT = {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
_MONTH: Final = rf"(?:{'|'.join(MONTHS)}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?<![\d./-])(?:19|20)\d\d(?![\d/]|[.,:-]\d)"
_PART = (
    r"(?:(?:[Ee]arly|[Mm]id|[Ll]ate)[- ]|(?:beginning|start|middle|end|close|spring|summer|autumn|fall|winter"
    r"|(?:first|second) half|(?:first|second|third|fourth|last) quarter)(?: of)?(?: the year)? )"
)

#: A time with a year: a day, a month or the year alone.
TIME: Final = (
    rf"(?:the )?(?:{_PART}(?:that of )?)?(?:"
    rf"(?:{_DAY} (?:of )?)?{_MONTH},? (?:of )?{_YEAR}|{_MONTH} {_DAY},? {_YEAR}"
    rf"|(?<!\d)\d{{1,2}}\.\d{{1,2}}\.(?:19|20)\d\d(?!\d)|(?:19|20)\d\d-\d\d-\d\d(?!\d)|{_YEAR})"
)
#: A month or year: what is launched on a day is an occasion of the project, not its beginning.
MONTH_OR_YEAR: Final = rf"(?:the )?{_PART}?(?:{_MONTH},? (?:of )?)?{_YEAR}"
#: The beginning of a span, whose year may be that of its end.
BEGINNING: Final = rf"(?:{TIME}|(?:{_DAY} (?:of )?)?{_MONTH}(?: {_DAY})?)"

_WORDS = "one two three four five six seven eight nine ten eleven twelve".split()
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60}
_NUMBERS = (
    {word: number for number, word in enumerate(_WORDS, 1)}
    | {"a": 1, "fifteen": 15, "eighteen": 18}
    | _TENS
    | {f"{ten}-{word}": tens + number for ten, tens in _TENS.items() for number, word in enumerate(_WORDS[:9], 1)}
)
#: Years beyond which what a span tells is no project.
_LONGEST: Final = 20
#: How long something lasts, in years or months.
DURATION: Final = (
    rf"(?<![\w.,-])(?<!\d to )(?:\d{{1,2}}(?:\.5)?|(?i:{'|'.join(sorted(_NUMBERS, key=len, reverse=True))}))"
    r"(?: and a half)?[- –](?:year|month)s?\b(?: and a half\b)?"
)

_IN_TIME = re.compile(
    rf"(?P<iso>\d{{4}}-\d\d-\d\d)|(?P<numeric>\d{{1,2}}\.\d{{1,2}}\.\d{{4}})"
    rf"|(?:(?P<before>{_DAY}) (?:of )?)?(?P<month>{_MONTH})(?: (?P<after>{_DAY})(?!\d))?"
    r"(?:,? (?:of )?(?P<year>\d{4}))?"
    r"|(?P<alone>\d{4})"
)
_IN_DURATION = re.compile(
    r"(?P<number>[\d.]+|[A-Za-z]+(?:-(?!year|month)[a-z]+)?)(?P<half> and a half)?[- –](?P<unit>year|month)"
)


def time_value(words: str, later: str = "") -> str | None:
    """Return the day, month or year that words name, by ISO 8601.

    Args:
        words: the words, as `TIME` or `BEGINNING` finds them.
        later: the time up to which a span goes, whose year holds where the words name none.

    Returns:
        The value; None for a day that the calendar lacks.

    Example:
        >>> time_value("31 July 2023"), time_value("mid 2020"), time_value("May", "2022-09")
        ('2023-07-31', '2020', '2022-05')
    """
    found = _IN_TIME.search(words)
    if found is None:
        return None
    if found["alone"]:
        return found["alone"]
    if found["numeric"] or found["iso"]:
        return _calendar(*(found["iso"] or "-".join(reversed(found["numeric"].split(".")))).split("-"))
    year, month = found["year"] or later[:4], _SHORT[found["month"][:3].lower()]
    day = re.match(r"\d+", found["before"] or found["after"] or "")
    if not year:
        return None
    return _calendar(year, month, day[0]) if day else f"{year}-{month:02}"


def _calendar(*parts: str | int) -> str | None:
    try:
        return date(*map(int, parts)).isoformat()
    except ValueError:
        return None


def end_of_years(first: str, last: str) -> str | None:
    """Return the last year of "2024-2027" or "2024-27"; None where it is no later one within a life of projects.

    Example:
        >>> end_of_years("2024", "27"), end_of_years("2024", "13")
        ('2027', None)
    """
    year = last if len(last) == len(first) else first[:2] + last
    return year if 0 < int(year) - int(first) <= _LONGEST else None


def months(words: str) -> str | None:
    """Return how many months a duration has.

    Example:
        >>> months("three-year"), months("30 months"), months("two and a half years"), months("1.5 years")
        ('36', '30', '30', '18')
    """
    found = _IN_DURATION.search(words)
    if found is None:
        return None
    told = found["number"].lower()
    number = float(_NUMBERS.get(told, told))
    number += 0.5 if found["half"] or words.endswith("and a half") else 0
    total = number * (12 if found["unit"] == "year" else 1)
    return str(int(total)) if total == int(total) and 1 <= total <= 12 * _LONGEST else None
