"""The weights of what extraction learned, and how they are applied. In: features. Out: labels and probabilities.

`python -m migrationkg.training` writes the weights (`names.crfsuite`, `names-kinds.npz`, `events-*.npz` and
`.tsv`, `relations.npz`, `sums.tsv`); `card.md` says what they were trained on and what they reach. Each step takes its
models as an argument, so that training can pass models that were trained on other items.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from migrationkg.extraction.models.network import Network
from migrationkg.extraction.models.relations import RelationModel
from migrationkg.extraction.models.scorer import Scorer
from migrationkg.extraction.models.tagger import Tagger


@dataclass(frozen=True, slots=True)
class NameModels:
    """What was learned of names.

    Attributes:
        tagger: marks the tokens that name something.
        kinds: tells of which kind a thing is that is named.
    """

    tagger: Tagger
    kinds: Network


@dataclass(frozen=True, slots=True)
class EventModels:
    """What was learned of occasions; but for `types` and `days`, each tells "yes" or "no".

    Attributes:
        heads: whether words tell of an occasion of the story.
        pairs: whether they tell of the same occasion as others.
        groups: whether the words of one occasion together tell of one of the story.
        types: of which type the occasion is.
        days: whether a date is the occasion's: "both" its first and last day, only its "start" or "end", or "no".
    """

    heads: Network
    pairs: Network
    groups: Network
    types: Scorer
    days: Network


@dataclass(frozen=True, slots=True)
class Models:
    """The models of the steps, in their order.

    Attributes:
        names: tell who and what is named.
        events: tell which words tell of an occasion, of which type, and on which days.
        relations: tells which pairs of names stand in which relation.
        sums: tells "yes" or "no": whether a sum of money is what a project or occasion costs, gives or hands over.
    """

    names: NameModels
    events: EventModels
    relations: RelationModel
    sums: Scorer


@cache
def default_models() -> Models:
    """Return the models that the package carries; they are read once."""
    folder = files(__package__)

    def network(name: str) -> Network:
        return Network.from_bytes((folder / f"{name}.npz").read_bytes())

    def scorer(name: str) -> Scorer:
        return Scorer.from_text((folder / f"{name}.tsv").read_text(encoding="utf-8"))

    return Models(
        NameModels(Tagger((folder / "names.crfsuite").read_bytes()), network("names-kinds")),
        EventModels(
            heads=network("events-heads"),
            pairs=network("events-pairs"),
            groups=network("events-groups"),
            types=scorer("events-types"),
            days=network("events-days"),
        ),
        RelationModel.from_bytes((folder / "relations.npz").read_bytes()),
        scorer("sums"),
    )
