"""Reads of SPARQL 1.1 Graph Store Protocol against a running server.

The cases are those of https://github.com/w3c/rdf-tests, folder sparql/sparql11/graph-store-protocol, from their
descriptions: of each, what is read. What was put there before is what the knowledge base holds, and what would change
it is refused.
"""

from collections.abc import Iterator
from urllib.parse import quote

import httpx
import pytest
from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, RdfFormat, Store, Triple, parse
from tests.server.conftest import Running, Start

from migrationkg.store import write_store

HERE = "https://example.org/data/"
PERSON = NamedNode(f"{HERE}news/person-1")
CARD, NAME = NamedNode("http://www.w3.org/2006/vcard/ns#card"), NamedNode("http://www.w3.org/2006/vcard/ns#fn")
ODD = NamedNode("https://example.org/100%25?a=b&c=d e".replace(" ", "%20"))
CHANGING = ("PUT", "POST", "DELETE", "PATCH")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory, start_server: Start) -> Iterator[httpx.Client]:
    kb = tmp_path_factory.mktemp("graphs")
    card = BlankNode()
    write_store(
        [
            Quad(PERSON, CARD, card, PERSON),
            Quad(card, NAME, NamedNode(f"{HERE}jane"), PERSON),
            Quad(PERSON, NAME, NamedNode(f"{HERE}odd"), ODD),
        ],
        kb / "store",
    )
    (kb / "items.jsonl").touch()
    with start_server(kb).client() as one:
        yield one


def triples(answer: httpx.Response, form: RdfFormat = RdfFormat.TURTLE) -> list[Triple]:
    assert answer.status_code == 200, answer.text
    return [quad.triple for quad in parse(answer.content, form)]


def is_the_person(answer: httpx.Response) -> bool:
    found = triples(answer)
    (card,) = (triple.object for triple in found if triple.predicate == CARD)
    assert isinstance(card, BlankNode)
    return len(found) == 2 and Triple(card, NAME, NamedNode(f"{HERE}jane")) in found


# --- indirect graph identification


def test_get_of_a_graph_by_its_iri(client: httpx.Client) -> None:
    headers = {"accept": "text/turtle", "accept-encoding": "identity"}
    answer = client.get("/graphs", params={"graph": PERSON.value}, headers=headers)
    assert answer.headers["content-type"] == "text/turtle; charset=utf-8"
    assert int(answer.headers["content-length"]) == len(answer.content)
    assert is_the_person(answer)


def test_get_of_the_default_graph(client: httpx.Client) -> None:
    found = triples(client.get("/graphs?default", headers={"accept": "application/n-triples"}), RdfFormat.N_TRIPLES)
    assert {PERSON} <= {triple.subject for triple in found}
    assert NamedNode(f"{HERE}odd") in {triple.object for triple in found}, "it holds the statements of all graphs"
    assert len(found) == len(set(found)), "each once"


def test_get_of_no_graph_is_not_found_and_nothing_is_deleted(client: httpx.Client) -> None:
    assert client.delete("/graphs", params={"graph": PERSON.value}).status_code == 405
    assert is_the_person(client.get("/graphs", params={"graph": PERSON.value}))
    assert client.get("/graphs", params={"graph": f"{HERE}news/person-2"}).status_code == 404


def test_get_after_a_post_that_is_refused_gives_what_was_there(client: httpx.Client) -> None:
    turtle = f"<{PERSON.value}> <{NAME.value}> <urn:other> ."
    params = {"graph": PERSON.value}
    assert client.post("/graphs", params=params, content=turtle, headers={"content-type": "text/turtle"}).is_error
    assert client.post("/graphs", params=params, files={"a": turtle}).status_code == 405
    assert is_the_person(client.get("/graphs", params=params))


def test_a_graph_is_not_created(client: httpx.Client) -> None:
    answer = client.post("/graphs", content="<urn:a> <urn:b> <urn:c> .", headers={"content-type": "text/turtle"})
    assert answer.status_code == 405
    assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD"}
    assert "location" not in answer.headers


def test_head_on_an_existing_graph(client: httpx.Client) -> None:
    params = {"graph": PERSON.value}
    head, whole = client.head("/graphs", params=params), client.get("/graphs", params=params)
    assert (head.status_code, head.content) == (200, b"")
    for name in ("content-type", "content-length", "etag"):
        assert head.headers[name] == whole.headers[name]


def test_head_on_a_nonexisting_graph(client: httpx.Client) -> None:
    assert client.head("/graphs", params={"graph": f"{HERE}news/nobody"}).status_code == 404


