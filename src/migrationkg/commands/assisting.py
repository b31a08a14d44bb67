"""`migrationkg mcp`."""

from pathlib import Path
from typing import Annotated

import typer

from migrationkg.commands.terminal import tell


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("mcp", epilog="Example: migrationkg mcp kb")(mcp_command)


def mcp_command(
    kb: Annotated[Path, typer.Argument(help="Folder of the knowledge base.", metavar="FOLDER")] = Path("kb"),
    timeout: Annotated[float, typer.Option(help="Seconds after which a query is stopped.", min=0.1)] = 60,
) -> None:
    """Serve a knowledge base to an assistant by the Model Context Protocol, over standard input and output."""
    from migrationkg.assistants.serving import server

    served = server(kb, timeout)
    tell(f"serving {kb} to an assistant over standard input and output, until it hangs up")
    served.run()
