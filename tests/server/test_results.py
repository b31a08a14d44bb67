"""The forms of results: the W3C's ten cases of CSV, TSV and JSON from their descriptions, XML, and which form comes.

The data are our own: the corner cases that https://github.com/w3c/rdf-tests names (sparql/sparql11/csv-tsv-res and
json-res).
"""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as ET

import httpx
import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, QueryResultsFormat, RdfFormat, parse, parse_query_results
from tests.server.conftest import Start

from migrationkg.store import write_store

HERE = "https://example.org/"

Term = NamedNode | BlankNode | Literal
XSD = "http://www.w3.org/2001/XMLSchema#"


def here(name: str) -> NamedNode:
    return NamedNode(HERE + name)


def typed(value: str, datatype: str) -> Literal:
    return Literal(value, datatype=NamedNode(datatype if ":" in datatype else XSD + datatype))


STATEMENTS: list[tuple[NamedNode, NamedNode, Term]] = [
    (here("a1"), here("likes"), here("a2")),
    (here("a2"), here("name"), Literal("word")),
    (here("a3"), here("name"), typed("words, with a comma", "string")),
    (here("a4"), here("size"), typed("4", "integer")),
    (here("a5"), here("size"), typed("5.5", "decimal")),
    (here("a6"), here("likes"), BlankNode()),
]
CORNERS: list[tuple[NamedNode, NamedNode, Term]] = [
    (here("b1"), here("value"), Literal('a "quoted" word')),
    (here("b2"), here("value"), typed("-3", "negativeInteger")),
    (here("b3"), here("value"), typed("5,5", HERE + "own")),
    (here("b4"), here("value"), typed("1.0E6", "double")),
    (here("b5"), here("value"), typed("a7", "hexBinary")),
    (here("b6"), here("value"), Literal("два\tслова", language="ru")),
    (here("b7"), here("value"), Literal("of two\nlines")),
]
ALL = f'SELECT ?s ?p ?o {{ ?s ?p ?o FILTER(STRSTARTS(STR(?s), "{HERE}a")) }} ORDER BY ?s'
ODD = f'SELECT ?s ?p ?o {{ ?s ?p ?o FILTER(STRSTARTS(STR(?s), "{HERE}b")) }} ORDER BY ?s'
SOME = f'SELECT ?s ?o ?o2 {{ ?s ?p ?o OPTIONAL {{ ?o ?p2 ?o2 }} FILTER(STRSTARTS(STR(?s), "{HERE}a")) }} ORDER BY ?s'


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory, start_server: Start) -> Iterator[httpx.Client]:
    kb = tmp_path_factory.mktemp("results")
    write_store((Quad(*statement) for statement in (*STATEMENTS, *CORNERS)), kb / "store")
    (kb / "items.jsonl").touch()
    with start_server(kb).client() as one:
        yield one


def asked(client: httpx.Client, query: str, accept: str) -> httpx.Response:
    answer = client.get("/sparql", params={"query": query}, headers={"accept": accept})
    assert answer.status_code == 200, answer.text
    return answer


