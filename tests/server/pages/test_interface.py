"""The description for programs is true of what answers, and answers stand whatever is sent."""

from typing import Any

import httpx
import schemathesis
from hypothesis import HealthCheck, settings
from jsonschema import Draft202012Validator
from pyoxigraph import RdfFormat, Store, parse
from tests.server.conftest import Running

from migrationkg.resources import resource
from migrationkg.server.pages.interface import description
from migrationkg.store import named_queries

SCHEMA = schemathesis.openapi.from_dict(description())


def test_every_question_is_described(client: httpx.Client) -> None:
    told = client.get("/openapi.json").json()
    assert told["openapi"] == "3.1.0"
    for question in named_queries():
        operation = told["paths"][f"/question/{question.name}.{{form}}"]["get"]
        assert {one["name"] for one in operation["parameters"]} == {"form", *(one.name for one in question.parameters)}
    Draft202012Validator.check_schema(
        told["paths"]["/suggest"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    )


@SCHEMA.parametrize()
@settings(max_examples=4, deadline=None, database=None, suppress_health_check=list(HealthCheck))
def test_schemathesis_finds_nothing(case: "schemathesis.Case[Any]", server: Running) -> None:
    case.call_and_validate(base_url=server.address)


BY_EDITORS = """
  PREFIX sh: <http://www.w3.org/ns/shacl#>
  PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
  SELECT DISTINCT ?sq ?comment ?query {
    ?sq a sh:SPARQLExecutable ; rdfs:label|rdfs:comment ?comment ; sh:select|sh:ask|sh:construct|sh:describe ?query .
  } ORDER BY ?sq"""


def test_the_catalogue_is_linked_data_and_editors_find_it_at_the_endpoint(client: httpx.Client) -> None:
    """Editors ask the endpoint for examples as SIB's sparql-editor does."""
    ours = {path.read_text(encoding="utf-8") for path in resource("queries").glob("*.rq")}
    store = Store()
    store.extend(parse(client.get("/examples.ttl").content, RdfFormat.TURTLE))
    found = store.query(BY_EDITORS)
    assert {solution["query"].value for solution in found} == ours  # type: ignore[union-attr]
    rows = client.get("/sparql", params={"query": BY_EDITORS}).json()["results"]["bindings"]
    assert {row["query"]["value"] for row in rows} == ours
    assert len(rows) == len(ours), "each once"
