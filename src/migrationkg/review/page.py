"""The review as one page that opens anywhere, also offline, and gathers the lines of `decisions.csv` to copy."""

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from migrationkg.graph.files import replacing
from migrationkg.page_policy import content_policy
from migrationkg.review.doubt import Doubt

#: So many doubts stand on a page, if nothing else is asked for: nobody decides on more at a sitting.
SHOWN = 200

_KINDS = {
    "finding": "Finding",
    "duplicate": "May be one",
    "fact": "Uncertain fact",
    "doubtful": "Doubtful fact, not in the graph",
    "decision": "Decision",
}
_BUTTONS = {"merge": "One thing", "apart": "Two things", "accept": "Right", "reject": "Wrong"}


def write_review(doubts: Sequence[Doubt], kb: str | Path, path: str | Path, shown: int = SHOWN) -> None:
    """Write what deserves a look as one page (`docs/curation.md`).

    Whatever names and sentences hold stays text; a content security policy allows the page's own style and script and
    no connection. The page writes nothing: it shows lines, to be copied.

    Args:
        doubts: as of `doubts`.
        kb: the folder of the knowledge base, as the page names it.
        path: the file; replaced whole.
        shown: how many stand there at most, the first.

    Raises:
        InputError: the file cannot be written.
    """
    from jinja2 import Environment  # most commands write no page

    style, script = _part("review.css"), _part("review.js")
    template = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(_part("review.html"))
    page = template.render(
        doubts=doubts[:shown],
        total=len(doubts),
        kb=str(kb),
        kinds=_KINDS,
        buttons=_BUTTONS,
        style=style,
        script=script,
        policy=content_policy(style, [script]),
    )
    with replacing(Path(path)) as stream:
        stream.write(page.encode("utf-8", "replace"))


def _part(name: str) -> str:
    return (files(__package__) / "templates" / name).read_text(encoding="utf-8")
