"""`migrationkg build` and `migrationkg validate`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from migrationkg.commands.outputs import check_output
from migrationkg.commands.terminal import ERR, LEFT_OUT, OUT, KbOption, list_problems, plain, printable
from migrationkg.errors import InputError
from migrationkg.graph import DEFAULT_BASE
from migrationkg.program import command

if TYPE_CHECKING:
    from migrationkg.knowledge_base import Build
    from migrationkg.validation import Report

Sources = Annotated[
    list[str], typer.Argument(help="Files, folders, globs, or - for standard input.", metavar="SOURCE…")
]
Form = Annotated[
    str | None, typer.Option(help="listing, html, feed, jsonl or csv; found from the content if not given.")
]
Template = Annotated[
    str | None,
    typer.Option(help="How a listing is split: icmpd, or the path of a TOML file (docs/reading.md)."),
]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("build", epilog="Example: migrationkg build data/news --kb kb")(build_command)
    app.command("validate", epilog="Example: migrationkg validate kb    or    migrationkg validate kb/graph.ttl")(
        validate_command
    )


def build_command(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            help="Files, folders, globs, or - for standard input; none to apply decisions to what KB holds.",
            metavar="SOURCE…",
        ),
    ] = None,
    kb: KbOption = Path("kb"),
    form: Form = None,
    template: Template = None,
    base: Annotated[str, typer.Option(help="Where the IRIs of the data begin.")] = DEFAULT_BASE,
    authority: Annotated[
        list[Path] | None,
        typer.Option(help="Authority file, SKOS Turtle or CSV; kept for the next build.", metavar="FILE"),
    ] = None,
    doubtful: Annotated[
        bool, typer.Option("--doubtful", help="Take in what is doubtful too, marked (docs/curation.md).")
    ] = False,
    check: Annotated[bool, typer.Option("--validate/--no-validate", help="Check the graph against the shapes.")] = True,
    page: Annotated[bool, typer.Option("--view/--no-view", help="Write the network page (docs/network.md).")] = True,
    dask: Annotated[
        str | None,
        typer.Option(help="Read the news on the workers of a Dask cluster: tcp://SCHEDULER:8786.", metavar="ADDRESS"),
    ] = None,
) -> None:
    """Make a knowledge base from news, or bring one up to date."""
    from migrationkg.knowledge_base import build

    done = build(
        sources or (),
        kb,
        form=form,
        template=template,
        base=base,
        authorities=authority or (),
        doubtful=doubtful,
        check=check,
        page=page,
        dask=dask,
    )
    _tell(done)
    for line in done.mended:
        print(printable(line), file=sys.stderr)  # noqa: T201 - damage, which -q does not silence
    list_problems(done.problems)
    if done.report is not None and not done.report.conforms:
        raise typer.Exit(1)
    if done.problems:
        raise typer.Exit(LEFT_OUT)


def _tell(done: "Build") -> None:
    """Print what was made, whether it is valid, and how to look at it."""
    files = done.knowledge_base
    OUT.print(
        f"[bold]{plain(str(files.folder))}[/]: {done.items} {'item' if done.items == 1 else 'items'} "
        f"({len(done.new)} new, {len(done.changed)} changed), "
        f"{done.facts} facts with evidence, {done.statements} statements",
        soft_wrap=True,
    )
    if done.exercises:
        told = f"  {done.exercises} of them are annotated exercises: worded to measure how facts are read, no news"
        OUT.print(told, soft_wrap=True)
    table = Table(box=None, show_header=False, pad_edge=False)
    for kind, number in done.resources.items():
        table.add_row(f"  {kind}", str(number))
    OUT.print(table)
    for one in done.parted:
        OUT.print(f"  told apart      {plain(one.now)}, until now taken for {plain(one.former)}", soft_wrap=True)
    if done.doubtful:
        OUT.print(f"  doubtful        {done.doubtful} facts, in {files.doubtful}", soft_wrap=True)
    OUT.print(f"  RDFC-1.0 hash   {_hash(done)}", soft_wrap=True)
    checking = plain(command("validate", str(files.folder)))
    OUT.print(f"  validation      {verdict(done.report) if done.report else f'left out; {checking}'}", soft_wrap=True)
    ERR.print()
    view = plain(command("view", "--kb", str(files.folder)))
    ERR.print(
        f"  look at it      {'' if done.drawn else f'{view}, then '}open {files.network} in a browser", soft_wrap=True
    )
    ask = command("query", "funders-by-project", "--kb", str(files.folder))
    ERR.print(f"  ask it          {plain(ask)}", soft_wrap=True)
    ERR.print(f"  serve it        {plain(command('serve', str(files.folder)))}", soft_wrap=True)
    ERR.print(f"  hand it on      {files.turtle}", soft_wrap=True)


def _hash(done: "Build") -> str:
    """Return the hash of a graph, of a large one the command that gives it."""
    if done.hashed:
        return done.hashed
    words = ("export", "--kb", str(done.knowledge_base.folder), "--format", "nquads", "--evidence")
    return f"{plain(command(*words))} | sha256sum"


def verdict(report: "Report") -> str:
    """Return the outcome of a validation in one line."""
    from migrationkg.validation import SEVERITIES

    words = "conforms" if report.conforms else "does not conform"
    return f"{words}: " + ", ".join(f"{report.count(one)} {one.lower()}s" for one in SEVERITIES)


def validate_command(
    target: Annotated[Path, typer.Argument(help="A knowledge base, or a file of RDF.", metavar="KB|FILE")] = Path("kb"),
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Folder for the report of a file.", metavar="FOLDER"),
    ] = None,
    engine: Annotated[
        str,
        typer.Option(
            help="store, or pyshacl, which judges everything the slow way and finds the same.", metavar="NAME"
        ),
    ] = "store",
) -> None:
    """Check a graph against the shapes; exit code 1 where it violates one, 3 where they have nothing to judge."""
    from migrationkg.knowledge_base import check_again
    from migrationkg.knowledge_base.damage import odd_files
    from migrationkg.knowledge_base.folder import KnowledgeBase
    from migrationkg.validation.table import table

    if target.suffix and not target.exists():
        raise InputError(f"{target}: there is no such file or folder; check the name")
    if output and output.resolve() != target.resolve():
        for path in (KnowledgeBase(output).report, KnowledgeBase(output).report_graph):
            check_output(path, target)
    odd = odd_files(KnowledgeBase(target)) if target.is_dir() else ()
    report, written = check_again(target, output, engine=engine)
    if report.unjudged:
        told = f"{target}: nothing in this file was judged: {report.unjudged}"
        print(printable(told), file=sys.stderr)  # noqa: T201 - the outcome, which -q does not silence
        raise typer.Exit(LEFT_OUT)
    if report.findings:
        OUT.print(table(report))
    OUT.print(f"{plain(str(target))} {verdict(report)}", soft_wrap=True)
    for path in written:
        ERR.print(f"  report  {plain(str(path))}", soft_wrap=True)
    for path in odd:
        told = f"{path}: not as the last build left it; make it anew with: {command('build', '--kb', str(target))}"
        print(printable(told), file=sys.stderr)  # noqa: T201
    if not report.conforms:
        raise typer.Exit(1)
    if odd:
        raise typer.Exit(LEFT_OUT)
