"""No fact without words: what is read out of news can be pointed at."""

import json
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from migrationkg.evaluation.running import news as as_news
from migrationkg.evaluation.running import read_gold
from migrationkg.extraction import extract
from migrationkg.extraction.jsonlines import from_json, to_json
from migrationkg.model import ENTITY_KINDS, ENTITY_RELATIONS, RELATION_KINDS, VALUE_RELATIONS, Extraction, NewsItem
from migrationkg.reading import read
from tests.extraction.conftest import news

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def everything() -> list[Extraction]:
    sources = ["tests/fixtures/seed-page.txt", "tests/fixtures/dev-page.txt", "data/news"]
    items = [item for source in sources for item in read([ROOT / source]).items]
    short = [as_news(one) for one in read_gold(ROOT / "data" / "gold" / "cases.jsonl")]
    return [extract(item) for item in (*items, *short)]


def problems(found: Extraction) -> list[str]:
    """Return what an extraction says without words, or of the wrong things."""
    content, kinds = found.item.content, {entity.id: entity.kind for entity in found.entities}
    told = []
    for evidence in (*(fact.evidence for fact in found.facts), *(amount.evidence for amount in found.amounts)):
        if not evidence.quote or content[evidence.start : evidence.end] != evidence.quote:
            told.append(f"{evidence.rule}: {evidence.quote!r} does not stand at {evidence.start}")
        if not 0 < evidence.confidence <= 1:
            told.append(f"{evidence.rule}: confidence {evidence.confidence}")
    for entity in found.entities:
        told += [f"{entity.id}: no mention" for _ in [0] if not entity.mentions]
        told += [f"{entity.id}: {m}" for m in entity.mentions if content[m.start : m.end] != m.text]
    for fact in found.facts:
        if fact.relation not in VALUE_RELATIONS:
            subjects, objects = RELATION_KINDS[fact.relation]
            if kinds[fact.subject] not in subjects or kinds[fact.object] not in objects:
                told.append(f"{fact.relation} of a {kinds[fact.subject]} and a {kinds[fact.object]}")
    return told


def test_every_fact_quotes_words_that_stand_in_its_item(everything: list[Extraction]) -> None:
    assert len(everything) >= 318  # the pages, the sample and the short texts
    assert sum(len(found.facts) for found in everything) > 1200
    assert [problem for found in everything for problem in problems(found)] == []


def test_the_check_of_evidence_bites(everything: list[Extraction]) -> None:
    found = everything[0]
    fact = found.facts[0]
    for change in ({"quote": "words that are not there"}, {"start": fact.evidence.start + 1}, {"confidence": 1.5}):
        moved = replace(fact, evidence=replace(fact.evidence, **change))
        assert problems(replace(found, facts=(moved,))) != []


def test_every_event_has_one_type(everything: list[Extraction]) -> None:
    for found in everything:
        for event in (entity for entity in found.entities if entity.kind == "Event"):
            types = [f for f in found.facts if f.subject == event.id and f.relation == "eventType"]
            assert len(types) == 1


def test_reading_an_item_twice_gives_the_same(everything: list[Extraction]) -> None:
    assert all(extract(found.item) == found for found in everything[:20])


def test_an_extraction_is_read_back_whole_from_json_lines(everything: list[Extraction]) -> None:
    for found in everything:
        assert from_json(json.loads(json.dumps(to_json(found)))) == found


def test_every_relation_between_things_joins_kinds_of_the_model() -> None:
    assert RELATION_KINDS.keys() == set(ENTITY_RELATIONS)
    assert {kind for ends in RELATION_KINDS.values() for kinds in ends for kind in kinds} <= set(ENTITY_KINDS)


WORDS = st.sampled_from(
    (
        "ICMPD IOM the of and in Ministry Interior Albania Kosovo EU-funded project “ ” ( ) , . - – ' ’s 3-7 July 2023 "
        "EUR 2.4 million workshop held by organised Director General Savaş Ünlü Vienna EU4SAFEALB handed over to \n\n "
        "< > & { } \\ $ ^ * \ue000 \ue00c \u200b é"
    ).split(" ")
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=60).map(" ".join), st.text(max_size=60))
def test_any_words_give_an_extraction_whose_evidence_holds(text: str, headline: str) -> None:
    assert problems(extract(news(text, headline))) == []


@pytest.mark.parametrize(
    "text",
    [
        "A" * 20_000,
        "the " * 5_000,
        "Ministry of " * 2_000,
        "(" * 5_000,
        "X, " * 5_000,
        "“" * 3_000,
        "EU-" * 4_000,
        "Al-B " * 4_000,
    ],
    ids=lambda text: text[:8],
)
def test_long_hostile_text_is_read_in_seconds(text: str) -> None:
    start = time.process_time()
    extract(news(text))
    assert time.process_time() - start < 3


def test_a_headline_of_ten_thousand_characters_is_read() -> None:
    item = NewsItem("item", "Workshop in Vienna " * 530, date(2023, 7, 6), None, "", None, news("").source)
    assert problems(extract(item)) == []
