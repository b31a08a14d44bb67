"""What stands behind the results of a report is remembered, and looked up again only where the news touches it."""

from pathlib import Path

import pytest
from pyoxigraph import NamedNode
from tests.knowledge_base.test_increments import ITEMS, write_news

from migrationkg.knowledge_base import build
from migrationkg.validation import read_behind, write_behind
from migrationkg.validation.report import Behind, Report, Result, Words
from migrationkg.validation.statements import Node
from migrationkg.validation.words import News

RESULTS = tuple(Result("Info", NamedNode(f"urn:{name}"), None, None, "m", "urn:s", "urn:c") for name in "ab")
BEHIND = (Behind("A “name”", Words("https://example.org/news/1", 3, 8, "Dhermi\n")), Behind("b", None))


def test_what_is_written_is_read(tmp_path: Path) -> None:
    write_behind(Report((), RESULTS, 7, behind=BEHIND), tmp_path / "f")
    assert read_behind(RESULTS, tmp_path / "f") == dict(zip(RESULTS, BEHIND, strict=True))


@pytest.mark.parametrize("text", ["", "{", "7", "[]", '[["a"], ["b", null]]', '[["a", [1, 2, 3, 4, 5]], ["b", null]]'])
def test_what_does_not_fit_is_looked_up_again(text: str, tmp_path: Path) -> None:
    (tmp_path / "f").write_text(text, encoding="utf-8")
    assert read_behind(RESULTS, tmp_path / "f") == {}
    assert read_behind(RESULTS, tmp_path / "none") == {}


def test_words_that_nothing_touches_are_not_looked_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_up: list[object] = []

    def spied(news: News, node: Node) -> Words | None:
        looked_up.append(node)
        return words(news, node)

    words = News.words
    monkeypatch.setattr(News, "words", spied)
    kb = tmp_path / "kb"
    build([write_news(ITEMS[:30], tmp_path / "news")], kb, page=False)
    first = len(looked_up)
    again = build([write_news(ITEMS[30:31], tmp_path / "more")], kb, page=False)
    assert again.report
    assert len(again.report.results) > 20, "else this shows little"
    assert len(looked_up) - first < first / 2
