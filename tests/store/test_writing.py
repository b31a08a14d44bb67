"""Answers as tables for people and in the W3C forms for machines."""

import csv
import io
import json
from xml.etree import ElementTree as ET

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse
from rdflib.query import Result

from migrationkg.errors import InputError
from migrationkg.store import ANSWER_FORMATS, Answer, ask, write_answer

LABEL = NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
PROJECT = NamedNode("https://w3id.org/migrationkg/id/project/a")
SELECT = "SELECT ?project ?projectLabel ?nothing { ?project skos:prefLabel ?projectLabel } ORDER BY ?projectLabel"
FORMATS = {"select": {"table", "csv", "tsv", "json", "xml"}, "ask": {"table", "json", "xml"}}


def labelled(*labels: str) -> Store:
    store = Store()
    for label in labels:
        store.add(Quad(PROJECT, LABEL, Literal(label, language="en")))
    return store


def written(answer: Answer, form: str, width: int | None = None) -> str:
    stream = io.StringIO()
    write_answer(answer, form, stream, width)
    return stream.getvalue()


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "xml"])
def test_another_library_reads_the_w3c_forms(form: str) -> None:
    document = written(ask(labelled('say "hi", <b>', "two\nlines"), SELECT), form)
    assert document.endswith("\n")
    media = {"csv": "text/csv", "tsv": "text/tab-separated-values"}
    content_type = media.get(form, f"application/sparql-results+{form}")
    result = Result.parse(io.BytesIO(document.encode()), content_type=content_type)
    assert [str(name) for name in result.vars or ()] == ["project", "projectLabel", "nothing"]
    labels = sorted(str(binding["projectLabel"]) for binding in map(dict, map(by_name, result.bindings)))
    assert labels == ['say "hi", <b>', "two\nlines"]


def by_name(binding: object) -> dict[str, object]:
    assert hasattr(binding, "items")
    return {str(name): value for name, value in binding.items()}


def test_csv_is_that_of_sparql_1_1() -> None:
    document = written(ask(labelled("a, b"), SELECT), "csv")
    assert document == f'project,projectLabel,nothing\r\n{PROJECT.value},"a, b",\r\n'


def test_tsv_is_that_of_sparql_1_1() -> None:
    document = written(ask(labelled("a\tb"), SELECT), "tsv")
    assert document == f'?project\t?projectLabel\t?nothing\n<{PROJECT.value}>\t"a\\tb"@en\t\n'


def test_an_answer_without_rows_keeps_its_columns() -> None:
    answer = ask(Store(), SELECT)
    assert next(csv.reader(io.StringIO(written(answer, "csv")))) == ["project", "projectLabel", "nothing"]
    assert json.loads(written(answer, "json"))["head"]["vars"] == ["project", "projectLabel", "nothing"]
    assert written(answer, "table") == "no rows\n"


def test_yes_and_no() -> None:
    answer = ask(labelled("a"), "ASK { ?s ?p ?o }")
    assert json.loads(written(answer, "json"))["boolean"] is True
    boolean = ET.fromstring(written(answer, "xml")).find("{http://www.w3.org/2005/sparql-results#}boolean")
    assert boolean is not None
    assert boolean.text == "true"
    assert written(answer, "table") == "yes\n"
    assert written(ask(Store(), "ASK { ?s ?p ?o }"), "table") == "no\n"


@pytest.mark.parametrize(("form", "rdf"), [("turtle", RdfFormat.TURTLE), ("ntriples", RdfFormat.N_TRIPLES)])
def test_constructed_triples_are_written_once_and_in_order(form: str, rdf: RdfFormat) -> None:
    store = labelled("b", "a")
    answer = ask(store, "CONSTRUCT { ?s skos:prefLabel ?o . ?s a mkg:Project } { ?s ?p ?o }")
    document = written(answer, form)
    triples = [quad.triple for quad in parse(document, rdf)]
    assert triples == [
        Triple(
            PROJECT,
            NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"),
            NamedNode("https://w3id.org/migrationkg/ontology#Project"),
        ),
        Triple(PROJECT, LABEL, Literal("a", language="en")),
        Triple(PROJECT, LABEL, Literal("b", language="en")),
    ]
    assert ("@prefix mkg:" in document) == (form == "turtle")
    assert "owl" not in document


