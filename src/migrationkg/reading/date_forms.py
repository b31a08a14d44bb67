"""Date forms: CLDR date patterns, with the names of months and weekdays of a language."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache

#: Fields of a CLDR date pattern (Unicode TR 35) → what stands in their place.
#: Programs that know no day write one of the year 1.
_FIELDS = {
    "d": r"(?P<day>\d{1,2})",
    "dd": r"(?P<day>\d{2})",
    "M": r"(?P<month>\d{1,2})",
    "MM": r"(?P<month>\d{2})",
    "MMM": r"(?P<name>[^\W\d_]{3,}\.?)",
    "MMMM": r"(?P<name>[^\W\d_]{3,})",
    "y": r"(?P<year>[1-9]\d{3})",
    "yy": r"(?P<year>\d{2})",
    "yyyy": r"(?P<year>[1-9]\d{3})",
    "EEEE": r"(?P<weekday>[^\W\d_]+)",
}

_PIECE = re.compile(r"'(?P<literal>[^']*)'|(?P<field>([a-zA-Z])\3*)|(?P<other>.)", re.DOTALL)

#: A year of two digits is of this century up to here, as POSIX has it.
_LAST_OF_THIS_CENTURY = 68


def day_in_form(text: str, form: str, locale: str) -> date | None:
    """Return the day that `text` is in one form, or None where it does not have that form.

    Raises:
        ValueError: it has the form, but the calendar has no such day.

    Example:
        >>> day_in_form("7. März 2024", "d. MMMM y", "de")
        datetime.date(2024, 3, 7)
    """
    found = form_pattern(form).fullmatch(text)
    if not found:
        return None
    parts = found.groupdict()
    month = _month(parts, locale)
    if not month or ("weekday" in parts and weekday(parts["weekday"], locale) is None):
        return None
    try:
        return date(_year(parts["year"]), month, int(parts["day"]))
    except ValueError:
        raise ValueError(f"{text!r} is no day of the calendar; correct it") from None


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
    parts = set(compiled.groupindex) - {"weekday"}
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
    from babel.dates import get_month_names

    return _names(locale, get_month_names)


def weekday(name: str, locale: str) -> int | None:
    """Return the weekday that a name means in a language or in English, 0 for Monday, or None.

    Example:
        >>> weekday("Fri", "de"), weekday("Freitag", "de"), weekday("Brussels", "de")
        (4, 4, None)
    """
    plain = name.casefold().rstrip(".")
    return next((days[plain] for days in (_weekdays(locale), _weekdays("en")) if plain in days), None)


@cache
def _weekdays(locale: str) -> Mapping[str, int]:
    from babel.dates import get_day_names

    return {**_names(locale, get_day_names), **({"tues": 1, "thur": 3, "thurs": 3} if locale == "en" else {})}


def _names(locale: str, of_width: Callable[..., Mapping[int, str]]) -> dict[str, int]:
    """Return names → numbers as babel knows them, of every width and context."""
    from babel.core import Locale, UnknownLocaleError

    try:
        language = Locale.parse(locale)
    except (ValueError, UnknownLocaleError):
        raise ValueError(f"{locale!r} is no known language; write one such as en_GB or de") from None
    return {
        name.casefold().rstrip("."): number
        for width in ("abbreviated", "wide")
        for context in ("stand-alone", "format")
        for number, name in of_width(width, context, language).items()
    }


def _piece(found: re.Match[str]) -> str:
    if found["field"] is None:
        return re.escape(found["literal"] or found["other"] or "'")
    if found["field"] not in _FIELDS:
        raise ValueError(f"a date form cannot have {found['field']!r}; use {', '.join(_FIELDS)}, other letters in '…'")
    return _FIELDS[found["field"]]


def _month(parts: Mapping[str, str], locale: str) -> int | None:
    """Return the number of the month, from its name in the language or in English, or from its first letters."""
    if "month" in parts:
        return int(parts["month"])
    name = parts["name"].casefold().rstrip(".")
    for months in (month_names(locale), month_names("en")):
        begun = {month for full, month in months.items() if full.startswith(name)}
        if name in months or len(begun) == 1:
            return months.get(name) or begun.pop()
    return None


def _year(digits: str) -> int:
    number = int(digits)
    if len(digits) == 4:
        return number
    return number + (2000 if number <= _LAST_OF_THIS_CENTURY else 1900)
