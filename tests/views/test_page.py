"""The page in Chromium with no connection: the `show` fixture sees that nothing else is asked for."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect
from pyoxigraph import Literal, NamedNode, Quad, Store

from migrationkg.graph import DEFAULT_BASE, terms
from migrationkg.views import named_views, network, write_html

if TYPE_CHECKING:
    import networkx as nx

Show = Callable[..., Page]


def place_of(page: Page, name: str) -> tuple[float, float]:
    """Return where the picture shows a node; `drawing` and `data` are the page's own."""
    spot = page.evaluate("name => drawing.whereIs(data.nodes.find((node) => node.name === name).id)", name)
    return spot["x"], spot["y"]


def colour_at(page: Page, spot: tuple[float, float]) -> list[int]:
    """Return the red, green and blue that the canvas shows at a place of the window, once it is drawn."""
    colour: list[int] = page.evaluate(
        """async ([x, y]) => {
          await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
          const canvas = document.querySelector("#canvas canvas");
          const box = canvas.getBoundingClientRect();
          const ratio = canvas.width / box.width;
          const pixel = document.createElement("canvas").getContext("2d");
          pixel.drawImage(canvas, (box.left - x) * ratio, (box.top - y) * ratio);
          return [...pixel.getImageData(0, 0, 1, 1).data].slice(0, 3);
        }""",
        list(spot),
    )
    return colour


def test_a_click_on_a_node_shows_its_facts_and_the_sentences_behind_them(
    show: Show, graph: "nx.MultiDiGraph[str]"
) -> None:
    page = show(graph)
    page.mouse.click(*place_of(page, "EU4SAFEALB"))
    facts = page.locator("#facts")
    expect(facts.locator("h2")).to_have_text("EU4SAFEALB")
    funders = facts.locator(".group", has=page.get_by_role("heading", name="funded by"))
    expect(funders.get_by_role("button", name="European Union")).to_be_visible()
    expect(funders.locator("blockquote").first).to_have_text("EU4SAFEALB, funded by the EU")
    expect(funders.locator("blockquote").nth(1)).to_be_hidden()
    funders.get_by_text("1 more sentence").click()
    expect(funders.locator("blockquote").nth(1)).to_have_text("the EU-funded EU4SAFEALB project")
    link = funders.get_by_role("link", name="EU4SAFEALB: Second handover")
    assert link.get_attribute("href") == "https://example.org/news/handover"
    assert "noopener" in (link.get_attribute("rel") or "")
    expect(funders).to_contain_text("21 June 2023 · confidence 95 %")


def test_what_is_doubtful_is_a_dashed_line_and_says_so(show: Show, store: Store) -> None:
    plain = network(store)
    assert not any(edge["doubtful"] for *_, edge in plain.edges(data=True))
    for quad in list(store.quads_for_pattern(None, terms.PREDICATE, terms.RELATIONS["fundedBy"], None)):
        store.add(Quad(quad.subject, terms.TYPE, terms.DOUBTFUL_EVIDENCE, quad.graph_name))
    for quad in list(store.quads_for_pattern(None, terms.PREDICATE, terms.START_DATE, None)):
        store.add(Quad(quad.subject, terms.TYPE, terms.DOUBTFUL_EVIDENCE, quad.graph_name))
    marked = network(store)
    doubtful = {edge["relation"] for *_, edge in marked.edges(data=True) if edge["doubtful"]}
    assert doubtful == {"fundedBy"}
    page = show(marked)
    look = "lineStyle({ ...drawing.picture, selected: null }, line)"
    assert set(page.evaluate(f"seen.lines.filter((line) => {look}.dashes).map(({{ words }}) => words)")) == {
        "funded by"
    }
    page.mouse.click(*place_of(page, "EU4SAFEALB"))
    funders = page.locator("#facts .group", has=page.get_by_role("heading", name="funded by"))
    expect(funders.locator(".badge")).to_have_text("doubtful")
    expect(page.locator("#facts .badge")).to_have_count(1)
    page.mouse.click(*place_of(page, "Handover, EU4SAFEALB, 2023-06-12"))
    expect(page.locator(".values .badge").first).to_have_text("doubtful")


