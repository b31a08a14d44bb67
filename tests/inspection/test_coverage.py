"""Sentences of which no fact was read, and the page of them."""

from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from migrationkg.extraction import extract
from migrationkg.inspection import unread_sentences, write_coverage
from migrationkg.model import NewsItem, Source

TEXT = (
    "On 3 May 2023 IOM held a workshop in Oslo. Norway and Malta finance more support for Frontex. "
    "The weather was fine. Talks with Malta go on."
)


def item(text: str = TEXT, headline: str = "A workshop") -> NewsItem:
    return NewsItem("one", headline, date(2023, 6, 1), None, text, None, Source("news.txt", 7, (9,)))


def test_a_sentence_that_gave_a_fact_is_not_listed_and_the_most_telling_comes_first() -> None:
    found = unread_sentences([extract(item())])
    assert [one.sentence for one in found] == [
        "Norway and Malta finance more support for Frontex.",
        "Talks with Malta go on.",
    ]
    assert (found[0].names, found[0].telling, found[0].weight) == (3, 2, 8)
    assert found[0].where == "news.txt:9"
    assert [part.text for part in found[0].parts if part.mark == "name"] == ["Norway", "Malta", "Frontex"]


def test_every_sentence_that_names_a_thing_either_gave_a_fact_or_is_listed() -> None:
    extraction = extract(item())
    listed = {one.sentence for one in unread_sentences([extraction])}
    said = [fact.evidence.quote for fact in extraction.facts]
    for sentence in TEXT.split(". "):
        if "weather" not in sentence:
            whole = sentence.removesuffix(".") + "."
            assert (whole in listed) != any(quote in whole for quote in said)


@pytest.mark.parametrize(
    ("sentence", "cues"),
    [
        ("It cost some EUR 2-3 million.", ("money",)),
        ("All of it was worth between €5 and €7 million.", ("money",)),
        ("The budget is small.", ("money",)),
        ("They pay for it themselves.", ("funding",)),
        ("A grant made it possible.", ("funding",)),
        ("Somebody financed them.", ("funding",)),
        ("The regional office runs it.", ("office",)),
        ("The mission was in charge of the whole.", ("office",)),
        ("Nobody runs it.", ()),
        ("That was on 3 May.", ("date",)),
        ("It will be known from 1 to 3 June 2023.", ("date",)),
        ("The grants of the branch office, which manages them, end on 30 June.", ("funding", "office", "date")),
    ],
)
def test_every_sentence_with_money_who_pays_who_runs_or_a_date_is_listed(sentence: str, cues: tuple[str, ...]) -> None:
    found = {one.sentence: one.cues for one in unread_sentences([extract(item(f"{TEXT} {sentence}"))])}
    assert found.get(sentence, ()) == cues


def test_a_headline_with_a_sum_of_which_nothing_was_read_is_listed_beside_facts() -> None:
    found = unread_sentences([extract(item(TEXT, "Some EUR 2-3 million for nobody"))])
    assert [one.cues for one in found if one.sentence == "Some EUR 2-3 million for nobody"] == [("money",)]


def test_an_item_without_facts_lists_its_headline_too() -> None:
    found = unread_sentences([extract(item("", "Norway and Malta agree"))])
    assert [one.sentence for one in found] == ["Norway and Malta agree"]


def test_the_page_shows_hostile_words_as_text(tmp_path: Path) -> None:
    hostile = 'Norway <script>alert(1)</script> "><img src=x> & Malta {{ 7*7 }} agreed'
    write_coverage(unread_sentences([extract(item(hostile, "<b>Malta</b>"))]), 1, tmp_path / "page.html")
    shown = Shown((tmp_path / "page.html").read_text(encoding="utf-8"))
    assert hostile in shown.text
    assert "<b>Malta</b>" in shown.text
    assert not {"script", "img", "b", "link", "iframe"} & shown.tags


class Shown(HTMLParser):
    """The text that a reader of a page sees, and the elements it has."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text, self.tags = "", set[str]()
        self.feed(page)

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.text += data
