"""`migrationkg release`."""

from pathlib import Path
from typing import Annotated

import typer

from migrationkg.commands.outputs import check_output
from migrationkg.commands.terminal import ERR, OUT, KbOption, plain


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("release", epilog="Example: migrationkg release --version 2026.11 --kb kb")(release_command)


def release_command(
    version: Annotated[str, typer.Option(help="What the release is called, such as 2026.11.", metavar="NAME")],
    kb: KbOption = Path("kb"),
    output: Annotated[
        Path, typer.Option("--output", "-o", help="Where releases lie, each in a folder.", metavar="FOLDER")
    ] = Path("releases"),
    day: Annotated[
        str, typer.Option("--date", help="Day of the release; else what its name tells.", metavar="DAY")
    ] = "",
) -> None:
    """Publish a state of a knowledge base: a folder with all forms, what changed, and how to cite it."""
    from migrationkg.release import release_knowledge_base

    check_output(output / version)
    done = release_knowledge_base(kb, version, output, day=day)
    OUT.print(f"[bold]{plain(str(done.folder))}[/]: {len(list(done.folder.iterdir()))} files", soft_wrap=True)
    OUT.print(f"  RDFC-1.0 hash   {done.hash}", soft_wrap=True)
    OUT.print(f"  changes since   {plain(done.previous) if done.previous else 'nothing: it is the first'}")
    if done.missing:
        about = plain(str(kb / "dataset.toml"))
        ERR.print(
            f"  not told        {', '.join(done.missing)}: name them in {about} (docs/release.md)", soft_wrap=True
        )
