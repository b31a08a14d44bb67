"""What a curator took out of the graph is explained by the decision, for it has no facts any more: as a user does."""

import csv
import json
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from migrationkg.cli import app
from migrationkg.knowledge_base import build, decide, removals

ROOT = Path(__file__).parents[2]
TRAINING = "2023-06-05-icmpd-organises-a-training-for-libyan-officials-on-assisting-citizens-abroad-in-a0790068"


def run(kb: Path, *words: str) -> Result:
    return CliRunner().invoke(app, [*words, "--kb", str(kb)], env={"COLUMNS": "300"})


def told(kb: Path, *words: str) -> str:
    done = run(kb, *words)
    assert done.exit_code == 0, (words, done.exception)
    return done.stdout


def decided(kb: Path, line: int) -> str:
    """The day that stands in a line of decisions.csv: a run of the tests may last past midnight."""
    with (kb / "decisions.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))[line - 2]["when"]


@pytest.fixture(scope="module")
def kb(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, of which a curator rejected a project, merged another into a third and withdrew an item."""
    folder = tmp_path_factory.mktemp("made") / "kb"
    build([ROOT / "data" / "news"], folder, page=False)
    for words in (
        ("reject", "project/cops-ng", "--why", "no project"),
        ("merge", "NAVRR", "KOMPLEKS", "--why", "one contract"),
    ):
        told(folder, "decide", *words, "--who", "Ana Petrova")
    told(folder, "decide", "withdraw", TRAINING, "--why", "the office took it back", "--who", "Ben Idrissi")
    told(folder, "build", "--no-validate")
    return folder


@pytest.mark.parametrize(
    "words",
    [
        ("Centre of Practical Skills",),
        ("the cops",),
        ("project/cops-ng",),
        ("https://w3id.org/migrationkg/id/project/cops-ng",),
        ("CoPS", "operatesIn", "Nigeria"),
    ],
)
def test_a_rejected_thing_is_explained_by_who_rejected_it_and_how_to_take_it_back(
    kb: Path, words: tuple[str, ...]
) -> None:
    assert told(kb, "explain", *words).splitlines() == [
        "Centre of Practical Skills  project/cops-ng",
        f"not in the graph: rejected by Ana Petrova on {decided(kb, 2)}: no project",
        f"  decided in {kb}/decisions.csv:2; to take it back:",
        f"  migrationkg decisions --undo 2 --kb {kb}",
        "",
    ]


@pytest.mark.parametrize("words", [(TRAINING,), (f"news/{TRAINING}",), ("LIBMITAF",), ("LIBMITAF", "operatesIn", "LY")])
def test_a_withdrawn_item_and_what_it_alone_tells_of_is_explained(kb: Path, words: tuple[str, ...]) -> None:
    (row,) = json.loads(told(kb, "explain", *words, "--json"))
    assert row["path"] == f"news/{TRAINING}"
    assert row["name"].startswith("ICMPD organises a training for Libyan officials")
    assert row["meaning"] == f"withdrawn by Ben Idrissi on {decided(kb, 4)}: the office took it back"
    assert (row["where"], shlex.split(row["undo"])[1:4]) == (f"{kb}/decisions.csv:4", ["decisions", "--undo", "4"])


@pytest.mark.parametrize("name", ["KOMPLEKS", "NAVRR", "project/navrr"])
def test_a_merged_thing_is_explained_beside_the_facts_that_it_brought(kb: Path, name: str) -> None:
    rows = json.loads(told(kb, "explain", name, "--json"))
    (row,) = (row for row in rows if row["relation"] == "isReplacedBy")
    assert (row["subject"], row["object"], row["rule"]) == ("project/navrr", "KOMPLEKS", "decision")
    undo = f"migrationkg decisions --undo 3 --kb {kb}"
    assert row["meaning"] == (
        f"merged by Ana Petrova on {decided(kb, 3)}: one contract ({kb}/decisions.csv:3; to take it back: {undo})"
    )


def test_what_nobody_took_away_is_still_told_to_be_unknown(kb: Path) -> None:
    done = run(kb, "explain", "COPSI")
    assert done.exit_code != 0
    assert "no item tells of it" in str(done.exception)
    assert removals(kb, "KOMPLEKS") == []
    assert removals(kb, "LIBMITAF", "operatesIn", "Norway") == []


def test_what_was_merged_and_then_rejected_is_found_by_either_name(tmp_path: Path) -> None:
    build([ROOT / "data" / "news"], tmp_path / "kb", page=False)
    decide(tmp_path / "kb", "merge", ["NAVRR", "KOMPLEKS"], who="Ana", why="one")
    decide(tmp_path / "kb", "reject", ["KOMPLEKS"], who="Ana", why="none")
    build([], tmp_path / "kb", page=False)
    for name in ("NAVRR", "project/navrr", "KOMPLEKS", "project/kompleks"):
        (found,) = removals(tmp_path / "kb", name)
        assert (found.name, found.where) == ("KOMPLEKS", f"{tmp_path}/kb/decisions.csv:3")
    assert removals(tmp_path / "kb", "CoPS") == []


def test_a_decision_that_no_build_applied_explains_nothing(tmp_path: Path) -> None:
    build([ROOT / "data" / "news"], tmp_path / "kb", page=False)
    decide(tmp_path / "kb", "reject", ["KOMPLEKS"], who="Ana", why="none")
    assert removals(tmp_path / "kb", "KOMPLEKS") == []
