"""`migrationkg evaluate` gives the figures of the measure that the annotators share, and floors that only rise."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from migrationkg.errors import InputError
from migrationkg.evaluation import evaluate
from migrationkg.evaluation.alignment import align
from migrationkg.evaluation.running import read_gold, read_predictions
from migrationkg.model import VALUE_RELATIONS

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "data" / "gold"

#: (gold file, news to read) → entity F1, fact F1 at least. A change that lowers a figure below is refused.
FLOORS = {
    ("seed.jsonl", "tests/fixtures/seed-page.txt"): (0.97, 0.94),
    ("sample.jsonl", "data/news"): (0.97, 0.93),
    ("dev.jsonl", "tests/fixtures/dev-page.txt"): (0.96, 0.89),
}


@pytest.fixture(scope="module")
def measure() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", GOLD / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("gold", "news"), FLOORS)
def test_extraction_stays_above_its_floors(gold: str, news: str) -> None:
    annotated = read_gold(GOLD / gold)
    outcome = evaluate(annotated, read_predictions(annotated, str(ROOT / news)))
    least_entities, least_facts = FLOORS[gold, news]
    assert outcome.aligned == outcome.items
    assert outcome.all_entities.f1 >= least_entities
    assert outcome.all_facts.f1 >= least_facts


@pytest.mark.parametrize(("gold", "news"), FLOORS)
def test_figures_equal_those_of_the_shared_measure(gold: str, news: str, measure: ModuleType, tmp_path: Path) -> None:
    annotated = read_gold(GOLD / gold)
    found = read_predictions(annotated, str(ROOT / news))
    outcome = evaluate(annotated, found)
    predicted = tmp_path / "found.jsonl"
    predicted.write_text("\n".join(json.dumps(item) for item in found), encoding="utf-8")
    wanted, misses = measure.score(measure.read(GOLD / gold), measure.read(predicted))
    for kind, ours in (("entity", outcome.all_entities), ("fact", outcome.all_facts)):
        theirs = wanted[kind]
        assert (ours.hits, ours.gold, ours.found) == (theirs["hits"], theirs["gold"], theirs["found"])
        assert round(ours.f1, 4) == theirs["f1"]
    for kind, ours_by_kind in (("entity by kind", outcome.entities), ("fact by kind", outcome.facts)):
        assert {name: row.hits for name, row in ours_by_kind.items()} == {
            name: row["hits"] for name, row in wanted[kind].items()
        }
    assert len(outcome.misses) == len(misses)


def test_a_missed_and_a_spurious_fact_are_told_apart() -> None:
    gold = [_item([["p1", "operatesIn", "c1"]])]
    outcome = evaluate(gold, [_item([["p1", "fundedBy", "c1"]])])
    assert [(miss.what, miss.kind) for miss in outcome.misses] == [("spurious", "fundedBy"), ("missed", "operatesIn")]
    assert outcome.all_entities.f1 == 1
    assert outcome.all_facts.f1 == 0


def test_an_item_that_was_not_read_counts_as_missed() -> None:
    outcome = evaluate([_item([["p1", "operatesIn", "c1"]])], [])
    assert outcome.aligned == 0
    assert outcome.all_facts.recall == 0


def test_a_file_that_is_no_gold_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": "a"}\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"gold\.jsonl:1: no annotated item; it lacks date, entities, facts, title"):
        read_gold(path)


def _item(facts: list[list[str]]) -> dict[str, object]:
    entities = [
        {"id": "p1", "type": "Project", "names": ["ALPHA"]},
        {"id": "c1", "type": "Country", "names": ["Norway"], "iso": "NO"},
    ]
    return {"id": "a", "title": "A", "date": "2023-07-06", "text": "", "entities": entities, "facts": facts}


def test_facts_told_with_confidence_are_right_as_often_as_it_says() -> None:
    right, told = 0, 0
    for gold in ("dev.jsonl", "seed.jsonl"):
        annotated = read_gold(GOLD / gold)
        for item, found in zip(annotated, read_predictions(annotated, None), strict=True):
            to = align(item["entities"], found["entities"])
            sure = [one["fact"] for one in found["evidence"] if one["confidence"] >= 0.9]
            ends = [(to.get(subject), relation, to.get(target)) for subject, relation, target in sure]
            linked = [fact for fact in ends if fact[1] not in (*VALUE_RELATIONS, "amount")]
            told += len(linked)
            right += sum(list(fact) in item["facts"] for fact in linked)
    assert told > 200
    assert right / told >= 0.9
