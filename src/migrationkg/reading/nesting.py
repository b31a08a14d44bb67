"""Elements nested deeper than any browser shows: the parser takes time that grows with the square of the depth."""

import re

#: The depth at which browsers stop too (WHATWG parsers of Blink and WebKit: 512).
_DEEPEST = 500

_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]{0,40})[^>]*>?")

#: Letters of a page are not bold, italic and small in turn so often.
_MOST_REOPENED = 50

#: Elements that hold nothing, or that the next one of their kind closes: they do not nest.
_FLAT = frozenset(
    """
    area base br col embed hr img input link meta param source track wbr p li dt dd tr td th thead tbody tfoot option
    html head body
    """.split()
)

#: Elements that the parser opens again in every later paragraph as long as they are not closed.
_REOPENED = frozenset("a b big code em font i nobr s small strike strong tt u".split())


def of_bounded_depth(markup: str) -> str:
    """Return markup in which no element stands deeper than a browser would have it; the text is the same.

    Deeper tags are taken out, and with them all tags that only change how letters look.

    Example:
        >>> of_bounded_depth("<b>A</b>")
        '<b>A</b>'
        >>> of_bounded_depth("<div>" * 9_000 + "A").count("<div>")
        500
    """
    depth = 0

    def kept(found: re.Match[str]) -> str:
        nonlocal depth
        name = found[2].lower()
        if name in _REOPENED:
            return ""
        if name in _FLAT or found[0].endswith("/>"):
            return found[0]
        if found[1]:
            depth = max(0, depth - 1)
            return found[0] if depth < _DEEPEST else ""
        depth += 1
        return found[0] if depth <= _DEEPEST else ""

    return _TAG.sub(kept, markup) if _is_too_deep(markup) else markup


def _is_too_deep(markup: str) -> bool:
    depth = reopened = 0
    for found in _TAG.finditer(markup):
        name, step = found[2].lower(), -1 if found[1] else 1
        if name in _FLAT or found[0].endswith("/>"):
            continue
        depth = max(0, depth + step)
        if name in _REOPENED:
            reopened = max(0, reopened + step)
        if depth > _DEEPEST or reopened > _MOST_REOPENED:
            return True
    return False
