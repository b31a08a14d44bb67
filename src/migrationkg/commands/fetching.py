"""`migrationkg fetch`."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from migrationkg.commands.building import Template
from migrationkg.commands.curating import you
from migrationkg.commands.terminal import ERR, LEFT_OUT, OUT, plain, printable
from migrationkg.errors import MigrationkgError
from migrationkg.program import command
from migrationkg.progress import one_more, stage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from migrationkg.fetching import Outcome

#: Signs and colours as those of `migrationkg diff`; a failure has a sign of its own.
_SIGNS = {
    "new": ("+", "dodger_blue1"),
    "changed": ("~", "bold"),
    "unchanged": ("=", "dim"),
    "gone": ("−", "dark_orange"),
    "failed": ("!", "bold red"),
}


def add_to(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command(
        "fetch",
        epilog="Example: migrationkg fetch feeds.toml --folder news    or    "
        "migrationkg fetch feeds.toml --folder news --withdraw kb",
    )(fetch_command)


def fetch_command(
    wanted: Annotated[Path, typer.Argument(help="TOML file of pages and feeds (docs/fetching.md).", metavar="FILE")],
    folder: Annotated[Path, typer.Option(help="Where the pages are kept.", metavar="FOLDER")] = Path("news"),
    everything: Annotated[
        bool, typer.Option("--all", help="Ask for pages too that a listing led to once and no longer names.")
    ] = False,
    withdraw: Annotated[
        Path | None,
        typer.Option(help="Withdraw the news of pages that are gone from this knowledge base.", metavar="KB"),
    ] = None,
    who: Annotated[str | None, typer.Option(help="Who withdraws it; you, if not given.")] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Let addresses of private networks and of this machine be asked.")
    ] = False,
    template: Template = None,
) -> None:
    """Get the pages and feeds that a file lists, and tell what is new, changed and gone; then: migrationkg build."""
    from migrationkg.fetching import Network, Outcome, fetch, read_wanted

    network = Network(permits=lambda _: True) if allow_private else Network()
    listed = read_wanted(wanted)
    done: list[Outcome] = []
    try:
        with stage("asking for pages"):

            def told(one: Outcome) -> None:
                done.append(one)
                one_more()

            outcomes = fetch(listed, folder, network=network, template=template, everything=everything, told=told)
    except KeyboardInterrupt:
        pages = "1 page was" if len(done) == 1 else f"{len(done)} pages were"
        raise MigrationkgError(f"stopped; {pages} asked for and kept, and the same command goes on there") from None
    _tell(outcomes)
    if withdraw:
        _withdraw(folder, withdraw, who or you())
    else:
        ERR.print(f"  read it     {plain(command('build', str(folder), '--kb', 'kb'))}", soft_wrap=True)
    if any(one.result == "failed" for one in outcomes):
        raise typer.Exit(LEFT_OUT)


def _tell(outcomes: "Sequence[Outcome]") -> None:
    """Print what became of each page that is not as it was, and how many there are of each kind."""
    from migrationkg.fetching.outcome import OUTCOMES

    grid = Table.grid(padding=(0, 1))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for one in outcomes:
        if one.result != "unchanged":
            sign, style = _SIGNS[one.result]
            items = f"  {one.items} {'item' if one.items == 1 else 'items'}" if one.result != "failed" else ""
            note = f"  {printable(one.note)}" if one.note else ""
            grid.add_row(Text(sign, style), Text.assemble(printable(one.address), items, (note, "dim")))
    OUT.print(grid)
    counts = Counter(one.result for one in outcomes)
    OUT.print(", ".join(f"{counts[result]} {result}" for result in OUTCOMES))


def _withdraw(folder: Path, kb: Path, who: str) -> None:
    from migrationkg.knowledge_base.withdrawing import withdraw_gone

    withdrawn = withdraw_gone(folder, kb, who=who)
    for decision in withdrawn:
        OUT.print(f"withdrawn: {plain(decision.item)}  {plain(decision.why)}", soft_wrap=True)
    if withdrawn:
        ERR.print(f"  it holds from the next build on: {plain(command('build', '--kb', str(kb)))}", soft_wrap=True)
    else:
        OUT.print("no news of the knowledge base is on a page that is gone")
