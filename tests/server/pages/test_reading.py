"""What a reader opens: start page, lists, things, questions, search, SPARQL."""

import json
import re
import shutil
from pathlib import Path

import httpx
import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode
from tests.server.conftest import Start

from migrationkg.knowledge_base import build, decide
from migrationkg.knowledge_base.drawing import MOST_ON_A_PAGE, network_page, page_of_none
from migrationkg.store import open_store

PROJECT = "project/libmitaf"
LIBMITAF = f"<https://w3id.org/migrationkg/id/{PROJECT}>"
OTHER_BASE = "https://w3id.org/migrationkg/id/"


def opened(client: httpx.Client, address: str, status: int = 200) -> LexborHTMLParser:
    reply = client.get(address, headers={"Accept": "text/html"}, follow_redirects=True)
    assert reply.status_code == status, reply.text
    assert reply.headers["content-type"] == "text/html; charset=utf-8"
    return LexborHTMLParser(reply.text)


def words(page: LexborHTMLParser, selector: str = "main") -> str:
    return " ".join(" ".join(node.text(separator=" ") for node in page.css(selector)).split())


def field(page: LexborHTMLParser, selector: str) -> LexborNode:
    found = page.css_first(selector)
    assert found
    return found


def links(page: LexborHTMLParser, selector: str = "main a") -> list[str]:
    return [node.attributes.get("href") or "" for node in page.css(selector)]


def test_the_start_page_leads_everywhere(client: httpx.Client) -> None:
    page = opened(client, "/")
    assert "Newest events" in words(page)
    counted = re.search(r"(\d+) Projects", words(page, ".counts"))
    assert counted
    assert int(counted[1]) == len(opened(client, "/projects").css("tbody tr"))


def test_every_link_of_the_pages_for_readers_leads_somewhere(client: httpx.Client) -> None:
    waiting, seen = ["/"], set()
    while waiting:
        address = waiting.pop()
        seen.add(address)
        reply = client.get(address, headers={"Accept": "text/html"}, follow_redirects=True)
        assert reply.status_code == 200, address
        if not reply.headers["content-type"].startswith("text/html") or address in {"/network", "/validation"}:
            continue
        found = links(LexborHTMLParser(reply.text), "a") if len(seen) < 40 else []
        own = [one.partition("#")[0] for one in found if one.startswith("/")]
        waiting += [one for one in dict.fromkeys(own) if one and one not in seen and one not in waiting]


@pytest.mark.parametrize("name", ["projects", "organisations", "countries", "places", "events", "people", "news"])
def test_a_list_names_its_things_each_with_its_page(client: httpx.Client, name: str) -> None:
    page = opened(client, f"/{name}")
    rows = page.css("tbody tr")
    assert rows
    paths = links(page, "tbody th a")
    assert len(set(paths)) == len(rows)


def test_a_list_is_narrowed_by_country_funder_and_words(client: httpx.Client) -> None:
    def names(query: str) -> set[str]:
        return {node.text() for node in opened(client, f"/projects?{query}").css("tbody th")}

    libyan = names("country=ly")
    assert libyan == {"Libya’s Migration Technical Assistance Facility"}
    assert libyan <= names("funder=european-union")
    assert names("q=libyas+technical") == set() or names("q=technical") == libyan
    assert names("country=ly&funder=ministry-of-interior-de") == set()


@pytest.mark.parametrize(
    ("query", "told"),
    [("year=20x", "'20x' is no year of four digits"), ("yaer=2023", "type, country"), ("year=2023&year=2024", "once")],
)
def test_a_list_tells_what_it_does_not_understand(client: httpx.Client, query: str, told: str) -> None:
    reply = client.get(f"/events?{query}")
    assert reply.status_code == 400
    assert told in reply.text


def test_what_mailers_put_into_an_address_is_passed_over(client: httpx.Client) -> None:
    assert client.get("/events?utm_source=newsletter").text == client.get("/events").text
    assert client.get("/question/funders-by-project?utm_source=newsletter").status_code == 200


