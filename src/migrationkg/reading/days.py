"""Days as a page writes them: in CLDR date patterns, with the names of months of the template's language."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache

#: Fields of a CLDR date pattern (Unicode TR 35) → what stands in their place.
_FIELDS = {
    "d": r"(?P<day>\d{1,2})",
    "dd": r"(?P<day>\d{2})",
    "M": r"(?P<month>\d{1,2})",
    "MM": r"(?P<month>\d{2})",
    "MMM": r"(?P<name>[^\W\d_]{3,}\.?)",
    "MMMM": r"(?P<name>[^\W\d_]{3,})",
    "y": r"(?P<year>\d{4})",
    "yyyy": r"(?P<year>\d{4})",
    "EEEE": r"[^\W\d_]+",
}

_PIECE = re.compile(r"'(?P<literal>[^']*)'|(?P<field>([a-zA-Z])\3*)|(?P<other>.)", re.DOTALL)

#: What looks like a date in some form, whatever the template says.
_DATE_LIKE = re.compile(
    r"(?:[^\W\d_]+, )?"
    r"(?:\d{1,2}(?:st|nd|rd|th|\.)? (?:of )?[^\W\d_]{3,}\.?,? \d{4}"
    r"|[^\W\d_]{3,}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}"
    r"|\d{4}([-/.])\d{1,2}\1\d{1,2}"
    r"|\d{1,2}([-/.])\d{1,2}\2\d{2,4})"
)

#: An ISO 8601 day, or a time of that day.
ISO_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}.*)?")

_LONGEST = 60


def read_day(line: str, forms: tuple[str, ...], locale: str) -> date | None:
    """Return the day that `line` is, or None where it is no date at all.

    Args:
        line: a whole line.
        forms: CLDR date patterns, such as `d MMMM y`.
        locale: language of the names of months, such as `en_GB`.

    Raises:
        ValueError: the line looks like a date, but the calendar has no such day, or it has none of the forms.

    Example:
        >>> read_day("19 July 2023", ("d MMMM y",), "en_GB")
        datetime.date(2023, 7, 19)
        >>> read_day("19 juillet 2023", ("d MMMM y",), "fr")
        datetime.date(2023, 7, 19)
        >>> read_day("31 June 2023", ("d MMMM y",), "en_GB")
        Traceback (most recent call last):
        ...
        ValueError: '31 June 2023' is no day of the calendar; correct it
    """
    if len(line) > _LONGEST or not any(char.isdigit() for char in line):
        return None
    for form in forms:
        found = form_pattern(form).fullmatch(line)
        month = _month(found.groupdict(), locale) if found else None
        if found and month:
            try:
                return date(int(found["year"]), month, int(found["day"]))
            except ValueError:
                raise ValueError(f"{line!r} is no day of the calendar; correct it") from None
    if _DATE_LIKE.fullmatch(line):
        raise ValueError(f"{line!r} is a date in none of the known forms ({', '.join(forms)}); write it in one of them")
    return None


def published_day(value: str, forms: tuple[str, ...], locale: str) -> date:
    """Return the day in a field of a table or record: ISO 8601 (a time is left off), or one of `forms`.

    Raises:
        ValueError: it is no day.

    Example:
        >>> published_day("2023-07-19T23:30:00+02:00", (), "en_GB")
        datetime.date(2023, 7, 19)
    """
    iso = ISO_DAY.fullmatch(value)
    if iso:
        try:
            return date.fromisoformat(iso[1])
        except ValueError:
            raise ValueError(f"{value!r} is no day of the calendar; correct it") from None
    day = read_day(value, forms, locale)
    if day is None:
        raise ValueError(f"{value[:60]!r} is no date; write it as 2023-07-19")
    return day


@cache
def form_pattern(form: str) -> re.Pattern[str]:
    """Return the regular expression of a CLDR date pattern.

    Raises:
        ValueError: it has a letter that means nothing here, or does not give day, month and year once each.

    Example:
        >>> bool(form_pattern("d. MMMM y").fullmatch("7. Juni 2023"))
        True
    """
    pattern = "".join(map(_piece, _PIECE.finditer(form)))
    try:
        compiled = re.compile(pattern, re.IGNORECASE)
    except re.error:
        raise ValueError(f"date form {form!r} has a part twice") from None
    parts = set(compiled.groupindex)
    if parts not in ({"day", "month", "year"}, {"day", "name", "year"}):
        raise ValueError(f"date form {form!r} must have day (d), month (M, MM, MMM or MMMM) and year (y)")
    return compiled


@cache
def month_names(locale: str) -> Mapping[str, int]:
    """Return the names of the months of a language, full and short, without dots or capitals.

    Raises:
        ValueError: no such language is known.

    Example:
        >>> month_names("en_GB")["sept"], month_names("de")["märz"]
        (9, 3)
    """
    from babel.core import Locale, UnknownLocaleError
    from babel.dates import get_month_names

    try:
        language = Locale.parse(locale)
    except (ValueError, UnknownLocaleError):
        raise ValueError(f"{locale!r} is no known language; write one such as en_GB or de") from None
    return {
        name.casefold().rstrip("."): month
        for width in ("abbreviated", "wide")
        for context in ("stand-alone", "format")
        for month, name in get_month_names(width, context, language).items()
    }


def _piece(found: re.Match[str]) -> str:
    if found["field"] is None:
        return re.escape(found["literal"] or found["other"] or "'")
    if found["field"] not in _FIELDS:
        raise ValueError(f"a date form cannot have {found['field']!r}; use {', '.join(_FIELDS)}, other letters in '…'")
    return _FIELDS[found["field"]]


def _month(parts: Mapping[str, str], locale: str) -> int | None:
    """Return the number of the month, from its name or the first letters of one name ("Sep")."""
    if "month" in parts:
        return int(parts["month"])
    name = parts["name"].casefold().rstrip(".")
    months = month_names(locale)
    if name in months:
        return months[name]
    begun = {month for full, month in months.items() if full.startswith(name)}
    return begun.pop() if len(begun) == 1 else None
