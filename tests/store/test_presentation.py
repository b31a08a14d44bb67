"""What an analyst sees of an answer: labels, one row a thing, tables that fit, workbooks."""

import csv
import io
import re

import pytest
from openpyxl import load_workbook
from pyoxigraph import Store

from migrationkg.errors import InputError
from migrationkg.store import Answer, ask, labelled, write_answer
from migrationkg.store.layout import laid_out
from migrationkg.store.workbook import write_workbook

FUNDERS = "SELECT ?project ?funder { ?project a mkg:Project ; mkg:fundedBy ?funder } ORDER BY ?project ?funder"


def table(answer: Answer, width: int = 80) -> str:
    write_answer(answer, "table", stream := io.StringIO(), width)
    return stream.getvalue()


def told(text: str) -> Store:
    store = Store()
    store.update(
        f"PREFIX mkg: <https://w3id.org/migrationkg/ontology#> "
        f"PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX : <https://example.org/project/> {text}"
    )
    return store


def named(**labels: str) -> str:
    label = "<http://www.w3.org/2004/02/skos/core#prefLabel>"
    return " ".join(f':{name} {label} "{text}"@en .' for name, text in labels.items())


# --- labels


def test_each_column_of_resources_has_their_labels_beside_it(store: Store) -> None:
    answer = labelled(store, ask(store, FUNDERS))
    assert answer.variables == ("project", "projectLabel", "funder", "funderLabel")
    write_answer(answer, "csv", stream := io.StringIO())
    rows = list(csv.DictReader(io.StringIO(stream.getvalue())))
    assert {row["funder"].rpartition("/")[2]: row["funderLabel"] for row in rows}["eu"] == "European Union"


def test_a_question_that_asks_for_labels_itself_stays_as_it_is(store: Store) -> None:
    query = "SELECT ?project ?projectLabel { ?project a mkg:Project ; skos:altLabel ?projectLabel }"
    assert labelled(store, ask(store, query)) == ask(store, query)


def test_what_has_no_label_gets_no_column() -> None:
    store = told("INSERT DATA { :a :b 1 }")
    assert labelled(store, ask(store, "SELECT * { ?s ?p ?o }")).variables == ("o", "p", "s")


def test_terms_of_the_ontology_have_labels_too(store: Store) -> None:
    answer = labelled(store, ask(store, "SELECT ?kind { BIND(mkg:NewsItem AS ?kind) }"))
    assert table(answer).splitlines()[-1] == "news item"


def test_an_english_label_goes_before_others() -> None:
    store = told('INSERT DATA { :a :b :c . :c rdfs:label "Wien"@de, "Vienna"@en, "Beč"@hr }')
    assert "Vienna" in table(labelled(store, ask(store, "SELECT ?o { ?s ?p ?o . ?o rdfs:label ?l }")))


def test_a_name_of_blanks_names_nothing() -> None:
    store = told(f"INSERT DATA {{ {named(a=' ', b='')} :a rdfs:label 'A' }}")
    rows = labelled(store, ask(store, "SELECT ?s { ?s skos:prefLabel ?l } ORDER BY ?s")).rows
    assert [label and label.value for _, label in rows] == ["A", None]  # type: ignore[union-attr]


def test_two_things_of_one_name_are_told_apart() -> None:
    store = told(f"INSERT DATA {{ {named(a='PAVE', b='PAVE', c='MEET')} }}")
    lines = table(labelled(store, ask(store, "SELECT ?s { ?s skos:prefLabel ?l } ORDER BY ?s"))).splitlines()
    assert lines[2:] == ["PAVE (project/a)", "PAVE (project/b)", "MEET"]


# --- one row a thing


def test_several_values_of_one_thing_stand_in_one_cell() -> None:
    store = told(
        "INSERT DATA { :a mkg:fundedBy :x, :y ; mkg:hasPartner :p, :q . :b mkg:fundedBy :x ; mkg:hasPartner :p }"
    )
    query = "SELECT ?s ?f ?p { ?s mkg:fundedBy ?f ; mkg:hasPartner ?p } ORDER BY ?s ?f ?p"
    lines = [re.split(r"\s{2,}", line) for line in table(ask(store, query)).splitlines()[2:]]
    assert lines == [
        ["project/a", "project/x; project/y", "project/p; project/q"],
        ["project/b", "project/x", "project/p"],
    ]


