"""`migrationkg extract`."""

import json

import typer

from migrationkg.commands.building import Form, Sources, Template
from migrationkg.commands.terminal import LEFT_OUT, list_problems, with_bar


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("extract", epilog="Example: migrationkg extract data/news > facts.jsonl")(extract_command)


def extract_command(sources: Sources, form: Form = None, template: Template = None) -> None:
    """Print the entities and facts of each item as JSON Lines, in the form of data/gold/GUIDE.md."""
    from migrationkg.extraction import extract
    from migrationkg.extraction.jsonlines import to_json
    from migrationkg.reading import read

    found = read(sources, form=form, template=template)
    for item in with_bar("Reading facts out of the news", found.items):
        typer.echo(json.dumps(to_json(extract(item)), ensure_ascii=False))
    list_problems(found.problems)
    if found.problems:
        raise typer.Exit(LEFT_OUT)