def test_what_authority_data_say_is_told_apart(show: Show, store: Store) -> None:
    place, country = (NamedNode(f"{DEFAULT_BASE}{one}") for one in ("place/dhermi-al", "country/al"))
    node = NamedNode(f"{DEFAULT_BASE}authority/1")
    for subject, predicate, value in (
        (country, terms.TYPE, terms.KINDS["Country"]),
        (country, terms.PREF_LABEL, Literal("Albania", language="en")),
        (place, terms.RELATIONS["locatedIn"], country),
        (node, terms.TYPE, terms.AUTHORITY_STATEMENT),
        (node, terms.SUBJECT, place),
        (node, terms.PREDICATE, terms.RELATIONS["locatedIn"]),
        (node, terms.OBJECT, country),
        (node, terms.DESCRIPTION, Literal("GeoNames has a city of this name in this state")),
    ):
        store.add(Quad(subject, predicate, value, NamedNode(f"{DEFAULT_BASE}authority")))
    page = show(network(store))
    page.mouse.click(*place_of(page, "Dhërmi"))
    state = page.locator("#facts .group", has=page.get_by_role("heading", name="located in"))
    expect(state.get_by_role("button", name="Albania")).to_be_visible()
    expect(state).to_contain_text("authority data")
    expect(state).to_contain_text("GeoNames has a city of this name in this state. No news item here says it.")
    venue = page.locator("#facts .group", has=page.get_by_role("heading", name="venue of"))
    expect(venue).not_to_contain_text("authority data")


def test_ministries_that_take_part_in_occasions_stand_beside_the_partners(show: Show, store: Store) -> None:
    ministry = NamedNode(f"{DEFAULT_BASE}organisation/ministry-of-interior-al")
    store.add(Quad(ministry, terms.TYPE, terms.KINDS["Ministry"]))
    store.add(Quad(ministry, terms.PREF_LABEL, Literal("Ministry of Interior of Albania", language="en")))
    event = NamedNode(f"{DEFAULT_BASE}event/handover")
    store.add(Quad(event, terms.RELATIONS["hasParticipant"], ministry, NamedNode(f"{DEFAULT_BASE}news/handover")))
    page = show(network(store))
    page.mouse.click(*place_of(page, "EU4SAFEALB"))
    involved = page.locator("#facts .group", has=page.get_by_role("heading", name="ministries involved through events"))
    expect(involved).to_contain_text("in Handover, EU4SAFEALB, 2023-06-12")
    involved.get_by_role("button", name="Ministry of Interior of Albania").click()
    expect(page.locator("#facts h2")).to_have_text("Ministry of Interior of Albania")


def test_a_click_beside_the_nodes_goes_back_to_the_list_of_all(show: Show, graph: "nx.MultiDiGraph[str]") -> None:
    page = show(graph)
    page.mouse.click(*place_of(page, "Estonia"))
    expect(page.locator("#facts h2")).to_have_text("Estonia")
    page.mouse.click(5, 5)
    expect(page.locator("#facts h2")).to_have_text("Things seen")


def test_relations_read_in_both_directions(show: Show, graph: "nx.MultiDiGraph[str]") -> None:
    page = show(graph)
    page.mouse.click(*place_of(page, "European Union"))
    expect(page.locator("#facts h3").first).to_contain_text("funds")
    page.locator("#facts").get_by_role("button", name="MOBILAZE 2").click()
    expect(page.locator("#facts h2")).to_have_text("MOBILAZE 2")
    expect(page.locator("#facts h3").first).to_contain_text("funded by")


