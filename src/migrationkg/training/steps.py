"""The steps of extraction trained in their order: what annotated items teach, whole."""

from collections.abc import Sequence
from functools import partial

from migrationkg.extraction.models import Models
from migrationkg.progress import stage
from migrationkg.training.corpus import Annotated
from migrationkg.training.events import train_events
from migrationkg.training.folds import left_out_in_turn
from migrationkg.training.names import train_names
from migrationkg.training.relations import examples_of_rows, left_out_examples, train_relations, train_sums
from migrationkg.training.side_by_side import side_by_side


def train_models(corpus: Sequence[Annotated]) -> Models:
    """Return the models that some items teach; each step learns on what those before find in items left out."""
    with stage(f"learning names from {len(corpus)} items"):
        names = train_names(corpus)
    with stage("learning events"):
        folds = list(left_out_in_turn(corpus))
        some = [corpus, *(fold.training for fold in folds)]
        events, *others = side_by_side([partial(train_events, items, names.left_out) for items in some])
    with stage("looking at relations in items left out"):
        of_rows = examples_of_rows(names.models, events)
        left_out = [
            list(left_out_examples(fold.left_out, names.left_out, learned, events))
            for fold, learned in zip(folds, others, strict=True)
        ]
    with stage("learning relations"):
        relations = train_relations(left_out, of_rows)
        sums = train_sums(found for part in left_out for found, _ in part)
    return Models(names.models, events, relations, sums)
