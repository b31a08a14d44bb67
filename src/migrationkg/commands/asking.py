"""`migrationkg queries` and `migrationkg query`."""

import io
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from migrationkg.commands.outputs import check_output
from migrationkg.commands.terminal import EndpointOption, KbOption, plain, tell
from migrationkg.errors import InputError
from migrationkg.graph.files import replacing
from migrationkg.store import ANSWER_FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from migrationkg.store import NamedQuery

_FORMATS = (*ANSWER_FORMATS, "xlsx")

#: Rows of a table: more are not read, and take long to lay out.
_MOST = 1000


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
    from rich.table import Table

    from migrationkg.commands.terminal import OUT
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
    endpoint: EndpointOption = None,
    format: Annotated[str, typer.Option(help=", ".join(_FORMATS))] = "table",  # noqa: A002
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Where the answer goes; standard output if not given.", metavar="FILE"),
    ] = None,
    iri: Annotated[bool, typer.Option("--iri", help="IRIs alone, without the labels of what they name.")] = False,
    stated: Annotated[
        bool, typer.Option("--stated", help="Only what is stated, not what super-classes and inverses imply.")
    ] = False,
    excel: Annotated[
        bool, typer.Option("--excel", help="CSV that Excel reads right and takes for no formula.")
    ] = False,
    timeout: Annotated[float, typer.Option(help="Seconds after which the query is stopped.", min=0.1)] = 60,
    width: Annotated[
        int | None, typer.Option(help="Columns of the table; by default those of the terminal.", min=1)
    ] = None,
) -> None:
    """Ask a knowledge base, a file of RDF or a SPARQL endpoint a question."""
    from migrationkg.questions import store_of
    from migrationkg.store import ask, find_query, labelled, remarks, write_answer

    if format not in _FORMATS:
        raise InputError(f"'{format}' is no form of an answer; choose one of {', '.join(_FORMATS)}")
    if excel and format != "csv":
        raise InputError("--excel goes with --format csv; --format xlsx is Excel's own")
    if format == "xlsx" and output is None and sys.stdout.isatty():
        raise InputError("a workbook is nothing to look at here; name a file for it: -o answer.xlsx")
    check_output(output, question if question.endswith(".rq") else None, None if endpoint else kb)
    store, asked = store_of(kb, endpoint), find_query(question)
    most = _MOST if format == "table" else None
    answer = ask(store, asked.text, values_of(param or []), timeout, most, implied=not (asked.is_ours or stated))
    for remark in [] if asked.is_ours else remarks(store, asked.text, answer):
        tell(f"note: {remark}")
    if not iri:
        answer = labelled(store, answer)
    with _opened(output) as stream:
        if format == "xlsx":
            from migrationkg.store.workbook import write_workbook

            write_workbook(store, answer, stream)
            return
        words = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
        as_graph = format == "table" and answer.kind == "construct"
        write_answer(answer, "turtle" if as_graph else format, words, width, excel=excel)
        words.detach()


@contextmanager
def _opened(output: Path | None) -> "Iterator[BinaryIO]":
    if output is None:
        yield sys.stdout.buffer
        return
    with replacing(output) as stream:
        yield stream
    tell(f"wrote {output}")


def values_of(pairs: list[str]) -> dict[str, str]:
    """Return the values of parameters that a user wrote as NAME=VALUE, by name.

    Raises:
        InputError: one is written otherwise, or a name stands there twice.
    """
    values: dict[str, str] = {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not sign or not name:
            raise InputError(f"--param {pair}: write it as NAME=VALUE, such as country=AZ")
        if name in values:
            raise InputError(f"--param {pair}: {name} has the value {values[name]} already; ask once for each value")
        values[name] = value
    return values
