"""`migrationkg evaluate`."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from migrationkg.commands.extractors import Choice, extractor
from migrationkg.commands.inspecting import marked_text
from migrationkg.commands.outputs import check_output, files_of
from migrationkg.commands.terminal import ERR, OUT, plain, printable
from migrationkg.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from migrationkg.evaluation import Evaluation, Figures, Item
    from migrationkg.evaluation.identity import Identity, Pair


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("evaluate", epilog="Example: migrationkg evaluate data/gold/sample.jsonl data/news")(evaluate_command)


def evaluate_command(
    gold: Annotated[
        Path, typer.Argument(help="Annotated items (.jsonl) or pairs (.csv) (data/gold/GUIDE.md).", metavar="GOLD")
    ],
    source: Annotated[
        str | None, typer.Argument(help="News to read; by default the annotated items' own text.", metavar="SOURCE")
    ] = None,
    errors: Annotated[
        bool, typer.Option("--errors", help="List what is wrong: items beside their text, pairs with the reason.")
    ] = False,
    calibrate: Annotated[
        bool, typer.Option("--calibration", help="Tell how often facts are right, by their confidence.")
    ] = False,
    page: Annotated[
        Path | None, typer.Option(help="Write a page that marks every item's text.", metavar="FILE")
    ] = None,
    chosen: Choice = "rules",
    as_json: Annotated[bool, typer.Option("--json", help="Print figures and differences as JSON.")] = False,
) -> None:
    """Measure how right the extraction is (of pairs of entities, the resolution): precision, recall and F1 by kind."""
    if gold.suffix.lower() == ".csv":
        if source or page or calibrate or chosen != "rules":
            raise InputError(f"{gold}: pairs go with --errors and --json only; leave out SOURCE and the other options")
        _evaluate_identity(gold, errors, as_json)
        return
    check_output(page, gold, *files_of([source] if source else ()))
    from migrationkg.evaluation import evaluate, write_html
    from migrationkg.evaluation.running import read_gold, read_predictions

    annotated = read_gold(gold)
    if not annotated:
        raise InputError(f"{gold}: holds no annotated item")
    with extractor(chosen) as read_item:
        outcome = evaluate(annotated, read_predictions(annotated, source, read_item))
    if page:
        write_html(annotated, outcome, page)
        ERR.print(f"wrote {plain(str(page))}; open it in a browser", soft_wrap=True)
    if as_json:
        typer.echo(json.dumps(_as_json(outcome), indent=1, ensure_ascii=False))
        return
    if errors:
        OUT.print(_differences(annotated, outcome))
    OUT.print(f"{outcome.items} items, {outcome.aligned} of them read")
    for title, rows, total in (
        ("entities", outcome.entities, outcome.all_entities),
        ("facts", outcome.facts, outcome.all_facts),
    ):
        OUT.print(_table(title, rows, total))
    if calibrate:
        OUT.print(_calibration(outcome))


def _evaluate_identity(gold: Path, errors: bool, as_json: bool) -> None:
    from migrationkg.evaluation.identity import evaluate_identity
    from migrationkg.evaluation.identity_file import read_identity

    told = read_identity(gold)
    if not told.pairs:
        raise InputError(f"{gold}: holds no pair")
    outcome = evaluate_identity(told.pairs, told.extractions)
    if as_json:
        typer.echo(json.dumps(_identity_as_json(outcome), indent=1, ensure_ascii=False))
        return
    if errors:
        OUT.print(_wrong_pairs(outcome))
    bcubed = outcome.bcubed
    OUT.print(f"{outcome.pairs} pairs of {bcubed.entities} entities, which are {bcubed.things} things")
    OUT.print(_table("pairs", outcome.by_kind, outcome.all_pairs))
    OUT.print(f"B-cubed: precision {bcubed.precision:.3f}, recall {bcubed.recall:.3f}, F1 {bcubed.f1:.3f}")


def _wrong_pairs(outcome: "Identity") -> Table:
    """Return the pairs that were joined or kept apart wrongly."""
    table = Table(box=None, pad_edge=False, expand=True)
    for name in ("difference", "first", "second", "why it is wrong"):
        table.add_column(name, ratio=1, overflow="fold")
    for what, pair in _differing(outcome):
        sides = (" ".join(filter(None, (side.name, side.item and f"({side.item})"))) for side in pair.sides)
        table.add_row(*(Text(printable(cell)) for cell in (f"{what}, line {pair.line}", *sides, pair.why)))
    return table


def _differing(outcome: "Identity") -> list[tuple[str, "Pair"]]:
    return [*(("joined", pair) for pair in outcome.joined), *(("kept apart", pair) for pair in outcome.apart)]


def _identity_as_json(outcome: "Identity") -> dict[str, Any]:
    bcubed = outcome.bcubed
    rates = {"precision": bcubed.precision, "recall": bcubed.recall, "f1": bcubed.f1}
    return {
        "pairs": outcome.pairs,
        "entities": bcubed.entities,
        "things": bcubed.things,
        "pairwise": _figures(outcome.all_pairs),
        "pairwise by kind": {kind: _figures(row) for kind, row in outcome.by_kind.items()},
        "b-cubed": {key: round(value, 4) for key, value in rates.items()},
        "differences": [
            {
                "line": pair.line,
                "what": what,
                "kind": pair.kind,
                "sides": [{"item": side.item, "name": side.name} for side in pair.sides],
                "why": pair.why,
            }
            for what, pair in _differing(outcome)
        ],
    }


def _differences(annotated: "Sequence[Item]", outcome: "Evaluation") -> Table:
    """Return the differences beside the sentences in which their words stand."""
    from migrationkg.evaluation.marked import marked_items

    table = Table(box=None, pad_edge=False, expand=True)
    table.add_column("difference", ratio=2)
    table.add_column("text", ratio=3)
    for item in marked_items(annotated, outcome.rows):
        if item.errors:
            table.add_row(Text(printable(item.id), style="bold"), "")
        for row in (*item.entities, *item.facts):
            if row.compared.what != "right":
                said = f"{row.compared.what} {row.compared.kind}: {row.compared.words}"
                table.add_row(Text(printable(said)), marked_text(row.parts))
    return table


def _calibration(outcome: "Evaluation") -> Table:
    """Return how often facts are right, by their confidence: all of them, then those of each relation."""
    from migrationkg.evaluation import calibration, calibration_by_relation

    table = Table(box=None, pad_edge=False)
    table.add_column("relation", no_wrap=True)
    for name in ("confidence", "facts", "right", "share"):
        table.add_column(name, justify="right")
    for relation, bands in {"all": calibration(outcome.rows), **calibration_by_relation(outcome.rows)}.items():
        for band in bands:
            table.add_row(relation, f">= {band.least:.2f}", str(band.told), str(band.right), f"{band.share:.3f}")
    return table


def _table(title: str, rows: "Mapping[str, Figures]", total: "Figures") -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column(title, no_wrap=True)
    for name in ("precision", "recall", "F1", "hits", "gold", "found"):
        table.add_column(name, justify="right")
    for name, row in rows.items():
        table.add_row(name, *_cells(row))
    table.add_row(f"all {title}", *_cells(total), style="bold")
    return table


def _cells(row: "Figures") -> tuple[str, ...]:
    return (
        *(f"{value:.3f}" for value in (row.precision, row.recall, row.f1)),
        *(str(value) for value in (row.hits, row.gold, row.found)),
    )


def _figures(row: "Figures") -> dict[str, float]:
    rates = {"precision": row.precision, "recall": row.recall, "f1": row.f1}
    return {
        **{key: round(value, 4) for key, value in rates.items()},
        "hits": row.hits,
        "gold": row.gold,
        "found": row.found,
    }


def _as_json(outcome: "Evaluation") -> dict[str, Any]:
    return {
        "items": outcome.items,
        "aligned": outcome.aligned,
        "entity": _figures(outcome.all_entities),
        "entity by kind": {kind: _figures(row) for kind, row in outcome.entities.items()},
        "fact": _figures(outcome.all_facts),
        "fact by kind": {kind: _figures(row) for kind, row in outcome.facts.items()},
        "differences": [
            {"item": row.item, "what": row.what, "kind": row.kind, "words": row.words, "spans": row.spans}
            for row in outcome.misses
        ],
    }