def test_values_stand_with_their_sentences(show: Show, graph: "nx.MultiDiGraph[str]") -> None:
    page = show(graph)
    page.mouse.click(*place_of(page, "Handover, EU4SAFEALB, 2023-06-12"))
    values = page.locator("#facts .values")
    expect(values.locator("dt")).to_have_text(["type", "date", "amount"])
    expect(values).to_contain_text("EUR 2,400,000")
    values.get_by_text("1 sentence").click()
    expect(values.locator("blockquote")).to_have_text("On 12 June")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("turkey", "Türkiye"),  # another name
        ("turkiye", "Türkiye"),  # without accents
        ("dhermi", "Dhërmi"),
        ("icmpd", "International Centre for Migration Policy Development"),
        ("interior ministry", "Ministry of Interior of Albania"),  # words in any order
    ],
)
def test_search_finds_by_any_name(show: Show, graph: "nx.MultiDiGraph[str]", query: str, found: str) -> None:
    page = show(graph)
    page.get_by_role("combobox", name="Search").fill(query)
    expect(page.locator("#found").get_by_role("option").first).to_contain_text(found)
    page.locator("#found").get_by_role("option").first.click()
    expect(page.locator("#facts h2")).to_have_text(found)


def test_keys_alone_search_pick_read_and_go_back(show: Show, graph: "nx.MultiDiGraph[str]") -> None:
    page = show(graph)
    page.keyboard.press("/")
    page.keyboard.type("mobilaze")
    expect(page.locator("#found").get_by_role("option")).to_have_count(2)
    page.keyboard.press("ArrowDown")
    expect(page.locator("#found").get_by_role("option").nth(1)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page.locator("#facts h2")).to_have_text("Study visit, MOBILAZE 2, 2023-06-19")
    expect(page.locator("#name")).to_be_focused()
    for _ in range(4):  # what can be done with the thing; the date has no sentence; then the first neighbour
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#facts h2")).to_have_text("MOBILAZE 2")
    page.keyboard.press("Escape")
    expect(page.locator("#facts h2")).to_have_text("Things seen")


def test_a_search_without_a_hit_says_so(show: Show, graph: "nx.MultiDiGraph[str]") -> None:
    page = show(graph)
    page.get_by_role("combobox", name="Search").fill("atlantis")
    expect(page.locator("#found")).to_have_text("Nothing bears that name.")
    page.keyboard.press("Enter")
    expect(page.locator("#facts h2")).to_have_text("Things seen")


def test_the_list_of_all_things_names_every_node(show: Show, graph: "nx.MultiDiGraph[str]") -> None:
    page = show(graph)
    names = page.locator("#facts .thing > span:not(.unseen)").all_text_contents()
    assert sorted(names) == sorted(node["label"] for _, node in graph.nodes(data=True))


def test_the_legend_counts_each_kind_and_gives_each_a_shape_of_its_own(
    show: Show, graph: "nx.MultiDiGraph[str]"
) -> None:
    page = show(graph)
    buttons = page.locator("#legend button")
    assert buttons.count() == len({node["kind"] for _, node in graph.nodes(data=True)}) == 12
    expect(page.get_by_role("button", name="Countries")).to_contain_text("4")
    shapes = page.eval_on_selector_all("#legend path", "paths => paths.map((path) => path.getAttribute('d'))")
    assert len(set(shapes)) == 12


def test_the_legend_hides_and_shows_a_kind(show: Show, graph: "nx.MultiDiGraph[str]") -> None:
    page = show(graph)
    spot = place_of(page, "Estonia")
    green = [0, 158, 115]
    assert colour_at(page, spot) == green
    countries = page.get_by_role("button", name="Countries")
    countries.focus()
    page.keyboard.press("Space")
    expect(countries).to_have_attribute("aria-pressed", "false")
    expect(page.locator("#facts").get_by_role("button", name="Estonia")).to_have_count(0)
    assert colour_at(page, spot) != green
    page.mouse.click(*spot)
    expect(page.locator("#facts h2")).to_have_text("Things seen")
    countries.click()
    expect(countries).to_have_attribute("aria-pressed", "true")
    assert colour_at(page, spot) == green


