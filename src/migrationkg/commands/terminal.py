"""What the commands share: the two streams, the list of what was left out, options in common."""

import logging
import sys
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from migrationkg.errors import Problem

if TYPE_CHECKING:
    from rich.console import Console

    OUT: Console
    ERR: Console

_Item = TypeVar("_Item")

#: Exit code: done, but something was left out.
LEFT_OUT = 3

#: Fewer items than this are read before a progress bar could be looked at.
_WORTH_A_BAR = 300

KbOption = Annotated[Path, typer.Option("--kb", help="Folder of the knowledge base.", metavar="FOLDER")]

EndpointOption = Annotated[
    str | None,
    typer.Option("--endpoint", help="Ask this SPARQL endpoint instead (docs/publishing.md).", metavar="URL"),
]


def __getattr__(name: str) -> "Console":
    """Return the console OUT or ERR, when first asked for: Rich takes a tenth of a second to load."""
    if name not in {"OUT", "ERR"}:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return _console(name)


@cache
def _console(name: str) -> "Console":
    from rich.console import Console

    return Console(stderr=name == "ERR", highlight=False, quiet=name == "ERR" and _quiet())


def set_up_logging(quiet: bool, verbose: bool) -> None:
    """Send log lines to standard error: warnings as a rule, all with -v, errors only with -q."""
    level = logging.ERROR if quiet else logging.INFO if verbose else logging.WARNING
    # No handler of Rich: it takes a millisecond a line, and a file of which nothing can be read has a line an item.
    handler = logging.StreamHandler()
    handler.setFormatter(_Printable("%(levelname)s: %(message)s"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for library in ("trafilatura", "rdflib", "pyshacl", "htmldate", "httpx", "httpcore", "distributed"):
        logging.getLogger(library).setLevel(logging.ERROR)
    if "rich" in sys.modules:  # else the console is made later, and knows
        _console("ERR").quiet = quiet


def _quiet() -> bool:
    return logging.getLogger().level >= logging.ERROR


class _Printable(logging.Formatter):
    """Lines that do not act on the terminal, whatever a file holds."""

    def format(self, record: logging.LogRecord) -> str:
        return printable(super().format(record))


def tell(text: str) -> None:
    """Print a line on standard error, unless -q says otherwise; nothing in it acts on the terminal."""
    if not _quiet():
        print(printable(text), file=sys.stderr)  # noqa: T201


def list_problems(problems: Sequence[Problem]) -> None:
    """List on standard error what was left out; -q does not silence it."""
    for problem in problems:
        print(f"left out: {printable(str(problem))}", file=sys.stderr)  # noqa: T201


def printable(text: str) -> str:
    """Return text without control characters, which would act on the terminal."""
    return "".join(char if char.isprintable() else " " for char in text)


def plain(text: str) -> str:
    """Return text that rich prints as it is, markup and control characters included in neither."""
    from rich.markup import escape

    return escape(printable(text))


def with_bar(step: str, items: Sequence[_Item]) -> Iterable[_Item]:
    """Give the items back one by one, with a progress bar on standard error where there are many."""
    if len(items) < _WORTH_A_BAR or _quiet():
        yield from items
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(step), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=_console("ERR"), transient=True) as bar:
        yield from bar.track(items, description=step)