def test_a_graph_is_found_however_its_iri_is_escaped(client: httpx.Client) -> None:
    everything = "".join(f"%{byte:02x}" for byte in PERSON.value.encode())
    assert is_the_person(client.get(f"/graphs?graph={PERSON.value}"))
    assert is_the_person(client.get(f"/graphs?graph={quote(PERSON.value, safe='')}"))
    assert is_the_person(client.get(f"/graphs?graph={everything}"))


def test_escapes_are_undone_once(client: httpx.Client) -> None:
    (found,) = triples(client.get(f"/graphs?graph={quote(ODD.value, safe='')}"))
    assert found.object == NamedNode(f"{HERE}odd")
    assert client.get(f"/graphs?graph={ODD.value.replace('&', '%26')}").status_code in {400, 404}


# --- direct graph identification: the path says which


def test_get_of_a_graph_by_its_path(client: httpx.Client) -> None:
    assert is_the_person(client.get("/graphs/news/person-1", headers={"accept": "text/turtle"}))


def test_get_of_no_path_is_not_found_and_nothing_is_deleted_there(client: httpx.Client) -> None:
    assert client.delete("/graphs/news/person-1").status_code == 405
    assert is_the_person(client.get("/graphs/news/person-1"))
    assert client.get("/graphs/news/person-2").status_code == 404


def test_head_on_an_existing_path(client: httpx.Client) -> None:
    assert client.head("/graphs/news/person-1").headers["content-type"] == "text/turtle; charset=utf-8"


def test_head_on_a_nonexisting_path(client: httpx.Client) -> None:
    assert client.head("/graphs/news/person-4").status_code == 404


# --- beyond the suite


@pytest.mark.parametrize("asked", ["", "?graph=", "?graph=a", "?default&graph=urn:a", "?graph=urn:a&graph=urn:b"])
def test_one_graph_is_named_by_an_iri(client: httpx.Client, asked: str) -> None:
    answer = client.get(f"/graphs{asked}")
    assert answer.status_code == 400
    assert "name one graph: ?default or ?graph=IRI" in answer.text


@pytest.mark.parametrize(
    ("accept", "media_type", "form"),
    [
        ("application/n-triples", "application/n-triples", RdfFormat.N_TRIPLES),
        ("application/ld+json", "application/ld+json", RdfFormat.JSON_LD),
        ("application/rdf+xml", "application/rdf+xml", RdfFormat.RDF_XML),
        ("text/turtle;q=0.3, application/rdf+xml;q=0.4", "application/rdf+xml", RdfFormat.RDF_XML),
    ],
)
def test_a_graph_comes_in_the_form_that_is_liked_best(
    client: httpx.Client, accept: str, media_type: str, form: RdfFormat
) -> None:
    answer = client.get("/graphs", params={"graph": PERSON.value}, headers={"accept": accept})
    assert answer.headers["content-type"].partition(";")[0] == media_type
    assert len(triples(answer, form)) == 2


def test_a_form_that_is_not_there_is_not_acceptable(client: httpx.Client) -> None:
    answer = client.get("/graphs?default", headers={"accept": "image/png"})
    assert answer.status_code == 406
    assert "text/turtle" in answer.text


def test_a_graph_that_is_known_is_not_sent_again(client: httpx.Client) -> None:
    first = client.get("/graphs?default")
    again = client.get("/graphs?default", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_default_graph_holds_what_the_graphs_hold(server: Running) -> None:
    """Whoever fetches it need not fetch them one by one; it describes things besides."""
    with server.client() as client:
        names = client.get("/sparql", params={"query": "SELECT DISTINCT ?g { GRAPH ?g {} }"}).json()["results"]
        fetched = Store()
        for row in names["bindings"]:
            graph = NamedNode(row["g"]["value"])
            answer = client.get("/graphs", params={"graph": graph.value}, headers={"accept": "application/n-triples"})
            fetched.load(answer.content, RdfFormat.N_TRIPLES, to_graph=graph)
        whole = client.get("/graphs?default", headers={"accept": "application/n-triples"})
    without_blank = {
        quad.triple for quad in fetched if quad.graph_name != DefaultGraph() and "_:" not in str(quad.triple)
    }
    default = {quad.triple for quad in parse(whole.content, RdfFormat.N_TRIPLES) if "_:" not in str(quad.triple)}
    assert len(without_blank) > 500
    assert without_blank <= default
