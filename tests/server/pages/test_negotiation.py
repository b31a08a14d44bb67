"""The IRI of a thing leads to a page for people and to RDF for programs."""

from pathlib import Path

import httpx
import pytest
from pyoxigraph import NamedNode, RdfFormat, parse
from tests.server.conftest import Start

from migrationkg.knowledge_base import build

THING = "https://w3id.org/migrationkg/id/project/libmitaf"
NEWS = '{"id": "a", "title": "EU funds XYPROJ", "date": "2023-06-05", "text": "The EU funds XYPROJ in Albania."}\n'


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        ("*/*", "text/html"),
        ("text/turtle", "text/turtle"),
        ("application/ld+json", "application/ld+json"),
        ("application/n-triples", "application/n-triples"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("text/turtle;q=0.5, application/ld+json;q=0.9", "application/ld+json"),
        ("text/html;q=0.2, text/turtle", "text/turtle"),
    ],
)
def test_a_client_gets_the_form_that_it_likes_best(client: httpx.Client, accept: str, media_type: str) -> None:
    reply = client.get("/project/libmitaf", headers={"Accept": accept})
    assert reply.status_code == 200
    assert reply.headers["content-type"].partition(";")[0] == media_type
    assert "accept" in reply.headers["vary"].lower()
    assert client.get(reply.headers["content-location"]).headers["content-type"] == reply.headers["content-type"]


def test_a_client_that_takes_none_of_the_forms_is_told(client: httpx.Client) -> None:
    assert client.get("/project/libmitaf", headers={"Accept": "image/png"}).status_code == 406


@pytest.mark.parametrize(
    ("ending", "form"),
    [("ttl", RdfFormat.TURTLE), ("nt", RdfFormat.N_TRIPLES), ("jsonld", RdfFormat.JSON_LD), ("rdf", RdfFormat.RDF_XML)],
)
def test_each_form_has_an_address_and_all_say_the_same(client: httpx.Client, ending: str, form: RdfFormat) -> None:
    told = set(parse(client.get(f"/project/libmitaf.{ending}").content, form))
    assert told == set(parse(client.get("/project/libmitaf.nt").content, RdfFormat.N_TRIPLES))
    own = [quad for quad in told if quad.subject == NamedNode(THING)]
    said = {(quad.predicate.value.rpartition("#")[2], str(quad.object)) for quad in own}
    assert ("fundedBy", "<https://w3id.org/migrationkg/id/organisation/european-union>") in said
    assert any(quad.predicate.value.endswith("#quote") for quad in told), "nothing without evidence"


def test_a_page_links_to_its_other_forms(client: httpx.Client) -> None:
    links = client.get("/project/libmitaf").headers["link"]
    assert '</project/libmitaf.ttl>; rel="alternate"; type="text/turtle"' in links
    assert 'type="text/html"' not in links
    links = client.get("/project/libmitaf.ttl").headers["link"]
    assert '</project/libmitaf.html>; rel="alternate"; type="text/html"' in links


def test_a_client_that_has_a_description_is_told_so(client: httpx.Client) -> None:
    tag = client.get("/project/libmitaf.ttl").headers["etag"]
    assert client.get("/project/libmitaf.ttl", headers={"If-None-Match": tag}).status_code == 304
    assert client.get("/project/libmitaf.nt", headers={"If-None-Match": tag}).status_code == 200


def test_head_tells_the_same_without_a_body(client: httpx.Client) -> None:
    for address in ("/project/libmitaf", "/project/libmitaf.ttl", "/projects", "/question/top-funders.csv"):
        reply = client.head(address)
        assert (reply.status_code, reply.content) == (200, b"")


def test_a_thing_whose_iri_is_here_is_answered_with_see_other(tmp_path: Path, start_server: Start) -> None:
    """A thing is no document: its own IRI leads to one."""
    (tmp_path / "news.jsonl").write_text(NEWS, encoding="utf-8")
    build([tmp_path / "news.jsonl"], tmp_path / "kb", base="http://kg.example.org/id/", check=False, page=False)
    with start_server(tmp_path / "kb", "--name", "kg.example.org").client() as client:
        client.headers["Host"] = "kg.example.org"
        reply = client.get("/id/country/al", headers={"Accept": "text/turtle"})
        assert (reply.status_code, reply.headers["location"]) == (303, "/country/al")
        document = client.get("/country/al", headers={"Accept": "text/turtle"})
        assert document.status_code == 200
        assert "<http://kg.example.org/id/country/al>" in document.text


def test_the_base_may_be_the_root_of_the_server(tmp_path: Path, start_server: Start) -> None:
    (tmp_path / "news.jsonl").write_text(NEWS, encoding="utf-8")
    build([tmp_path / "news.jsonl"], tmp_path / "kb", base="http://kg.example.org/", check=False, page=False)
    with start_server(tmp_path / "kb", "--name", "kg.example.org").client() as client:
        client.headers["Host"] = "kg.example.org"
        for accept, ending in (("text/turtle", "ttl"), ("text/html", "html"), ("application/ld+json", "jsonld")):
            reply = client.get("/country/al", headers={"Accept": accept})
            assert (reply.status_code, reply.headers["location"]) == (303, f"/country/al.{ending}")
            assert client.get(reply.headers["location"]).status_code == 200
