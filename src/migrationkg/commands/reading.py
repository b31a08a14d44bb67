"""`migrationkg extract`."""

import json
from pathlib import Path
from typing import Annotated

import typer

from migrationkg.commands.building import Form, Sources, Template
from migrationkg.commands.extractors import Choice, extracted, extractor
from migrationkg.commands.inspecting import print_coverage
from migrationkg.commands.outputs import check_output, files_of
from migrationkg.commands.terminal import ERR, LEFT_OUT, list_problems, plain


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command(
        "extract",
        epilog="Example: migrationkg extract data/news > facts.jsonl    or    migrationkg extract data/news --coverage",
    )(extract_command)


def extract_command(
    sources: Sources,
    form: Form = None,
    template: Template = None,
    coverage: Annotated[
        bool, typer.Option("--coverage", help="List the sentences of which no fact was read instead.")
    ] = False,
    page: Annotated[
        Path | None, typer.Option(help="With --coverage: write them as a page instead.", metavar="FILE")
    ] = None,
    chosen: Choice = "rules",
) -> None:
    """Print the entities and facts of each item as JSON Lines, in the form of data/gold/GUIDE.md."""
    from migrationkg.extraction.jsonlines import to_json
    from migrationkg.inspection import unread_sentences, write_coverage
    from migrationkg.reading import read

    check_output(page, template, *files_of(sources))
    found = read(sources, form=form, template=template)
    problems = list(found.problems)
    with extractor(chosen) as read_item:
        extractions = extracted(found.items, read_item, problems)
        if coverage and page:
            write_coverage(unread_sentences(extractions), len(found.items), page)
            ERR.print(f"wrote {plain(str(page))}; open it in a browser", soft_wrap=True)
        elif coverage:
            print_coverage(unread_sentences(extractions), len(found.items))
        else:
            for extraction in extractions:
                typer.echo(json.dumps(to_json(extraction), ensure_ascii=False))
    list_problems(problems)
    if problems:
        raise typer.Exit(LEFT_OUT)