def as_csv(client: httpx.Client, query: str) -> list[list[str]]:
    answer = asked(client, query, "text/csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.content.count(b"\r\n") >= answer.content.count(b"\n") - 1, "lines end as RFC 4180 wants"
    return list(csv.reader(io.StringIO(answer.content.decode(), newline="")))


def as_tsv(client: httpx.Client, query: str) -> list[list[str]]:
    answer = asked(client, query, "text/tab-separated-values")
    assert answer.headers["content-type"] == "text/tab-separated-values; charset=utf-8"
    return [line.split("\t") for line in answer.content.decode().removesuffix("\n").split("\n")]


def as_json(client: httpx.Client, query: str) -> Any:
    answer = asked(client, query, "application/sparql-results+json")
    assert answer.headers["content-type"] == "application/sparql-results+json"
    return json.loads(answer.content)


def test_csv01(client: httpx.Client) -> None:
    head, *rows = as_csv(client, ALL)
    assert head == ["s", "p", "o"]
    assert rows[:5] == [
        [f"{HERE}a1", f"{HERE}likes", f"{HERE}a2"],
        [f"{HERE}a2", f"{HERE}name", "word"],
        [f"{HERE}a3", f"{HERE}name", "words, with a comma"],
        [f"{HERE}a4", f"{HERE}size", "4"],
        [f"{HERE}a5", f"{HERE}size", "5.5"],
    ]
    assert rows[5][2].startswith("_:")


def test_csv02_what_is_not_bound_is_empty(client: httpx.Client) -> None:
    _, first, second, *_ = as_csv(client, SOME)
    assert first == [f"{HERE}a1", f"{HERE}a2", "word"]
    assert second == [f"{HERE}a2", "word", ""]


def test_csv03_odd_values_are_their_words(client: httpx.Client) -> None:
    """The store keeps values, not spellings: a double of 1.0E6 comes as 1000000."""
    values = [row[2] for row in as_csv(client, ODD)[1:]]
    assert float(values.pop(3)) == 1e6
    assert values == ['a "quoted" word', "-3", "5,5", "a7", "два\tслова", "of two\nlines"]


def test_tsv01(client: httpx.Client) -> None:
    head, *rows = as_tsv(client, ALL)
    assert head == ["?s", "?p", "?o"]
    assert rows[0] == [f"<{HERE}a1>", f"<{HERE}likes>", f"<{HERE}a2>"]
    assert [row[2] for row in rows[1:5]] == ['"word"', '"words, with a comma"', "4", "5.5"]
    assert rows[5][2].startswith("_:")


def test_tsv02_what_is_not_bound_is_empty(client: httpx.Client) -> None:
    _, first, second, *_ = as_tsv(client, SOME)
    assert first == [f"<{HERE}a1>", f"<{HERE}a2>", '"word"']
    assert second == [f"<{HERE}a2>", '"word"', ""]


def test_tsv03_odd_values_keep_their_types(client: httpx.Client) -> None:
    """But for the kinds of whole numbers, which the store takes for xsd:integer."""
    values = [row[2] for row in as_tsv(client, ODD)[1:]]
    assert values[:3] == ['"a \\"quoted\\" word"', "-3", f'"5,5"^^<{HERE}own>']
    assert values[3] == f'"1000000"^^<{XSD}double>'
    assert values[4:] == [f'"a7"^^<{XSD}hexBinary>', '"два\\tслова"@ru', '"of two\\nlines"']


def test_jsonres01(client: httpx.Client) -> None:
    answer = as_json(client, ALL)
    assert answer["head"]["vars"] == ["s", "p", "o"]
    values = [row["o"] for row in answer["results"]["bindings"]]
    assert values[:5] == [
        {"type": "uri", "value": f"{HERE}a2"},
        {"type": "literal", "value": "word"},
        {"type": "literal", "value": "words, with a comma"},
        {"type": "literal", "value": "4", "datatype": f"{XSD}integer"},
        {"type": "literal", "value": "5.5", "datatype": f"{XSD}decimal"},
    ]
    assert values[5]["type"] == "bnode"


def test_jsonres02_what_is_not_bound_is_left_out(client: httpx.Client) -> None:
    first, second, *_ = as_json(client, SOME)["results"]["bindings"]
    assert set(first) == {"s", "o", "o2"}
    assert set(second) == {"s", "o"}


def test_jsonres03_a_true_answer(client: httpx.Client) -> None:
    assert as_json(client, f"ASK {{ <{HERE}a1> <{HERE}likes> <{HERE}a2> }}")["boolean"] is True


def test_jsonres04_a_false_answer(client: httpx.Client) -> None:
    answer = as_json(client, f"ASK {{ <{HERE}a1> <{HERE}likes> <{HERE}a1> }}")
    assert answer["boolean"] is False
    assert "results" not in answer


def test_xml_holds_the_same_rows(client: httpx.Client) -> None:
    answer = asked(client, ODD, "application/sparql-results+xml")
    assert answer.headers["content-type"] == "application/sparql-results+xml"
    name = "{http://www.w3.org/2005/sparql-results#}"
    document = ET.fromstring(answer.content)
    assert [one.get("name") for one in document.iter(f"{name}variable")] == ["s", "p", "o"]
    words = [one.text for one in document.iter(f"{name}literal")]
    assert words == ['a "quoted" word', "-3", "5,5", "1000000", "a7", "два\tслова", "of two\nlines"]


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("*/*", "application/sparql-results+json"),
        ("application/*", "application/sparql-results+json"),
        ("text/*", "text/csv"),
        ("application/json", "application/sparql-results+json"),
        ("APPLICATION/SPARQL-RESULTS+XML", "application/sparql-results+xml"),
        ("text/csv;q=0.1, text/tab-separated-values;q=0.2", "text/tab-separated-values"),
        ("text/csv;q=0, */*;q=0.1", "application/sparql-results+json"),
        ("application/sparql-results+json;q=0.5, */*;q=0.6", "application/sparql-results+xml"),
        ("text/turtle, application/sparql-results+xml;q=0.2", "application/sparql-results+xml"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/sparql-results+xml"),
        ("text/csv; header=absent; q=1.0, text/*;q=0.2", "text/csv"),
        ("*/*;q=nonsense, text/csv;q=0.001", "text/csv"),
    ],
)
def test_rows_come_in_the_form_that_is_liked_best(client: httpx.Client, accept: str, expected: str) -> None:
    answer = asked(client, "SELECT (1 AS ?one) {}", accept)
    assert answer.headers["content-type"].partition(";")[0] == expected
    assert "accept" in answer.headers["vary"].lower()


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("*/*", RdfFormat.TURTLE),
        ("application/n-triples", RdfFormat.N_TRIPLES),
        ("application/ld+json, text/turtle;q=0.9", RdfFormat.JSON_LD),
        ("application/rdf+xml;q=0.9, text/turtle;q=0.8", RdfFormat.RDF_XML),
        ("application/sparql-results+json, text/turtle;q=0.5", RdfFormat.TURTLE),
    ],
)
def test_graphs_come_in_the_form_that_is_liked_best(client: httpx.Client, accept: str, form: RdfFormat) -> None:
    query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o FILTER(STRSTARTS(STR(?s), '{HERE}b')) }}"
    answer = asked(client, query, accept)
    assert answer.headers["content-type"].partition(";")[0] == form.media_type
    assert {quad.subject.value for quad in parse(answer.content, form)} == {f"{HERE}b{place}" for place in range(1, 8)}


