"""The steps of extraction trained in their order: what annotated items teach, whole."""

from collections.abc import Sequence

from migrationkg.extraction.models import Models
from migrationkg.extraction.models.relations import RelationModel
from migrationkg.training.corpus import Annotated
from migrationkg.training.events import train_events
from migrationkg.training.names import train_names
from migrationkg.training.relations import examples_of_rows, left_out_examples, train_relations


def train_models(corpus: Sequence[Annotated]) -> Models:
    """Return the models that some items teach; each step learns on what those before find in items left out."""
    names = train_names(corpus)
    events = train_events(corpus, names.left_out)
    of_rows = examples_of_rows(Models(names.models, events, RelationModel({}, {}, {})))
    relations = train_relations(left_out_examples(corpus, names.left_out), of_rows)
    return Models(names.models, events, relations)
