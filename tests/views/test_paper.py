"""What is printed: the question, the network whole and sharp in the colours of the light, its legend and its table."""

from collections.abc import Callable

from playwright.sync_api import Page, expect
from pyoxigraph import Store

from migrationkg.views import named_views, network

Show = Callable[..., Page]


def test_on_paper_stand_question_picture_legend_and_table(show: Show, store: Store) -> None:
    graph = network(store)
    page = show(graph, views=named_views(store, graph), color_scheme="dark")
    ink = page.evaluate("themeColours().ink")
    page.emulate_media(media="print", color_scheme="dark")
    page.evaluate("drawing.zoom(3); dispatchEvent(new Event('beforeprint'))")
    tops = {
        what: page.locator(what).bounding_box()["y"]  # type: ignore[index]
        for what in (".head", ".paper svg", "#legend", "#table")
    }
    assert sorted(tops, key=lambda what: tops[what]) == list(tops)
    words = page.locator(".paper svg text").all_text_contents()
    assert {"EU4SAFEALB", "Estonia", "works in"} <= set(words), "all of it, though the reader zoomed in"
    expect(page.locator(".paper svg text").first).to_have_attribute("fill", "#000000")
    expect(page.locator("#rows tr")).to_have_count(page.evaluate("seen.lines.length"))
    for hidden in ("#canvas", "#tabs", "#search", ".tools", "#facts"):
        expect(page.locator(hidden)).to_be_hidden()
    page.emulate_media(media="screen", color_scheme="dark")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("themeColours().ink") == ink
    expect(page.locator("#canvas")).to_be_visible()


def test_on_paper_a_thing_chosen_has_its_facts_with_their_sentences(show: Show, store: Store) -> None:
    page = show(network(store))
    page.evaluate("pick(data.nodes.find(({ name }) => name === 'EU4SAFEALB').id)")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("#facts blockquote").first).to_be_visible()
    expect(page.locator("#facts .doing")).to_be_hidden()


def test_on_paper_a_timeline_may_end_a_page_after_any_lane_and_a_matrix_lies_across(show: Show, store: Store) -> None:
    graph = network(store)
    page = show(graph, views=named_views(store, graph))
    page.evaluate("change({ view: 'timeline' })")
    lanes = page.locator("#drawn .lane").all_text_contents()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    pieces = page.locator("#paper svg")
    assert pieces.count() == len(lanes) + 1, "the axis, then each lane"
    assert pieces.locator(".lane").all_text_contents() == lanes
    sizes = pieces.locator("text").evaluate_all(
        "(all) => [...new Set(all.map((one) => getComputedStyle(one).fontSize))]"
    )
    assert set(sizes) == {"12px", "13px"}, "as on the screen"
    expect(page.locator("#drawn svg")).to_be_hidden()
    page.evaluate("change({ view: 'matrix' })")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert pieces.count() == 0
    assert page.evaluate("getComputedStyle(document.body).page") == "across"


def test_on_paper_a_map_has_the_countries_around_and_stays_in_its_frame(show: Show, store: Store) -> None:
    graph = network(store)
    page = show(graph, views=named_views(store, graph))
    page.evaluate("change({ view: 'map' })")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("#drawn .elsewhere")).to_have_css("display", "inline")
    expect(page.locator("#drawn .map")).to_have_css("overflow", "hidden")
