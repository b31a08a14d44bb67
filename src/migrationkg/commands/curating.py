"""`migrationkg review`, `migrationkg decide` and `migrationkg decisions`."""

import getpass
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from migrationkg.commands.outputs import check_output
from migrationkg.commands.terminal import ERR, LEFT_OUT, OUT, KbOption, list_problems, plain, printable
from migrationkg.errors import InputError
from migrationkg.model import DECISION_KINDS, Decision
from migrationkg.program import command
from migrationkg.progress import stage

if TYPE_CHECKING:
    from migrationkg.review import Doubt

_WORDS = "; ".join(
    f"{kind}: {', '.join(columns) if kind != 'split' else 'thing (and --item)'}"
    + (", or a name, its kind and its state" if kind == "add" else "")
    for kind, columns in DECISION_KINDS.items()
)


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("review", epilog="Example: migrationkg review --kb kb --limit 10")(review_command)
    app.command(
        "decide",
        epilog='Example: migrationkg decide rename project/libmitaf "LIBMITAF" --why "as its partners call it"',
    )(decide_command)
    app.command("decisions", epilog="Example: migrationkg decisions --kb kb")(decisions_command)


def review_command(
    kb: KbOption = Path("kb"),
    limit: Annotated[
        int | None, typer.Option(help="How many are listed: 20, on a page 200, if not given.", min=1)
    ] = None,
    page: Annotated[
        Path | None, typer.Option(help="Write a page with buttons that make lines of decisions.csv.", metavar="FILE")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print all as JSON.")] = False,
) -> None:
    """List what deserves a look, the most useful first, each with the commands that settle it."""
    from migrationkg.knowledge_base import review_knowledge_base

    check_output(page)
    with stage("looking for what deserves a look"):
        found = review_knowledge_base(kb)
    if page is not None:
        from migrationkg.review.page import SHOWN, write_review

        write_review(found, kb, page, limit or SHOWN)
        ERR.print(f"wrote {plain(str(page))}; open it in a browser", soft_wrap=True)
        return
    limit = limit or 20
    if as_json:
        typer.echo(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=1))
        return
    shown = found[:limit]
    for one, before in zip(shown, [None, *shown], strict=False):
        _print(one, quoted=before is not None and (before.quote, before.item) == (one.quote, one.item))
    OUT.print(f"{len(found)} to look at" + (f", of which these are the first {limit}" if len(found) > limit else ""))


def _print(one: "Doubt", *, quoted: bool) -> None:
    OUT.print(Text.assemble((f"{one.kind}: ", "dim"), (printable(one.text), "bold")))
    if one.quote and not quoted:
        OUT.print(Padding(Text(f"“{printable(one.quote)}” ({printable(one.item)})"), (0, 0, 0, 2)))
    for choice in one.choices:
        OUT.print(Text(f"  {printable(choice)}", style="dim"), soft_wrap=True)


def decide_command(
    kind: Annotated[str, typer.Argument(help=f"One of {', '.join(DECISION_KINDS)}.", metavar="DECISION")],
    what: Annotated[list[str], typer.Argument(help=f"What it is about. {_WORDS}.", metavar="WHAT…")],
    why: Annotated[str, typer.Option(help="The reason.")],
    who: Annotated[str | None, typer.Option(help="Who decides; you, if not given.")] = None,
    item: Annotated[str, typer.Option(help="Id of the news item to which it is limited.")] = "",
    source: Annotated[str, typer.Option(help="Where what is added is told: the sentence, an address.")] = "",
    kb: KbOption = Path("kb"),
) -> None:
    """Write down a decision; the next build applies it."""
    from migrationkg.knowledge_base import decide

    with stage("looking at what the decision changes"):
        decision = decide(kb, kind, what, who=who or you(), why=why, item=item, source=source)
    OUT.print(f"decided: {plain(_in_words(decision))}", soft_wrap=True)
    ERR.print(f"  it holds from the next build on: {plain(command('build', '--kb', str(kb)))}", soft_wrap=True)


def you() -> str:
    """Return the name of who calls.

    Raises:
        InputError: it is not known.
    """
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError) as error:  # an account without a name, as in a container
        raise InputError("who decides is not known here; tell it by --who NAME") from error


def decisions_command(
    kb: KbOption = Path("kb"),
    undo: Annotated[int | None, typer.Option(help="Take back the decision on this line.", metavar="LINE")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List the decisions and whether the last build applied them, or take one back."""
    from migrationkg import knowledge_base

    if undo is not None:
        OUT.print(f"taken back: {plain(_in_words(knowledge_base.undo(kb, undo)))}", soft_wrap=True)
        ERR.print(f"  the next build goes without it: {plain(command('build', '--kb', str(kb)))}", soft_wrap=True)
        return
    found, problems = knowledge_base.decisions_of(kb)
    if as_json:
        rows = [{**asdict(one), "when": one.when.isoformat(), "applied": applied} for one, applied in found]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        _print_table(found)
    list_problems(problems)
    if problems:
        raise typer.Exit(LEFT_OUT)


def _print_table(found: Sequence[tuple[Decision, bool]]) -> None:
    table = Table(box=None, pad_edge=False)
    for heading in ("line", "applied", "decision", "who", "when", "why"):
        table.add_column(heading, overflow="fold", justify="right" if heading == "line" else "left")
    for one, applied in found:
        cells = (_in_words(one), one.who, one.when.isoformat(), one.why)
        table.add_row(str(one.line), "yes" if applied else "no", *map(plain, cells))
    OUT.print(table)


def _in_words(one: Decision) -> str:
    limited = f"in {one.item}" if one.item else ""
    return " ".join(filter(None, (one.kind, one.thing, one.relation, one.object, limited)))
