"""News to measure on: the annotated development page, many times over.

Each turn tells of projects, persons and days of its own, and of the same states, ministries and organisations, as the
news of a knowledge base does that grows.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from migrationkg.extraction import extract
from migrationkg.model import Entity, NewsItem
from migrationkg.reading import read

ROOT = Path(__file__).resolve().parent.parent

_MONTHS = tuple(date(2000, number, 1).strftime("%B") for number in range(1, 13))
_OF_ONE_LENGTH = ((1, 3, 5, 7, 8, 10, 12), (4, 6, 9, 11), (2,))
_MONTH = re.compile(rf"(?<=\d )(?:{'|'.join(_MONTHS)})\b|\b(?:{'|'.join(_MONTHS)})(?= 20\d\d\b)")
_YEAR = re.compile(r"\b20\d\d\b")
_YEARS = 40


def news(count: int) -> list[NewsItem]:
    """Return `count` different items in the length and language of real ones."""
    items = _items()
    return [_retold(*items[number % len(items)], number // len(items)) for number in range(count)]


def write(items: Iterable[NewsItem], path: Path) -> None:
    """Write items as JSON Lines."""
    rows = ({"id": one.id, "title": one.headline, "date": str(one.published), "text": one.text} for one in items)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


@cache
def _items() -> tuple[tuple[NewsItem, re.Pattern[str]], ...]:
    """Return the items of the page, each with a pattern that finds its projects and persons by their names."""
    items = read([ROOT / "tests" / "fixtures" / "dev-page.txt"]).items
    return tuple((item, _names(extract(item).entities)) for item in items)


def _names(entities: tuple[Entity, ...]) -> re.Pattern[str]:
    projects = {name for entity in entities if entity.kind == "Project" for name in entity.names}
    persons = {name.split()[-1] for entity in entities if entity.kind == "Person" for name in entity.names}
    return re.compile(f"(?P<project>{_any_of(projects)})|(?P<person>{_any_of(persons)})")


def _any_of(names: set[str]) -> str:
    longest_first = sorted(map(re.escape, names), key=lambda name: (-len(name), name))
    return rf"(?<!\w)(?:{'|'.join(longest_first) or '(?!)'})(?!\w)"


def _retold(item: NewsItem, names: re.Pattern[str], turn: int) -> NewsItem:
    """Return an item with the names and days of a turn; the first turn tells what the page does."""
    if turn == 0:
        return item

    def told(text: str) -> str:
        text = names.sub(lambda found: _renamed(found, _word(turn)), text)
        text = _MONTH.sub(lambda found: _MONTHS[_month(_MONTHS.index(found[0]) + 1, turn) - 1], text)
        return _YEAR.sub(lambda found: str(_year(int(found[0]), turn)), text)

    day = item.published
    published = date(_year(day.year, turn), _month(day.month, turn), min(day.day, 28) if day.month == 2 else day.day)
    # The word in the headline, since an item that names neither project nor person would be that of another turn.
    headline = f"{told(item.headline)} ({_word(turn)})"
    return replace(item, id=f"{item.id}-{turn}", headline=headline, published=published, text=told(item.text))


def _renamed(found: re.Match[str], word: str) -> str:
    """Return another name of the same make: "EU4SAFEALB", "Prague Process" and "Binta Bello" get a word more."""
    name = found[0]
    if found["person"]:
        return f"{name}-{word}"
    begin, *rest = name.split()
    is_acronym = len(rest) < 2 and sum(char.isupper() for char in begin) > 1
    return f"{word.upper()}-{name}" if is_acronym else f"{word} {name}"


def _word(turn: int) -> str:
    """Return a word that belongs to one turn alone, and is no name of anything."""
    syllables = [consonant + vowel for vowel in "aeiou" for consonant in "bdfghjklmnprstvwyz"]
    high, low = divmod(turn, len(syllables))
    return f"{syllables[low]}{syllables[high % len(syllables)]}vor".capitalize()


def _month(month: int, turn: int) -> int:
    """Return another month with as many days."""
    months = next(months for months in _OF_ONE_LENGTH if month in months)
    return months[(months.index(month) + turn) % len(months)]


def _year(year: int, turn: int) -> int:
    return year - turn // 7 % _YEARS