def test_a_description_is_a_graph() -> None:
    answer = ask(labelled("a"), f"DESCRIBE <{PROJECT.value}>")
    assert answer.triples == (Triple(PROJECT, LABEL, Literal("a", language="en")),)


@pytest.mark.parametrize(("kind", "query"), [("select", "SELECT ?s {?s ?p ?o}"), ("ask", "ASK {}")])
def test_a_form_that_does_not_fit_is_told(kind: str, query: str) -> None:
    for form in set(ANSWER_FORMATS) - FORMATS[kind]:
        with pytest.raises(InputError, match=f"{kind.upper()} has no form '{form}'; choose one of table"):
            written(ask(Store(), query), form)
    for form in FORMATS[kind]:
        assert written(ask(Store(), query), form)


def test_a_refused_form_names_all_there_are() -> None:
    graph, table = ask(Store(), "DESCRIBE <urn:a>"), ask(Store(), "SELECT ?s {?s ?p ?o}")
    with pytest.raises(InputError, match=r"DESCRIBE or CONSTRUCT has no form 'csv'.* table, turtle, ntriples, xlsx$"):
        written(graph, "csv")
    with pytest.raises(InputError, match=r"has no form 'turtle'.* table, csv, tsv, json, xml, xlsx$"):
        written(table, "turtle")


def test_a_table_shows_labels_in_place_of_iris_and_short_names_where_there_is_none() -> None:
    table = written(ask(labelled("MOBILAZE 2"), SELECT), "table")
    assert table.splitlines()[0].split() == ["project", "nothing"]
    assert "MOBILAZE 2" in table
    assert "w3id.org" not in table
    query = "SELECT ?project ?property { ?project ?property ?label }"
    cells = written(ask(labelled("MOBILAZE 2"), query), "table").splitlines()[-1].split()
    assert cells == ["project/a", "skos:prefLabel"]


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_a_table_fits_the_terminal_and_loses_nothing(width: int) -> None:
    label = " ".join(f"word{number}" for number in range(40)) + " " + "x" * 100
    query = "SELECT ?a ?b ?c ?d { ?a ?b ?c BIND(?c AS ?d) }"
    table = written(ask(labelled(label), query), "table", width)
    assert max(map(len, table.splitlines())) <= width
    assert table.count("x") >= 200
    assert table.replace("\n", "").count("39") >= 2


def test_nothing_in_a_label_acts_in_the_terminal() -> None:
    table = written(ask(labelled("[bold]a[/bold] \x1b[31mred\x07 \u202etfel :smile:\r\nnext"), SELECT), "table", 100)
    assert "[bold]a[/bold] \ufffd[31mred\ufffd \ufffdtfel :smile:  next" in table
    assert not {"\x1b", "\x07", "\r", "\u202e"} & set(table)


def test_a_heading_is_no_markup() -> None:
    assert "ü" in written(ask(labelled("a"), "SELECT ?ü { ?ü ?p ?o }"), "table")


@pytest.mark.parametrize("text", ["a\x1bb", "\x00", "\ufffe", "\uffff"])
def test_what_xml_cannot_say_is_refused_and_said_in_json(text: str) -> None:
    answer = ask(labelled(text), SELECT)
    with pytest.raises(InputError, match=r"a control character cannot be said in XML; take --format json"):
        written(answer, "xml")
    assert json.loads(written(answer, "json"))["results"]["bindings"][0]["projectLabel"]["value"] == text


def test_any_other_text_is_said_in_xml() -> None:
    text = "\t\r\n <oxprefix: > &amp; \x7f\x85\ufffd \U0001f600"
    root = ET.fromstring(written(ask(labelled(text), SELECT), "xml"))
    assert text in [one.text for one in root.iter("{http://www.w3.org/2005/sparql-results#}literal")]
