"""`migrationkg reconcile`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from migrationkg.commands.terminal import ERR, LEFT_OUT, KbOption, list_problems, plain


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("reconcile", epilog="Example: migrationkg reconcile funders.csv --column Funder -o done.csv")(
        reconcile_command
    )


def reconcile_command(
    file: Annotated[Path, typer.Argument(help="A CSV file with a header.", metavar="FILE.csv")],
    column: Annotated[str, typer.Option(help="Column with the names.", metavar="NAME")],
    type: Annotated[  # noqa: A002
        str | None, typer.Option(help="What the names name: Project, Organisation, Ministry, Country, Place, Person …")
    ] = None,
    country: Annotated[
        str | None, typer.Option(help="Column with the country of each, by name or code.", metavar="NAME")
    ] = None,
    kb: KbOption = Path("kb"),
    against: Annotated[
        list[Path] | None, typer.Option(help="Authority file to compare with instead.", metavar="FILE")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Where the table goes; standard output if not given.")
    ] = None,
) -> None:
    """Find which resources of the graph the names in a CSV column mean."""
    from migrationkg.graph.files import replacing
    from migrationkg.reconciliation.running import reconcile_file
    from migrationkg.reconciliation.table import as_csv

    done = reconcile_file(file, column, type=type, country=country, kb=kb, against=against or ())
    data = as_csv(done).encode()
    if output is None:
        sys.stdout.buffer.write(data)
    else:
        with replacing(output) as stream:
            stream.write(data)
    rows = len(done.candidates)
    ERR.print(
        f"{rows} rows: {done.matched} matched, {done.undecided} with candidates to choose from, "
        f"{rows - done.matched - done.undecided} without{f'; wrote {plain(str(output))}' if output else ''}",
        soft_wrap=True,
    )
    list_problems(done.problems)
    if done.problems:
        raise typer.Exit(LEFT_OUT)
