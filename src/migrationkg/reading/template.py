"""Templates: how the items of a site's page stand below one another. A new site is a file, not code."""

import tomllib
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from migrationkg.errors import InputError
from migrationkg.reading.date_forms import form_pattern, month_names

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

#: What a line at the head of an item can be; only a category may be missing.
PARTS = ("category", "category?", "headline", "date", "lead")

_KEYS = {"lines", "locale", "dates", "categories", "ignored"}


@dataclass(frozen=True, slots=True)
class Template:
    """How the items of a listing are told apart.

    Attributes:
        above: the parts above the date line, from the top.
        below: the parts under it.
        dates: CLDR date patterns.
        locale: language of the names of months.
        categories: known headings, without regard to capitals.
        ignored: lines that are no part of an item, without regard to capitals.
        is_guess: whether the user named none, so that the date may stand above the headline instead.
    """

    above: tuple[str, ...]
    below: tuple[str, ...]
    dates: tuple[str, ...]
    locale: str
    categories: frozenset[str]
    ignored: frozenset[str]
    is_guess: bool = False

    def is_category(self, text: str) -> bool:
        """Tell whether `text` is a heading that the template names."""
        return text.casefold() in self.categories


def load_template(name: str | None = None) -> Template:
    """Return a template that the package ships, by its name, or one of the user's, by the path of its file.

    Args:
        name: the name or path; None for the one of icmpd.org, as a guess.

    Raises:
        InputError: there is no such template, or the file does not say what a template must.

    Example:
        >>> load_template("icmpd").above
        ('category?', 'headline')
    """
    is_guess, name = not name, name or "icmpd"
    shipped = files(__package__).joinpath("templates")
    names = sorted(entry.name.removesuffix(".toml") for entry in shipped.iterdir() if entry.name.endswith(".toml"))
    file: Traversable = shipped.joinpath(f"{name}.toml") if name in names else Path(name)
    if not file.is_file():
        raise InputError(f"{name}: no such template; give the path of a TOML file or one of: {', '.join(names)}")
    try:
        return replace(_from_table(tomllib.loads(file.read_text(encoding="utf-8"))), is_guess=is_guess)
    except (ValueError, OSError) as error:
        raise InputError(f"{name}: not a template of a listing: {error}; docs/reading.md shows one") from error


def _from_table(table: dict[str, object]) -> Template:
    unknown = sorted(table.keys() - _KEYS)
    if unknown:
        raise ValueError(f"{unknown[0]!r} is none of its keys ({', '.join(sorted(_KEYS))})")
    lines, dates = _strings(table, "lines"), _strings(table, "dates")
    locale = table.get("locale", "en_GB")
    if not isinstance(locale, str):
        raise ValueError("'locale' must be a text such as \"en_GB\"")  # noqa: TRY004 - a fault of the file
    _check(lines, dates, locale)
    split = lines.index("date")
    return Template(
        above=lines[:split],
        below=lines[split + 1 :],
        dates=dates,
        locale=locale,
        categories=frozenset(name.casefold() for name in _strings(table, "categories")),
        ignored=frozenset(line.casefold() for line in _strings(table, "ignored")),
    )


def _strings(table: dict[str, object], key: str) -> tuple[str, ...]:
    values = table.get(key, [])
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise ValueError(f"{key!r} must be a list of texts")
    return tuple(values)


def _check(lines: tuple[str, ...], dates: tuple[str, ...], locale: str) -> None:
    strange = [part for part in lines if part not in PARTS]
    if strange:
        raise ValueError(f"{strange[0]!r} is none of the parts of an item ({', '.join(PARTS)})")
    if lines.count("date") != 1 or lines.count("headline") != 1:
        raise ValueError('\'lines\' must name "date" and "headline" once each')
    if not dates:
        raise ValueError("'dates' must give a date form at least, such as \"d MMMM y\"")
    month_names(locale)
    for form in dates:
        form_pattern(form)
