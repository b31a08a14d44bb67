"""The SPARQL 1.1 Protocol against a running server: each case that the W3C's test suite describes, on our own data.

The cases are those of https://github.com/w3c/rdf-tests, folder sparql/sparql11/protocol, written from their
descriptions. The store is only read, so that what is an update there is a refusal here.
"""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest
from pyoxigraph import QueryResultsFormat, RdfFormat, parse, parse_query_results
from tests.server.conftest import Running

from migrationkg.questions import ask

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
NOWHERE = "https://example.org/no-such-graph"
REPORTS = "<https://w3id.org/migrationkg/ontology#reportsOn>"
ITEM = "<https://w3id.org/migrationkg/ontology#NewsItem>"


@pytest.fixture(scope="module")
def items(server: Running) -> list[str]:
    """The graphs of three news items, each of which says of itself that it is one."""
    with server.client() as client:
        found = client.get(
            "/sparql", params={"query": f"SELECT ?g {{ GRAPH ?g {{ ?g a {ITEM} }} }} ORDER BY ?g LIMIT 3"}
        )
    return [row["g"]["value"] for row in found.json()["results"]["bindings"]]


def post(client: httpx.Client, body: str | bytes, media_type: str | None, *fields: tuple[str, str]) -> httpx.Response:
    headers = {"content-type": media_type} if media_type else {}
    address = "/sparql" + (f"?{urlencode(fields)}" if fields else "")
    return client.post(address, content=body.encode() if isinstance(body, str) else body, headers=headers)


def get(client: httpx.Client, *fields: tuple[str, str], **headers: str) -> httpx.Response:
    return client.get("/sparql?" + urlencode(fields), headers=headers)


def is_true(answer: httpx.Response) -> bool:
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/sparql-results+json"
    return answer.json()["boolean"] is True


def both(items: list[str]) -> str:
    """Whether the default graph says of two items that they are."""
    return f"ASK {{ <{items[0]}> a {ITEM} . <{items[1]}> a {ITEM} }}"


def both_named(items: list[str]) -> str:
    return f"GRAPH ?g1 {{ <{items[0]}> a {ITEM} }} GRAPH ?g2 {{ <{items[1]}> a {ITEM} }}"


def defaults(*graphs: str) -> list[tuple[str, str]]:
    return [("default-graph-uri", graph) for graph in graphs]


def named(*graphs: str) -> list[tuple[str, str]]:
    return [("named-graph-uri", graph) for graph in graphs]


# --- what is answered


def test_query_post_form(client: httpx.Client) -> None:
    assert is_true(post(client, "query=ASK%20%7B%7D", FORM, *defaults(NOWHERE)))


def test_query_post_direct(client: httpx.Client) -> None:
    assert is_true(post(client, "ASK {}", QUERY, *defaults(NOWHERE)))


def test_query_get(client: httpx.Client) -> None:
    assert is_true(get(client, ("query", "ASK {}"), *defaults(NOWHERE)))


def test_query_dataset_default_graphs_get(client: httpx.Client, items: list[str]) -> None:
    assert is_true(get(client, ("query", both(items)), *defaults(*items[:2])))
    assert not is_true(get(client, ("query", both(items)), *defaults(items[0]))), "the second is not in this graph"


def test_query_dataset_default_graphs_post(client: httpx.Client, items: list[str]) -> None:
    assert is_true(post(client, both(items), QUERY, *defaults(*items[:2])))
    assert is_true(post(client, urlencode([("query", both(items)), *defaults(*items[:2])]), FORM))
    assert not is_true(post(client, both(items), QUERY, *defaults(items[1])))


def test_query_dataset_named_graphs_post(client: httpx.Client, items: list[str]) -> None:
    assert is_true(post(client, f"ASK {{ {both_named(items)} }}", QUERY, *named(*items[:2])))
    assert not is_true(post(client, f"ASK {{ {both_named(items)} }}", QUERY, *named(items[0])))


def test_query_dataset_named_graphs_get(client: httpx.Client, items: list[str]) -> None:
    assert is_true(get(client, ("query", f"ASK {{ {both_named(items)} }}"), *named(*items[:2])))
    assert not is_true(get(client, ("query", both(items)), *named(*items[:2]))), "the default graph is empty then"


def test_query_dataset_full(client: httpx.Client, items: list[str]) -> None:
    query = f"""ASK {{
        <{items[2]}> a {ITEM} {both_named(items)}
        FILTER NOT EXISTS {{ <{items[0]}> a {ITEM} }} FILTER NOT EXISTS {{ GRAPH ?g3 {{ <{items[2]}> a {ITEM} }} }}
    }}"""
    assert is_true(post(client, query, QUERY, *defaults(items[2]), *named(*items[:2])))


