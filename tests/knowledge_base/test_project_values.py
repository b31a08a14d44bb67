"""What news says of a project by values goes all the way: into the graph with its words, each value with its news."""

from datetime import date

import pytest
from pyoxigraph import Literal, NamedNode, Store

from migrationkg.extraction import extract
from migrationkg.extraction.jsonlines import from_json, to_json
from migrationkg.graph import terms
from migrationkg.knowledge_base import build
from migrationkg.model import NewsItem, Source
from migrationkg.sheets.describing import name_of
from migrationkg.store import open_store
from migrationkg.views.statements import Statements

PROJECT = NamedNode("https://w3id.org/migrationkg/id/project/alpha")
TEXTS = {
    "2021-03-10-launch": (
        "The ALPHA project, funded by the European Union, will run until December 2024. "
        "The ALPHA project has EUR 5 million from the European Union and EUR 1 million from Austria. "
        "The ALPHA project (www.alpha.example.org) helps."
    ),
    "2025-02-10-closing": (
        "The three-year ALPHA project (grant agreement no. 101004535), launched in 2021, ended in January 2025."
    ),
}


def items() -> list[NewsItem]:
    return [
        NewsItem(name, "News", date.fromisoformat(name[:10]), None, text, None, Source("news.txt", 1))
        for name, text in TEXTS.items()
    ]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder = tmp_path_factory.mktemp("projects")
    rows = [
        f'{{"id": "{one.id}", "title": "News", "date": "{one.id[:10]}", "text": "{one.text}"}}\n' for one in items()
    ]
    (folder / "news.jsonl").write_text("".join(rows), encoding="utf-8")
    done = build([folder / "news.jsonl"], folder / "kb", page=False)
    assert done.report is not None
    assert done.report.conforms
    return open_store(folder / "kb" / "store")


def said(store: Store, relation: NamedNode, subject: NamedNode = PROJECT) -> set[str]:
    return {quad.object.value for quad in store.quads_for_pattern(subject, relation, None, None)}  # type: ignore[union-attr]


def test_each_value_stands_with_its_news(store: Store) -> None:
    assert said(store, terms.PROJECT_END) == {"2024-12", "2025-01"}
    assert said(store, terms.PROJECT_START) == {"2021"}
    assert said(store, terms.DURATION) == {"36"}
    assert said(store, terms.PROJECT_STATUS) == {"closed"}
    assert said(store, terms.IDENTIFIER) == {"101004535"}
    assert said(store, terms.URL) == {"https://www.alpha.example.org"}
    (told,) = {
        quad.subject
        for quad in store.quads_for_pattern(None, terms.OBJECT, None, None)
        if isinstance(quad.object, Literal) and quad.object.value == "2024-12"
    }
    assert isinstance(told, NamedNode)
    assert said(store, terms.QUOTE, told) == {
        "The ALPHA project, funded by the European Union, will run until December 2024"
    }
    assert said(store, terms.FROM_ITEM, told) == {"https://w3id.org/migrationkg/id/news/2021-03-10-launch"}


def test_each_giver_stands_at_his_sum(store: Store) -> None:
    parts = {
        (next(iter(said(store, terms.VALUE, node))), *said(store, terms.GIVEN_BY, node))
        for quad in store.quads_for_pattern(PROJECT, terms.AMOUNT, None, None)
        if isinstance(node := quad.object, NamedNode)
    }
    base = "https://w3id.org/migrationkg/id/"
    assert parts == {("5000000", f"{base}organisation/european-union"), ("1000000", f"{base}country/at")}


def test_a_home_page_is_shown_whole(store: Store) -> None:
    page = NamedNode("https://www.alpha.example.org")
    assert name_of(Statements(store), page) == page.value


def test_quotes_are_slices_and_an_extraction_comes_back_whole() -> None:
    for item in items():
        read = extract(item)
        assert from_json(to_json(read)) == read
        assert to_json(read).keys() >= {"facts", "amounts"}
        assert all(set(one) == {"of", "value", "currency"} for one in to_json(read)["amounts"]), "the guide's form"
        given = [one.given.evidence for one in read.amounts if one.given]
        for words in (*(one.evidence for one in read.facts), *given):
            assert words.quote == item.content[words.start : words.end]
