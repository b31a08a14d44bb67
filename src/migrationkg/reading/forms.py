"""Which form a source has: found from how its content begins, in one pass."""

import re
from pathlib import PurePath

from migrationkg.reading.csv_table import delimiter_of
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

_BLANKS = re.compile(r"\s*")
_TAG = re.compile(r"<([\w.-]{1,60}:)?([\w.-]{1,60})[\s/>]")
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