@pytest.mark.parametrize("query", ["SELECT * {}", "ASK {}", "CONSTRUCT {} {}", "DESCRIBE <urn:a>"])
def test_an_answer_that_nobody_takes_is_not_acceptable(client: httpx.Client, query: str) -> None:
    answer = client.get("/sparql", params={"query": query}, headers={"accept": "image/png, text/html;q=0.9"})
    assert answer.status_code == 406
    assert "there is no such form; Accept one of" in answer.text


@pytest.mark.parametrize(
    ("query", "accept"),
    [
        (r'SELECT ?x { VALUES ?x { "a\u001bb" } }', "application/sparql-results+xml"),
        (r'SELECT ?x { VALUES ?x { "\u0000" } }', "text/xml"),
        (r'SELECT ?x { VALUES ?x { "\uFFFE" } }', "application/sparql-results+xml"),
        (r'CONSTRUCT { <a:b> <a:c> "x\u0007" } {}', "application/rdf+xml"),
        ('CONSTRUCT { <a:b> <http://e.org/1> "x" } {}', "application/rdf+xml"),
        ("CONSTRUCT { <a:b> a <http://e.org/1> } {}", "application/xml"),
        ("CONSTRUCT { <a:b> <a:c> <<( <a:b> <a:c> <a:d> )>> } {}", "application/ld+json"),
    ],
)
def test_what_a_form_cannot_say_is_not_acceptable_in_it(client: httpx.Client, query: str, accept: str) -> None:
    answer = client.get("/sparql", params={"query": query}, headers={"accept": accept})
    assert answer.status_code == 406
    assert "Accept another" in answer.text
    assert "\n" not in answer.text.strip()
    other = "application/sparql-results+json" if query.startswith("SELECT") else "text/turtle"
    assert client.get("/sparql", params={"query": query}, headers={"accept": other}).status_code == 200


def test_a_long_answer_that_comes_to_what_xml_cannot_say_is_cut_off(client: httpx.Client) -> None:
    long = " ".join(f'"{letter * 50_000}"' for letter in "abcdef")
    query = rf'SELECT ?x {{ VALUES ?x {{ {long} "\u0007" }} }}'
    with pytest.raises(httpx.RemoteProtocolError):
        client.post("/sparql", data={"query": query}, headers={"accept": "application/sparql-results+xml"})


def test_a_carriage_return_is_still_one_in_xml(client: httpx.Client) -> None:
    query = r'CONSTRUCT { <a:b> <a:c> "1\r\n2\r3\n\t4" } {}'
    (quad,) = parse(asked(client, query, "application/rdf+xml").content, RdfFormat.RDF_XML)
    assert quad.object == Literal("1\r\n2\r3\n\t4")


