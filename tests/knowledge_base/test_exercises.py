"""A knowledge base made from annotated exercises says so wherever it is looked at."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from migrationkg.cli import app
from migrationkg.sheets import fact_sheet, sheet_as_text
from migrationkg.store import ask, open_store

ROOT = Path(__file__).parents[2]
MARKED = "SELECT ?item { ?item a mkg:NewsItem ; mkg:category 'Annotated exercise' }"


@pytest.fixture(scope="module")
def kb(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exercises") / "kb"
    told = CliRunner().invoke(app, ["build", str(ROOT / "data" / "gold" / "seed.jsonl"), "--kb", str(folder)])
    assert "14 of them are annotated exercises" in told.output
    return folder


def test_the_graph_says_so_of_each_item(kb: Path) -> None:
    assert len(ask(open_store(kb / "store"), MARKED).rows) == 14


def test_the_page_and_the_sheet_say_so_beside_each_sentence(kb: Path) -> None:
    assert "in times of need (annotated exercise)" in (kb / "network.html").read_text(encoding="utf-8")
    sheet = sheet_as_text(fact_sheet("LIBMITAF", kb=kb), 1000)
    assert sheet.count("in times of need (annotated exercise)") == sheet.count("in times of need") > 5


def test_of_news_nothing_of_the_kind_is_said(tmp_path: Path) -> None:
    told = CliRunner().invoke(app, ["build", str(ROOT / "data" / "news"), "--kb", str(tmp_path), "--no-validate"])
    assert "exercise" not in told.output
    assert "nnotated exercise" not in (tmp_path / "graph.ttl").read_text(encoding="utf-8")
