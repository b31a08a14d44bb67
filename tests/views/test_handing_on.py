"""What is seen, saved from the page: read back by others."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest
from playwright.sync_api import Page
from pyoxigraph import Literal, NamedNode, Quad, Store

from migrationkg.graph import DEFAULT_BASE, terms
from migrationkg.store import ask
from migrationkg.views import named_views, network

Show = Callable[..., Page]
NAME = '=1+1 <b>&"\x0b,Albania'


@pytest.fixture
def page(show: Show, store: Store) -> Page:
    """The page of funders, Albania with a name that no format may take at its word."""
    albania = NamedNode(f"{DEFAULT_BASE}country/al")
    store.remove(Quad(albania, terms.PREF_LABEL, Literal("Albania", language="en")))
    store.add(Quad(albania, terms.PREF_LABEL, Literal(NAME, language="en")))
    graph = network(store)
    return show(graph, views=named_views(store, graph))


def saved(page: Page, words: str) -> bytes:
    page.locator(".save > summary").click()
    with page.expect_download() as download:
        page.get_by_role("button", name=words).click()
    return Path(download.value.path()).read_bytes()


def test_a_picture_is_a_png_of_the_canvas(page: Page) -> None:
    assert saved(page, "Picture (PNG)").startswith(b"\x89PNG\r\n\x1a\n")


def test_a_drawing_has_each_thing_and_line_and_no_markup_of_names(page: Page) -> None:
    root = ElementTree.fromstring(saved(page, "Drawing (SVG)"))
    space = {"": "http://www.w3.org/2000/svg"}
    assert len(root.findall("path[title]", space)) == 6
    assert len(root.findall("line", space)) == 5
    assert len(root.findall("path", space)) == 6 + 5, "each line has the head of an arrow"
    titles = [title.text for title in root.iterfind("path/title", space)]
    assert NAME.replace("\x0b", "") in titles
    assert {one.tag.rpartition("}")[2] for one in root.iter()} == {"svg", "rect", "line", "path", "title", "text"}


def test_a_table_has_a_row_a_line_and_no_formula(page: Page) -> None:
    rows = list(csv.DictReader(io.StringIO(saved(page, "Table (CSV)").decode(), newline="")))
    assert len(rows) == 5
    (row,) = (row for row in rows if row["to"].endswith("country/al"))
    assert row["toLabel"] == f"'{NAME}"
    assert row["sentences"] == "0"


def test_a_network_is_read_by_networkx_with_sizes_and_colours(page: Page, tmp_path: Path) -> None:
    (tmp_path / "network.gexf").write_bytes(saved(page, "Network (GEXF)"))
    back = nx.read_gexf(tmp_path / "network.gexf", version="1.3")
    assert len(back) == 6
    assert back.number_of_edges() == 5
    union = back.nodes[f"{DEFAULT_BASE}organisation/eu"]
    assert union["kind"] == "InternationalOrganisation"
    assert union["viz"]["size"] > 7


def test_a_question_asks_for_the_facts_that_are_seen(page: Page, store: Store) -> None:
    query = saved(page, "Question (SPARQL)").decode()
    for quad in list(store):
        store.add(Quad(quad.subject, quad.predicate, quad.object))
    answer = ask(store, query)
    facts = page.evaluate("new Set(seen.lines.flatMap(({ ways }) => ways.flatMap(([, steps]) => steps.flat()))).size")
    assert len(answer.rows) == facts == 8
