"""Training of the names: the tagger on annotated names, the kinds on what it finds in items it was not trained on."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

import pycrfsuite

from migrationkg.extraction.models import NameModels
from migrationkg.extraction.models.network import Network
from migrationkg.extraction.models.tagger import Tagger
from migrationkg.extraction.names.features import features
from migrationkg.extraction.names.gazetteer import find_known
from migrationkg.extraction.names.kinds import NOTHING
from migrationkg.extraction.names.name import fold
from migrationkg.extraction.names.recognition import find_things
from migrationkg.extraction.text.analysis import Text, analyse
from migrationkg.model import NewsItem
from migrationkg.training.corpus import Annotated
from migrationkg.training.folds import left_out_in_turn
from migrationkg.training.network import Example, train_network
from migrationkg.training.renaming import renamed
from migrationkg.training.side_by_side import side_by_side
from migrationkg.training.spans import Span, labels, located

#: How strongly the tagger's weights are drawn to nothing (L1) and drawn together (L2), how often a feature must be seen
#: to have one, and when training stops.
_TAGGER = {"c1": 0.3, "c2": 0.3, "feature.minfreq": 2, "max_iterations": 100}


@dataclass(frozen=True, slots=True)
class LearnedNames:
    """What annotated items teach of names.

    Attributes:
        models: the models that all of them teach.
        left_out: for each item, models that it did not teach: what they find there is what they would find in news.
    """

    models: NameModels
    left_out: Mapping[NewsItem, NameModels]


def train_names(items: Sequence[Annotated]) -> LearnedNames:
    """Return the models of names that some annotated items teach."""
    folds = list(left_out_in_turn(items))
    tagger, *taggers = side_by_side(
        [partial(train_tagger, items, renamed(items)), *(partial(train_tagger, fold.training) for fold in folds)]
    )
    examples = [
        [example for one in fold.left_out for example in [*_examples(one, learned)] * one.times]
        for fold, learned in zip(folds, taggers, strict=True)
    ]
    rests = [examples[:number] + examples[number + 1 :] for number in range(len(folds))]
    *kinds, whole = side_by_side([partial(_train_kinds, some) for some in (*rests, examples)])
    left_out = {
        one.item: models
        for part, models in zip(folds, map(NameModels, taggers, kinds), strict=True)
        for one in part.left_out
    }
    return LearnedNames(NameModels(tagger, whole), left_out)


def _train_kinds(examples: Sequence[Sequence[Example]]) -> Network:
    return train_network(list(chain.from_iterable(examples)))


def train_tagger(items: Iterable[Annotated], others: Iterable[tuple[Text, Sequence[Span]]] = ()) -> Tagger:
    """Return the tagger that some annotated items teach.

    Args:
        items: the items.
        others: further texts, and where their names stand.
    """
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(_TAGGER)
    texts = ((analyse(one.item), one) for one in items)
    told_often = ((text, located(text, one.gold)[0]) for text, one in texts for _ in range(one.times))
    for text, spans in chain(told_often, others):
        told = labels(text, spans)
        for first, seen in features(text, find_known(text.content)):
            trainer.append(seen, told[first : first + len(seen)])
    with TemporaryDirectory() as folder:
        path = Path(folder) / "names.crfsuite"
        trainer.train(str(path))
        return Tagger(path.read_bytes())


def _examples(one: Annotated, tagger: Tagger) -> Iterator[Example]:
    """Yield what is seen of each thing that the tagger proposes in an item, and its kind by the annotation."""
    text = analyse(one.item)
    outer, inner = located(text, one.gold)
    kinds = {(span.start, span.end): span.kind for span in (*inner, *outer)}
    listed = {fold(name): entity["type"] for entity in one.gold["entities"] for name in entity["names"]}
    things, _ = find_things(text, find_known(text.content), tagger)
    for thing in things:
        inside = all(candidate.source == "inside" for candidate in thing.candidates)
        told = Counter(
            kinds.get((candidate.start, candidate.end))
            or listed.get("" if inside else fold(text.content[candidate.start : candidate.end]))
            for candidate in thing.candidates
        )
        kind = max((one for one in told if one), key=lambda kind: (told[kind], kind), default=NOTHING)
        yield thing.seen, thing.numbers, NOTHING if kind in ("Country", "Event") else kind
