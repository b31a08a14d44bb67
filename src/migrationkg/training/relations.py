"""The weights of relations: pairs of what the steps before find in annotated items, labelled by the annotation.

How sure likelihoods are is measured on items left out of training in turn.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import chain

from migrationkg.evaluation.alignment import align
from migrationkg.extraction.extractor import before_relations
from migrationkg.extraction.jsonlines import to_json
from migrationkg.extraction.models import EventModels, NameModels
from migrationkg.extraction.models.relations import NONE, RelationModel, Sureness
from migrationkg.extraction.models.scorer import Scorer
from migrationkg.extraction.models.voters import Learned
from migrationkg.extraction.relations.candidates import PAIRS, Candidate, fits
from migrationkg.extraction.relations.rows import rows
from migrationkg.extraction.relations.scoring import alone, likelihoods
from migrationkg.extraction.relations.second_look import Others, Triple
from migrationkg.extraction.relations.statements import Item, Viewed, viewed
from migrationkg.extraction.relations.sums import features_of_sums
from migrationkg.extraction.relations.values import values_of_events
from migrationkg.model import Extraction, Fact, NewsItem, Source
from migrationkg.training.as_annotated import as_annotated
from migrationkg.training.corpus import Annotated
from migrationkg.training.log_linear import train_scorer
from migrationkg.training.side_by_side import side_by_side
from migrationkg.training.voters import train_voters

#: A relation is told as a fact from this share on. With it 87 of 100 facts of `data/gold/kept/as-news.jsonl` are right
#: (86 are asked), with 0.45 not so many, at the same F1. Shares are calibrated on items left out of training, so one
#: line for all relations finds the most facts at any precision that is asked of them together.
LINE = 0.5
_LEAST_IN_STEP = 20
#: How often the example of a row is told to the scorer, and the day on which it is news.
_TIMES, _DAY = 3, date(2023, 6, 1)
_TRUST = (
    ("row=", 3.5),
    ("name holds", 2.0),
    ("role path", 1.5),
    ("others: ", 0.6),
    ("frame=", 1.0),
    ("roles=", 1.0),
    ("drawn ", 1.0),
    ("an office", 1.0),
    (("between", "shape", "telling", "begins", "ends", "has", "word", "left of", "right of", "verbs between"), 0.7),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Example:
    """An annotated item as the scorer sees it.

    Attributes:
        view: the item.
        right: the relations that hold between its things, by the annotation.
        times: how often it is told to the scorer.
        sums: what there is to see of each of its sums of money, and whether it is annotated: "yes" or "no".
    """

    view: Viewed
    right: frozenset[Triple]
    times: int = 1
    sums: tuple[tuple[Sequence[str], str], ...] = ()


def example_of(annotated: Annotated, item: Item) -> Example:
    """Return an annotated item with what holds between the things that the steps before found."""
    view = viewed(item)
    facts: tuple[Fact, ...] = tuple(values_of_events(item.text, item.events))
    found = to_json(Extraction(annotated.item, tuple(view.entities.values()), facts))
    twin = align(annotated.gold["entities"], found["entities"])
    gold = {tuple(fact) for fact in annotated.gold["facts"]}
    right = {
        (one.subject, relation, one.object)
        for one in view.pairs
        for relation in PAIRS[one.pair]
        if (twin.get(one.subject), relation, twin.get(one.object)) in gold
        and fits(relation, view.entities[one.subject], view.entities[one.object])
    }
    return Example(view, frozenset(right), annotated.times, tuple(_sums(annotated, item, view)))


def _sums(annotated: Annotated, item: Item, view: Viewed) -> Iterator[tuple[Sequence[str], str]]:
    told = {(float(one["value"]), one["currency"]) for one in annotated.gold.get("amounts", ())}
    for one, seen in zip(view.sums, features_of_sums(item.text, view.entities, item.events, view.sums), strict=True):
        yield seen, "yes" if (float(one.value), one.currency) in told else "no"


def left_out_examples(
    items: Iterable[Annotated], names: Mapping[NewsItem, NameModels], others: EventModels, events: EventModels
) -> Iterator[tuple[Example, Example]]:
    """Yield each item with what the steps before find in it that were trained on others, and as it is annotated.

    Args:
        items: the annotated items.
        names: for each item, models of names that it did not teach.
        others: what items beside these teach of occasions.
        events: what all items teach of them.
    """
    for one in items:
        found = before_relations(one.item, names[one.item], others)
        yield example_of(one, found), example_of(one, as_annotated(one, events))


def examples_of_rows(names: NameModels, events: EventModels) -> list[Example]:
    """Return the examples of the rows of `tables/relations.toml`, each with the pairs alone that its row says.

    So a row that annotated items hardly know weighs something too.
    """
    found = []
    for row in rows():
        item = NewsItem("row", "News", _DAY, None, row.example, None, Source("row", 0))
        view = viewed(before_relations(item, names, events))
        said = frozenset(
            (one.subject, one.relation, one.object)
            for one in view.fired.statements
            if one.rule == row.name and row.says in view.entities[one.object].names
        )
        pairs = tuple(one for one in view.pairs if any((one.subject, one.object) == (s, o) for s, _, o in said))
        found.append(Example(replace(view, pairs=pairs), said, _TIMES))
    return found


def train_relations(parts: Sequence[Sequence[tuple[Example, Example]]], of_rows: Sequence[Example]) -> RelationModel:
    """Return the model of relations that some annotated items teach, and examples of rows beside them.

    The second look is trained on what the first says of items that it was not trained on, and how sure it is is
    measured on items that neither was trained on, as the steps before find them.

    Args:
        parts: each item as the steps before find it, and as it is annotated, in the parts of `left_out_in_turn`, which
            are left out again.
        of_rows: the examples of rows.
    """
    rests = [*(_others(parts, number) for number in range(len(parts))), _others(parts, None)]
    *first, (first_look, voters) = side_by_side([partial(_first_look, [*rest, *of_rows]) for rest in rests])
    models = [RelationModel.of([scorers], {}, learned) for scorers, learned in first]
    looked = [
        [(seen, _beside(seen, model)) for views in part for seen in views]
        for part, model in zip(parts, models, strict=True)
    ]
    beside_rows = [(example, _beside(example, models[0])) for example in of_rows]
    some = [looked[:number] + looked[number + 1 :] for number in range(len(parts))]
    *second, again = side_by_side(
        [partial(_scorers, [*chain.from_iterable(rest), *beside_rows]) for rest in (*some, looked)]
    )
    told: list[tuple[str, float, bool]] = []
    for part, (scorers, learned), beside in zip(parts, first, second, strict=True):
        model = RelationModel.of([scorers, beside], {}, learned)
        for example, _ in part:
            found = likelihoods(example.view.seen, example.view.pairs, model)
            told += [(triple[1], share, triple in example.right) for triple, share in found.items()]
    return RelationModel.of([first_look, again], sureness_of(told), voters)


def train_sums(items: Iterable[Example]) -> Scorer:
    """Return the scorer of sums of money that some items teach, as the steps before find them."""
    told = [one for item in items for one in item.sums * item.times]
    return train_scorer(told, c1=0.2, rare=2) if told else Scorer(("yes",), {})


def _others(parts: Sequence[Sequence[tuple[Example, Example]]], left_out: int | None) -> list[Example]:
    """Return the examples of all parts, or of all but one."""
    return [seen for number, part in enumerate(parts) if number != left_out for views in part for seen in views]


def _beside(example: Example, model: RelationModel) -> Others:
    return Others.of(example.view.seen.scene, alone(example.view.seen, example.view.pairs, model))


def _first_look(examples: Iterable[Example]) -> tuple[dict[str, Scorer], Learned]:
    """Return the scorer of each sort of pair, and networks that vote beside them, by what is seen of it alone."""
    told = _told((example, None) for example in examples)
    scorers = {pair: _learn(lines) for pair, lines in told.items()}
    return scorers, train_voters(told, scorers)


def _scorers(examples: Iterable[tuple[Example, Others | None]]) -> dict[str, Scorer]:
    """Return the scorer of each sort of pair, by what is seen of it beside others."""
    return {pair: _learn(lines) for pair, lines in _told(examples).items()}


def _told(examples: Iterable[tuple[Example, Others | None]]) -> dict[str, list[tuple[list[str], str]]]:
    """Return of each sort of pair what is seen of each, alone or beside others, and the label."""
    told: dict[str, list[tuple[list[str], str]]] = {}
    for example, others in examples:
        for one in example.view.pairs:
            features = [*example.view.seen.features(one), *(others.features(one) if others else ())]
            told.setdefault(one.pair, []).extend([(features, _label(example, one))] * example.times)
    return dict(sorted(told.items()))


def _label(example: Example, one: Candidate) -> str:
    held = sorted(relation for relation in PAIRS[one.pair] if (one.subject, relation, one.object) in example.right)
    return "+".join(held) or NONE


def _trust(feature: str) -> float:
    """Return how freely the weight of a feature may grow: rows freely, words of names and one type's rows hardly."""
    if " type=" in feature:
        return 0.4
    for start, trust in _TRUST:
        if feature.startswith(start):
            return trust
    if feature.startswith("another Place is told"):
        return 2.0
    if feature.startswith(("s: ", "o: ")):
        if any(sign in feature for sign in ("left=", "right=", "word ", "lead=", " of ", "aside=")):
            return 0.5
        return 0.7
    return 0.4 if ": " in feature else 0.7


