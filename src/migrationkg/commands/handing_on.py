"""`migrationkg export` and `migrationkg view`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from migrationkg.commands.terminal import ERR, KbOption, plain
from migrationkg.graph import EXPORT_FORMATS

_OF_NETWORK = ("graphml", "gexf")


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("export", epilog="Example: migrationkg export --format jsonld --kb kb -o graph.jsonld")(export_command)
    app.command("view", epilog="Example: migrationkg view --kb kb -o network.html")(view_command)


def export_command(
    format: Annotated[str, typer.Option(help=", ".join((*EXPORT_FORMATS, *_OF_NETWORK)))] = "turtle",  # noqa: A002
    kb: KbOption = Path("kb"),
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="File, or folder for csv; standard output if not given.", metavar="PATH"),
    ] = None,
    evidence: Annotated[bool, typer.Option("--evidence/--no-evidence", help="With or without evidence.")] = False,
) -> None:
    """Write the graph in a form for other systems."""
    from migrationkg.knowledge_base import export_knowledge_base

    export_knowledge_base(kb, format, output or sys.stdout.buffer, evidence=evidence)
    if output:
        ERR.print(f"wrote {plain(str(output))}", soft_wrap=True)


def view_command(
    kb: KbOption = Path("kb"),
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Where the page goes.", metavar="FILE")] = None,
    most: Annotated[int, typer.Option(help="How many things at most, those with the most ties first.", min=1)] = 1000,
) -> None:
    """Write the network as one page that opens in a browser, also offline."""
    from migrationkg.knowledge_base import view_knowledge_base

    ERR.print(f"wrote {plain(str(view_knowledge_base(kb, output, most)))}; open it in a browser", soft_wrap=True)
