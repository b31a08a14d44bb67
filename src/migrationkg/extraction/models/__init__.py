"""The weights of what extraction learned, and how they are applied. In: features. Out: labels and probabilities.

`python -m migrationkg.training` writes the weights (`names.crfsuite`, `events.tsv`, `relations.tsv`); `card.md` says
what they were trained on and what they reach. Each step takes its model as an argument, so that training can pass
models that were trained on other items.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from migrationkg.extraction.models.scorer import Scorer
from migrationkg.extraction.models.tagger import Tagger


@dataclass(frozen=True, slots=True)
class Models:
    """The models of the steps, in their order; a step without one goes by its rules alone.

    Attributes:
        names: tags the tokens that name something.
        events: tells which words tell of an occasion, and of which type.
        relations: tells which pairs of names stand in which relation.
    """

    names: Tagger | None = None
    events: Scorer | None = None
    relations: Scorer | None = None


@cache
def default_models() -> Models:
    """Return the models that the package carries; they are read once."""
    folder = files(__package__)
    names, events, relations = (folder / name for name in ("names.crfsuite", "events.tsv", "relations.tsv"))
    return Models(
        names=Tagger(names.read_bytes()) if names.is_file() else None,
        events=Scorer.from_text(events.read_text(encoding="utf-8")) if events.is_file() else None,
        relations=Scorer.from_text(relations.read_text(encoding="utf-8")) if relations.is_file() else None,
    )