@pytest.mark.parametrize("query", ["year=1999", "country=zz"])
def test_what_nothing_has_stands_in_the_form_as_it_was_chosen(client: httpx.Client, query: str) -> None:
    page = opened(client, f"/events?{query}")
    name, _, value = query.partition("=")
    chosen = page.css_first(f"select[name={name}] option[selected]")
    assert chosen
    assert (chosen.attributes["value"], chosen.text()) == (value, f"{value} (0)")
    assert "Nothing fits all of this." in page.text()


def test_a_list_comes_in_pages(tmp_path: Path, start_server: Start) -> None:
    lines = (
        f'{{"id": "i{number}", "title": "Item number {number}", "date": "2024-01-01", "text": "Nothing."}}\n'
        for number in range(120)
    )
    (tmp_path / "news.jsonl").write_text("".join(lines), encoding="utf-8")
    build([tmp_path / "news.jsonl"], tmp_path / "kb", check=False, page=False)
    with start_server(tmp_path / "kb").client() as client:
        pages = [opened(client, f"/news?page={number}") for number in (1, 2, 3)]
        assert [len(page.css("tbody tr")) for page in pages] == [50, 50, 20]
        assert len({one for page in pages for one in links(page, "tbody th a")}) == 120
        assert links(pages[1], ".pages a") == ["/news", "/news?page=3"]
        for wrong, status in (("4", 404), ("0", 400), ("-1", 400), ("x", 400), ("1e9", 400)):
            assert client.get(f"/news?page={wrong}").status_code == status


def test_a_thing_has_its_facts_with_sentences_and_sources(client: httpx.Client) -> None:
    page = opened(client, f"/{PROJECT}")
    assert "Funders European Union; Switzerland" in words(page, ".brief")
    assert "co-funded by the EU and Switzerland" in words(page, "blockquote")
    assert any(one.startswith("/news/") for one in links(page, "figcaption a"))
    assert "/organisation/european-union" in links(page, "h3 a")


def test_a_thing_has_a_picture_of_what_stands_around_it(client: httpx.Client) -> None:
    page = opened(client, f"/{PROJECT}")
    assert {"/organisation/european-union", "/country/ch", "/country/ly"} <= set(links(page, "svg.around a"))
    assert "European Union funded by" in words(page, "svg.around a")
    person = opened(client, "/person/michael-spindelegger")
    assert "ICMPD affiliated with" in words(person, "svg.around a"), "a long name gives way to its acronym"


def test_events_stand_in_the_order_of_time(client: httpx.Client) -> None:
    page = opened(client, "/organisation/international-centre-for-migration-policy-development")
    days = re.findall(r"2023-\d\d-\d\d", words(page, ".timeline h3"))
    assert len(days) > 1
    assert days == sorted(days)


def test_a_news_item_has_a_page_with_what_was_read_out_of_it(client: httpx.Client) -> None:
    address = links(opened(client, "/news?q=libyan"), "tbody th a")[0]
    page = opened(client, address)
    assert "funded by" in words(page, "table")
    assert "5 June 2023" in words(page, ".kind")


@pytest.mark.parametrize("path", ["event-type/training", "theme/return", "country/az"])
def test_a_concept_has_a_page_too(client: httpx.Client, path: str) -> None:
    assert opened(client, f"/{path}").css_first("h1")


def test_a_question_is_a_form_with_its_answer(client: httpx.Client) -> None:
    page = opened(client, "/question/funders-by-project?project=project/libmitaf")
    assert "European Union" in words(page, "tbody")
    assert "VALUES ?project { <https://w3id.org/migrationkg/id/project/libmitaf> }" in words(page, "pre")
    assert field(page, "input[name=project]").attributes["value"] == PROJECT
    assert any(option.attributes["value"] == PROJECT for option in page.css("datalist option"))


def test_a_question_that_lacks_a_value_asks_for_it(client: httpx.Client) -> None:
    page = opened(client, "/question/project-facts")
    assert "Fill in what is needed" in words(page)
    assert not page.css("table")


