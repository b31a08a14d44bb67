"""Versions, their order, and the release before."""

import re
from datetime import date
from pathlib import Path
from typing import Final

from migrationkg.description.forms import FORMS
from migrationkg.errors import InputError

_VERSION: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z.-]{0,63}")
_DAY: Final = re.compile(r"\d{4}[.-]\d{2}([.-]\d{2})?")


def check_version(version: str) -> None:
    """Refuse what is no name of a folder and of a version.

    Raises:
        InputError: it is not made of letters, digits, points and hyphens.
    """
    if not _VERSION.fullmatch(version) or version.endswith("."):
        raise InputError(f"{version[:80]!r} is no version; write it as 2026.11 or 1.2.0")


def issued(version: str, day: str) -> str:
    """Return when a release is published: the day that is given, else the day or month that its version tells.

    Raises:
        InputError: what is given is no day.

    Example:
        >>> issued("2026.11", ""), issued("1.2.0", ""), issued("1.2.0", "2026-11-30")
        ('2026-11', '', '2026-11-30')
    """
    told = day or (version.replace(".", "-") if _DAY.fullmatch(version) else "")
    try:
        if told:
            date.fromisoformat(told if len(told) == len("2026-11-30") else f"{told}-01")
    except ValueError as error:
        if not day:
            return ""
        raise InputError(f"{day[:40]!r} is no day; write it as 2026-11-30") from error
    return told


def order(version: str) -> list[tuple[int, int, str]]:
    """Return by what versions are sorted: numbers as numbers, a version before the longer ones that begin with it.

    Example:
        >>> sorted(["2026.11", "2026.9", "2026.11.1"], key=order)
        ['2026.9', '2026.11', '2026.11.1']
    """
    parts = re.findall(r"\d+|[A-Za-z]+", version)
    return [(1, int(part), "") if part.isdigit() else (0, 0, part) for part in parts]


def release_before(folder: Path, version: str) -> str | None:
    """Return the version of the newest release in a folder that is older than another; None if there is none."""
    if not folder.is_dir():
        return None
    names = [path.name for path in folder.iterdir() if (path / FORMS["trig"].file).is_file()]
    older = [name for name in names if _VERSION.fullmatch(name) and order(name) < order(version)]
    return max(older, key=order, default=None)
