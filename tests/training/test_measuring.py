"""What is reached on sets left out, told by `python -m migrationkg.training --measure`."""

from pathlib import Path

import pytest
from typer import Typer
from typer.testing import CliRunner

from migrationkg.evaluation import evaluate
from migrationkg.extraction import extract
from migrationkg.extraction.jsonlines import to_json
from migrationkg.extraction.models import default_models
from migrationkg.training import measuring
from migrationkg.training.__main__ import main
from migrationkg.training.corpus import Annotated, read_corpus, read_items
from migrationkg.training.measuring import as_markdown, measure, measure_left_out, together

GOLD = Path(__file__).parents[2] / "data" / "gold"
APP = Typer()
APP.command()(main)


def test_what_is_measured_on_was_not_trained_on(monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = [one for one in read_corpus(GOLD) if one.set in ("seed", "sample", "national")]
    taught: list[set[str]] = []

    def train(items: list[Annotated]) -> object:
        taught.append({one.set for one in items})
        return default_models()

    monkeypatch.setattr(measuring, "train_models", train)
    parts = list(measure_left_out(corpus, [["seed"], ["sample", "national"]], read_items([GOLD / "seed.jsonl"])))
    assert taught == [{"sample", "national"}, {"seed"}]
    assert [(part.sets, part.outcome.items) for part in parts] == [(("seed",), 14), (("sample", "national"), 0)]


def test_the_figures_of_all_parts_are_those_of_all_their_items() -> None:
    items = read_items([GOLD / "seed.jsonl"])
    parts = [measure(some, default_models(), ("seed",)) for some in (items[:5], items[5:])]
    whole = evaluate([one.gold for one in items], [to_json(extract(one.item)) for one in items])
    assert together(parts).all_facts == whole.all_facts
    assert together(parts).items == 14


def test_the_page_tells_figures_by_set_by_kind_and_by_confidence() -> None:
    items = read_items([GOLD / "seed.jsonl"])
    part = measure(items, default_models(), ("seed",))
    page = as_markdown([part])
    facts = part.outcome.all_facts
    assert f"| seed | 14 | {part.outcome.all_entities.f1:.3f} | {facts.precision:.3f} | {facts.recall:.3f}" in page
    told = part.outcome.facts["heldIn"]
    assert f"| heldIn | {told.precision:.3f} | {told.recall:.3f} | {told.f1:.3f} | {told.hits} |" in page
    assert "| heldIn | from 0.9 | " in page
    higher = [line.split(" | ") for line in page.split("## Relations told")[1].split("\n\n")[1].splitlines()[2:]]
    recalls = [float(line[2]) for line in higher]
    assert recalls == sorted(recalls, reverse=True)
    assert recalls[0] > recalls[-1]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--measure", "--leave-out", "eu,nowhere"], "no items of the set nowhere"),
        (["--gold", "/nowhere", "--measure", "--leave-out", "eu"], "no items of the set eu"),
        (["--measure", "--on", "/nowhere.jsonl"], "cannot be read"),
    ],
)
def test_what_cannot_be_measured_is_told_in_a_line(options: list[str], told: str) -> None:
    outcome = CliRunner().invoke(APP, options)
    assert outcome.exit_code == 2
    assert told in " ".join(outcome.output.split())