def test_a_value_that_names_nothing_is_told_on_the_page(client: httpx.Client) -> None:
    page = opened(client, "/question/funders-by-project?project=LIBMITAV", 400)
    assert "'LIBMITAV' is not known to this knowledge base; did you mean 'LIBMITAF'" in words(page, ".problem")


def test_an_answer_is_a_file_too(client: httpx.Client) -> None:
    address = "/question/funders-by-project"
    rows = client.get(f"{address}.json", params={"project": PROJECT}).json()["results"]["bindings"]
    assert {row["funderLabel"]["value"] for row in rows} == {"European Union", "Switzerland"}
    table = client.get(f"{address}.csv", params={"project": PROJECT})
    assert table.text.count("\r\n") == 3
    assert 'filename="funders-by-project.csv"' in table.headers["content-disposition"]
    assert client.get(f"{address}.xlsx").content.startswith(b"PK")
    assert client.get("/question/neighbourhood.ttl", params={"project": PROJECT}).text.startswith("@prefix")
    assert client.get("/question/neighbourhood.csv", params={"project": PROJECT}).status_code == 404


def test_search_finds_names_news_and_questions(client: httpx.Client) -> None:
    page = opened(client, "/search?q=who+pays+for+LIBMITAF")
    assert links(page)[0] == "/question/funders-by-project?project=project%2Flibmitaf"
    assert "/project/libmitaf" in links(opened(client, "/search?q=libmit"))
    page = opened(client, "/search?q=officials+crisis")
    assert {"officials", "crisis"} <= {node.text().lower() for node in page.css("mark")}
    assert "Nothing is called so" in words(opened(client, "/search?q=zzzzzz"))


def test_search_as_you_type_gives_names_kinds_and_paths(client: httpx.Client) -> None:
    first = client.get("/suggest", params={"q": "libm"}).json()["suggestions"][0]
    assert first == {
        "name": "Libya’s Migration Technical Assistance Facility",
        "kind": "Project",
        "path": "/project/libmitaf",
        "iri": "https://w3id.org/migrationkg/id/project/libmitaf",
        "found": "LIBMITAF",
    }


def test_sparql_in_a_browser_shows_labels_and_tells_what_is_wrong(client: httpx.Client) -> None:
    query = "SELECT ?funder { <https://w3id.org/migrationkg/id/project/libmitaf> mkg:fundedBy ?funder }"
    page = opened(client, str(httpx.URL("/sparql", params={"edit": query})))
    assert "European Union" in words(page, "tbody")
    assert field(page, "textarea").text() == query
    page = opened(client, str(httpx.URL("/sparql", params={"edit": "SELECT ?x { ?x"})), 400)
    assert "not well-formed SPARQL" in words(page, ".problem")
    page = opened(client, "/sparql?question=timeline&project=project/libmitaf")
    assert f"VALUES ?project {{ {LIBMITAF} }}" in field(page, "textarea").text(), "the form of a question fills it in"
    assert field(page, "input[name=project]").attributes["value"] == "project/libmitaf"


def test_the_answer_to_a_query_is_a_file_too(client: httpx.Client) -> None:
    query = "SELECT ?funder { <https://w3id.org/migrationkg/id/project/libmitaf> mkg:fundedBy ?funder }"
    assert "Switzerland" in client.get("/sparql.csv", params={"query": query}).text
    assert client.get("/sparql.xlsx", params={"query": query}).content.startswith(b"PK")
    assert client.get("/sparql.ttl", params={"query": query}).status_code == 404
    assert client.get("/sparql.csv").status_code == 400


def test_a_browser_at_the_endpoint_gets_the_page_and_a_program_what_it_asks_for(client: httpx.Client) -> None:
    browser = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
    ask = {"query": "ASK { ?project mkg:fundedBy ?funder }"}
    kinds = {
        (who, bool(asked)): client.get("/sparql", params=asked, headers=headers).headers["content-type"].split(";")[0]
        for who, headers in (("browser", browser), ("program", {"Accept": "*/*"}))
        for asked in ({}, ask)
    }
    assert kinds == {
        ("browser", False): "text/html",
        ("browser", True): "application/sparql-results+xml",
        ("program", False): "text/turtle",
        ("program", True): "application/sparql-results+json",
    }
    assert "Accept" in client.get("/sparql", headers=browser).headers["vary"]


