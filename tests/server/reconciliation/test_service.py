"""What the service tells of itself, suggests, shows and hands out."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from migrationkg.errors import InputError
from migrationkg.graph import terms
from migrationkg.server.reconciliation.catalogue import catalogue_of
from migrationkg.server.reconciliation.extending import extend, propose_properties, read_extension
from migrationkg.server.reconciliation.manifest import manifest
from migrationkg.server.reconciliation.previewing import preview, preview_policy
from migrationkg.server.reconciliation.suggesting import suggest_entities, suggest_properties, suggest_types

Check = Callable[[str, object], None]


def extended(store: Store, ids: list[str], *properties: str) -> Any:
    asked = {"ids": ids, "properties": [{"id": one} for one in properties]}
    return extend(store, read_extension(json.dumps(asked)))


def results(store: Store, prefix: str, **more: Any) -> list[Any]:
    told: Any = suggest_entities(store, prefix, **more)
    return list(told["result"])


def test_the_manifest_holds_to_the_specification(store: Store, holds_to: Check) -> None:
    told: Any = manifest("http://127.0.0.1:8000/reconcile", catalogue_of(store).space)
    holds_to("manifest", told)
    assert told["versions"] == ["0.2"]
    assert told["identifierSpace"] == "https://w3id.org/migrationkg/id/"
    assert told["view"] == {"url": "http://127.0.0.1:8000/reconcile/view?id={{id}}"}
    assert {"Organisation", "Ministry", "Project"} <= {one["id"] for one in told["defaultTypes"]}


def test_a_special_type_tells_the_general_one_above_it(holds_to: Check) -> None:
    told: Any = suggest_types("mini")
    holds_to("suggest-types-response", told)
    (ministry,) = told["result"]
    assert ministry["name"] == "ministry"
    assert ministry["broader"][0]["id"] == "GovernmentBody"
    assert ministry["broader"][0]["broader"][0]["id"] == "Organisation"


@pytest.mark.parametrize(
    ("prefix", "expected"),
    [
        ("libm", "project/libmitaf"),
        ("Deutschl", "country/de"),
        ("project/mobilaze-2", "project/mobilaze-2"),
        ("EU", "organisation/eu"),
    ],
)
def test_a_thing_is_suggested_by_the_beginning_of_a_name_or_its_id(
    store: Store, holds_to: Check, prefix: str, expected: str
) -> None:
    told: Any = suggest_entities(store, prefix)
    holds_to("suggest-entities-response", told)
    assert told["result"][0]["id"] == expected


def test_more_suggestions_are_had_by_the_cursor(store: Store) -> None:
    every = results(store, "")
    later = results(store, "", cursor=len(every))
    assert len(every) == 20
    assert later
    assert not {one["id"] for one in every} & {one["id"] for one in later}
    only = results(store, "", type="Ministry")
    assert {one["notable"][0]["id"] for one in only} == {"Ministry"}


def test_a_property_is_suggested_with_its_meaning(store: Store, holds_to: Check) -> None:
    told: Any = suggest_properties(store, "fund")
    holds_to("suggest-properties-response", told)
    found = {one["id"]: one for one in told["result"]}
    assert set(found) == {"fundedBy", "funds"}
    assert found["fundedBy"]["description"] == "Joins a project to whoever pays for it, wholly or in part."


def test_the_properties_of_a_type_are_proposed(store: Store, holds_to: Check) -> None:
    told: Any = propose_properties(store, "Project")
    holds_to("data-extension-property-proposal", told)
    ids = {one["id"] for one in told["properties"]}
    assert {"fundedBy", "operatesIn", "hasEvent", "amount"} <= ids
    assert not {"heldIn", "isoAlpha2", "role"} & ids
    few: Any = propose_properties(store, "Project", 2)
    assert (len(few["properties"]), few["limit"]) == (2, 2)
    of_funders: Any = propose_properties(store, "Organisation")
    assert "funds" in {one["id"] for one in of_funders["properties"]}


def test_values_are_things_texts_and_days(store: Store, holds_to: Check) -> None:
    asked = {
        "ids": ["project/libmitaf", "nobody"],
        "properties": [{"id": "fundedBy", "settings": {}}, {"id": "nothing"}],
    }
    holds_to("data-extension-query", asked)
    told: Any = extend(store, read_extension(json.dumps(asked)))
    holds_to("data-extension-response", told)
    assert told["rows"]["project/libmitaf"]["fundedBy"] == [
        {"id": "organisation/eu", "name": "European Union"},
        {"id": "country/ch", "name": "Switzerland"},
    ]
    assert told["rows"]["nobody"] == {"fundedBy": [], "nothing": []}
    values = extended(store, ["country/al"], "isoAlpha3")
    holds_to("data-extension-response", values)
    assert values["rows"]["country/al"]["isoAlpha3"] == [{"str": "ALB"}]


def test_a_property_is_followed_backwards_too(store: Store) -> None:
    told = extended(store, ["country/ch"], "funds")
    assert [one["id"] for one in told["rows"]["country/ch"]["funds"]] == ["project/libmitaf"]
    assert told["meta"] == [{"id": "funds", "name": "funds", "type": {"id": "Project", "name": "Project"}}]


def test_a_whole_day_is_a_date_and_a_month_a_text(holds_to: Check) -> None:
    store, base = Store(), terms.DEFAULT_BASE
    for name, day in (("a", "2023-06-12"), ("b", "2023-06")):
        node = NamedNode(f"{base}event/{name}")
        for term, value in (
            (terms.TYPE, terms.KINDS["Event"]),
            (terms.PREF_LABEL, Literal(name)),
            (terms.START_DATE, Literal(day)),
        ):
            store.add(Quad(node, term, value))
    told = extended(store, ["event/a", "event/b"], "startDate")
    holds_to("data-extension-response", told)
    assert told["rows"]["event/a"]["startDate"] == [{"date": "2023-06-12T00:00:00Z"}]
    assert told["rows"]["event/b"]["startDate"] == [{"str": "2023-06"}]


@pytest.mark.parametrize(
    "text",
    ["{", '{"ids": "x", "properties": []}', '{"ids": [], "properties": ["x"]}', '{"ids": [1], "properties": []}'],
)
def test_what_is_no_request_for_values_is_told(text: str) -> None:
    with pytest.raises(InputError):
        read_extension(text)
    with pytest.raises(InputError, match="ask for 1000 at most"):
        read_extension(json.dumps({"ids": ["x"] * 1001, "properties": []}))


def test_a_preview_tells_what_a_thing_is_and_runs_nothing(store: Store) -> None:
    page = preview(store, "project/libmitaf")
    assert "<h1>LIBMITAF</h1>" in page
    assert "European Union; Switzerland" in page
    with pytest.raises(InputError, match="is no id of a thing"):
        preview(store, "project/nothing")
    assert "script-src 'none'" in preview_policy()
    hostile = Store()
    node = NamedNode(f"{terms.DEFAULT_BASE}project/x")
    hostile.add(Quad(node, terms.TYPE, terms.KINDS["Project"]))
    hostile.add(Quad(node, terms.PREF_LABEL, Literal("<script>alert(1)</script>")))
    assert "<script" not in preview(hostile, "project/x")
