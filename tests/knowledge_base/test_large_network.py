"""Of a large graph a build draws no network: a page in its place tells how, and `view` puts the network there."""

from pathlib import Path

import pytest
from tests.knowledge_base.test_increments import ITEMS, write_news

from migrationkg.knowledge_base import build, building, view_knowledge_base
from migrationkg.knowledge_base.drawing import MOST_ON_A_PAGE, is_drawn


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(building, "HASHED", 1)
    return write_news(ITEMS[:3], tmp_path / "news")


def test_a_network_that_is_drawn_when_asked_for_is_never_older_than_the_graph(news: Path, tmp_path: Path) -> None:
    kb = tmp_path / "kb"
    done = build([news], kb, check=False)
    page = kb / "network.html"
    assert not done.drawn
    assert "migrationkg view --kb FOLDER" in page.read_text(encoding="utf-8")
    view_knowledge_base(kb)
    assert is_drawn(page)
    again = build([write_news(ITEMS[:4], news)], kb, check=False)
    assert not is_drawn(page), "what shows news of before is no more there"
    assert again.mended == (), "nor is it told as damage"


def test_the_network_of_a_small_graph_is_drawn(news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    done = build([news], tmp_path / "kb", check=False)
    assert done.drawn
    drawn = (tmp_path / "kb" / "network.html").read_bytes()
    assert drawn == view_knowledge_base(tmp_path / "kb", tmp_path / "page.html", MOST_ON_A_PAGE).read_bytes()