def test_where_the_page_was_formerly_leads_to_where_it_is(client: httpx.Client) -> None:
    for former, now in (
        ("/query?query=ASK+%7B%7D", "/sparql?edit=ASK+%7B%7D"),
        ("/query.csv?query=a", "/sparql.csv?query=a"),
    ):
        reply = client.get(former)
        assert (reply.status_code, reply.headers["location"]) == (301, now)


def test_what_is_wrong_with_a_query_is_told_before_it_is_asked(client: httpx.Client) -> None:
    def problem(query: str) -> str:
        told: str = client.get("/sparql/problem", params={"query": query}).json()["problem"]
        return told

    assert problem("SELECT * { ?project mkg:fundedBy ?funder }") == ""
    assert "line 2, column 12" in problem("SELECT *\n{ ?project }")
    assert "SERVICE" in problem("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }")


def test_the_network_of_an_answer_holds_what_ties_its_rows(client: httpx.Client) -> None:
    def network(query: str) -> httpx.Response:
        return client.get("/sparql/network", params={"query": query})

    query = f"SELECT ?funder ?country {{ {LIBMITAF} mkg:fundedBy ?funder ; mkg:operatesIn ?country }}"
    reply = network(query)
    assert reply.headers["content-security-policy"] == "frame-ancestors 'self'"
    data = json.loads(field(LexborHTMLParser(reply.content), "#data").text())
    assert sorted(node["name"] for node in data["nodes"]) == [
        "European Union",
        "Libya",
        "Libya’s Migration Technical Assistance Facility",
        "Switzerland",
    ]
    assert len(data["edges"]) == 3
    assert [view["name"] for view in data["views"]] == ["funders", "everything", "map", "matrix"], "tabs as of the file"
    assert data["start"] == "everything"
    assert network("SELECT ?type { ?type a skos:Concept }").status_code == 404
    assert network("SELECT").status_code == 400


def test_a_browser_that_has_a_page_is_told_so(client: httpx.Client) -> None:
    first = client.get("/projects")
    again = client.get("/projects", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_page_that_is_not_there_is_told_to_people_and_programs(client: httpx.Client) -> None:
    assert "this knowledge base says nothing of" in words(opened(client, "/project/nothing", 404), ".problem")
    assert client.get("/project/nothing", headers={"Accept": "text/turtle"}).text.count("\n") == 1
    assert client.get("/nothing").status_code == 404


def test_an_iri_out_of_use_leads_to_what_stands_for_it(tmp_path: Path, start_server: Start, kb: Path) -> None:
    own = tmp_path / "kb"
    shutil.copytree(kb, own)
    decide(own, "merge", ["project/kompleks", "project/c2cmmd"], who="A test", why="a test")
    build([], own, check=False, page=False)
    with start_server(own).client() as client:
        former, other = client.get("/project/kompleks"), client.get("/project/c2cmmd")
        moved, stands = (former, other) if former.status_code == 301 else (other, former)
        assert (moved.status_code, stands.status_code) == (301, 200)
        assert client.get(moved.headers["location"]).status_code == 200
        assert f"Formerly {moved.request.url.path[1:]}" in words(LexborHTMLParser(stands.text), "footer")


def test_a_network_that_no_build_drew_is_drawn_for_who_asks(start_server: Start, kb: Path, tmp_path: Path) -> None:
    shutil.copytree(kb, tmp_path / "kb")
    (tmp_path / "kb" / "network.html").write_bytes(page_of_none())
    with start_server(tmp_path / "kb").client() as client:
        found = client.get("/network")
        assert found.content == network_page(open_store(kb / "store"), MOST_ON_A_PAGE)
        assert found.headers["content-type"].startswith("text/html")
        assert client.get("/network").content == found.content
