"""What the commands share: the two streams, the list of what was left out, options in common."""

import logging
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from migrationkg.errors import Problem

if TYPE_CHECKING:
    from rich.console import Console

    OUT: Console
    ERR: Console

#: Exit code: done, but something was left out.
LEFT_OUT = 3

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
    handler = _ToStderr()
    handler.setFormatter(_Printable("%(levelname)s: %(message)s"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for library in ("trafilatura", "rdflib", "pyshacl", "htmldate", "httpx", "httpcore", "distributed"):
        logging.getLogger(library).setLevel(logging.ERROR)
    if "rich" in sys.modules:  # else the console is made later, and knows
        _console("ERR").quiet = quiet


def _quiet() -> bool:
    return logging.getLogger().level >= logging.ERROR


class _ToStderr(logging.Handler):
    """Writes to standard error as it is now: while a step is shown, lines go above it."""

    def emit(self, record: logging.LogRecord) -> None:
        print(self.format(record), file=sys.stderr, flush=True)  # noqa: T201


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
