"""News that a page declares of itself as JSON-LD (schema.org)."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from migrationkg.reading.identity import folded
from migrationkg.reading.markup import plain_text

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

#: The classes of schema.org that are news.
_NEWS = frozenset(
    """
    NewsArticle Article BlogPosting Report ReportageNewsArticle AnalysisNewsArticle BackgroundNewsArticle
    OpinionNewsArticle ReviewNewsArticle TechArticle LiveBlogPosting
    """.split()
)

#: What templates put around JSON so that XML parsers pass it by.
_WRAPPING = re.compile(
    r"^\s*(?:(?://|/\*)\s*)?(?:<!\[CDATA\[|<!--)(?:\s*\*/)?|(?:(?://|/\*)\s*)?(?:\]\]>|-->)(?:\s*\*/)?\s*;?\s*$"
)


def declared_news(tree: "LexborHTMLParser") -> list[Mapping[str, object]]:
    """Return the news that a page declares, each once: what one declaration lacks is taken from its twin."""
    by_headline: dict[str, dict[str, object]] = {}
    for thing in _things(tree):
        headline = words_of(thing, "headline") or words_of(thing, "name")
        if headline and words_of(thing, "datePublished"):
            known = by_headline.setdefault(folded(plain_text(headline)), {})
            by_headline[folded(plain_text(headline))] = {**thing, "headline": headline, **known}
    return list(by_headline.values())


def words_of(thing: Mapping[str, object], name: str) -> str:
    """Return the first text of a property of a declared thing, or nothing."""
    return next(_strings(thing.get(name)), "").strip()


def _things(tree: "LexborHTMLParser") -> Iterator[Mapping[str, object]]:
    """Yield the news that the page's JSON-LD describes, wherever it stands; what is no JSON is passed by."""
    for script in tree.css('script[type^="application/ld+json"]'):
        try:
            # Raw line ends within texts are common, and no matter.
            waiting = [json.loads(_WRAPPING.sub("", script.text()).strip("; \n"), strict=False)]
        except (ValueError, RecursionError):
            continue
        while waiting:
            value = waiting.pop()
            if isinstance(value, list):
                waiting += reversed(value)
            elif isinstance(value, dict):
                if _NEWS & {kind.rpartition("/")[2] for kind in _strings(value.get("@type"))}:
                    yield value
                waiting += [part for part in reversed(value.values()) if isinstance(part, list | dict)]


def _strings(value: object) -> Iterator[str]:
    """Yield the texts of a JSON-LD value: a text, a list of them, or a thing with an `@id` or a name."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)
    elif isinstance(value, dict):
        yield from _strings(value.get("@value") or value.get("@id") or value.get("url") or value.get("name"))
