"""The page on which annotated items are read with what was found and missed."""

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from migrationkg.evaluation.marked import marked_items
from migrationkg.evaluation.scoring import Evaluation, Item
from migrationkg.graph.files import replacing
from migrationkg.page_policy import content_policy


def write_html(gold: Sequence[Item], outcome: Evaluation, path: Path) -> None:
    """Write annotated items with the outcome marked in their text, as one page that opens anywhere, also offline.

    Args:
        gold: the annotated items, each with its text.
        outcome: their evaluation.
        path: the file; replaced whole.

    Raises:
        InputError: an item has no text, or the file cannot be written.
    """
    from jinja2 import Environment

    style, script, page = (_part(name) for name in ("marked.css", "marked.js", "marked.html"))
    rendered = (
        Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
        .from_string(page)
        .render(
            outcome=outcome,
            items=marked_items(gold, outcome.rows),
            relations=sorted(outcome.facts),
            style=style,
            script=script,
            policy=content_policy(style, [script]),
        )
    )
    with replacing(path) as stream:
        stream.write(rendered.encode("utf-8", "replace"))


def _part(name: str) -> str:
    return files(__package__).joinpath("templates", name).read_text(encoding="utf-8")
