"""`migrationkg evaluate` gives the figures of the measure that the annotators share, and floors that only rise."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from migrationkg.errors import InputError
from migrationkg.evaluation import Compared, calibration, calibration_by_relation, evaluate, write_html
from migrationkg.evaluation.marked import marked_items
from migrationkg.evaluation.running import read_gold, read_predictions

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "data" / "gold"

#: (gold file, news to read) → entity F1, fact F1 at least. A change that lowers a figure below is refused.
#: None stands for the annotated items' own text.
FLOORS: dict[tuple[str, str | None], tuple[float, float]] = {
    ("seed.jsonl", "tests/fixtures/seed-page.txt"): (0.99, 0.98),
    ("sample.jsonl", "data/news"): (0.99, 0.98),
    ("dev.jsonl", "tests/fixtures/dev-page.txt"): (0.97, 0.94),
    ("more-icmpd.jsonl", None): (0.97, 0.92),
    ("more-others.jsonl", None): (0.96, 0.92),
    ("aside-icmpd.jsonl", None): (0.97, 0.93),
    ("aside-others.jsonl", None): (0.96, 0.88),
    ("twins-16.jsonl", None): (0.94, 0.87),
    ("kept/mixed.jsonl", None): (0.93, 0.78),  # never trained on, and so the next ones
    ("kept/as-news.jsonl", None): (0.95, 0.88),
    ("kept/round-18.jsonl", None): (0.93, 0.81),
    ("kept/round-21.jsonl", None): (0.92, 0.74),
    ("kept/round-22.jsonl", None): (0.92, 0.78),
    ("kept/round-23.jsonl", None): (0.92, 0.75),
    ("kept/round-24.jsonl", None): (0.92, 0.72),
}


def news_of(source: str | None) -> str | None:
    return str(ROOT / source) if source else None


@pytest.fixture(scope="module")
def measure() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", GOLD / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("gold", "news"), FLOORS)
def test_extraction_stays_above_its_floors(gold: str, news: str | None) -> None:
    annotated = read_gold(GOLD / gold)
    outcome = evaluate(annotated, read_predictions(annotated, news_of(news)))
    least_entities, least_facts = FLOORS[gold, news]
    assert outcome.aligned == outcome.items
    assert outcome.all_entities.f1 >= least_entities
    assert outcome.all_facts.f1 >= least_facts


@pytest.mark.parametrize(("gold", "news"), FLOORS)
def test_figures_equal_those_of_the_shared_measure(
    gold: str, news: str | None, measure: ModuleType, tmp_path: Path
) -> None:
    annotated = read_gold(GOLD / gold)
    found = read_predictions(annotated, news_of(news))
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


def with_(**values: object) -> str:
    item = {"id": "a", "title": "t", "date": "2025-01-01", "text": "y", "entities": [], "facts": [], "amounts": []}
    return json.dumps(item | values)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (with_(date="x"), "its date is 'x'; write a day such as 2025-01-31"),
        (with_(entities=5), "'entities' must be a list"),
        (with_(entities=[{"id": "e", "type": "Event", "names": "E"}]), r"'entities\[0\].names' must be a list"),
        (with_(entities=[{"id": 1, "type": "Event", "names": []}]), r"'entities\[0\].id' must be a text"),
        (with_(facts=[["e", "heldIn"]]), r"a fact is \[subject, relation, object\], not \['e', 'heldIn'\]"),
        (with_(amounts=[{"of": "p", "value": "1", "currency": "EUR"}]), "'amounts.0..value' must be a number"),
        (with_(text=["y"]), "'text' must be a text"),
        ("5", "it must be an object"),
        ("[" * 100_000, "it is nested too deep"),
        ("9" * 5_000, "Exceeds the limit"),
    ],
)
def test_a_value_of_another_form_is_told_with_its_line(line: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(f"{with_()}\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError, match=rf"gold\.jsonl:2: .*{told}") as error:
        read_gold(path)
    assert "\n" not in str(error.value)


def test_a_line_separator_in_a_text_ends_no_item(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(with_(text="one\u2028two").replace("\\u2028", "\u2028") + "\n", encoding="utf-8")
    assert [item["text"] for item in read_gold(path)] == ["one\u2028two"]


def compared(*names: str) -> list[Compared]:
    gold = [read_gold(GOLD / name) for name in names]
    return [row for items in gold for row in evaluate(items, read_predictions(items, None)).rows]


@pytest.fixture(scope="module")
def measured() -> list[Compared]:
    """Every entity and fact of the development set and the seed page, compared."""
    return compared("dev.jsonl", "seed.jsonl")


@pytest.fixture(scope="module")
def further() -> list[Compared]:
    """Every entity and fact of the further annotated news, compared."""
    return compared("more-icmpd.jsonl", "more-others.jsonl")


def test_of_facts_told_with_high_confidence_nine_in_ten_are_right(
    measured: list[Compared], further: list[Compared]
) -> None:
    for rows, told in ((measured, 400), (further, 1200)):
        sure = calibration(rows)[0]
        assert sure.least == 0.9
        assert sure.told > told
        assert sure.share >= 0.9


def test_confidence_is_told_by_relation(measured: list[Compared]) -> None:
    by_relation = calibration_by_relation(measured)
    told = [row for row in measured if row.kind == "heldIn" and row.what != "missed"]
    assert sum(band.told for band in by_relation["heldIn"]) == len(told)
    assert sum(band.right for band in by_relation["heldIn"]) == sum(row.what == "right" for row in told)
    assert "eventType" not in by_relation
    assert all(band.told for bands in by_relation.values() for band in bands)


def test_each_difference_is_shown_in_its_sentence() -> None:
    text = "The ALPHA project is funded by Norway. It began in May."
    gold = _item([["p1", "fundedBy", "c1"], ["p1", "operatesIn", "c1"]]) | {"text": text, "title": "ALPHA"}
    outcome = evaluate([gold], read_predictions([gold], None))
    (item,) = marked_items([gold], outcome.rows)
    missed = next(row for row in item.facts if row.compared.what == "missed")
    assert [part.text for part in missed.parts if part.mark == "missed"] == ["ALPHA", "Norway"]
    right = next(row for row in item.facts if row.compared.kind == "fundedBy")
    assert [part.text for part in right.parts if part.mark] == ["ALPHA project is funded by Norway"]
    assert item.errors == 1


def test_the_page_marks_the_text_and_shows_hostile_words_as_text(tmp_path: Path) -> None:
    text = "The ALPHA project is funded by Norway <script>window.hacked=1</script>."
    gold = _item([["p1", "operatesIn", "c1"]]) | {"text": text}
    write_html([gold], evaluate([gold], read_predictions([gold], None)), tmp_path / "page.html")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert '<mark class="right">ALPHA</mark>' in page
    assert "&lt;script&gt;window.hacked=1&lt;/script&gt;" in page
    assert page.count("<script>") == 1
    assert "+ spurious" in page
    assert "http" not in page.replace("http-equiv", "")
