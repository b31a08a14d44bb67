"""Which form a source has: found from how its content begins, in one pass."""

import re
from contextlib import suppress
from pathlib import PurePath

from migrationkg.reading.csv_table import delimiter_of
from migrationkg.reading.date_forms import month_names
from migrationkg.reading.entry import Page

#: Where the content does not tell, the end of the file's name does.
_ENDINGS = {
    **dict.fromkeys((".html", ".htm", ".xhtml", ".mhtml", ".mht"), "html"),
    **dict.fromkeys((".xml", ".rss", ".atom"), "feed"),
    **dict.fromkeys((".jsonl", ".ndjson", ".json"), "jsonl"),
    **dict.fromkeys((".csv", ".tsv"), "csv"),
}

#: Root elements of RSS 2.0, Atom and RSS 1.0.
FEED_ROOTS = frozenset(("rss", "feed", "rdf"))
_PAGES = frozenset(("html", "head", "body"))

#: What may stand before the first element.
_PASSED_BY = (("<!--", "-->"), ("<?", "?>"))

#: How much of a source is its head, no more.
_HEAD = 20_000

_BLANKS = re.compile(r"\s*")
_TAG = re.compile(r"<([\w.-]{1,60}:)?([\w.-]{1,60})[\s/>]")
#: Where a page or a feed says in which language it is.
_LANGUAGE = re.compile(
    r"""<(?:html|rss|feed|rdf:RDF)\b[^<>]{0,2000}?\s(?:xml:)?lang=["']?(?P<root>[a-z]{2,3}(?:[-_][a-z]{2})?)\b"""
    r"""|<(?:dc:)?language>\s*(?P<told>[a-z]{2,3}(?:[-_][a-z]{2})?)\b""",
    re.IGNORECASE,
)
_DOCTYPE = re.compile(r"<!doctype\s+([\w:.-]{1,60})", re.IGNORECASE)


def form_of(page: Page) -> str:
    """Return the form that a page has by its content, or by the end of its name where that does not tell.

    Example:
        >>> form_of(Page("news", b"", '{"title": "Talks"}'))
        'jsonl'
    """
    root = root_element(page.text).lower()
    if root in FEED_ROOTS:
        return "feed"
    if root in _PAGES:
        return "html"
    if re.match(r'\s*(?:\[\s*)?\{\s*"', page.text):
        return "jsonl"
    if not root and delimiter_of(page.text):
        return "csv"
    if page.text.lstrip().startswith("<?xml"):
        return "feed"
    return _ENDINGS.get(PurePath(page.name).suffix.lower(), "listing")


def language_of(page: Page) -> str | None:
    """Return the language in which a page or a feed says that it is, where the names of its months are known.

    Example:
        >>> language_of(Page("news", b"", '<html class="no-js" lang="de-AT"><body>'))
        'de_AT'
        >>> language_of(Page("news", b"", "Talks")) is None
        True
    """
    found = _LANGUAGE.search(page.text[:_HEAD]) if page.text.lstrip().startswith("<") else None
    language = (found["root"] or found["told"]).replace("-", "_") if found else ""
    for locale in (language, language.partition("_")[0]):
        with suppress(ValueError):
            if month_names(locale):
                return locale
    return None


def root_element(text: str) -> str:
    """Return the name of the first element of XML or HTML as written, without its prefix, or nothing.

    A document type names it too, so that an internal one need not be read ("<!DOCTYPE rss [<!ENTITY …").

    Example:
        >>> root_element("<!-- saved --><?xml version='1.0'?><atom:feed>"), root_element("Talks")
        ('feed', '')
    """
    place = _blanks_end(text, 0)
    while ending := next((end for begin, end in _PASSED_BY if text.startswith(begin, place)), None):
        end = text.find(ending, place)
        if end < 0:
            return ""
        place = _blanks_end(text, end + len(ending))
    found = _DOCTYPE.match(text, place)
    if found:
        return found[1].rpartition(":")[2]
    tag = _TAG.match(text, place)
    return tag[2] if tag else ""


def _blanks_end(text: str, start: int) -> int:
    found = _BLANKS.match(text, start)
    return found.end() if found else start
