"""`migrationkg ask`."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from migrationkg.commands.asking import query_command
from migrationkg.commands.terminal import EndpointOption, KbOption, tell
from migrationkg.errors import InputError
from migrationkg.program import command

if TYPE_CHECKING:
    from migrationkg.search import Understood


def add_to(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command("ask", epilog='Example: migrationkg ask "Who funds projects in Poland?" --kb kb')(ask_command)


def ask_command(
    words: Annotated[list[str], typer.Argument(help="The question, in English.", metavar="WORDS")],
    kb: KbOption = Path("kb"),
    endpoint: EndpointOption = None,
    pick: Annotated[
        int, typer.Option(help="Which of the questions that the words may mean; 1 is the likeliest.", min=1)
    ] = 1,
    show: Annotated[bool, typer.Option("--show", help="Only show what would be asked.")] = False,
    format: Annotated[str, typer.Option(help="As of `migrationkg query`.")] = "table",  # noqa: A002
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Where the answer goes; standard output if not given.", metavar="FILE"),
    ] = None,
) -> None:
    """Ask a question in words: shows which named question it is, with which values, and its SPARQL, and asks it."""
    from migrationkg.questions import store_of
    from migrationkg.search import find_things, index_at, understand
    from migrationkg.store import spelled_out
    from migrationkg.store.values import bind_values

    sentence = " ".join(words)
    index = index_at(kb, endpoint)
    found = understand(index, sentence, today=date.today())  # of who asks
    meant = _picked(found, pick, sentence)
    for place, one in enumerate(found, start=1):
        if place != pick:
            tell(f"  --pick {place}: {_told(one)}")
    tell(f"asked: {_told(meant)}")
    tell(f"as a command: {_as_command(meant, kb, endpoint)}")
    if meant.unused:
        tell(f"note: the question has no use for {', '.join(meant.unused)}")
    for name in meant.unknown:
        near = "".join(f"; did you mean {one.name}?" for one in find_things(index, name, limit=1))
        tell(f"note: nothing in this knowledge base is called {name}, so the answer is not limited to it{near}")
    if meant.lacking:
        raise InputError(
            f"'{meant.question.title}' needs {_needs(meant)}; say it in the words, or give it with --param to `query`"
        )
    values = bind_values(store_of(kb, endpoint), meant.question.parameters, meant.values)
    for line in spelled_out(meant.question, values).splitlines():
        if not line.startswith("#"):
            tell(f"  {line}")
    if not show:
        values_told = [f"{name}={value}" for name, value in meant.values.items()]
        query_command(meant.question.name, values_told, kb, endpoint, format, output)


def _picked(found: Sequence["Understood"], pick: int, sentence: str) -> "Understood":
    if not found:
        listing = command("queries")
        raise InputError(f"no question of the catalogue is like '{sentence}'; `{listing}` lists them all")
    if len(found) < pick:
        raise InputError(
            f"--pick {pick}: the words may mean {len(found)} questions; give a number from 1 to {len(found)}"
        )
    return found[pick - 1]


def _told(one: "Understood") -> str:
    values = ", ".join(f"{name}: {label}" for name, label in one.labels.items())
    return f"{one.question.title}{f' ({values})' if values else ''}"


def _as_command(one: "Understood", kb: Path, endpoint: str | None) -> str:
    values = [word for name, value in one.values.items() for word in ("--param", f"{name}={value}")]
    return command("query", one.question.name, *values, *(("--endpoint", endpoint) if endpoint else ("--kb", str(kb))))


def _needs(one: "Understood") -> str:
    meanings = {parameter.name: parameter.meaning for parameter in one.question.parameters}
    return " and ".join(f"{name} ({meanings[name]})" for name in one.lacking)
