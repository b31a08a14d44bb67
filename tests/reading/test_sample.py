"""The sample news and its gold: as published but for the words, and with every name of the original."""

import json
from pathlib import Path

from migrationkg.reading import read
from migrationkg.reading.identity import folded

DATA = Path(__file__).parents[2] / "data"


def gold(name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (DATA / "gold" / name).read_text("utf-8").splitlines()]


def test_the_sample_has_the_headlines_dates_and_categories_as_published() -> None:
    reading = read([DATA / "news"])
    assert reading.problems == ()
    assert [(item.headline, item.published.isoformat(), item.category) for item in reading.items] == [
        (row["title"], row["date"], row["category"]) for row in gold("seed.jsonl")
    ]


def test_the_sample_says_what_its_gold_quotes() -> None:
    assert [(item.headline, item.text) for item in read([DATA / "news"]).items] == [
        (row["title"], row["text"]) for row in gold("sample.jsonl")
    ]


def test_the_sample_has_every_entity_fact_and_amount_of_the_original() -> None:
    for sample, original in zip(gold("sample.jsonl"), gold("seed.jsonl"), strict=True):
        assert sample["facts"] == original["facts"]
        assert sample["amounts"] == original["amounts"]
        words = " ".join(("", folded(str(sample["title"])), folded(str(sample["text"])), ""))
        entities = original["entities"]
        assert isinstance(entities, list)
        for entity in entities:
            if entity["type"] != "Country" and entity["names"]:
                assert any(f" {folded(name)} " in words for name in entity["names"]), entity


def test_no_summary_of_the_sample_is_that_of_the_original() -> None:
    for sample, original in zip(gold("sample.jsonl"), gold("seed.jsonl"), strict=True):
        assert not set(str(sample["text"]).split(". ")) & set(str(original["text"]).split(". "))
