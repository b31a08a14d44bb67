"""The command `migrationkg`."""

import io
import os
import sys
from collections.abc import Iterator, Mapping, MutableMapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_group

from migrationkg import __version__
from migrationkg.collector import rarely_collecting
from migrationkg.commands.showing import show_steps
from migrationkg.commands.terminal import printable, set_up_logging
from migrationkg.errors import InputError, MigrationkgError
from migrationkg.program import program

#: Commands that go on until they are stopped, with threads of their own.
_LASTING = ("serve", "mcp")
_OF_ALL_COMMANDS = ("-q", "--quiet", "-v", "--verbose")  # they stand before the command
_STOPPED = 130  # exit code of a command that was interrupted

#: Command → the module of `migrationkg.commands` that holds it, in the order of the help.
_HOMES = {
    "fetch": "fetching",
    "build": "building",
    "validate": "building",
    "extract": "reading",
    "queries": "asking",
    "query": "asking",
    "ask": "asking_in_words",
    "reconcile": "reconciling",
    "explain": "inspecting",
    "review": "curating",
    "decide": "curating",
    "decisions": "curating",
    "diff": "comparing",
    "export": "handing_on",
    "release": "releasing",
    "publish": "publishing",
    "view": "handing_on",
    "sheet": "handing_on",
    "mcp": "assisting",
    "serve": "serving",
    "evaluate": "measuring",
}


class _Commands(Mapping[str, Any]):
    """The commands by name; the module of one is loaded when it is asked for, since all together take long."""

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401  # Typer has no public name for the class of a command
        return _commands_of(_HOMES[name])[name]

    def __iter__(self) -> Iterator[str]:
        return iter(_HOMES)

    def __len__(self) -> int:
        return len(_HOMES)


@cache
def _commands_of(module: str) -> MutableMapping[str, Any]:
    own = typer.Typer(rich_markup_mode="rich", pretty_exceptions_enable=False)
    import_module(f"migrationkg.commands.{module}").add_to(own)
    commands = get_group(own).commands
    for one in commands.values():  # the example in the help of each
        one.epilog = (one.epilog or "").replace("migrationkg ", f"{program()} ")
    return commands


class _Group(TyperGroup):
    """The command with its commands."""

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401  # as Typer gives them
        super().__init__(**settings | {"commands": _Commands()})


app = typer.Typer(
    name="migrationkg",
    cls=_Group,
    help="News of migration-policy work as a knowledge graph that is validated, asked, looked at and handed on.",
    epilog=f"Begin with: {program()} build data/news --kb kb",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"migrationkg {__version__}")
        raise typer.Exit


@app.callback()
def options(
    context: typer.Context,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print results and errors only.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Tell each step.")] = False,
    _: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    """Set how much is told on standard error."""
    set_up_logging(quiet, verbose)
    if not quiet and context.invoked_subcommand not in _LASTING:
        show_steps(verbose=verbose)


@rarely_collecting()
def main() -> None:
    """Run the command line; an error that the user can mend is one line and exit code 2."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # who calls has closed it
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115  # for good
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # files and pipes get UTF-8 on Windows too, a terminal what it knows
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")
    sys.exit(_run(sys.argv[1:]))


def _run(words: list[str]) -> int:
    try:
        _refuse_bytes(words)
        code = app(words or ["--help"], standalone_mode=False, prog_name=program()) or 0
        sys.stdout.flush()
    except MigrationkgError as error:
        return _failed(str(error))
    except typer.TyperException as error:
        return _failed(_usage(error))
    except (BrokenPipeError, SystemExit) as error:  # Typer and Rich end the program where a pipe closes early
        if isinstance(error, SystemExit) and not isinstance(error.__context__, BrokenPipeError):
            raise
        _discard_output()
        return 0
    except OSError as error:
        _discard_output()
        return _failed(f"{error.filename or 'the output'}: {error.strerror or error}")
    if code == _STOPPED:
        _failed("stopped; what was there before is unchanged")
    return int(code)


def _refuse_bytes(words: list[str]) -> None:
    for number, word in enumerate(words, start=1):
        try:
            word.encode()
        except UnicodeEncodeError as error:
            raise InputError(f"argument {number} ({word}) is no UTF-8 text; write it so, or rename the file") from error


def _failed(message: str) -> int:
    print(f"migrationkg: {printable(message)}", file=sys.stderr)  # noqa: T201
    return 2


def _usage(error: Exception) -> str:
    """Return what is wrong with the words of a command."""
    told = getattr(error, "format_message", error.__str__)()
    command = getattr(getattr(error, "ctx", None), "command_path", "migrationkg")
    option = getattr(error, "option_name", "")
    if option in _OF_ALL_COMMANDS:
        whole, _, name = command.partition(" ")
        return f"{option} stands before the command: {whole} {option} {name}"
    return f"{told.rstrip('.')}; {command} --help tells what may be given"


def _discard_output() -> None:
    """Let what is still to be printed go nowhere, or Python complains of it at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