def test_query_multiple_dataset(client: httpx.Client, items: list[str]) -> None:
    """What the request says of graphs counts, and not what the query says."""
    query = f"ASK FROM <{items[2]}> {{ {both_named(items)} FILTER NOT EXISTS {{ ?s ?p ?o }} }}"
    assert is_true(post(client, query, QUERY, *named(*items[:2])))


def test_query_content_type_select(client: httpx.Client) -> None:
    answer = post(client, "SELECT (1 AS ?value) {}", QUERY, *defaults(NOWHERE))
    assert answer.headers["content-type"] == "application/sparql-results+json"
    assert [row["value"].value for row in parse_query_results(answer.content, QueryResultsFormat.JSON)] == ["1"]  # type: ignore[union-attr]


def test_query_content_type_ask(client: httpx.Client) -> None:
    answer = post(client, "ASK {}", QUERY, *defaults(NOWHERE))
    assert answer.headers["content-type"] in {"application/sparql-results+json", "application/sparql-results+xml"}


def test_query_content_type_describe(client: httpx.Client) -> None:
    answer = post(client, "DESCRIBE <http://example.org/>", QUERY, *defaults(NOWHERE))
    assert answer.headers["content-type"] == "text/turtle; charset=utf-8"
    assert list(parse(answer.content, RdfFormat.TURTLE)) == []


def test_query_content_type_construct(client: httpx.Client) -> None:
    answer = post(client, "CONSTRUCT { <s> <p> 1 } WHERE {}", QUERY, *defaults(NOWHERE))
    assert answer.headers["content-type"] == "text/turtle; charset=utf-8"
    (triple,) = parse(answer.content, RdfFormat.TURTLE)
    assert triple.subject.value == f"{client.base_url}/s".replace("//s", "/s"), "relative to the endpoint"


# --- what is refused


def is_refused(answer: httpx.Response, status: int) -> None:
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/plain")
    assert len(answer.text.splitlines()) == 1, answer.text


def test_bad_query_method(client: httpx.Client) -> None:
    answer = client.put("/sparql?query=ASK%20%7B%7D", headers={"content-type": FORM})
    is_refused(answer, 405)
    assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD", "POST"}


def test_bad_multiple_queries(client: httpx.Client) -> None:
    is_refused(get(client, ("query", "ASK {}"), ("query", "SELECT * {}")), 400)
    is_refused(post(client, "query=ASK%20%7B%7D&query=ASK%20%7B%7D", FORM), 400)
    is_refused(post(client, "query=ASK%20%7B%7D", FORM, ("query", "ASK {}")), 400)


def test_bad_query_wrong_media_type(client: httpx.Client) -> None:
    is_refused(post(client, "ASK {}", "text/plain"), 415)


def test_bad_query_missing_form_type(client: httpx.Client) -> None:
    is_refused(post(client, "query=ASK%20%7B%7D", None), 415)


def test_bad_query_missing_direct_type(client: httpx.Client) -> None:
    is_refused(post(client, "ASK {}", None), 415)


def test_bad_query_non_utf8(client: httpx.Client) -> None:
    is_refused(post(client, "ASK {}".encode("utf-16"), f"{QUERY}; charset=UTF-16"), 415)
    is_refused(post(client, "ASK {}".encode("utf-16"), QUERY), 400)
    is_refused(client.get("/sparql?query=ASK%20%7B%7D%20%23%ff"), 400)


def test_bad_query_syntax(client: httpx.Client) -> None:
    is_refused(get(client, ("query", "ASK {")), 400)


# --- what would change data

UPDATES = "INSERT DATA { <http://example.org/s> <http://example.org/p> 1 }"


@pytest.fixture(autouse=True, scope="module")
def _nothing_changes(server: Running) -> Iterator[None]:
    def statements() -> str:
        with server.client() as client:
            return client.get("/graphs?default", headers={"accept": "application/n-triples"}).text

    before = statements()
    yield
    assert statements() == before


def test_update_dataset_default_graph_is_refused(client: httpx.Client, items: list[str]) -> None:
    is_refused(post(client, UPDATES, UPDATE, ("using-graph-uri", items[0])), 403)


def test_update_dataset_default_graphs_is_refused(client: httpx.Client, items: list[str]) -> None:
    is_refused(post(client, UPDATES, UPDATE, ("using-graph-uri", items[0]), ("using-graph-uri", items[1])), 403)


def test_update_dataset_named_graphs_is_refused(client: httpx.Client, items: list[str]) -> None:
    is_refused(post(client, UPDATES, UPDATE, ("using-named-graph-uri", items[0])), 403)


