"""Whatever names, sentences and addresses hold, the page shows it as text and asks the network for nothing."""

import hashlib
import re
from base64 import b64encode
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page, expect
from pyoxigraph import Literal, NamedNode, Quad, Store

from migrationkg.graph import DEFAULT_BASE, terms
from migrationkg.views import network, write_html

if TYPE_CHECKING:
    import networkx as nx

Show = Callable[..., Page]
HOSTILE = [
    "<script>window.hacked=1</script>",
    "</script><script>window.hacked=1</script>",
    "<img src=x onerror=window.hacked=1>",
    '"><svg onload=window.hacked=1> href=',
    "<!--<script>",
    "{{ 7*7 }} \u2028 \u2029 &lt;b&gt;",
    "]]><b>",
    "</script ><script>window.hacked=1</script >",
    "</ScRiPt\t><b>",
]
ALBANIA = NamedNode(DEFAULT_BASE + "country/al")
NEWS = NamedNode(DEFAULT_BASE + "news/2023-06-21-handover")


def renamed(store: Store, node: NamedNode, name: str) -> Store:
    """Give a node another preferred name, and the same as another name."""
    for quad in list(store.quads_for_pattern(node, terms.PREF_LABEL, None)):
        store.remove(quad)
        store.add(Quad(node, terms.PREF_LABEL, Literal(name, language="en"), quad.graph_name))
    store.add(Quad(node, terms.ALT_LABEL, Literal(f"also {name}", language="en")))
    return store


class Markup(HTMLParser):
    """Every address that the markup of a page gives to be loaded, and its inline scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.inline: dict[str, list[str]] = {"script": [], "style": []}
        self.policy = ""
        self._open = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.loaded += [str(given[name]) for name in ("src", "href", "srcset", "data", "action") if name in given]
        if given.get("http-equiv") == "Content-Security-Policy":
            self.policy = given["content"] or ""
        self._open = tag if given.get("type") != "application/json" else ""

    def handle_data(self, data: str) -> None:
        if self._open in self.inline:
            self.inline[self._open].append(data)

    def handle_endtag(self, _tag: str) -> None:
        self._open = ""


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_that_looks_like_markup_stays_text(show: Show, store: Store, name: str) -> None:
    page = show(network(renamed(store, ALBANIA, name)))
    shown = " ".join(name.split())
    page.get_by_role("combobox", name="Search").fill(f"also {name}"[:12])
    expect(page.locator("#found").get_by_role("option").first).to_contain_text(shown)
    page.keyboard.press("Enter")
    assert page.locator("#facts h2").text_content() == name
    assert page.evaluate("window.hacked") is None


@pytest.mark.parametrize("name", HOSTILE)
def test_a_headline_and_a_title_that_look_like_markup_stay_text(show: Show, store: Store, name: str) -> None:
    page = show(network(renamed(store, NEWS, name)), title=name)
    page.get_by_role("combobox", name="Search").fill("Dhermi")
    page.keyboard.press("Enter")
    assert page.locator("figcaption a").text_content() == name
    assert page.locator("h1").text_content() == name
    assert page.evaluate("window.hacked") is None


@pytest.mark.parametrize("url", ["javascript:window.hacked=1", "data:text/html,<b>", "file:///etc/passwd"])
def test_only_addresses_of_the_web_become_links(show: Show, store: Store, url: str) -> None:
    for quad in list(store.quads_for_pattern(NEWS, terms.URL, None)):
        store.remove(quad)
        store.add(Quad(NEWS, terms.URL, NamedNode(url.replace("<", "%3C").replace(">", "%3E")), quad.graph_name))
    page = show(network(store))
    page.get_by_role("combobox", name="Search").fill("Dhermi")
    page.keyboard.press("Enter")
    expect(page.locator("figcaption").first).to_contain_text("EU4SAFEALB: Second handover")
    expect(page.locator("#facts a")).to_have_count(0)


def test_the_markup_loads_nothing(graph: "nx.MultiDiGraph[str]", tmp_path: Path) -> None:
    write_html(graph, tmp_path / "network.html")
    markup = Markup((tmp_path / "network.html").read_text(encoding="utf-8"))
    assert markup.loaded == []
    assert not re.search(r"url\(|@import", "".join(markup.inline["style"]))
    assert "sourceMappingURL" not in "".join(markup.inline["script"])


def test_the_policy_allows_the_scripts_and_the_style_of_the_page_by_hash_and_nothing_else(
    graph: "nx.MultiDiGraph[str]", tmp_path: Path
) -> None:
    write_html(graph, tmp_path / "network.html")
    markup = Markup((tmp_path / "network.html").read_text(encoding="utf-8"))
    hashes = {
        tag: [f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in texts]
        for tag, texts in markup.inline.items()
    }
    assert markup.policy.split("; ") == [
        "default-src 'none'",
        f"script-src {' '.join(hashes['script'])}",
        f"style-src {hashes['style'][0]}",
        "base-uri 'none'",
        "form-action 'none'",
    ]


def test_the_policy_stops_a_script_that_gets_in_all_the_same(
    browser: Browser, graph: "nx.MultiDiGraph[str]", tmp_path: Path
) -> None:
    write_html(graph, tmp_path / "network.html")
    page = browser.new_page()
    page.goto((tmp_path / "network.html").as_uri())
    page.evaluate("document.getElementById('facts').innerHTML = '<img src=x onerror=window.hacked=1>'")
    page.evaluate("document.body.append(Object.assign(document.createElement('script'), {text: 'window.hacked=2'}))")
    page.wait_for_timeout(100)
    assert page.evaluate("window.hacked") is None
    page.close()


def test_vis_network_comes_with_its_licence(graph: "nx.MultiDiGraph[str]", tmp_path: Path) -> None:
    write_html(graph, tmp_path / "network.html")
    text = (tmp_path / "network.html").read_text(encoding="utf-8")
    assert "vis.js is dual licensed under both" in text