def test_rows_that_are_no_values_of_one_thing_stay() -> None:
    store = told("INSERT DATA { :a :p 1, 2 ; :q :x . :b :p 1 ; :q :x . :c :q :x, :y }")
    numbers = table(ask(store, "SELECT ?s ?n { ?s <https://example.org/project/p> ?n } ORDER BY ?s ?n"))
    assert len(numbers.splitlines()) == 2 + 3, "numbers are not joined"
    twice = table(ask(store, "SELECT ?s ?x { ?s <https://example.org/project/q> ?x . ?t ?u ?n FILTER(?n = 1) }"))
    assert twice.count("project/a") == 2, "equal rows are as many as the engine says"


# --- tables


@pytest.mark.parametrize("width", [12, 20, 33, 40, 60, 80, 140])
def test_no_word_that_fits_a_line_is_broken(width: int) -> None:
    words = ["Rights-Based", "Reception", "a", "ICMPD", "Mediterranean", "2023-06-12"]
    if max(map(len, words)) + 4 > width:
        words = [word for word in words if len(word) + 4 <= width]
    rows = [[" ".join(words), words[0], words[-1]], ["x", "", " ".join(reversed(words))]]
    lines = list(laid_out(["project", "funder", "when"], rows, width))
    assert max(map(len, lines)) <= width
    shown = " ".join(lines).split()
    for word in words:
        assert shown.count(word) == sum(cell.split().count(word) for row in rows for cell in row)


def test_wide_letters_keep_the_columns_in_line() -> None:
    *_, first, second = laid_out(["a", "b"], [["日本", "x"], ["abcd", "y"]], 80)
    assert first == "日本  x"
    assert second == "abcd  y"


def test_a_table_is_cut_and_says_so() -> None:
    store = told("INSERT DATA { " + " ".join(f":a{number} :b {number} ." for number in range(50)) + " }")
    answer = ask(store, "SELECT ?s ?o { ?s ?p ?o }", most=20)
    assert (len(answer.rows), answer.complete) == (20, False)
    assert "only the first 20 rows; --format csv or xlsx gives all" in table(answer)
    assert ask(store, "SELECT ?s ?o { ?s ?p ?o }", most=50).complete


# --- for Excel


def test_csv_for_excel_has_a_mark_and_no_formula() -> None:
    store = told(f"INSERT DATA {{ {named(a='=1+1', b='-5', c='Çelik')} :d :e -5 }}")
    write_answer(ask(store, "SELECT ?o { ?s ?p ?o } ORDER BY ?s"), "csv", stream := io.StringIO(), excel=True)
    assert stream.getvalue() == "\ufeffo\r\n'=1+1\r\n'-5\r\nÇelik\r\n-5\r\n"


def test_a_workbook_has_labels_days_numbers_and_pages() -> None:
    store = told(
        f"INSERT DATA {{ {named(a='=PAVE')} :a <https://schema.org/url> <https://example.org/pave> ; "
        ':day "2023-06-12"^^<http://www.w3.org/2001/XMLSchema#date> ; :number 2.5 ; :text "2023" ; :month '
        '"2023-06"^^<http://www.w3.org/2001/XMLSchema#gYearMonth> }'
    )
    query = (
        "PREFIX : <https://example.org/project/> "
        "SELECT ?a ?day ?number ?text ?month { ?a :day ?day ; :number ?number ; :text ?text ; :month ?month }"
    )
    write_workbook(store, labelled(store, ask(store, query)), stream := io.BytesIO())
    headings, values = load_workbook(stream)["answer"].iter_rows()
    assert [cell.value for cell in headings] == ["a", "a IRI", "day", "number", "text", "month"]
    label, iri, day, number, text, month = values
    assert label.hyperlink is not None
    assert (label.value, label.data_type, label.hyperlink.target) == ("=PAVE", "s", "https://example.org/pave")
    assert iri.value == "https://example.org/project/a"
    assert (day.number_format, number.value, text.data_type, month.value) == ("yyyy-mm-dd", 2.5, "s", "2023-06")


def test_a_graph_is_a_sheet_of_triples_and_yes_is_none() -> None:
    store = told("INSERT DATA { :a :b :c }")
    write_workbook(store, ask(store, "CONSTRUCT WHERE { ?s ?p ?o }"), stream := io.BytesIO())
    assert [cell.value for cell in load_workbook(stream)["answer"][1]] == ["subject", "predicate", "object"]
    with pytest.raises(InputError, match="ASK has no form 'xlsx'"):
        write_workbook(store, ask(store, "ASK {}"), io.BytesIO())


def test_an_answer_without_rows_is_a_sheet_with_headings() -> None:
    write_workbook(Store(), ask(Store(), "SELECT ?a ?b { ?a ?p ?b }"), stream := io.BytesIO())
    assert [cell.value for cell in load_workbook(stream)["answer"][1]] == ["a", "b"]
