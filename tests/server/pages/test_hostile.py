"""Names, sentences and addresses of the data are hostile: pages show them and run none of them."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser
from pyoxigraph import Literal, NamedNode, Quad
from tests.server.conftest import Running, Start

from migrationkg.graph import terms
from migrationkg.graph.rdf_file import read_rdf
from migrationkg.knowledge_base import build, open_knowledge_base
from migrationkg.store import write_store

BASE = "https://w3id.org/migrationkg/id/"
MARKUP = '"><script>document.title="run"</script><img src=x onerror="document.title=\'run\'">{{7*7}}'
ITEM = '{"id": "a", "title": "EU funds XYPROJ", "date": "2023-06-05", "text": "The EU funds XYPROJ in Albania."}\n'
ADDRESSES = [
    "/",
    "/search?q={markup}",
    "/search?q=run",
    "/projects",
    "/projects?q={markup}&country={markup}",
    "/project/hostile",
    "/news",
    "/news/hostile",
    "/person/hostile",
    "/question/project-facts?project=project/hostile",
    "/question/project-facts?project={markup}",
    "/question/{markup}",
    "/sparql?edit={markup}",
    "/sparql?question={markup}",
    "/sparql?question=news-about&thing={markup}",
    "/sparql?question=news-about&{markup}={markup}",
    "/sparql/network?query={markup}",
    "/sparql?edit=SELECT%20*%20%7B%20%3Fs%20skos:prefLabel%20%3Fo%20%7D",
    "/{markup}",
    "/project/{markup}",
    "/{markup}/x",
]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, start_server: Start) -> Running:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "news.jsonl").write_text(ITEM, encoding="utf-8")
    build([folder / "news.jsonl"], folder / "kb", check=False, page=False)
    known = open_knowledge_base(folder / "kb")
    write_store([*read_rdf(known.trig), *_hostile()], known.store)
    return start_server(folder / "kb")


def _hostile() -> Iterator[Quad]:
    project, person, item = (NamedNode(f"{BASE}{kind}/hostile") for kind in ("project", "person", "news"))
    for node, kind in ((project, terms.KINDS["Project"]), (person, terms.KINDS["Person"]), (item, terms.NEWS_ITEM)):
        yield Quad(node, terms.TYPE, kind, item)
        yield Quad(node, terms.PREF_LABEL, Literal(MARKUP, language="en"), item)
    yield Quad(item, terms.MENTIONS, project, item)
    yield Quad(item, terms.PUBLISHED, Literal(MARKUP), item)
    yield Quad(item, terms.CATEGORY, Literal(MARKUP), item)
    for term in (terms.URL, terms.SOURCE, terms.EXACT_MATCH):
        for node in (item, project):
            yield Quad(node, term, NamedNode("javascript:document.title='run'"), item)
            yield Quad(node, term, NamedNode("data:text/html,%3Cscript%3Ealert(1)%3C/script%3E"), item)


def test_nothing_of_the_data_or_the_address_runs(hostile: Running, browser: Browser) -> None:
    page = browser.new_page()
    failed: list[str] = []
    page.on("pageerror", lambda error: failed.append(str(error)))
    for address in ADDRESSES:
        page.goto(hostile.address + address.replace("{markup}", quote(MARKUP, safe="")))
        page.wait_for_load_state()
        assert page.title() != "run", address
        assert page.locator("script:not([src])").count() == 0, address
        assert page.locator("main img, [onerror]").count() == 0, address
        links = page.eval_on_selector_all("a[href]", "all => all.map(one => one.protocol)")
        assert set(links) <= {"http:", "https:"}, address
        assert "49" not in page.locator("h1").first.inner_text(), address
    assert not failed
    page.close()


def test_nothing_runs_in_what_the_editor_shows(hostile: Running, browser: Browser) -> None:
    page = browser.new_page()
    failed: list[str] = []
    page.on("pageerror", lambda error: failed.append(str(error)))
    query = "SELECT ?ſ ?onerror { ?ſ mkg:url|skos:prefLabel ?onerror FILTER(CONTAINS(STR(?ſ), 'hostile')) }"
    page.goto(f"{hostile.address}/sparql?edit={quote(query)}")
    page.get_by_role("button", name="onerror").click()
    page.get_by_role("button", name="Chart").click()
    page.locator(".chosen-columns select").first.select_option("onerror")
    assert MARKUP in page.locator("svg.chart title").all_text_contents()
    page.get_by_role("button", name="Network").click()
    page.frame_locator("iframe.network").get_by_text("Network of an answer").wait_for()
    page.get_by_role("textbox", name="Query").click()
    page.keyboard.type("} scri")
    page.locator(".editor").get_by_role("option", name=MARKUP[:20]).first.wait_for()
    page.keyboard.press("Escape")
    page.keyboard.press("Control+Enter")
    page.get_by_role("alert").wait_for()
    titles = [page.title(), *(frame.evaluate("document.title") for frame in page.frames)]
    assert "run" not in titles
    assert page.locator("main img, [onerror], main script").count() == 0
    assert not failed
    page.close()


def test_pages_allow_no_script_of_their_own(hostile: Running) -> None:
    with hostile.client() as client:
        for address in ("/", "/project/hostile", "/nothing"):
            policy = client.get(address, headers={"Accept": "text/html"}).headers["content-security-policy"]
            assert "default-src 'self'" in policy
            assert "unsafe" not in policy
            assert "<style" not in client.get(address).text
            assert " style=" not in client.get(address).text


def test_odd_addresses_are_no_fault_of_the_server(hostile: Running) -> None:
    long = "a" * 4000
    odd = [
        *("/project/%00", "/project/..%2f..%2fetc%2fpasswd", "/%2e%2e/%2e%2e/etc/passwd", "/project/a%20b%3Cc"),
        *("/static/..%2fbase.html", "/static/base.html", "/project/x.ttl.ttl", "/news?page=99999999999999999999"),
        *("/question/find.csv?text=%00", "/question/find.csv?text=a&text=b", "/question/find.exe", "//evil.example/x"),
        *(f"/search?q={long}", f"/project/{long}", f"/projects?country={long}", "/suggest?q=%FF%FE", "/project//x"),
        *("/question/news-since?since=2023-02-31", "/project/%F0%9F%92%A9", "/sparql?edit=%00", "/query.exe?query=a"),
    ]
    with hostile.client() as client:
        for address in odd:
            reply = client.get(hostile.address + address)
            assert reply.status_code < 500, address
            assert "evil.example" not in reply.headers.get("location", ""), address
            assert "root:" not in reply.text
            assert "Traceback" not in reply.text
