"""What the commands share: the two streams, the list of what was left out, options in common."""

import logging
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from migrationkg.errors import Problem
from migrationkg.model import NewsItem

OUT = Console(highlight=False)
ERR = Console(stderr=True, highlight=False)

#: Exit code: done, but something was left out.
LEFT_OUT = 3

#: Fewer items than this are read before a progress bar could be looked at.
_WORTH_A_BAR = 300

KbOption = Annotated[Path, typer.Option("--kb", help="Folder of the knowledge base.", metavar="FOLDER")]


def set_up_logging(quiet: bool, verbose: bool) -> None:
    """Send log lines to standard error: warnings as a rule, all with -v, errors only with -q."""
    level = logging.ERROR if quiet else logging.INFO if verbose else logging.WARNING
    # No handler of Rich: it takes a millisecond a line, and a file of which nothing can be read has a line an item.
    handler = logging.StreamHandler()
    handler.setFormatter(_Printable("%(levelname)s: %(message)s"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for library in ("trafilatura", "rdflib", "pyshacl", "htmldate"):
        logging.getLogger(library).setLevel(logging.ERROR)
    ERR.quiet = quiet


class _Printable(logging.Formatter):
    """Lines that do not act on the terminal, whatever a file holds."""

    def format(self, record: logging.LogRecord) -> str:
        return printable(super().format(record))


def list_problems(problems: Sequence[Problem]) -> None:
    """List on standard error what was left out; -q does not silence it."""
    for problem in problems:
        print(f"left out: {printable(str(problem))}", file=sys.stderr)  # noqa: T201


def printable(text: str) -> str:
    """Return text without control characters, which would act on the terminal."""
    return "".join(char if char.isprintable() else " " for char in text)


def plain(text: str) -> str:
    """Return text that rich prints as it is, markup and control characters included in neither."""
    return escape(printable(text))


def with_bar(step: str, items: Sequence[NewsItem]) -> Iterable[NewsItem]:
    """Give the items back one by one, with a progress bar on standard error where there are many."""
    if len(items) < _WORTH_A_BAR or ERR.quiet:
        yield from items
        return
    columns = (TextColumn(step), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=ERR, transient=True) as bar:
        yield from bar.track(items, description=step)