def test_rows_are_no_graph(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": "ASK {}"}, headers={"accept": "text/turtle"})
    assert answer.status_code == 406


def test_head_tells_what_get_would(client: httpx.Client) -> None:
    head, whole = (client.request(method, "/sparql", params={"query": ALL}) for method in ("HEAD", "GET"))
    assert (head.status_code, head.content) == (200, b"")
    for name in ("content-type", "content-length", "etag", "vary"):
        assert head.headers[name] == whole.headers[name]


def test_an_answer_that_is_known_is_not_sent_again(client: httpx.Client) -> None:
    first = asked(client, ALL, "text/csv")
    tag = first.headers["etag"]
    known = {"accept": "text/csv", "if-none-match": f'"other", {tag}'}
    again = client.get("/sparql", params={"query": ALL}, headers=known)
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert asked(client, ALL, "text/tab-separated-values").headers["etag"] != tag, "another form is another answer"
    assert asked(client, SOME, "text/csv").headers["etag"] != tag


def test_an_answer_that_was_given_before_is_the_same_for_each_way_of_asking(client: httpx.Client) -> None:
    first = asked(client, ALL, "text/csv")
    again = asked(client, ALL, "text/csv")
    posted = client.post("/sparql", data={"query": ALL}, headers={"accept": "text/csv"})
    other = asked(client, ALL, "application/sparql-results+json")
    assert first.content == again.content == posted.content != other.content
    assert first.headers["content-type"] == again.headers["content-type"] == posted.headers["content-type"]
    assert first.headers["etag"] == again.headers["etag"]
    assert "etag" not in posted.headers


def test_an_answer_that_was_given_before_is_given_again_only_to_who_asks_alike(client: httpx.Client) -> None:
    """What is kept is told apart by all that the answer depends on: form, coding, host, what is known already."""
    query = {"query": "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o LIMIT 50"}
    ways = (
        {"accept": "text/csv", "accept-encoding": "identity"},
        {"accept": "text/csv", "accept-encoding": "gzip"},
        {"accept": "application/sparql-results+json", "accept-encoding": "gzip"},
    )
    first = [client.get("/sparql", params=query, headers=way) for way in ways]
    again = [client.get("/sparql", params=query, headers=way) for way in ways]
    for one, other in zip(first, again, strict=True):
        told = {name: value for name, value in one.headers.items() if name != "date"}
        assert told == {name: value for name, value in other.headers.items() if name != "date"}
        assert one.content == other.content
    assert [one.headers.get("content-encoding") for one in again] == [None, "gzip", "gzip"]
    assert again[1].headers["content-type"] != again[2].headers["content-type"]
    known = client.get("/sparql", params=query, headers={**ways[0], "if-none-match": first[0].headers["etag"]})
    assert (known.status_code, known.content) == (304, b"")
    foreign = client.get("/sparql", params=query, headers={**ways[0], "host": "elsewhere.example"})
    assert foreign.status_code == 421


def test_what_is_never_the_same_is_worked_out_each_time(client: httpx.Client) -> None:
    query = "SELECT (STRUUID() AS ?one) {}"
    assert asked(client, query, "text/csv").content != asked(client, query, "text/csv").content


@pytest.mark.parametrize("call", ["NOW()", "rand()", "STRUUID()", "UUID()", "BNODE()"])
def test_what_is_never_the_same_has_no_etag(client: httpx.Client, call: str) -> None:
    assert "etag" not in asked(client, f"SELECT ({call} AS ?now) {{}}", "*/*").headers


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd"])
def test_an_answer_is_compressed_for_who_takes_it(client: httpx.Client, coding: str) -> None:
    query = "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o"
    plain = client.get("/sparql", params={"query": query}, headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers
    packed = client.get("/sparql", params={"query": query}, headers={"accept-encoding": coding})
    assert packed.headers["content-encoding"] == coding
    assert int(packed.headers.get("content-length", "0")) < len(plain.content) / 3
    assert "accept-encoding" in packed.headers["vary"].lower()
    if coding == "gzip":  # the others need a library that httpx does not bring
        assert packed.content == plain.content


def test_another_page_may_read(client: httpx.Client) -> None:
    origin = {"origin": "https://elsewhere.example"}
    answer = client.get("/sparql", params={"query": "ASK {}"}, headers=origin)
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in answer.headers
    asking = {**origin, "access-control-request-method": "POST", "access-control-request-headers": "content-type"}
    before = client.options("/sparql", headers=asking)
    assert before.status_code == 200
    assert "POST" in before.headers["access-control-allow-methods"]


def test_rows_of_every_form_are_the_same(client: httpx.Client) -> None:
    rows = []
    for form in (QueryResultsFormat.JSON, QueryResultsFormat.XML, QueryResultsFormat.TSV):
        found = parse_query_results(asked(client, ODD, form.media_type).content, form)
        rows.append([tuple(solution) for solution in found])  # type: ignore[union-attr]
    assert rows[0] == rows[1]
    assert [row[0] for row in rows[0]] == [row[0] for row in rows[2]]