def test_update_dataset_full_is_refused(client: httpx.Client, items: list[str]) -> None:
    fields = ("using-graph-uri", items[0]), ("using-named-graph-uri", items[1])
    is_refused(post(client, UPDATES, UPDATE, *fields), 403)


def test_update_post_form_is_refused(client: httpx.Client) -> None:
    is_refused(post(client, "update=CLEAR+ALL", FORM), 403)


def test_update_post_direct_is_refused(client: httpx.Client) -> None:
    is_refused(post(client, "CLEAR ALL", UPDATE), 403)


def test_update_base_uri_is_refused(client: httpx.Client) -> None:
    is_refused(post(client, "CLEAR SILENT GRAPH <test>", UPDATE), 403)


def test_bad_update_get(client: httpx.Client) -> None:
    is_refused(get(client, ("update", "CLEAR ALL")), 403)


def test_bad_multiple_updates(client: httpx.Client) -> None:
    is_refused(post(client, "update=CLEAR%20NAMED&update=CLEAR%20DEFAULT", FORM), 403)


def test_bad_update_wrong_media_type(client: httpx.Client) -> None:
    is_refused(post(client, "CLEAR NAMED", "text/plain"), 415)


def test_bad_update_missing_form_type(client: httpx.Client) -> None:
    is_refused(post(client, "update=CLEAR%20NAMED", None), 415)


def test_bad_update_non_utf8(client: httpx.Client) -> None:
    is_refused(post(client, "CLEAR NAMED".encode("utf-16"), f"{UPDATE}; charset=UTF-16"), 415)


def test_bad_update_syntax(client: httpx.Client) -> None:
    is_refused(post(client, "update=CLEAR%20XYZ", FORM), 403)


def test_bad_update_dataset_conflict(client: httpx.Client) -> None:
    text = "WITH <urn:g> INSERT { ?s ?p 1 } USING <urn:h> WHERE { ?s ?p ?o }"
    is_refused(post(client, text, UPDATE, ("using-named-graph-uri", "http://example/people")), 403)


def test_an_update_in_place_of_a_query_is_no_query(client: httpx.Client) -> None:
    for update in (UPDATES, "LOAD <file:///etc/passwd>", "CLEAR ALL", "DELETE WHERE { ?s ?p ?o }", "DROP ALL"):
        answer = post(client, update, QUERY)
        is_refused(answer, 400)
        assert "changes data, and a store is only read" in answer.text


# --- the default graph


def count(answer: httpx.Response) -> int:
    return int(answer.json()["results"]["bindings"][0]["n"]["value"])


def test_a_statement_of_two_graphs_counts_once(client: httpx.Client) -> None:
    """In the default graph, in that of a request, and in that of FROM."""
    twice = """SELECT ?g ?h ?s ?p ?o { GRAPH ?g { ?s ?p ?o } GRAPH ?h { ?s ?p ?o } FILTER(STR(?g) < STR(?h)) }
        ORDER BY ?g ?h ?s LIMIT 1"""
    row = get(client, ("query", twice)).json()["results"]["bindings"][0]
    g, h, s, p = (row[name]["value"] for name in "ghsp")
    query = f"SELECT (COUNT(*) AS ?n) FROMS {{ <{s}> <{p}> ?o }}"
    whole = count(get(client, ("query", query.replace("FROMS", ""))))
    distinct = count(get(client, ("query", query.replace("FROMS", "").replace("COUNT(*)", "COUNT(DISTINCT ?o)"))))
    assert whole == distinct
    merged = f"SELECT (COUNT(DISTINCT ?o) AS ?n) {{ VALUES ?g {{ <{g}> <{h}> }} GRAPH ?g {{ <{s}> <{p}> ?o }} }}"
    expected = count(get(client, ("query", merged)))
    assert count(get(client, ("query", query.replace("FROMS", "")), *defaults(g, h))) == expected
    assert count(get(client, ("query", query.replace("FROMS", f"FROM <{g}> from <{h}>")))) == expected


def test_what_the_ontology_implies_is_not_added(client: httpx.Client, kb: Path) -> None:
    """The endpoint answers what is stated, as any other store would; `migrationkg query` reads more into a query."""
    assert ask("ASK { ?funder mkg:funds ?project }", kb=kb).boolean
    assert not is_true(get(client, ("query", "ASK { ?funder mkg:funds ?project }")))


def test_our_prefixes_need_no_declaration(client: httpx.Client) -> None:
    assert is_true(get(client, ("query", "ASK { ?project a mkg:Project ; skos:prefLabel ?label }")))
