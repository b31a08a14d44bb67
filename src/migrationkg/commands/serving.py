"""`migrationkg serve`."""

import os
import secrets
import sys
from pathlib import Path
from typing import Annotated

import typer

from migrationkg.commands.terminal import tell
from migrationkg.errors import InputError

#: Where the token of curators is told, and how long it is at least.
_TOKEN, _LONG = "MIGRATIONKG_CURATE_TOKEN", 16


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
        int | None, typer.Option(help="Questions worked on at once; by default two for each processor.", min=1)
    ] = None,
    curate: Annotated[
        bool,
        typer.Option("--curate", help="Let who knows the token in MIGRATIONKG_CURATE_TOKEN decide in the browser."),
    ] = False,
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
            curate_token=_token() if curate else None,
        )
    )


def _token() -> str:
    """Return the token that a curator must know; on a terminal a new one is made and shown where none is told."""
    token = os.environ.get(_TOKEN, "")
    if not token and sys.stderr.isatty():
        token = secrets.token_urlsafe(16)
        tell(f"curators sign in at /curation with the token {token}")
    if len(token) < _LONG:
        raise InputError(f"--curate needs a token of {_LONG} characters or more; tell it by the variable {_TOKEN}")
    return token
