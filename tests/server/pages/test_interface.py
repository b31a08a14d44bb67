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


def test_the_catalogue_is_linked_data_that_editors_find(client: httpx.Client) -> None:
    store = Store()
    store.extend(parse(client.get("/examples.ttl").content, RdfFormat.TURTLE))
    asked_by_editors = """
      PREFIX sh: <http://www.w3.org/ns/shacl#>
      PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
      SELECT DISTINCT ?comment ?query {
        ?sq a sh:SPARQLExecutable ; rdfs:comment ?comment ; sh:select|sh:ask|sh:construct|sh:describe ?query .
      }"""
    found = store.query(asked_by_editors)
    texts = {solution["query"].value for solution in found}  # type: ignore[union-attr]
    assert texts == {path.read_text(encoding="utf-8") for path in resource("queries").glob("*.rq")}
