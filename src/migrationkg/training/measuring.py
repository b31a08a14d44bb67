"""What the models reach on sets that they were not trained on: what news of further publishers may expect."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from migrationkg.evaluation import Evaluation, Figures, calibration_by_relation, evaluate
from migrationkg.extraction import extract
from migrationkg.extraction.jsonlines import to_json
from migrationkg.extraction.models import Models
from migrationkg.model import ENTITY_RELATIONS
from migrationkg.training.corpus import Annotated
from migrationkg.training.steps import train_models


@dataclass(frozen=True, slots=True)
class Measured:
    """Figures on sets that were left out.

    Attributes:
        sets: the sets.
        outcome: what was right and wrong in their items.
    """

    sets: tuple[str, ...]
    outcome: Evaluation


def measure_left_out(
    corpus: Sequence[Annotated], left_out: Sequence[Sequence[str]], others: Sequence[Annotated] = ()
) -> Iterator[Measured]:
    """Yield what models reach on sets that they were not trained on.

    Args:
        corpus: the annotated items to train on.
        left_out: the sets that are left out together, in turn.
        others: items to measure on instead of the corpus' own, by their sets: real news, whose twins are left out.
    """
    for sets in left_out:
        models = train_models([one for one in corpus if one.set not in sets])
        yield measure([one for one in others or corpus if one.set in sets], models, sets)


def measure(items: Sequence[Annotated], models: Models, sets: Sequence[str]) -> Measured:
    """Return what models reach on annotated items."""
    found = [to_json(extract(one.item, models)) for one in items]
    return Measured(tuple(sets), evaluate([one.gold for one in items], found))


def together(parts: Sequence[Measured]) -> Evaluation:
    """Return the figures of all parts."""
    rows = tuple(row for part in parts for row in part.outcome.rows)
    return Evaluation.of_rows(
        sum(part.outcome.items for part in parts), sum(part.outcome.aligned for part in parts), rows
    )


def as_markdown(parts: Sequence[Measured]) -> str:
    """Return the figures as Markdown: by set, by kind, and how often facts are right by their confidence."""
    whole = together(parts)
    by_set = [
        (", ".join(part.sets), part.outcome.items, part.outcome.all_entities.f1, *_rates(part.outcome.all_facts))
        for part in (*parts, Measured(("all",), whole))
    ]
    by_kind = [
        (kind, *_rates(one), one.hits, one.gold, one.found)
        for kind, one in (*whole.entities.items(), *whole.facts.items())
    ]
    by_confidence = [
        (relation, f"from {band.least}", band.told, band.right, band.share)
        for relation, bands in calibration_by_relation(whole.rows).items()
        for band in bands
    ]
    by_line = [(line, *_rates(_from_line(whole, line))) for line in (0.5, 0.6, 0.7, 0.8, 0.9)]
    return "\n".join(
        (
            "# What is reached on sets that were left out of training\n",
            "Written by `python -m migrationkg.training --measure` (`data/gold/GUIDE.md`, `docs/extraction.md`).\n",
            _table(("left out", "items", "entities F1", "facts P", "R", "F1"), by_set),
            "## By kind\n",
            _table(("kind", "P", "R", "F1", "right", "annotated", "found"), by_kind),
            "## Relations told only from a higher confidence on\n",
            _table(("from", "P", "R", "F1"), by_line),
            "## How often facts are right, by their confidence\n",
            _table(("relation", "confidence", "facts", "right", "share right"), by_confidence),
        )
    )


def _from_line(whole: Evaluation, line: float) -> Figures:
    """Return the figures of the relations between things, if they were told from a higher confidence on."""
    rows = [row for row in whole.rows if row.group == "fact" and row.kind in ENTITY_RELATIONS]
    told = [row for row in rows if row.what != "missed" and row.confidence >= line]
    annotated = sum(row.what != "spurious" for row in rows)
    return Figures(sum(row.what == "right" for row in told), annotated, len(told))


def _rates(one: Figures) -> tuple[float, float, float]:
    return one.precision, one.recall, one.f1


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [head, ["---"] + ["--:"] * (len(head) - 1)]
    lines += [[f"{cell:.3f}" if isinstance(cell, float) else str(cell) for cell in row] for row in rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
