"""Clients that nobody here wrote ask the server as their makers meant it."""

import json
import shutil
import subprocess

import pytest
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from tests.server.conftest import Running

MKG = "https://w3id.org/migrationkg/ontology#"
AZERBAIJAN = URIRef("https://w3id.org/migrationkg/id/country/az")
PROJECTS = f"SELECT DISTINCT ?project {{ ?project a <{MKG}Project> }}"


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("form", ["xml", "json", "csv", "tsv"])
def test_rdflib_asks_the_endpoint(server: Running, method: str, form: str) -> None:
    graph = Graph(SPARQLStore(f"{server.address}/sparql", method=method, returnFormat=form))
    assert len(list(graph.query(PROJECTS))) > 5


def test_rdflib_reads_the_endpoint_as_a_graph(server: Running) -> None:
    graph = Graph(SPARQLStore(f"{server.address}/sparql"))
    assert (AZERBAIJAN, RDF.type, URIRef(f"{MKG}Country")) in graph
    assert Literal("Azerbaijan", "en") in set(graph.objects(AZERBAIJAN))
    assert len(graph) > 1000
    described = graph.query(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ VALUES ?s {{ <{AZERBAIJAN}> }} ?s ?p ?o }}").graph
    assert described is not None
    assert (AZERBAIJAN, RDF.type, URIRef(f"{MKG}Country")) in described
    assert graph.query(f"ASK {{ <{AZERBAIJAN}> ?p ?o }}").askAnswer is True


def test_rdflib_asks_a_named_graph(server: Running) -> None:
    """It names the graph in the request (`default-graph-uri`)."""
    named = Graph(SPARQLStore(f"{server.address}/sparql"), identifier=URIRef("https://w3id.org/migrationkg/ontology"))
    assert (URIRef(f"{MKG}Project"), None, None) in named
    assert (AZERBAIJAN, None, None) not in named


def test_rdflib_asks_it_from_within_a_query_of_its_own(server: Running) -> None:
    """A federated query of another store finds ours."""
    query = f"SELECT ?project {{ SERVICE <{server.address}/sparql> {{ ?project a <{MKG}Project> }} }}"
    assert len(list(Graph().query(query))) > 5


curl = pytest.mark.skipif(not shutil.which("curl"), reason="there is no curl here")


def called(*words: str) -> str:
    done = subprocess.run(
        ["curl", "--silent", "--show-error", "--fail", *words], capture_output=True, text=True, check=True
    )
    return done.stdout


@curl
def test_curl_asks_in_every_way(server: Running) -> None:
    address = f"{server.address}/sparql"
    json_form = "Accept: application/sparql-results+json"
    ways = (
        ("--get", "--data-urlencode", f"query={PROJECTS}", address),
        ("--data-urlencode", f"query={PROJECTS}", address),
        ("-H", "Content-Type: application/sparql-query", "--data-binary", PROJECTS, address),
        ("--compressed", "--http1.0", "--get", "--data-urlencode", f"query={PROJECTS}", address),
    )
    answers = [json.loads(called("-H", json_form, *way)) for way in ways]
    assert len(answers[0]["results"]["bindings"]) > 5
    assert all(answer == answers[0] for answer in answers)


@curl
def test_curl_fetches_a_graph_and_asks_whether_it_changed(server: Running) -> None:
    turtle = called(f"{server.address}/graphs?default")
    assert Graph().parse(data=turtle, format="turtle")
    head = called("--head", f"{server.address}/graphs?default")
    tag = next(line.split(": ", 1)[1].strip() for line in head.splitlines() if line.lower().startswith("etag"))
    again = called("--write-out", "%{http_code}", "-H", f"If-None-Match: {tag}", f"{server.address}/graphs?default")
    assert again == "304"