#: Weights that are small and many: what a thousand items tell of single words is not trusted.
_learn = partial(train_scorer, c2=1.0, rare=2, rounds=100, small=0.06, trust=_trust)


def sureness_of(told: Iterable[tuple[str, float, bool]]) -> dict[str, Sureness]:
    """Return how sure likelihoods are, by relation: the share that was right rises with them (isotonic regression).

    Args:
        told: (relation, likelihood, whether it was right) of pairs left out of training.

    Example:
        >>> steps = sureness_of([("fundedBy", 0.9, True)] * 20 + [("fundedBy", 0.1, False)] * 20)["fundedBy"].steps
        >>> steps
        ((0.1, 0.0), (0.9, 1.0))
    """
    by_relation: dict[str, list[tuple[float, bool]]] = {}
    for relation, likely, right in told:
        by_relation.setdefault(relation, []).append((likely, right))
    return {relation: Sureness(_rising(sorted(rows)), LINE) for relation, rows in sorted(by_relation.items())}


def _rising(rows: Sequence[tuple[float, bool]]) -> tuple[tuple[float, float], ...]:
    """Return (likelihood, share right) of steps of like size, joined until the share rises."""
    size = max(_LEAST_IN_STEP, len(rows) // 40)
    steps: list[tuple[float, float, int]] = []  # sum of likelihoods, right ones, all
    for at in range(0, len(rows), size):
        part = rows[at : at + size]
        steps.append((sum(one[0] for one in part), sum(one[1] for one in part), len(part)))
        while len(steps) > 1 and steps[-2][1] / steps[-2][2] >= steps[-1][1] / steps[-1][2]:
            last, before = steps.pop(), steps.pop()
            steps.append((before[0] + last[0], before[1] + last[1], before[2] + last[2]))
    return tuple((round(likely / count, 4), round(right / count, 4)) for likely, right, count in steps)