def test_a_pick_by_search_shows_a_kind_that_was_hidden(show: Show, graph: "nx.MultiDiGraph[str]") -> None:
    page = show(graph)
    page.get_by_role("button", name="Countries").click()
    page.get_by_role("combobox", name="Search").fill("Estonia")
    page.keyboard.press("Enter")
    expect(page.locator("#facts h2")).to_have_text("Estonia")
    expect(page.get_by_role("button", name="Countries")).to_have_attribute("aria-pressed", "true")


def test_a_selection_dims_what_is_not_tied_to_it(show: Show, graph: "nx.MultiDiGraph[str]") -> None:
    page = show(graph)
    bright = colour_at(page, place_of(page, "Azerbaijan"))
    page.mouse.click(*place_of(page, "Dhërmi"))
    assert colour_at(page, place_of(page, "Azerbaijan")) != bright


def test_fit_brings_all_nodes_back_into_sight(show: Show, graph: "nx.MultiDiGraph[str]") -> None:
    page = show(graph)
    for _ in range(6):
        page.get_by_role("button", name="Zoom in").click()
    everywhere = "() => [...seen.things.keys()].map((id) => drawing.whereIs(id))"
    assert not all(0 < spot["x"] < 1040 and 0 < spot["y"] < 900 for spot in page.evaluate(everywhere))
    page.get_by_role("button", name="Fit").click()
    assert all(0 < spot["x"] < 1040 and 0 < spot["y"] < 900 for spot in page.evaluate(everywhere))


def test_a_small_screen_has_a_sheet_and_no_sideways_scrolling(show: Show, graph: "nx.MultiDiGraph[str]") -> None:
    page = show(graph, width=390, height=844, has_touch=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.touchscreen.tap(*place_of(page, "EU4SAFEALB"))
    expect(page.locator("#facts h2")).to_have_text("EU4SAFEALB")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    before = page.locator("#panel").bounding_box()
    page.get_by_role("button", name="Larger panel").click()
    after = page.locator("#panel").bounding_box()
    assert before is not None
    assert after is not None
    assert after["height"] > before["height"]


def test_no_tab_is_cut_on_a_small_laptop(show: Show, store: Store, graph: "nx.MultiDiGraph[str]") -> None:
    page = show(graph, width=1000, height=700, views=named_views(store, graph))
    row = page.locator("#tabs").bounding_box()
    tabs = page.locator("#tabs button")
    assert row
    assert tabs.count() > 6
    for tab in tabs.all():
        box = tab.bounding_box()
        assert box
        assert box["x"] >= row["x"]
        assert box["x"] + box["width"] <= row["x"] + row["width"]


def test_dark_follows_the_reader_s_system(show: Show, graph: "nx.MultiDiGraph[str]") -> None:
    background = "getComputedStyle(document.body).backgroundColor"
    assert show(graph, color_scheme="light").evaluate(background) == "rgb(251, 251, 249)"
    assert show(graph, color_scheme="dark").evaluate(background) == "rgb(20, 24, 29)"


def test_an_empty_network_opens(show: Show) -> None:
    page = show(network(Store()))
    expect(page.locator("#counts")).to_have_text("0 things, 0 relations, told by 0 news items")


def test_two_builds_give_the_same_bytes(store: Store, tmp_path: Path) -> None:
    write_html(network(store), tmp_path / "one.html")
    write_html(network(store), tmp_path / "other.html")
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "other.html").read_bytes()


def test_a_page_that_shows_only_some_says_so(show: Show, store: Store) -> None:
    page = show(network(store, 5))
    expect(page.locator("#counts")).to_contain_text("the 5 with the most ties of 19 things")
