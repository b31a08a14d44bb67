"""The workbook, opened by another library."""

import io
from datetime import date, datetime
from decimal import Decimal

import pytest
from openpyxl import Workbook, load_workbook
from pyoxigraph import Quad

from migrationkg.errors import InputError
from migrationkg.graph import export, terms, workbook
from migrationkg.graph.workbook import Link, Sheet, write_workbook


def opened(quads: list[Quad], evidence: bool = False) -> Workbook:
    export(quads, "xlsx", stream := io.BytesIO(), evidence=evidence)
    return load_workbook(stream)


def written(*cells: workbook.SheetCell) -> Workbook:
    write_workbook(
        [Sheet("one", [f"column {number}" for number in range(len(cells))], [cells])], stream := io.BytesIO()
    )
    return load_workbook(stream)


def rows(book: Workbook, name: str) -> list[dict[str, object]]:
    headings, *others = book[name].iter_rows(values_only=True)
    return [dict(zip(map(str, headings), row, strict=True)) for row in others]


def test_there_is_a_sheet_for_each_kind_of_thing_and_one_for_the_facts(quads: list[Quad]) -> None:
    names = ["Projects", "Organisations", "Countries", "Places", "Events", "People", "News", "Facts"]
    assert opened(quads).sheetnames == names


def test_a_project_has_its_names_funders_and_countries_in_words(quads: list[Quad]) -> None:
    (mobilaze,) = [row for row in rows(opened(quads), "Projects") if row["name"] == "MOBILAZE 2"]
    assert mobilaze["funded by"] == "European Union"
    assert mobilaze["implemented by"] == "ICMPD"
    assert mobilaze["operates in"] == "Azerbaijan"
    assert str(mobilaze["IRI"]).endswith("/project/mobilaze-2")


def test_days_are_days_and_months_stay_months(quads: list[Quad]) -> None:
    starts = {row["name"]: row["start date"] for row in rows(opened(quads), "Events")}
    assert datetime(2023, 6, 12) in starts.values()
    assert "2023-05" in starts.values()


def test_a_headline_leads_to_the_page_and_a_fact_to_its_news(quads: list[Quad]) -> None:
    book = opened(quads)
    assert book["News"]["A2"].hyperlink.target == "https://www.example.org/news/eu4safealb-handover"
    items = {cell.value: cell.hyperlink for cell in book["Facts"]["D"][1:]}
    assert items["EU4SAFEALB Project: 2nd handover of equipment"].target.startswith("https://www.example.org/")
    place = items["MOBILAZE2 goes on in Azerbaijan"].location
    assert book["News"][place.removeprefix("News!")].value == "MOBILAZE2 goes on in Azerbaijan"


def test_with_evidence_each_fact_has_the_words_that_say_it(quads: list[Quad]) -> None:
    facts = rows(opened(quads, evidence=True), "Facts")
    (works,) = [row for row in facts if (row["relation"], row["object"]) == ("operates in", "Azerbaijan")]
    assert works["words"] == "works in Azerbaijan"
    assert "words" not in rows(opened(quads), "Facts")[0]


def doubting(quads: list[Quad]) -> list[Quad]:
    """The same, all evidence of who works where marked as doubtful."""
    works = {
        quad.subject
        for quad in quads
        if quad.predicate == terms.PREDICATE and quad.object == terms.RELATIONS["operatesIn"]
    }
    marked = [
        Quad(quad.subject, quad.predicate, terms.DOUBTFUL_EVIDENCE, quad.graph_name)
        for quad in quads
        if quad.subject in works and quad.object == terms.EVIDENCE
    ]
    assert marked
    return [*quads, *marked]


@pytest.mark.parametrize("evidence", [False, True])
def test_what_is_doubtful_is_marked_wherever_it_stands(quads: list[Quad], evidence: bool) -> None:
    plain, marked = opened(quads, evidence=evidence), opened(doubting(quads), evidence=evidence)
    assert "doubtful" not in rows(plain, "Facts")[0]
    told = {row["relation"]: row["doubtful"] for row in rows(marked, "Facts")}
    assert told.pop("operates in") == "yes"
    assert set(told.values()) == {None}
    column = "operates in"
    (before,) = {row[column] for row in rows(plain, "Projects") if row[column]}
    (after,) = {row[column] for row in rows(marked, "Projects") if row[column] and "doubtful" in str(row[column])}
    assert after == f"{before} (doubtful)"


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(A1)", "{=1}", "https://example.org", "12"]
)
def test_a_text_stays_a_text(text: str) -> None:
    cell = written(text)["one"]["A2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_numbers_and_days_are_what_they_are() -> None:
    number, large, day, early = written(Decimal("2400000.5"), 10**15 + 1, date(2023, 6, 12), date(1899, 1, 1))["one"][2]
    assert (number.value, number.data_type) == (2400000.5, "n")
    assert (large.value, large.data_type) == ("1000000000000001", "s"), "Excel would lose digits"
    assert (day.value, day.number_format) == (datetime(2023, 6, 12), "yyyy-mm-dd")
    assert early.value == "1899-01-01"


def test_what_excel_cannot_hold_is_cut_visibly_or_told(monkeypatch: pytest.MonkeyPatch) -> None:
    book = written("x" * 40_000, Link("page", "https://example.org/" + "x" * 3000))
    assert book["one"]["A2"].value == "x" * 32_766 + "…"
    assert (book["one"]["B2"].value, book["one"]["B2"].hyperlink) == ("page", None)
    monkeypatch.setattr(workbook, "_ROWS", 1)
    with pytest.raises(InputError, match="1 rows are more than a sheet of Excel takes"):
        written("x")


def test_more_links_than_a_sheet_holds_are_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "_LINKS", 1)
    first, second = written(Link("a", "https://example.org/a"), Link("b", "https://example.org/b"))["one"][2]
    assert first.hyperlink is not None
    assert first.hyperlink.target == "https://example.org/a"
    assert (second.value, second.hyperlink) == ("b", None)


def test_two_exports_give_the_same_bytes(quads: list[Quad]) -> None:
    once, again = io.BytesIO(), io.BytesIO()
    export(quads, "xlsx", once)
    export(quads[::-1], "xlsx", again)
    assert once.getvalue() == again.getvalue()
