"""`python -m migrationkg.training`: train the steps of extraction in their order and write their weights."""

from dataclasses import fields
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from migrationkg.extraction.models import Models
from migrationkg.extraction.models.relations import RelationModel
from migrationkg.resources import resource
from migrationkg.training.corpus import read_corpus, sets_of
from migrationkg.training.events import train_events
from migrationkg.training.names import train_names
from migrationkg.training.relations import examples_of_rows, left_out_examples, train_relations

OUT = Console()
_WEIGHTS = Path(__file__).resolve().parent.parent / "extraction" / "models"


def main(
    gold: Annotated[Path | None, typer.Option(help="Folder of annotated items.")] = None,
    output: Annotated[Path, typer.Option(help="Folder for the weights.")] = _WEIGHTS,
) -> None:
    """Train names, events and relations on annotated items."""
    corpus = read_corpus(gold or resource("data/gold"))
    OUT.print(f"{len(corpus)} annotated items of {len(sets_of(corpus))} sets; weights go to {output}")
    names = train_names(corpus)
    output.mkdir(parents=True, exist_ok=True)
    (output / "names.crfsuite").write_bytes(names.models.tagger.weights)
    (output / "names-kinds.tsv").write_text(names.models.kinds.to_text(), encoding="utf-8")
    events = train_events(corpus, names.left_out)
    for one in fields(events):
        (output / f"events-{one.name}.tsv").write_text(getattr(events, one.name).to_text(), encoding="utf-8")
    examples = left_out_examples(corpus, names.left_out)
    relations = train_relations(examples, examples_of_rows(Models(names.models, events, RelationModel({}, {}))))
    (output / "relations.tsv").write_text(relations.to_text(), encoding="utf-8")


if __name__ == "__main__":
    typer.run(main)
