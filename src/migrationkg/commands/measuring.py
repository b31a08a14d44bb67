"""`migrationkg evaluate`."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from migrationkg.commands.terminal import OUT, plain
from migrationkg.errors import InputError
from migrationkg.evaluation import Evaluation, Figures


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("evaluate", epilog="Example: migrationkg evaluate data/gold/sample.jsonl data/news")(evaluate_command)


def evaluate_command(
    gold: Annotated[Path, typer.Argument(help="Annotated items (data/gold/GUIDE.md).", metavar="GOLD.jsonl")],
    source: Annotated[
        str | None, typer.Argument(help="News to read; by default the annotated items' own text.", metavar="SOURCE")
    ] = None,
    errors: Annotated[bool, typer.Option("--errors", help="List every miss and every spurious find.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Measure how right the extraction is: precision, recall and F1 by kind."""
    from migrationkg.evaluation import evaluate
    from migrationkg.evaluation.running import read_gold, read_predictions

    annotated = read_gold(gold)
    if not annotated:
        raise InputError(f"{gold}: holds no annotated item")
    outcome = evaluate(annotated, read_predictions(annotated, source))
    if as_json:
        typer.echo(json.dumps(_as_json(outcome), indent=1))
        return
    if errors:
        for miss in outcome.misses:
            OUT.print(f"{plain(miss.item)}  {miss.what} {miss.kind}: {plain(miss.words)}", soft_wrap=True)
    OUT.print(f"{outcome.items} items, {outcome.aligned} of them read")
    for title, rows, total in (
        ("entities", outcome.entities, outcome.all_entities),
        ("facts", outcome.facts, outcome.all_facts),
    ):
        OUT.print(_table(title, rows, total))


def _table(title: str, rows: Mapping[str, Figures], total: Figures) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column(title, no_wrap=True)
    for name in ("precision", "recall", "F1", "hits", "gold", "found"):
        table.add_column(name, justify="right")
    for name, row in rows.items():
        table.add_row(name, *_cells(row))
    table.add_row(f"all {title}", *_cells(total), style="bold")
    return table


def _cells(row: Figures) -> tuple[str, ...]:
    return (
        *(f"{value:.3f}" for value in (row.precision, row.recall, row.f1)),
        *(str(value) for value in (row.hits, row.gold, row.found)),
    )


def _as_json(outcome: Evaluation) -> dict[str, Any]:
    def figures(row: Figures) -> dict[str, float]:
        rates = {"precision": row.precision, "recall": row.recall, "f1": row.f1}
        return {
            **{key: round(value, 4) for key, value in rates.items()},
            "hits": row.hits,
            "gold": row.gold,
            "found": row.found,
        }

    return {
        "items": outcome.items,
        "aligned": outcome.aligned,
        "entity": figures(outcome.all_entities),
        "entity by kind": {kind: figures(row) for kind, row in outcome.entities.items()},
        "fact": figures(outcome.all_facts),
        "fact by kind": {kind: figures(row) for kind, row in outcome.facts.items()},
    }
