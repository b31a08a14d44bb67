"""`python -m migrationkg.training`: learn the weights of extraction, or measure on what is left out."""

from dataclasses import fields
from pathlib import Path
from typing import Annotated, TypeAlias

import typer
from rich.console import Console

from migrationkg.commands.showing import show_steps
from migrationkg.commands.terminal import set_up_logging
from migrationkg.errors import InputError
from migrationkg.extraction.models import Models
from migrationkg.extraction.models.network import Network
from migrationkg.resources import resource
from migrationkg.training.corpus import Annotated as AnnotatedItem
from migrationkg.training.corpus import read_corpus, read_items, sets_of
from migrationkg.training.fitting import DIGESTS, digests
from migrationkg.training.measuring import as_markdown, measure_left_out
from migrationkg.training.steps import train_models

Corpus: TypeAlias = tuple[AnnotatedItem, ...]

OUT = Console()
ERR = Console(stderr=True)
#: The set in whose items the steps are looked at, to notice code that the weights no longer fit.
_LOOKED_AT = "seed"
_WEIGHTS = Path(__file__).resolve().parent.parent / "extraction" / "models"


def main(  # noqa: PLR0913 - the options
    gold: Annotated[Path | None, typer.Option(help="Folder of annotated items.")] = None,
    output: Annotated[Path, typer.Option(help="Folder for the weights.")] = _WEIGHTS,
    measure: Annotated[
        bool,
        typer.Option("--measure", help="Write nothing: leave each set out, and tell what is reached on it."),
    ] = False,
    leave_out: Annotated[
        list[str] | None,
        typer.Option(help="With --measure: sets left out together (a,b); may be given again.", metavar="SETS"),
    ] = None,
    on: Annotated[
        Path | None,
        typer.Option(help="With --measure: annotated items with texts to measure on, by their sets.", metavar="FILE"),
    ] = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Tell each step.")] = False,
    page: Annotated[
        Path | None, typer.Option(help="With --measure: write the figures into this Markdown file.", metavar="FILE")
    ] = None,
) -> None:
    """Train names, events and relations on annotated items."""
    set_up_logging(quiet=False, verbose=verbose)
    show_steps(verbose=verbose)
    try:
        corpus = read_corpus(gold or resource("data/gold"))
        if measure:
            told = _measure(corpus, leave_out, read_items([on]) if on else ())
            if page:
                page.write_text(told, encoding="utf-8")
            else:
                typer.echo(told)
        else:
            OUT.print(f"{len(corpus)} annotated items of {len(sets_of(corpus))} sets; weights go to {output}")
            models = train_models(corpus)
            write_weights(models, output)
            seen = digests([one.item for one in corpus if one.set == _LOOKED_AT], models)
            (output / DIGESTS).write_text(seen, encoding="utf-8")
    except InputError as error:
        ERR.print(f"migrationkg.training: {error}", markup=False)
        raise typer.Exit(2) from error


def _measure(corpus: Corpus, leave_out: list[str] | None, others: Corpus) -> str:
    """Return what is reached on sets that are left out of training, as Markdown."""
    known = sets_of(others or corpus)
    left_out = [sets.split(",") for sets in leave_out or known]
    unknown = sorted({name for sets in left_out for name in sets} - {*known})
    if unknown:
        raise InputError(f"no items of the set {', '.join(unknown)}; there are {', '.join(known)}")
    parts = []
    for part in measure_left_out(corpus, left_out, others):
        parts.append(part)
        ERR.print(f"{', '.join(part.sets)}: facts F1 {part.outcome.all_facts.f1:.3f}", markup=False)
    return as_markdown(parts)


def write_weights(models: Models, folder: Path) -> None:
    """Write the weights of models into a folder, each step's in files of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "names.crfsuite").write_bytes(models.names.tagger.weights)
    (folder / "names-kinds.npz").write_bytes(models.names.kinds.to_bytes())
    for one in fields(models.events):
        learned = getattr(models.events, one.name)
        if isinstance(learned, Network):
            (folder / f"events-{one.name}.npz").write_bytes(learned.to_bytes())
        else:
            (folder / f"events-{one.name}.tsv").write_text(learned.to_text(), encoding="utf-8")
    (folder / "relations.npz").write_bytes(models.relations.to_bytes())
    (folder / "sums.tsv").write_text(models.sums.to_text(), encoding="utf-8")


if __name__ == "__main__":
    typer.run(main)
