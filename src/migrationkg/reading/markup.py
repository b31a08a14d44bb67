"""HTML to lines of plain text, each with what the page says of it; nothing of it is run or fetched."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import unescape
from typing import TYPE_CHECKING

from migrationkg.reading.nesting import of_bounded_depth
from migrationkg.reading.page_words import is_more, names_in
from migrationkg.reading.wording import clean_line

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

#: Elements within a line; any other one starts a line and ends it.
_INLINE = frozenset(
    """
    a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q s small span strike strong sub
    sup time tt u var wbr
    """.split()
)

#: Elements that are no part of what a page tells, and what in them makes them one: a page of ASP.NET is one form.
_LEFT_OUT = "script, style, noscript, template, head, nav, form, button, select, svg, iframe, footer, dialog, aside"
_NEWS_WITHIN = "h1, h2, h3, h4, article, time"

_NAMING = ("id", "class", "rel", "itemprop", "property")

_ESCAPED_END = re.compile(r"&lt;/[a-z][a-z0-9]*&gt;", re.IGNORECASE)

#: A day for machines: an attribute of an element that is a `time`, an `abbr` or has a property of dates.
_MACHINE_DAY = re.compile(r"\d{4}-?\d\d-?\d\d(?:[T ].{0,40})?", re.DOTALL)
_DATE_PROPERTIES = frozenset(
    """
    datePublished dateCreated schema:datePublished dc:date dc:created dc:issued dcterms:date dcterms:created
    dcterms:issued
    """.split()
)


@dataclass(slots=True)
class Element:
    """An element around lines.

    Attributes:
        tag: its tag.
        names: the words by which the page names it.
        parent: index of the element around it; the first one is its own.
        first: index of its first line.
        end: index after its last line.
    """

    tag: str
    names: tuple[str, ...]
    parent: int
    first: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line within one innermost element.

    Attributes:
        text: its words, as they stand.
        element: index of the innermost element around it.
        link: address that it links to, or None.
        day: the day that the page gives there for machines ("2024-05-03T10:00Z"), or nothing.
    """

    text: str
    element: int
    link: str | None = None
    day: str = ""


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line that a reader of a page sees: its pieces, and the index of the element that it stands in."""

    pieces: tuple[Piece, ...]
    element: int

    @property
    def text(self) -> str:
        """Its words, single-spaced, without a link at its end that only leads on."""
        pieces = list(merged(self.pieces))
        while len(pieces) > 1 and (not pieces[-1].text.strip() or _leads_on(pieces[-1])):
            pieces.pop()
        return clean_line("".join(piece.text for piece in pieces))

    @property
    def link(self) -> str | None:
        """The address of its first link."""
        return next((piece.link for piece in self.pieces if piece.link is not None), None)


@dataclass(frozen=True, slots=True)
class Layout:
    """The lines of a page from top to bottom, and the elements around them, of which the first is around all."""

    lines: tuple[PageLine, ...]
    elements: tuple[Element, ...]


def parsed(markup: str) -> "LexborHTMLParser":
    """Return the tree of a page; a nest of any depth is parsed in time."""
    from selectolax.lexbor import LexborHTMLParser

    return LexborHTMLParser(of_bounded_depth(markup))


def layout_of(tree: "LexborHTMLParser") -> Layout:
    """Return the lines of the main part of a page. The tree loses what is left out."""
    for node in tree.css(_LEFT_OUT):
        if not _holds_news(node):
            node.decompose()
    root = tree.css_first("main, [role=main]") or tree.body
    return _Walk().of(root) if root else Layout((), (Element("", (), 0),))


def plain_text(markup: str) -> str:
    r"""Return the text of a fragment of HTML, a line a paragraph; where all its tags are escaped, they are tags too.

    Example:
        >>> plain_text("<p>A &lt; B</p><script>alert(1)</script><p>C</p>")
        'A < B\n\nC'
        >>> plain_text("&lt;p&gt;A&lt;/p&gt; &lt;p&gt;C&lt;/p&gt;")
        'A\n\nC'
    """
    if "</" not in markup and _ESCAPED_END.search(markup):
        markup = unescape(markup)
    lines = layout_of(parsed(f"<body>{markup}</body>")).lines
    return "\n\n".join(text for line in lines if (text := line.text))


def _holds_news(node: "LexborNode") -> bool:
    """Tell whether an element that is left out as a rule is part of an item, or has items in it."""
    if node.tag in {"form", "button"}:
        return node.css_first(_NEWS_WITHIN) is not None
    if node.tag != "footer":
        return False
    above = node.parent
    while above is not None and above.tag not in {"article", "li", "body"}:
        above = above.parent
    return above is not None and above.tag != "body"


class _Walk:
    """One walk over the tree: the elements that are open, those of them that hold lines, and the pieces of a line."""

    def __init__(self) -> None:
        self.lines: list[PageLine] = []
        self.elements: list[Element] = []
        self.open: list[int] = []
        self.blocks: list[int] = []
        self.pieces: list[Piece] = []

    def of(self, root: "LexborNode") -> Layout:
        """Return the layout of the element `root`."""
        marks: list[tuple[str | None, str]] = [(None, "")]
        for event, node in _walk(root):
            if event == "text":
                self.pieces.append(Piece(node.text_content or "", self.open[-1], *marks[-1]))
            elif event == "start":
                self._start(node)
                link, day = marks[-1]
                own_day = _machine_day(node)
                marks.append(((node.attributes.get("href") or "") if node.tag == "a" else link, own_day or day))
                if own_day and not node.text().strip():
                    self.pieces.append(Piece("", self.open[-1], link, own_day))
            else:
                self._end()
                marks.pop()
        return Layout(tuple(self.lines), tuple(self.elements))

    def _start(self, node: "LexborNode") -> None:
        is_block = not _is_within_line(node)
        if is_block:
            self._end_line()
        names = tuple(word for name in _NAMING for word in names_in(node.attributes.get(name) or ""))
        self.elements.append(Element(node.tag or "", names, self.open[-1] if self.open else 0, len(self.lines)))
        self.open.append(len(self.elements) - 1)
        if is_block:
            self.blocks.append(self.open[-1])

    def _end(self) -> None:
        element = self.open[-1]
        if self.blocks[-1] == element:
            self._end_line()
            self.blocks.pop()
        self.elements[element].end = len(self.lines) + bool(_seen(self.pieces))
        self.open.pop()

    def _end_line(self) -> None:
        if _seen(self.pieces):
            self.lines.append(PageLine(tuple(self.pieces), self.blocks[-1]))
        self.pieces = []


def _seen(pieces: list[Piece]) -> bool:
    return any(piece.day or piece.text.strip() for piece in pieces)


def _walk(root: "LexborNode") -> Iterator[tuple[str, "LexborNode"]]:
    """Yield the start and end of each element, and each text, in order."""
    stack = [("end", root), ("start", root)]
    while stack:
        event, node = stack.pop()
        yield event, node
        if event != "start":
            continue
        for child in reversed(list(node.iter(include_text=True))):
            if child.tag == "-text":
                stack.append(("text", child))
            else:
                stack += [("end", child), ("start", child)]


def _is_within_line(node: "LexborNode") -> bool:
    """Tell whether an element is part of a line: it holds no lines, and is no link around several elements (a card)."""
    if node.tag not in _INLINE or any(child.tag not in _INLINE for child in node.iter()):
        return False
    if node.tag != "a":
        return True
    beside = [near.text_content or "" for near in (node.prev, node.next) if near is not None and near.tag == "-text"]
    is_card = len(list(node.iter())) > 1 and not any(text.strip() for text in beside)
    return not is_card


def _machine_day(node: "LexborNode") -> str:
    """Return the day that an element gives for machines, or nothing."""
    attributes = node.attributes
    if node.tag == "time":
        value = attributes.get("datetime")
    elif node.tag == "abbr":
        value = attributes.get("title")
    elif _DATE_PROPERTIES & {*(attributes.get("itemprop") or "").split(), *(attributes.get("property") or "").split()}:
        value = attributes.get("content") or attributes.get("datetime")
    else:
        return ""
    value = (value or "").strip()
    return value if _MACHINE_DAY.fullmatch(value) else ""


def merged(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Yield pieces, those of one link or of one element with a day as one."""
    held: Piece | None = None
    for piece in pieces:
        if held and ((held.day and held.day == piece.day) or (held.link is not None and held.link is piece.link)):
            held = replace(held, text=held.text + piece.text)
        else:
            if held:
                yield held
            held = piece
    if held:
        yield held


def _leads_on(piece: Piece) -> bool:
    return piece.link is not None and is_more(clean_line(piece.text), is_link=True)
