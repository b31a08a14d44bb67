"""The page of sentences that gave no fact, which opens anywhere, also offline."""

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from migrationkg.graph.files import replacing
from migrationkg.inspection.coverage import Unread


def write_coverage(unread: Sequence[Unread], items: int, path: Path) -> None:
    """Write the sentences that gave no fact as a page.

    Args:
        unread: the sentences, the most telling first.
        items: number of items that were read.
        path: the file; replaced whole.

    Raises:
        InputError: the file cannot be written.
    """
    from jinja2 import Environment

    source = files(__package__).joinpath("templates", "coverage.html").read_text(encoding="utf-8")
    template = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(source)
    with replacing(path) as stream:
        stream.write(template.render(unread=unread, items=items).encode("utf-8", "replace"))
