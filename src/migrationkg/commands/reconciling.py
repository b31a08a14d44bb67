"""`migrationkg reconcile`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from migrationkg.commands.outputs import check_output
from migrationkg.commands.terminal import ERR, LEFT_OUT, KbOption, list_problems, plain


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command(
        "reconcile",
        epilog="Example: migrationkg reconcile funders.csv --column Funder -o done.csv; "
        "migrationkg reconcile --unlinked -o wikidata.csv",
    )(reconcile_command)


def reconcile_command(
    file: Annotated[Path | None, typer.Argument(help="A CSV file with a header.", metavar="FILE.csv")] = None,
    column: Annotated[str | None, typer.Option(help="Column with the names.", metavar="NAME")] = None,
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
    unlinked: Annotated[
        bool,
        typer.Option(
            "--unlinked", help="Instead of a file: list what no outside catalogue has, for OpenRefine with Wikidata."
        ),
    ] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Where the table goes; standard output if not given.")
    ] = None,
) -> None:
    """Find which resources of the graph the names in a CSV column mean, or list those that no outside catalogue has."""
    from migrationkg.reconciliation.running import reconcile_file
    from migrationkg.reconciliation.table import as_csv

    check_output(output, file, *(against or (kb,)))
    if unlinked:
        _list_unlinked(kb, output)
        return
    if file is None or column is None:
        raise typer.BadParameter("give a CSV file and --column, or --unlinked")
    done = reconcile_file(file, column, type=type, country=country, kb=kb, against=against or ())
    _write(as_csv(done), output)
    rows = len(done.candidates)
    ERR.print(
        f"{rows} rows: {done.matched} matched, {done.undecided} with candidates to choose from, "
        f"{rows - done.matched - done.undecided} without{f'; wrote {plain(str(output))}' if output else ''}",
        soft_wrap=True,
    )
    list_problems(done.problems)
    if done.problems:
        raise typer.Exit(LEFT_OUT)


def _list_unlinked(kb: Path, output: Path | None) -> None:
    from migrationkg.reconciliation.running import links_of_file
    from migrationkg.reconciliation.unlinked import as_list

    found = links_of_file(kb)
    _write(as_list(found.unlinked), output)
    ERR.print(
        f"{found.linked} of {found.linked + len(found.unlinked)} things beside news, events, persons and projects are "
        f"linked ({found.share:.0%}); {len(found.unlinked)} listed{f', in {plain(str(output))}' if output else ''}",
        soft_wrap=True,
    )


def _write(text: str, output: Path | None) -> None:
    from migrationkg.graph.files import replacing

    if output is None:
        sys.stdout.buffer.write(text.encode())
    else:
        with replacing(output) as stream:
            stream.write(text.encode())
