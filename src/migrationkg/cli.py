"""The command `migrationkg`."""

import sys
from typing import Annotated

import typer

from migrationkg import __version__
from migrationkg.collector import rarely_collecting
from migrationkg.commands import (
    asking,
    building,
    comparing,
    curating,
    handing_on,
    inspecting,
    measuring,
    reading,
    reconciling,
)
from migrationkg.commands.terminal import printable, set_up_logging
from migrationkg.errors import MigrationkgError

app = typer.Typer(
    name="migrationkg",
    help="News of migration-policy work as a knowledge graph that is validated, asked, looked at and handed on.",
    epilog="Begin with: migrationkg build data/news --kb kb",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)
for commands in (building, reading, asking, reconciling, inspecting, curating, comparing, handing_on, measuring):
    commands.add_to(app)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"migrationkg {__version__}")
        raise typer.Exit


@app.callback()
def options(
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print results and errors only.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Tell each step.")] = False,
    _: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    """Set how much is told on standard error."""
    set_up_logging(quiet, verbose)


@rarely_collecting()
def main() -> None:
    """Run the command line; an error that the user can mend is one line and exit code 2."""
    try:
        app()
    except MigrationkgError as error:
        print(f"migrationkg: {printable(str(error))}", file=sys.stderr)  # noqa: T201
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except KeyboardInterrupt:
        print("migrationkg: stopped; what was there before is unchanged", file=sys.stderr)  # noqa: T201
        sys.exit(130)
