"""`migrationkg queries` and `migrationkg query`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from migrationkg.commands.terminal import ERR, OUT, KbOption, plain
from migrationkg.errors import InputError
from migrationkg.store import ANSWER_FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from migrationkg.store import NamedQuery


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("queries", epilog="Example: migrationkg queries funding")(queries_command)
    app.command("query", epilog="Example: migrationkg query occasions --param country=AZ --kb kb")(query_command)


def queries_command(
    subject: Annotated[
        str | None, typer.Argument(help="Only questions about this: funding, countries, people, gaps.", metavar="WORD")
    ] = None,
) -> None:
    """List the named questions: what each asks and which parameters it takes."""
    from migrationkg.store import example_command, named_queries

    questions = named_queries()
    listed = [one for one in questions if subject is None or subject.lower() in (*one.keywords, one.name)]
    if not listed:
        raise InputError(f"no question is about '{subject}'; subjects are: {', '.join(_subjects(questions))}")
    for question in listed:
        OUT.print(f"[bold]{question.name}[/]  {plain(question.asks)}")
        table = Table(box=None, show_header=False, pad_edge=False)
        for parameter in question.parameters:
            need = "required" if parameter.required else "optional"
            table.add_row(f"    {parameter.name}", f"{parameter.type}, {need}", plain(parameter.meaning))
        if question.parameters:
            OUT.print(table)
        OUT.print(f"    [dim]{plain(example_command(question))}[/]", soft_wrap=True)


def _subjects(questions: "Iterable[NamedQuery]") -> list[str]:
    return sorted({keyword for question in questions for keyword in question.keywords})


def query_command(
    question: Annotated[
        str, typer.Argument(help="Name of a question, a .rq file, or SPARQL text.", metavar="NAME|FILE|TEXT")
    ],
    param: Annotated[list[str] | None, typer.Option(help="Value of a parameter.", metavar="NAME=VALUE")] = None,
    kb: KbOption = Path("kb"),
    format: Annotated[str, typer.Option(help=", ".join(ANSWER_FORMATS))] = "table",  # noqa: A002
    timeout: Annotated[float, typer.Option(help="Seconds after which the query is stopped.", min=0.1)] = 60,
    width: Annotated[int | None, typer.Option(help="Columns of the table; by default those of the terminal.")] = None,
) -> None:
    """Ask a knowledge base, or a file of RDF, a question."""
    from migrationkg.questions import ask, out_of_use
    from migrationkg.store import write_answer

    answer = ask(question, _values(param or []), kb=kb, timeout=timeout)
    for former, now in out_of_use(question, kb=kb).items():
        ERR.print(f"{plain(former)} is out of use; ask for {plain(now)}", soft_wrap=True)
    if format == "table" and answer.kind == "construct":
        format = "turtle"  # noqa: A001
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(newline="")
    write_answer(answer, format, sys.stdout, width)


def _values(pairs: list[str]) -> dict[str, str]:
    values = {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not sign or not name:
            raise InputError(f"--param {pair}: write it as NAME=VALUE, such as country=AZ")
        values[name] = value
    return values
