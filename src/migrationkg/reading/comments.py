"""What readers wrote under an article: it is no news, though each comment has a name and a date as a card has."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_NAMED = "[id*=comment i], [class*=comment i], [id=respond], [class~=respond], [id=disqus_thread]"
_TOKEN = re.compile(
    r"(?!(?:[\w-]*[_-])?(?:no|has|with|hide|without)[_-])(?:[\w-]+[_-])?comments"
    r"|(?:[\w-]+[_-])?comments?[_-]?(?:list|area|section|thread|wrap|wrapper|container|block)|respond|disqus_thread",
    re.IGNORECASE,
)
_AROUND_ALL = frozenset(("html", "body", "main"))


def without_comments(tree: "LexborHTMLParser") -> bool:
    """Take the comments of readers out of a page, and tell whether there were any.

    A part that a page names after comments and that holds headlines linked to pages is a listing, such as one of a
    series of that name.
    """
    found = [node for node in tree.css(_NAMED) if _is_named_so(node) and not _holds_headlines(node)]
    for node in reversed(found):  # those within one another first, as taking out an element frees all of it
        node.decompose()
    return bool(found)


def _is_named_so(node: "LexborNode") -> bool:
    names = f"{node.attributes.get('id') or ''} {node.attributes.get('class') or ''}".split()
    return node.tag not in _AROUND_ALL and any(map(_TOKEN.fullmatch, names))


def _holds_headlines(node: "LexborNode") -> bool:
    if node.css_first("h1") is not None:
        return True
    links = node.css("h2 a, h3 a, h4 a, a h2, a h3, a h4")
    hrefs = ((one.attributes.get("href") or "") if one.tag == "a" else "/" for one in links)
    return any(href and "#" not in href and "comment" not in href.lower() for href in hrefs)
