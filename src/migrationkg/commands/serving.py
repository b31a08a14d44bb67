"""`migrationkg serve`."""

from pathlib import Path
from typing import Annotated

import typer


def add_to(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command("serve", epilog="Example: migrationkg serve kb")(serve_command)


def serve_command(
    kb: Annotated[Path, typer.Argument(help="Folder of the knowledge base.", metavar="KB")] = Path("kb"),
    host: Annotated[
        str, typer.Option(help="Address to listen at; 0.0.0.0 is every one of this machine.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port; 0 takes a free one.", min=0, max=65535)] = 7200,
    name: Annotated[
        list[str] | None, typer.Option(help="A further host name by which the server is called.", metavar="HOST")
    ] = None,
    timeout: Annotated[float, typer.Option(help="Seconds of work after which a question is stopped.", min=0.1)] = 30,
    memory: Annotated[int, typer.Option(help="MiB that a question may use.", min=128)] = 1024,
    workers: Annotated[
        int | None, typer.Option(help="Questions worked on at once; by default the number of processors.", min=1)
    ] = None,
    cors: Annotated[bool, typer.Option("--cors/--no-cors", help="Whether pages of other sites may read.")] = True,
) -> None:
    """Serve a knowledge base: SPARQL endpoint and pages in a browser."""
    from migrationkg.knowledge_base import open_knowledge_base
    from migrationkg.server.serving import serve
    from migrationkg.server.settings import Settings, default_workers

    open_knowledge_base(kb)
    serve(
        Settings(
            kb,
            host,
            port,
            tuple(one.lower() for one in name or ()),
            timeout=timeout,
            memory=memory * 2**20,
            open_to_pages=cors,
            workers=workers or default_workers(),
        )
    )
