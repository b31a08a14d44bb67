"""HTML to lines of plain text; nothing of it is run or fetched."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import re
ISO_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}.*)?")
from migrationkg.reading.wording import Line, clean_line

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

#: Elements that hold running text.
_SENTENCES = frozenset(("p", "li", "span", "em", "strong", "b", "i"))

#: Elements within a line; any other one starts a line and ends it.
_INLINE = frozenset(
    """
    a abbr b bdi bdo cite code del dfn em font i ins kbd label mark q s small span strong sub sup tt u var wbr
    """.split()
)

#: Elements that are no part of what a page tells.
_LEFT_OUT = "script, style, noscript, template, head, nav, form, button, select, svg, iframe, footer, dialog, aside"


def html_lines(markup: str) -> list[Line]:
    """Return the lines that a reader of a page sees, each with the address of its first link.

    The date of a `time` element stands as ISO 8601 where it is given so.

    Example:
        >>> html_lines("<h3><a href='/n/1'>Talks &amp; more</a></h3><p>One <b>two</b><br>three</p>")
        [Line(number=0, text='Talks & more', link='/n/1'), Line(number=0, text='One two', link=None), \
Line(number=0, text='three', link=None)]
    """
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(markup)
    for node in tree.css(_LEFT_OUT):
        node.decompose()
    root = tree.css_first("main, [role=main]") or tree.body
    return list(_lines(root)) if root else []


def plain_text(markup: str) -> str:
    r"""Return the text of a fragment of HTML, a line a paragraph.

    Example:
        >>> plain_text("<p>A &lt; B</p><script>alert(1)</script><p>C</p>")
        'A < B\n\nC'
    """
    return "\n\n".join(line.text for line in html_lines(f"<body>{markup}</body>"))


def _lines(root: "LexborNode") -> Iterator[Line]:
    words: list[str] = []
    links: list[str] = []
    link: str | None = None
    for event, node in _walk(root):
        if event == "text":
            words.append(node.text_content or "")
            link = link or (links[-1] if links and words[-1].strip() else None)
        elif node.tag == "a":
            if event == "start":
                links.append(node.attributes.get("href") or "")
            else:
                links.pop()
        elif not _is_within_line(node):
            if text := clean_line("".join(words)):
                yield Line(0, text, link)
            words, link = [], None
        if event == "start" and (day := _day_of(node)):
            yield Line(0, day)


def _walk(root: "LexborNode") -> Iterator[tuple[str, "LexborNode"]]:
    """Yield the start and end of each element, and each text, in order; a nest of any depth is taken."""
    stack = [("end", root), ("start", root)]
    while stack:
        event, node = stack.pop()
        yield event, node
        if event != "start" or _day_of(node):
            continue
        children = list(node.iter(include_text=True))
        for child in reversed(children):
            if child.tag == "-text":
                stack.append(("text", child))
            else:
                stack += [("end", child), ("start", child)]


def _is_within_line(node: "LexborNode") -> bool:
    """Tell whether an element is part of a line; a `time` is only as a word of a sentence."""
    if node.tag != "time":
        return node.tag in _INLINE
    parent = node.parent
    return parent is not None and parent.tag in _SENTENCES and parent.text().strip() != node.text().strip()


def _day_of(node: "LexborNode") -> str:
    """Return the day that a `time` element on a line of its own gives, or nothing."""
    if node.tag != "time" or _is_within_line(node):
        return ""
    day = ISO_DAY.fullmatch((node.attributes.get("datetime") or "").strip())
    return day[1] if day else ""
