"""What the owner of a knowledge base says of it, in the file `dataset.toml` of its folder."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from pyoxigraph import NamedNode

from migrationkg.errors import InputError
from migrationkg.json_form import check_form

TITLE: Final = "Knowledge graph of migration-policy work"
DESCRIPTION: Final = (
    "Who funds, implements and partners in which project, which occasions it held, where, when and with whom, "
    "as news tells it; each statement can be traced to the words that say it."
)
KEYWORDS: Final = ("migration policy", "knowledge graph", "linked data")

_SOURCE: Final = {"publisher?": str, "licence?": str}
_FORM: Final = {
    "title?": str,
    "description?": str,
    "keywords?": [str],
    "licence?": str,
    "publisher?": str,
    "homepage?": str,
    "creators?": [str],
    "url?": str,
    "sources?": {},
}
_SPDX: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]*")


@dataclass(frozen=True, slots=True)
class Source:
    """A site whose news is read: who publishes it, and under which licence, as far as the owner says."""

    publisher: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """What is said of a dataset; empty where nothing is.

    Attributes:
        title, description: in English.
        keywords: what it is about.
        licence: an SPDX identifier ("CC-BY-4.0") or the IRI of a licence.
        publisher: the name of who publishes it.
        homepage: the publisher's page.
        creators: names of those who made it, "Family name, Given name" for persons.
        url: where its folder lies in the web, ending in "/".
        sources: host of a site ("www.example.org") → what is known of it.
    """

    title: str = TITLE
    description: str = DESCRIPTION
    keywords: tuple[str, ...] = KEYWORDS
    licence: str = ""
    publisher: str = ""
    homepage: str = ""
    creators: tuple[str, ...] = ()
    url: str = ""
    sources: Mapping[str, Source] = field(default_factory=dict)


def read_about(path: Path) -> About:
    """Return what a file says of a dataset; the defaults where there is no file.

    Raises:
        InputError: it cannot be read, or says what no dataset has.
    """
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return About()
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error
    except ValueError as error:
        raise InputError(f"{path}: not well-formed: {error}") from error
    try:
        return _about(told)
    except ValueError as error:
        raise InputError(f"{path}: {error}") from error


def _about(told: dict[str, Any]) -> About:
    known = {name.removesuffix("?") for name in _FORM}
    if unknown := sorted(told.keys() - known):
        raise ValueError(f"'{unknown[0]}' is nothing that a dataset has; known are {', '.join(sorted(known))}")
    check_form(told, _FORM)
    for name in ("homepage", "url"):
        _check_page(told.get(name, ""), name)
    if told.get("url", "/")[-1:] != "/":
        raise ValueError("'url' must end in '/': it is the folder in which the files will lie")
    _check_licence(told.get("licence", ""), "licence")
    return About(**{name: value for name, value in told.items() if name not in _LISTS}, **_lists(told))


_LISTS: Final = ("keywords", "creators", "sources")


def _lists(told: Mapping[str, Any]) -> dict[str, Any]:
    lists: dict[str, Any] = {name: tuple(told[name]) for name in ("keywords", "creators") if name in told}
    return lists | {"sources": {host: _source(host, one) for host, one in told.get("sources", {}).items()}}


def _source(host: str, told: object) -> Source:
    check_form(told, _SOURCE, f"sources.{host}")
    assert isinstance(told, dict)  # noqa: S101  # check_form has seen to it
    _check_licence(told.get("licence", ""), f"sources.{host}.licence")
    return Source(told.get("publisher", ""), told.get("licence", ""))


def _check_page(page: str, name: str) -> None:
    if page and not page.startswith(("https://", "http://")):
        raise ValueError(f"'{name}' must be a web address, https://…")
    if page:
        NamedNode(page)


def _check_licence(licence: str, name: str) -> None:
    if "/" in licence:
        _check_page(licence, name)
    elif licence and not _SPDX.fullmatch(licence):
        raise ValueError(f"'{name}' must be an SPDX identifier, such as CC-BY-4.0, or a web address")


def licence_iri(licence: str) -> NamedNode:
    """Return the IRI of a licence: of an SPDX identifier that of SPDX's list.

    Example:
        >>> licence_iri("CC-BY-4.0").value
        'https://spdx.org/licenses/CC-BY-4.0'
    """
    return NamedNode(licence if "/" in licence else f"https://spdx.org/licenses/{licence}")
