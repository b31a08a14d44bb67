"""A server starts, says that it can answer, and answers."""

import httpx


def test_a_server_lives_and_is_ready(client: httpx.Client) -> None:
    assert client.get("/health").text == "alive\n"
    assert client.get("/ready").text == "ready\n"


def test_a_query_is_answered(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?project a mkg:Project }"})
    assert answer.headers["content-type"] == "application/sparql-results+json"
    assert int(answer.json()["results"]["bindings"][0]["n"]["value"]) > 5
