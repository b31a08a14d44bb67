"""What an assistant gets, each answer with the sentences behind it."""

import time
from pathlib import Path
from sqlite3 import Connection

import pytest
from pyoxigraph import Quad, RdfFormat, Store, parse

from migrationkg.assistants import tools
from migrationkg.errors import InputError
from migrationkg.questions import local_store_of
from migrationkg.search import index_at
from migrationkg.store import named_queries

FUNDED = "SELECT ?project ?funder { ?project mkg:fundedBy ?funder }"


def test_a_row_that_shows_a_statement_comes_with_the_words_that_say_it(kb: Path) -> None:
    answered = tools.ask_question(local_store_of(kb), "funders-by-project", {"project": "project/libmitaf"}, 60)
    assert [row["funderLabel"] for row in answered.rows] == ["European Union", "Switzerland"]
    said = {one.statement: one for one in answered.sources}
    one = said["Libya’s Migration Technical Assistance Facility fundedBy Switzerland"]
    assert (one.basis, one.published) == ("news", "2023-06-05")
    assert "co-funded by the EU and Switzerland" in one.quote
    assert one.headline.startswith("ICMPD organises a training for Libyan officials")
    assert all(" fundedBy " in statement for statement in said), "of such a row nothing else is told"


def test_a_count_comes_with_sentences_that_speak_of_what_it_counts(kb: Path) -> None:
    query = "SELECT ?country (COUNT(*) AS ?projects) { ?project mkg:operatesIn ?country } GROUP BY ?country"
    answered = tools.sparql(local_store_of(kb), query, 60)
    assert answered.complete
    labels = {row["countryLabel"] for row in answered.rows}
    assert "Moldova" in labels
    for label in labels:
        assert any(label in one.statement and one.quote for one in answered.sources), label


def test_the_answer_to_every_named_question_that_names_something_has_its_sources(kb: Path) -> None:
    """Sums by donor name nobody on the sample: no news of it tells who pays. How many things there are names none."""
    store = local_store_of(kb)
    answered = {one.name: tools.ask_question(store, one.name, dict(one.example), 60) for one in named_queries()}
    without = {name for name, answer in answered.items() if answer.rows and not answer.sources}
    assert without == {"sums-by-funder", "things-by-kind"}
    assert sum(bool(answer.sources) for answer in answered.values()) >= 35
    quoted = [one for answer in answered.values() for one in answer.sources if one.basis == "news"]
    assert all(one.quote and one.headline and one.published for one in quoted)


def test_an_answer_is_cut_at_a_hundred_rows_and_says_so(store: Store) -> None:
    answered = tools.sparql(store, "SELECT * { ?s ?p ?o }", 60)
    assert len(answered.rows) == 100
    assert not answered.complete
    graph = tools.sparql(store, "CONSTRUCT WHERE { ?s ?p ?o }", 60)
    assert len(graph.rows) == 100
    assert not graph.complete
    assert len(answered.sources) <= 60


def test_a_graph_without_end_is_not_read_to_the_end(store: Store) -> None:
    query = "CONSTRUCT { ?a ?b ?x } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l BIND(STRUUID() AS ?x) }"
    begun = time.process_time()
    answered = tools.sparql(store, query, 60)
    assert time.process_time() - begun < 5
    assert not answered.complete
    assert 0 < len(answered.rows) <= 100


