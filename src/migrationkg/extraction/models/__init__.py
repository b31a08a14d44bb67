"""The weights of what extraction learned, and how they are applied. In: features. Out: labels and probabilities.

`python -m migrationkg.training` writes the weights (`names.crfsuite`, `events-*.tsv`, `relations.tsv`); `card.md` says
what they were trained on and what they reach. Each step takes its model as an argument, so that training can pass
models that were trained on other items.
"""

from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files

from migrationkg.extraction.models.relations import RelationModel
from migrationkg.extraction.models.scorer import Scorer
from migrationkg.extraction.models.tagger import Tagger


@dataclass(frozen=True, slots=True)
class EventModels:
    """What was learned of occasions; but for `days`, each tells "yes" or "no".

    Attributes:
        heads: whether words tell of an occasion of the story.
        pairs: whether they tell of the same occasion as others.
        groups: whether the words of one occasion together tell of one of the story.
        types: whether a type among theirs is the occasion's.
        days: whether a date is the occasion's: "both" its first and last day, only its "start" or "end", or "no".
    """

    heads: Scorer
    pairs: Scorer
    groups: Scorer
    types: Scorer
    days: Scorer


@dataclass(frozen=True, slots=True)
class Models:
    """The models of the steps, in their order; names and relations without one go by their rules alone.

    Attributes:
        events: tell which words tell of an occasion, of which type, and on which days.
        names: tags the tokens that name something.
        relations: tells which pairs of names stand in which relation.
    """

    events: EventModels
    names: Tagger | None = None
    relations: RelationModel | None = None


@cache
def default_models() -> Models:
    """Return the models that the package carries; they are read once."""
    folder = files(__package__)
    names, relations = (folder / name for name in ("names.crfsuite", "relations.tsv"))
    events = {
        one.name: Scorer.from_text((folder / f"events-{one.name}.tsv").read_text(encoding="utf-8"))
        for one in fields(EventModels)
    }
    return Models(
        events=EventModels(**events),
        names=Tagger(names.read_bytes()) if names.is_file() else None,
        relations=RelationModel.from_text(relations.read_text(encoding="utf-8")) if relations.is_file() else None,
    )
