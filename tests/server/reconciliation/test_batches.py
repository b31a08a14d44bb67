"""Batches of queries, as OpenRefine sends them."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from pyoxigraph import Store

from migrationkg.errors import InputError
from migrationkg.server.reconciliation.batches import TooManyError, answer_batch, read_batch

Check = Callable[[str, object], None]
COUNTRY = {"pid": "country", "v": "Albania"}


def answered(store: Store, **query: object) -> list[dict[str, Any]]:
    result = answer_batch(store, read_batch(json.dumps({"q": query})))["q"]["result"]
    assert isinstance(result, list)
    return result


def first(store: Store, **query: object) -> dict[str, Any]:
    return answered(store, **query)[0]


def test_each_query_of_a_batch_is_answered_under_its_key(store: Store, holds_to: Check) -> None:
    batch = {
        "q0": {"query": "LIBMITAF"},
        "q1": {"query": "Deutschland", "type": "Country", "limit": 1},
        "é": {"query": "zz"},
    }
    holds_to("reconciliation-query-batch", batch)
    result: Any = answer_batch(store, read_batch(json.dumps(batch)))
    holds_to("reconciliation-result-batch", result)
    assert list(result) == ["q0", "q1", "é"]
    (germany,) = result["q1"]["result"]
    assert (germany["id"], germany["name"], germany["match"]) == ("country/de", "Germany", True)
    assert germany["type"] == [{"id": "Country", "name": "country"}]
    assert result["é"] == {"result": []}


def test_an_id_or_an_iri_finds_its_thing_for_certain(store: Store) -> None:
    for asked in ("project/mobilaze-2", "https://w3id.org/migrationkg/id/project/mobilaze-2"):
        (found,) = answered(store, query=asked)
        assert (found["id"], found["score"], found["match"]) == ("project/mobilaze-2", 100, True)


def test_a_public_body_needs_its_country_to_be_meant_for_certain(store: Store) -> None:
    doubtful = answered(store, query="Ministry of Interior", type="Ministry")
    assert [one["score"] for one in doubtful[:3]] == [95, 95, 95], "of three states"
    assert not any(one["match"] for one in doubtful)
    for value in ("Albania", "AL", {"id": "country/al", "name": "Albania"}, ["Albania"]):
        best = first(store, query="Ministry of Interior", properties=[{"pid": "country", "v": value}])
        assert (best["id"], best["match"]) == ("organisation/ministry-of-interior-al", True), value


def test_of_several_types_a_thing_is_of_one(store: Store) -> None:
    types = {
        one["type"][0]["id"] for one in answered(store, query="Ministry of Interior", type=["Project", "Ministry"])
    }
    assert types == {"Ministry"}
    assert answered(store, query="Germany", type=["Project", "Person"]) == []
    assert answered(store, query="Germany", type="Spaceship") == []
    assert first(store, query="State Migration Service", type="Organisation")["type"][0]["id"] == "GovernmentBody"


def test_a_property_that_a_candidate_lacks_speaks_against_it(store: Store) -> None:
    right = first(store, query="LIBMITAF", type="Project", properties=[{"pid": "fundedBy", "v": "Switzerland"}])
    wrong = first(store, query="LIBMITAF", type="Project", properties=[{"pid": "fundedBy", "v": "Germany"}])
    assert (right["match"], wrong["match"]) == (True, False)
    assert right["score"] > wrong["score"]
    assert {"id": "fundedBy", "value": True} in right["features"]
    assert {"id": "fundedBy", "value": False} in wrong["features"]


@pytest.mark.parametrize(
    ("told", "ids"),
    [
        ([{"pid": "fundedBy", "v": "Switzerland"}], {"project/libmitaf"}),
        ([{"pid": "fundedBy", "v": {"id": "country/ch"}}, {"pid": "fundedBy", "v": "EU"}], {"project/libmitaf"}),
        ([{"pid": "funds", "v": "LIBMITAF"}], {"organisation/eu", "country/ch"}),
        ([{"pid": "fundedBy", "v": ["Switzerland", "Germany"]}], {"project/libmitaf", "project/rrr-mfa-sms"}),
        ([{"pid": "isoAlpha3", "v": "alb"}], {"country/al"}),
        ([{"pid": "fundedBy", "v": "Atlantis"}], set()),
        ([{"pid": "no-such", "v": "x"}], set()),
    ],
)
def test_properties_alone_find_the_things_that_have_them_all(store: Store, told: object, ids: set[str]) -> None:
    found = answered(store, properties=told, limit=10)
    assert {one["id"] for one in found} == ids
    assert not any(one["match"] for one in found), "nothing is meant for certain without its name"


def test_a_limit_is_kept(store: Store) -> None:
    assert len(answered(store, query="Ministry", limit=2)) <= 2
    assert len(answered(store, query="Ministry of Interior", limit=1)) == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "is no JSON"),
        ("[]", "is no JSON object"),
        ('{"q": "x"}', "q: a query is a JSON object"),
        ('{"q": {"limit": 1}}', "needs 'query' or 'properties'"),
        ('{"q": {"properties": []}}', "needs 'query' or 'properties'"),
        ('{"q": {"query": " "}}', "needs 'query' or 'properties'"),
        ('{"q": {"query": 5}}', "'query' is a text"),
        ('{"q": {"query": "x", "props": []}}', "a query has no 'props'"),
        ('{"q": {"query": "x", "limit": 0}}', "whole number from 1 on"),
        ('{"q": {"query": "x", "limit": "5"}}', "whole number from 1 on"),
        ('{"q": {"query": "x", "type": {"id": "Project"}}}', "'type' is an id"),
        ('{"q": {"query": "x", "type_strict": "maybe"}}', "'type_strict' is one of"),
        ('{"q": {"query": "x", "properties": {"pid": "p"}}}', "'properties' is a list"),
        ('{"q": {"query": "x", "properties": [{"pid": "p"}]}}', "a property has a 'pid'"),
        ('{"q": {"query": "x", "properties": [{"pid": "p", "v": {"name": "n"}}]}}', "a value is"),
        ("[" * 100_000, "is no JSON"),
        (r'{"q": {"query": "x\ud800y"}}', r"half a character (\ud800 alone)"),
        (r'{"\udc00": {"query": "x"}}', r"half a character (\udc00 alone)"),
    ],
)
def test_what_is_no_batch_is_told_in_a_line(text: str, told: str) -> None:
    with pytest.raises(InputError) as error:
        read_batch(text)
    assert told in str(error.value)
    assert "\n" not in str(error.value)


def test_a_batch_has_an_end() -> None:
    queries = {str(n): {"query": "x"} for n in range(101)}
    with pytest.raises(TooManyError, match="send 100 at most"):
        read_batch(json.dumps(queries))
    assert len(read_batch(json.dumps({"q": {"query": "x", "limit": 10**9}}))) == 1
