"""The export for OpenAleph and yente, held to the model of FollowTheMoney."""

import json
import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pycountry
import pytest
from pyoxigraph import Quad, RdfFormat, parse

from migrationkg.graph import export

MODEL: dict[str, Any] = json.loads((Path(__file__).parent / "followthemoney" / "model.json").read_text())
VALUES = {
    "url": r"https?://\S+",
    "date": r"\d{4}(-\d{2}(-\d{2})?)?",
    "number": r"\d+(\.\d+)?",
    "identifier": r"\S+",
}


def ancestors(schema: str) -> set[str]:
    return {schema}.union(*(ancestors(one) for one in MODEL[schema]["extends"]))


def property_of(schema: str, name: str) -> dict[str, str]:
    return next(MODEL[one]["properties"][name] for one in sorted(ancestors(schema)) if name in MODEL[one]["properties"])


def exported(quads: list[Quad], *, evidence: bool = True) -> dict[str, dict[str, Any]]:
    stream = BytesIO()
    export(quads, "ftm", stream, evidence)
    rows = [json.loads(line) for line in stream.getvalue().decode().splitlines()]
    assert len({row["id"] for row in rows}) == len(rows)
    return {row["id"]: row for row in rows}


@pytest.fixture
def entities(quads: list[Quad]) -> dict[str, dict[str, Any]]:
    return exported(quads)


def test_each_entity_keeps_to_its_schema(entities: dict[str, dict[str, Any]]) -> None:
    used = {one["schema"] for one in entities.values()}
    assert used >= {
        "Project",
        "ProjectParticipant",
        "Membership",
        "Event",
        "PublicBody",
        "Person",
        "Article",
        "Address",
    }
    for one in entities.values():
        assert not MODEL[one["schema"]]["abstract"]
        for name, values in one["properties"].items():
            told = property_of(one["schema"], name)
            for value in values:
                check(told, value, entities)
        for schema in ancestors(one["schema"]):
            assert set(MODEL[schema]["required"]) <= one["properties"].keys() or schema in {"Thing", "Document"}
        if "Thing" in ancestors(one["schema"]):
            assert one["properties"]["name"]


def check(told: dict[str, str], value: str, entities: dict[str, dict[str, Any]]) -> None:
    kind = told.get("type", "string")
    if kind == "entity":
        assert told["range"] in ancestors(entities[value]["schema"])
    elif kind == "country":
        assert value == "xk" or pycountry.countries.get(alpha_2=value.upper())
    elif kind in VALUES:
        assert re.fullmatch(VALUES[kind], value)
    else:
        assert value.strip()


def of(entities: dict[str, dict[str, Any]], schema: str, **values: str) -> dict[str, list[str]]:
    found: dict[str, list[str]]
    (found,) = [
        one["properties"]
        for one in entities.values()
        if one["schema"] == schema and all(value in one["properties"].get(key, []) for key, value in values.items())
    ]
    return found


def test_a_project_has_its_time_status_and_number() -> None:
    sample = Path(__file__).parents[1] / "fixtures" / "sample-graph.ttl"
    project = of(exported(list(parse(sample.read_bytes(), format=RdfFormat.TURTLE))), "Project", name="EU4SAFEALB")
    told = {key: project[key] for key in ("projectId", "startDate", "endDate", "status")}
    assert told == {
        "projectId": ["XI-IATI-EC_NEAR-2020/1"],
        "startDate": ["2020-02-01"],
        "endDate": ["2023-06-30"],
        "status": ["closed"],
    }


def test_who_funds_is_told_with_the_words_and_the_news_that_say_it(entities: dict[str, dict[str, Any]]) -> None:
    tie = of(entities, "ProjectParticipant", project="mkg-project-mobilaze-2", role="funder")
    assert tie["participant"] == ["mkg-organisation-eu"]
    assert tie["summary"] == ["EU-funded MOBILAZE 2 project", "EU-funded MOBILAZE2 Project"]
    assert {entities[one]["schema"] for one in tie["proof"]} == {"Article"}
    assert len(tie["proof"]) == 2


def test_projects_persons_and_occasions_have_what_is_known(entities: dict[str, dict[str, Any]]) -> None:
    project = entities["mkg-project-mobilaze-2"]["properties"]
    assert (project["name"], project["alias"], project["country"]) == (["MOBILAZE 2"], ["MOBILAZE2"], ["az"])
    assert of(entities, "Membership", member="mkg-person-ana-hoxha")["role"] == ["Director of Border Police"]
    assert of(entities, "PublicBody", jurisdiction="al")["name"] == ["Ministry of Interior of Albania"]
    visit = of(entities, "Event", name="Study visit to Estonia")
    assert (visit["startDate"], visit["country"], visit["addressEntity"]) == (
        ["2023-05"],
        ["ee"],
        ["mkg-place-tallinn-ee"],
    )
    assert of(entities, "UnknownLink", subject="mkg-event-mobilaze-2-study-visit-2023-05")["object"] == [
        "mkg-project-mobilaze-2"
    ]
    article = entities["mkg-news-2023-06-21-eu4safealb-handover"]["properties"]
    assert article["sourceUrl"] == ["https://www.example.org/news/eu4safealb-handover"]
    assert article["publishedAt"] == ["2023-06-21"]


def test_a_state_that_only_lies_there_is_no_entity(entities: dict[str, dict[str, Any]]) -> None:
    assert not [key for key in entities if key.startswith("mkg-country-")]


def test_without_evidence_no_words_of_the_news_go_out(quads: list[Quad]) -> None:
    bare = exported(quads, evidence=False)
    assert bare.keys() == exported(quads).keys()
    assert not [one for one in bare.values() if "summary" in one["properties"]]


def test_order_changes_no_byte(quads: list[Quad]) -> None:
    one, other = BytesIO(), BytesIO()
    export(quads, "ftm", one, True)
    export(reversed(quads), "ftm", other, True)
    assert one.getvalue() == other.getvalue()
