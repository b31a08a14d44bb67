"""The file in which a user lists what to fetch."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from migrationkg.errors import InputError
from migrationkg.reading.web_address import web_address

#: Key → kinds of value, its least and its largest.
_NUMBERS: Mapping[str, tuple[float, float]] = {"delay": (0, 3600), "timeout": (1, 3600), "largest": (0.001, 1000)}
_SOURCE = {"address": str, "licence": str, "follow": bool}


@dataclass(frozen=True, slots=True)
class Source:
    """A page or feed to fetch.

    Attributes:
        address: where it is.
        licence: under which terms its publisher gives it, in words; a note that is kept with each page.
        follow: whether the pages to which its items lead are fetched too, as far as they are of the same host.
    """

    address: str
    licence: str = ""
    follow: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to fetch, and how.

    Attributes:
        sources: the pages and feeds, each once.
        contact: an address by which a site can reach who fetches; it is told to every site.
        delay: seconds between two requests to one host.
        timeout: seconds that one answer may take as a whole.
        largest: MiB that a page may have, unpacked.
    """

    sources: tuple[Source, ...]
    contact: str = ""
    delay: float = 2
    timeout: float = 60
    largest: float = 20


def read_wanted(path: Path) -> Wanted:
    """Return what a TOML file lists.

    Raises:
        InputError: it cannot be read, or does not say what it must; the message tells which key.
    """
    try:
        table = tomllib.loads(path.read_bytes().decode())
        return _wanted(table)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"{path}: no list of what to fetch: {reason}; docs/fetching.md shows one") from error


def _wanted(table: Mapping[str, object]) -> Wanted:
    strange = sorted(table.keys() - {"source", "contact", *_NUMBERS})
    if strange:
        raise ValueError(f"{strange[0]!r} is none of its keys (contact, {', '.join(_NUMBERS)}, source)")
    entries = table.get("source")
    if not isinstance(entries, list) or not entries:
        raise ValueError("it names no [[source]] with an address")
    sources = [_source(entry, f"source {number}") for number, entry in enumerate(entries, start=1)]
    contact = table.get("contact", "")
    if not isinstance(contact, str) or not contact.isascii() or not (contact.isprintable()):
        raise ValueError("'contact' must be an address such as \"mailto:news@example.org\"")
    numbers = {name: _number(name, table[name]) for name in _NUMBERS if name in table}
    return Wanted(tuple({one.address: one for one in sources}.values()), contact, **numbers)


def _number(name: str, value: object) -> float:
    least, most = _NUMBERS[name]
    if not isinstance(value, int | float) or isinstance(value, bool) or not least <= value <= most:
        raise ValueError(f"{name!r} must be a number from {least:g} to {most:g}")
    return float(value)


def _source(entry: object, told: str) -> Source:
    if not isinstance(entry, dict):
        raise ValueError(f'{told} must be a table; write [[source]] and below it address = "https://…"')  # noqa: TRY004
    strange = sorted(entry.keys() - _SOURCE.keys())
    if strange:
        raise ValueError(f"{strange[0]!r} of {told} is none of its keys ({', '.join(_SOURCE)})")
    for name, kind in _SOURCE.items():
        if not isinstance(entry.get(name, kind()), kind):
            raise ValueError(f"{name!r} of {told} must be {'true or false' if kind is bool else 'a text'}")  # noqa: TRY004
    address = web_address(entry.get("address", ""))
    if not address:
        raise ValueError(f"'address' of {told} is no http(s) address: {entry.get('address', '')[:80]!r}")
    if "@" in urlsplit(address).netloc:
        raise ValueError(f"'address' of {told} tells a name or password, which would be kept beside the page")
    return Source(address.partition("#")[0], entry.get("licence", ""), entry.get("follow", False))
