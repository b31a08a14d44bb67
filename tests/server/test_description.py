"""What the server says of itself: the W3C's three cases of Service Description, VoID, DCAT, and the downloads."""

from pathlib import Path

import httpx
import pytest
from pyoxigraph import DefaultGraph, RdfFormat, Store, parse
from rdflib import DCAT, RDF, VOID, Graph, Literal, Namespace, URIRef
from tests.server.conftest import Running

from migrationkg.knowledge_base.folder import KnowledgeBase

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")


@pytest.fixture(scope="module")
def description(server: Running) -> Graph:
    with server.client() as client:
        answer = client.get("/sparql")
    assert answer.status_code == 200
    return Graph().parse(data=answer.text, format="turtle")


def test_returns_rdf(client: httpx.Client) -> None:
    for media_type, form in (
        ("text/turtle", "turtle"),
        ("application/rdf+xml", "xml"),
        ("application/ld+json", "json-ld"),
    ):
        answer = client.get("/sparql", headers={"accept": media_type})
        assert answer.headers["content-type"].startswith(media_type)
        assert Graph().parse(data=answer.text, format=form)


def test_has_endpoint_triple(description: Graph, server: Running) -> None:
    assert list(description.subject_objects(SD.endpoint)) == [(URIRef(f"{server.address}/sparql"),) * 2]


def test_conforms_to_schema(description: Graph) -> None:
    """Each term is one of the vocabulary's, and what it is said of has the class that the vocabulary wants."""
    domains = {
        SD.endpoint: SD.Service,
        SD.supportedLanguage: SD.Service,
        SD.resultFormat: SD.Service,
        SD.defaultDataset: SD.Service,
        SD.defaultGraph: SD.Dataset,
    }
    for subject, predicate, _ in description:
        if str(predicate).startswith(str(SD)):
            assert (subject, RDF.type, domains[URIRef(str(predicate))]) in description
    assert set(description.objects(None, SD.supportedLanguage)) == {SD.SPARQL11Query}
    formats = {str(one).rpartition("/")[2] for one in description.objects(None, SD.resultFormat)}
    assert {"SPARQL_Results_JSON", "SPARQL_Results_XML", "Turtle", "JSON-LD"} <= formats
    (graph,) = description.objects(None, SD.defaultGraph)
    assert (graph, RDF.type, SD.Graph) in description


@pytest.fixture(scope="module")
def void(server: Running) -> Graph:
    with server.client() as client:
        answer = client.get("/.well-known/void")
    return Graph().parse(data=answer.text, format="turtle")


def one(graph: Graph, predicate: URIRef) -> str:
    (dataset,) = graph.subjects(RDF.type, VOID.Dataset)
    (value,) = graph.objects(dataset, predicate)
    return str(value)


def test_void_counts_what_the_store_holds(void: Graph, client: httpx.Client) -> None:
    def number(query: str) -> str:
        rows = client.get("/sparql", params={"query": query}).json()["results"]["bindings"]
        return str(rows[0]["n"]["value"])

    assert one(void, VOID.triples) == number("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert one(void, VOID.distinctSubjects) == number("SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }")
    assert one(void, VOID.distinctObjects) == number("SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s ?p ?o }")
    assert one(void, VOID.properties) == number("SELECT (COUNT(DISTINCT ?p) AS ?n) { ?s ?p ?o }")
    projects = URIRef("https://w3id.org/migrationkg/ontology#Project")
    (part,) = void.subjects(VOID["class"], projects)
    assert void.value(part, VOID.entities) == Literal(int(number(f"SELECT (COUNT(*) AS ?n) {{ ?s a <{projects}> }}")))


def test_void_and_dcat_tell_where_to_ask_and_what_to_download(void: Graph, server: Running) -> None:
    assert one(void, VOID.sparqlEndpoint) == f"{server.address}/sparql"
    assert one(void, VOID.uriSpace) == "https://w3id.org/migrationkg/id/"
    (service,) = void.subjects(RDF.type, DCAT.DataService)
    assert void.value(service, DCAT.endpointURL) == URIRef(f"{server.address}/sparql")
    downloads = {str(void.value(copy, DCAT.downloadURL)): copy for copy in void.subjects(RDF.type, DCAT.Distribution)}
    assert set(downloads) == {f"{server.address}/graph.ttl", f"{server.address}/graph.trig"}
    with httpx.Client() as client:
        for address, copy in downloads.items():
            answer = client.get(address)
            assert len(answer.content) == int(str(void.value(copy, DCAT.byteSize)))
            assert str(void.value(copy, DCAT.mediaType)).endswith(answer.headers["content-type"].partition(";")[0])


def test_the_download_is_the_file_of_the_build(client: httpx.Client, kb: Path) -> None:
    answer = client.get("/graph.ttl")
    assert answer.content == KnowledgeBase(kb).turtle.read_bytes()
    part = client.get("/graph.ttl", headers={"range": "bytes=0-99"})
    assert (part.status_code, part.content) == (206, answer.content[:100])


def test_a_store_that_loads_the_download_answers_alike(client: httpx.Client) -> None:
    """Another system takes graph.trig as it is, and finds the same projects in its union of graphs."""
    other = Store()
    other.bulk_extend(parse(client.get("/graph.trig").content, RdfFormat.TRIG))
    query = "SELECT DISTINCT ?p { ?p a <https://w3id.org/migrationkg/ontology#Project> }"
    ours = {row["p"]["value"] for row in client.get("/sparql", params={"query": query}).json()["results"]["bindings"]}
    theirs = {row["p"].value for row in other.query(query, use_default_graph_as_union=True)}  # type: ignore[union-attr]
    assert ours == theirs
    assert DefaultGraph() not in set(other.named_graphs())
