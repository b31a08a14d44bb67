"""Relations are trained on items as the steps before find them, and as they are annotated."""

from pathlib import Path

from migrationkg.evaluation.alignment import align
from migrationkg.extraction.jsonlines import to_json
from migrationkg.extraction.models import default_models
from migrationkg.extraction.relations.statements import viewed
from migrationkg.extraction.relations.values import values_of_events
from migrationkg.model import Extraction
from migrationkg.training.as_annotated import as_annotated
from migrationkg.training.corpus import read_items
from migrationkg.training.relations import example_of

SEED = read_items([Path(__file__).parents[2] / "data" / "gold" / "seed.jsonl"])


def test_things_and_days_are_those_of_the_annotation() -> None:
    for one in SEED:
        item = as_annotated(one, default_models().events)
        view = viewed(item)
        facts = tuple(values_of_events(item.text, item.events))
        found = to_json(Extraction(one.item, tuple(view.entities.values()), facts))
        wanted = {entity["id"]: entity for entity in one.gold["entities"]}
        twin = align(one.gold["entities"], found["entities"])
        assert twin.keys() == {entity["id"] for entity in found["entities"]}
        for entity in found["entities"]:
            told = wanted[twin[entity["id"]]]
            assert entity["type"] == told["type"]
            if told["type"] == "Event":
                assert [entity[key] for key in ("eventType", "startDate", "endDate")] == [
                    told[key] for key in ("eventType", "startDate", "endDate")
                ]


def test_nearly_all_annotated_facts_are_taught() -> None:
    right = sum(len(example_of(one, as_annotated(one, default_models().events)).right) for one in SEED)
    assert right >= 0.95 * sum(len(one.gold["facts"]) for one in SEED)