def test_triples_are_rows_with_the_words_that_say_them(kb: Path) -> None:
    answered = tools.sparql(local_store_of(kb), "CONSTRUCT WHERE { ?project mkg:fundedBy ?funder }", 60)
    assert answered.columns == ("subject", "predicate", "object")
    assert answered.rows
    assert answered.sources
    assert all(" fundedBy " in one.statement for one in answered.sources)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "nothing is fetched from the network"),
        ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", "a store is only read"),
        ("SELECT * {", "not well-formed"),
    ],
)
def test_a_query_has_the_same_limits_as_everywhere(store: Store, query: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        tools.sparql(store, query, 60)


def test_a_query_is_stopped_in_time(store: Store) -> None:
    with pytest.raises(InputError, match=r"stopped after 0\.3 s"):
        tools.sparql(store, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }", 0.3)


def test_a_query_by_hand_is_answered_with_what_one_should_know_of_it(store: Store) -> None:
    answered = tools.sparql(store, "SELECT ?project { ?project mkg:paidBy ?funder }", 60)
    assert any("paidBy" in one for one in answered.remarks)


def test_a_question_is_asked_by_its_name_and_nothing_else(store: Store, tmp_path: Path) -> None:
    (tmp_path / "own.rq").write_text("# title: t\n# asks: a\nASK {}", encoding="utf-8")
    for name in (str(tmp_path / "own.rq"), "ASK {}", "../queries/find.rq", "no-such-question"):
        with pytest.raises(InputError):
            tools.ask_question(store, name, {}, 60)


def test_the_questions_of_a_subject_are_listed_with_their_parameters(index: Connection) -> None:
    found = {one.name: one for one in tools.questions(index, "funding")}
    assert found["funders-by-project"].parameters == ("project (iri, optional): only this project",)
    assert len(tools.questions(index)) > len(found) > 3


def test_a_question_in_words_finds_the_named_one_and_fills_it(index: Connection) -> None:
    first = tools.questions(index, "who funds LIBMITAF?")[0]
    assert (first.name, first.values) == ("funders-by-project", {"project": "project/libmitaf"})
    assert not first.unknown


def test_a_name_that_the_graph_does_not_know_is_told_with_the_questions(index: Connection) -> None:
    assert {one.unknown for one in tools.questions(index, "who funds BLUEHERON?")} == {("BLUEHERON",)}


def test_a_thing_is_found_by_a_name_in_another_language_and_by_a_part_of_one(store: Store, index: Connection) -> None:
    (germany,) = tools.search(store, index, "Deutschland")
    assert (germany.thing, germany.name, germany.found_as, germany.kind) == (
        "country/de",
        "Germany",
        "Deutschland",
        "Country",
    )
    found = {one.thing for one in tools.search(store, index, "ministry interior", "GovernmentBody")}
    assert found >= {"organisation/ministry-of-interior-al", "organisation/ministry-of-interior-cz"}
    assert tools.search(store, index, "Germany", "Project") == ()
    assert tools.search(store, index, "zzzz") == ()
    with pytest.raises(InputError, match="is no kind"):
        tools.search(store, index, "x", "Spaceship")


def test_what_a_search_finds_comes_with_sentences_that_speak_of_it(kb: Path) -> None:
    (found, *_) = tools.search(local_store_of(kb), index_at(kb), "Switzerland")
    assert found.thing == "country/ch"
    assert [one.statement for one in found.sources] == [
        "Libya’s Migration Technical Assistance Facility fundedBy Switzerland"
    ]


def test_news_is_found_by_its_words_with_those_around_the_place(kb: Path) -> None:
    (found, *_) = tools.search_news(local_store_of(kb), index_at(kb), "assisting citizens abroad")
    assert found.published == "2023-06-05"
    assert found.thing.startswith("news/2023-06-05-icmpd-organises-a-training")
    assert "citizens abroad" in found.quote


def test_a_long_section_of_a_sheet_is_shortened_and_says_how_to_see_it_all() -> None:
    store = Store()
    many = "".join(
        f'id:event/e{n} a mkg:Event ; skos:prefLabel "Visit {n}" ; mkg:heldIn id:country/al .\n' for n in range(40)
    )
    text = (
        (
            "PREFIX mkg: <https://w3id.org/migrationkg/ontology#>\nPREFIX id: <https://w3id.org/migrationkg/id/>\n"
            "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n"
            f'id:country/al a mkg:Country ; skos:prefLabel "Albania" .\n{many}'
        )
        .replace("id:event/", "id:event\\/")
        .replace("id:country/", "id:country\\/")
    )
    store.bulk_load(text.encode(), RdfFormat.TURTLE)
    short = tools.fact_sheet(store, "Albania")
    title = next(line for line in short.splitlines() if "of 40 are shown" in line).partition(":")[0]
    assert short.count("Visit") == 25
    assert tools.fact_sheet(store, "Albania", title).count("Visit") == 40
    with pytest.raises(InputError, match="has no section"):
        tools.fact_sheet(store, "Albania", "Nonsense")


def test_doubtful_words_are_told_as_such() -> None:
    """The same facts, the evidence of who funds what marked as doubtful."""
    data = (Path(__file__).parents[1] / "sheets" / "data.trig").read_text(encoding="utf-8")
    doubtful = "https://w3id.org/migrationkg/ontology#DoubtfulEvidence"
    plain, marked = Store(), Store()
    for quad in parse(data, format=RdfFormat.TRIG):
        for store in (plain, marked):
            store.add(quad)
            store.add(Quad(*quad.triple))
    marked.update(f"INSERT {{ ?e a <{doubtful}> }} WHERE {{ ?e ?p <https://w3id.org/migrationkg/ontology#fundedBy> }}")
    bases = [{one.basis for one in tools.sparql(store, FUNDED, 60).sources} for store in (plain, marked)]
    assert "doubtful" not in bases[0]
    assert "doubtful" in bases[1]
