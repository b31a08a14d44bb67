"""Which lines of a plain-text listing are dates: nothing else stands in them, or only a few words at the date."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from migrationkg.reading.days import day_within, read_day
from migrationkg.reading.page_words import is_about, is_furniture, trimmed
from migrationkg.reading.template import Template
from migrationkg.reading.wording import Line

#: A place or category that a sign parts from the date has no more words.
_FEW_WORDS = 3

_SEVERAL = re.compile(r"\b\d{1,2} ?[–-] ?\d{1,2} [^\W\d_]")
_SIGNS = re.compile(r"\s*[|·•]\s*")


@dataclass(frozen=True, slots=True)
class DateLine:
    """A date line: where it stands, and the day, or what is wrong with it."""

    index: int
    line: Line
    day: date | None
    wrong: str


def date_lines(lines: Sequence[Line], template: Template) -> list[DateLine]:
    """Return the date lines. A line like a date directly above a true one is a headline ("COP 28 2023").

    One that tells a date among other words is none where a line that is nothing but a date stands at it, and one that
    tells several days ("3-7 February 2025") is none where others are nothing but a date: those are of an occasion.
    """
    found: list[DateLine] = []
    for index, line in enumerate(lines):
        day, wrong = _day_or_wrong(line.text, template)
        if day or wrong:
            if day and template.above and found and found[-1].wrong and found[-1].index == index - 1:
                found.pop()
            found.append(DateLine(index, line, day, wrong))
    known = {one.index for one in found if one.day}
    among = {
        index: day
        for index, line in enumerate(lines)
        if not known & {index - 1, index, index + 1}
        and not (known and _SEVERAL.search(line.text))
        and (day := day_among(line.text, template))
    }
    whole = [one for one in found if one.index not in among]
    told = [DateLine(index, lines[index], day, "") for index, day in among.items()]
    return sorted([*whole, *told], key=lambda one: one.index)


def day_among(text: str, template: Template) -> date | None:
    """Return the day of a line that tells it with a label, a byline, or a few words that signs part from it."""
    if not any(char.isdigit() for char in text):
        return None
    stretches = [stretch for stretch in _SIGNS.split(text) if stretch]
    days = [_labelled_day(stretch, template) for stretch in stretches]
    if sum(day is not None for day in days) != 1:
        return None
    rest = [stretch for stretch, day in zip(stretches, days, strict=True) if day is None]
    is_short = all(len(words.split()) <= _FEW_WORDS or _is_known(words, template) for words in rest)
    return next(day for day in days if day) if is_short else None


def _labelled_day(text: str, template: Template) -> date | None:
    day, _ = _day_or_wrong(text, template)
    if day or is_furniture(text):
        return day
    found = day_within(text, template.dates, template.locale)
    if found and all(_is_known(trimmed(side), template) for side in (found[1].removesuffix(" on"), found[2])):
        return found[0]
    return None


def _is_known(words: str, template: Template) -> bool:
    return is_about(words) or template.is_category(words)


def _day_or_wrong(text: str, template: Template) -> tuple[date | None, str]:
    try:
        return read_day(text, template.dates, template.locale), ""
    except ValueError as error:
        return None, str(error)
