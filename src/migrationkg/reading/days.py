"""Days as news writes them: one reader for listings, pages, feeds and tables.

A library that guesses (dateparser, dateutil) makes a day of "May 2024" or "10:00"; this reads a whole day or none.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from migrationkg.reading.date_forms import day_in_form, weekday

#: Forms that mean one day wherever they stand, whatever the template says: ISO 8601, RFC 822, ctime and their kin,
#: after `_bare` has taken off labels, weekdays, times and commas.
_COMMON = ("d MMM y", "MMM d y", "y MMM d", "d MMM yy", "y-M-d", "y/M/d", "y.M.d", "d.M.y", "dd.MM.yy")

#: A day in figures whose order only its weekday or the rest of the source tells.
_EITHER_ORDER = ("d/M/y", "M/d/y", "d-M-y", "M-d-y")

#: What looks like a date in some form: with the name of a month, or in figures.
_NAMED = (
    r"(?:\d{1,2}(?:st|nd|rd|th|er|\.)?(?: of| de)?[ /-][^\W\d_]{3,}\.?,?(?: de)?[ /-]\d{4}"
    r"|[^\W\d_]{3,}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4})"
)
_FIGURES = (
    r"(?:\d{4}(?P<a>[-/.])\d{1,2}(?P=a)\d{1,2}|\d{1,2}(?P<b>[-/.])\d{1,2}(?P=b)(?:\d{4}|\d{2})"
    r"|\d{1,2}\. \d{1,2}\. \d{4})"
)
_SHAPE = rf"(?:{_NAMED}|{_FIGURES})"

_ZONE = r"(?:Z|(?:[A-Z]{2,5})?[+-](?:0?\d|1[0-4])(?::?[0-5]\d)?|[A-Z]{2,5})(?: ?\([^()]{1,40}\)|\[[\w/+-]{1,40}\])?"
_HOUR = r"(?:[01]?\d|2[0-3])"
_CLOCK = rf"{_HOUR}(?::[0-5]\d(?::(?:[0-5]\d|60)(?:[.,]\d{{1,9}})?)?|[.h][0-5]\d(?![\d.]))(?: ?[aApP]\.?[mM]\.?(?!\w))?"
_OF_ZONE = rf"(?: ?(?:{_ZONE}|\({_ZONE}\))(?![\w+:-]))?"
_TIME = re.compile(rf"(?:[ ,@|–-]{{1,4}}(?:at )?|T)(?:{_CLOCK}|(?<=T)\d{{4,6}}){_OF_ZONE}")
_TIME_BEFORE = re.compile(rf"^(?!\d+\.){_CLOCK}{_OF_ZONE}(?:[ ,|–-]+(?:on )?)(?=\w)")

#: What a page writes before the day of publication.
_LABEL = re.compile(
    r"(?:(?:first |date )?(?:published|posted|created|submitted|issued|released|added)"
    r"|(?:publication |publish(?:ed|ing)? )?date)(?: on| at)?[ :|–-]+",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"([^\W\d_]{2,}\.?)(?:, ?| )(?:the )?")
_ORDINAL = re.compile(
    r"(?<=\d)(?:st|nd|rd|th|er)\b(?: of\b)?|(?<=\d) de\b|(?<=[^\W\d_]) del?(?= \d{4})"
    r"|(?<=\d)\. (?=[^\W\d_])|(?<= )['’](?=\d\d$)",
    re.IGNORECASE,
)
_SPACED = re.compile(r"\b(\d{1,2})\. (\d{1,2})\. (?=\d)")
_COMPACT = re.compile(r"^((?:19|20)\d\d)(0\d|1[0-2])([0-3]\d)(?=T|$)")
_JOINED = re.compile(r"(?<=\d)[-/](?=[^\W\d_]{3})|(?<=[^\W\d_]{3})[-/](?=\d)")

#: Of several days ("3–5 May 2024") the first one is read; "Page 3 – 5 May 2024" are none.
_FIRST = (
    r"(?P<first>\d{1,2})(?:[–-]|(?<!\w \d)(?<!\w \d\d) [–-] ?| (?P<month>[^\W\d_]{3,})\.? ?[–-] ?)"
    r"(?=\d{1,2} [^\W\d_])"
)
_WITHIN = re.compile(rf"(?<![\w/.-])(?:{_FIRST})?(?P<day>{_SHAPE})(?![\w/-])")
_SLASHED = re.compile(r"(?<![\d/-])(\d{1,2})[/-](\d{1,2})[/-](?:19|20)\d\d(?![\d/-])")
_SLASHED_SHORT = re.compile(r"(?<![\w/-])(\d{1,2})/(\d{1,2})/(\d\d)(?![\w/-])")

_LONGEST = 90


def read_day(line: str, forms: tuple[str, ...], locale: str) -> date | None:
    """Return the day that `line` is, or None where it is no date at all.

    Besides `forms`, the forms are read that mean one day everywhere (ISO 8601, RFC 822, "3rd May 2024", 20240503),
    with or without a weekday, a time and a label such as "Published on". The day is that of the zone that is written.

    Args:
        line: a whole line.
        forms: CLDR date patterns, such as `d MMMM y`.
        locale: language of the names of months, such as `en_GB`; English ones are always known.

    Raises:
        ValueError: the line looks like a date, but the calendar has no such day, or it has none of the forms.

    Example:
        >>> read_day("19 July 2023", ("d MMMM y",), "en_GB")
        datetime.date(2023, 7, 19)
        >>> read_day("Tue, 18 Sept 2018 23:53:56 +0300", (), "fr")
        datetime.date(2018, 9, 18)
        >>> read_day("31 June 2023", ("d MMMM y",), "en_GB")
        Traceback (most recent call last):
        ...
        ValueError: '31 June 2023' is no day of the calendar; correct it
    """
    if len(line) > _LONGEST or not any(char.isdigit() for char in line):
        return None
    bare, told = _bare(line, locale)
    try:
        day = next(_readings(line, bare, forms, locale), None)
    except ValueError:
        raise ValueError(f"{line!r} is no day of the calendar; correct it") from None
    if day is None:
        day = _day_in_figures(bare, told)
    if day is None and _is_date_like(line, bare, locale):
        known = f" ({', '.join(forms)})" if forms else ""
        raise ValueError(f"{line!r} is a date in none of the known forms{known}; write it in one of them")
    return day


def published_day(value: str, forms: tuple[str, ...], locale: str) -> date:
    """Return the day in a field of a table, record, feed or page, as `read_day` reads it.

    Raises:
        ValueError: it is no day.

    Example:
        >>> published_day("2023-07-19T23:30:00+02:00", (), "en_GB")
        datetime.date(2023, 7, 19)
    """
    value = " ".join(value.split())
    day = read_day(value, forms, locale)
    if day is None:
        raise ValueError(f"{value[:60]!r} is no date; write it as 2023-07-19")
    return day


def day_within(text: str, forms: tuple[str, ...], locale: str) -> tuple[date, str, str] | None:
    """Return the first day that a short line names, with the words before and after it, or None.

    Example:
        >>> day_within("Posted on Friday, 3 May 2024, 10:00 by admin", (), "en_GB")
        (datetime.date(2024, 5, 3), 'Posted on', 'by admin')
    """
    for found in _WITHIN.finditer(text[: 2 * _LONGEST]):
        words = text[: found.start()].split()
        has_weekday = bool(words) and weekday(words[-1].rstrip(","), locale) is not None
        try:
            day = read_day(f"{words[-1]} {found['day']}" if has_weekday else found["day"], forms, locale)
            day = _first_of(day, found, locale) if day and found["first"] else day
        except ValueError:
            continue
        if day:
            time = _TIME.match(text, found.end())
            after = text[time.end() if time else found.end() :]
            return day, " ".join(words[:-1] if has_weekday else words), after.strip()
    return None


def _first_of(last: date, found: re.Match[str], locale: str) -> date:
    """Return the first of several days of which the last one tells the year ("30 December – 2 January 2024")."""
    if not found["month"]:
        return last.replace(day=int(found["first"]))
    try:
        first = read_day(f"{found['first']} {found['month']} {last.year}", (), locale) or last
    except ValueError:
        return last
    return first.replace(year=last.year - (first > last))


def settled_order(text: str) -> tuple[str, ...]:
    """Return the forms of days in figures (03/05/2024) of a source, where one of its days can be read one way only.

    A year of two figures is read too (03/05/24), where it changes less than what stands first.

    Example:
        >>> settled_order("03/05/2024 28/04/2024"), settled_order("03/05/2024")
        (('d/M/y', 'd-M-y'), ())
    """
    pairs = [(int(found[1]), int(found[2])) for found in _SLASHED.finditer(text)]
    short = [(int(found[1]), int(found[2]), int(found[3])) for found in _SLASHED_SHORT.finditer(text)]
    is_last_year = len({first for first, _, _ in short}) > len({last for _, _, last in short})
    of_short = _order([*pairs, *((first, second) for first, second, _ in short)]) if is_last_year else ""
    order = _order(pairs)
    forms = [form for form in _EITHER_ORDER if order and form.startswith(order)]
    return (*forms, *(form for form in ("d/M/yy", "M/d/yy") if of_short and form.startswith(of_short)))


def _order(pairs: Sequence[tuple[int, int]]) -> str:
    """Return whether the day ("d") or the month ("M") stands first in figures, nothing where they do not tell."""
    day_first = any(first > 12 >= second for first, second in pairs)
    month_first = any(second > 12 >= first for first, second in pairs)
    if day_first == month_first:
        return ""
    return "d" if day_first else "M"


def _readings(line: str, bare: str, forms: tuple[str, ...], locale: str) -> Iterator[date]:
    """Yield the day as a form of the template has it, then as one that means one day everywhere."""
    for text, patterns in ((line, forms), (bare, (*forms, *_COMMON))):
        for form in patterns:
            if day := day_in_form(text, form, locale):
                yield day


def _bare(line: str, locale: str) -> tuple[str, int | None]:
    """Return a line without label, time, weekday, commas and ordinal marks, and the weekday."""
    text = line.strip(" .,;:|–-*_")
    if text[:1] + text[-1:] in {"()", "[]"}:
        text = text[1:-1]
    label = _LABEL.match(text)
    text = _TIME_BEFORE.sub("", text[label.end() :] if label else text, count=1)
    text = _TIME.sub("", _COMPACT.sub(r"\1-\2-\3", _SPACED.sub(r"\1.\2.", text)), count=1)
    found = _WEEKDAY.match(text)
    told = weekday(found[1], locale) if found else None
    if found and told is not None:
        text = text[found.end() :]
    text = _JOINED.sub(" ", _ORDINAL.sub(" ", text.removeprefix("the ").replace(",", " ")))
    return " ".join(text.split()).strip("|–- "), told


def _day_in_figures(bare: str, told: int | None) -> date | None:
    """Return the day in figures that can be read one way only, as its weekday or the calendar settles.

    "Fri, 05/03/2024" is 3 May, "13/05/2024" and "05/05/2024" are days of May.
    """
    days = set()
    for form in _EITHER_ORDER:
        try:
            days.add(day_in_form(bare, form, "en"))
        except ValueError:
            continue
    fitting = [day for day in days if day and told in {None, day.weekday()}]
    return fitting[0] if len(fitting) == 1 else None


def _is_date_like(line: str, bare: str, locale: str) -> bool:
    """Tell whether a line is a date of a form that is not known; "Brussels, 3 May 2024" opens a paragraph."""
    if re.fullmatch(_SHAPE, bare):
        return True
    word, _, rest = line.partition(", ")
    named = re.fullmatch(_NAMED, rest) if word.isalpha() else None
    return named is not None and day_within(rest, (), locale) is None
