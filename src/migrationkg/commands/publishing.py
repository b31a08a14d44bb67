"""`migrationkg publish`."""

from pathlib import Path
from typing import Annotated

import typer

from migrationkg.commands.terminal import ERR, OUT, KbOption, plain
from migrationkg.program import command


def add_to(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command("publish", epilog="Example: migrationkg publish --to http://localhost:7878/update --kb kb")(
        publish_command
    )


def publish_command(
    to: Annotated[str, typer.Option(help="Where the store takes SPARQL 1.1 updates.", metavar="URL")],
    kb: KbOption = Path("kb"),
    endpoint: Annotated[
        str | None,
        typer.Option(help="Where the store is asked; by default found from --to (docs/publishing.md).", metavar="URL"),
    ] = None,
    replace: Annotated[
        bool,
        typer.Option(
            "--replace",
            help="Delete graphs of the same names that others put there, and more than half of what was there.",
        ),
    ] = False,
    timeout: Annotated[float, typer.Option(help="Seconds that one request may take.", min=0.1)] = 60,
) -> None:
    """Load a knowledge base into a SPARQL store, or bring one there up to date: only graphs that differ are sent.

    Who you are is told by MIGRATIONKG_USER and MIGRATIONKG_PASSWORD, by MIGRATIONKG_TOKEN, or by ~/.netrc.
    """
    from migrationkg.knowledge_base.publishing import publish

    done = publish(kb, to, endpoint=endpoint, replace=replace, timeout=timeout)
    OUT.print(
        f"[bold]{plain(done.asked)}[/]: {done.new} graphs new, {done.changed} changed, {done.withdrawn} withdrawn, "
        f"{done.same} as they were; {done.statements} statements sent",
        soft_wrap=True,
    )
    asking = command("query", "funders-by-project", "--endpoint", done.asked)
    ERR.print(f"  ask it          {plain(asking)}", soft_wrap=True)
