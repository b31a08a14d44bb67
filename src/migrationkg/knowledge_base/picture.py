"""A knowledge base within a notebook: its card, and its network page in a frame."""

from collections import Counter
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from migrationkg.knowledge_base.folder import KnowledgeBase


@dataclass(frozen=True, slots=True)
class Picture:
    """A page that a notebook shows as the value of a cell.

    Attributes:
        page: HTML that needs no other file.
        height: of the picture, in pixels.
    """

    page: str = field(repr=False)
    height: int

    def _repr_html_(self) -> str:
        """Return the page in a frame, where its script runs, but reaches nothing of the notebook.

        Example:
            >>> Picture('<p title="a">b</p>', 100)._repr_html_().partition(" srcdoc=")[2]
            '"&lt;p title=&quot;a&quot;&gt;b&lt;/p&gt;"></iframe>'
        """
        may = "allow-scripts allow-downloads allow-modals allow-popups"
        looks = f"width: 100%; height: {self.height}px; border: 1px solid #8886; border-radius: 8px"
        return f'<iframe title="Network" sandbox="{may}" style="{looks}" srcdoc="{escape(self.page)}"></iframe>'


def card_of(known: "KnowledgeBase") -> str:
    """Return what a knowledge base holds, as a small table of HTML.

    Args:
        known: it.
    """
    from migrationkg.graph import terms
    from migrationkg.store import open_store
    from migrationkg.views.network import kinds_of
    from migrationkg.views.statements import Statements, text
    from migrationkg.views.wording import KIND_WORDS

    said = Statements(open_store(known.store))
    days = sorted(text(quad.object) for quad in said.matching(None, terms.PUBLISHED, None))
    counts = Counter(kinds_of(said).values())
    rows = [("News items", f"{len(days)}, {days[0]} to {days[-1]}" if days else "0")]
    rows += [(many, f"{counts[kind]:,}") for kind, (_, many) in KIND_WORDS.items() if counts[kind]]
    body = "".join(
        f"<tr><th style='text-align: left'>{escape(what)}</th><td>{escape(how)}</td></tr>" for what, how in rows
    )
    return (
        f"<p><strong>Knowledge base</strong> <code>{escape(str(known.folder))}</code></p><table>{body}</table>"
        "<p>Look at it: <code>.view()</code>; ask it: <code>migrationkg.ask(…, kb=…)</code></p>"
    )
