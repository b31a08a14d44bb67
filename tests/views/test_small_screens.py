"""The network's page on phones and tablets: room for fingers, for the picture, and for words that tell things apart."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

if TYPE_CHECKING:
    import networkx as nx

Show = Callable[..., Page]

PHONE, PHONE_ON_ITS_SIDE, TABLET = (360, 740), (740, 360), (768, 1024)


def on_touch(show: Show, graph: "nx.MultiDiGraph[str]", size: tuple[int, int]) -> Page:
    return show(graph, *size, has_touch=True, is_mobile=True)


def box_of(part: Locator) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom."""
    box = part.bounding_box()
    assert box is not None
    return box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"]


def heights(page: Page, what: str) -> list[float]:
    parts = [part for part in page.locator(what).all() if part.is_visible()]
    assert parts, what
    return [bottom - top for _, top, _, bottom in map(box_of, parts)]


def span_of_nodes(page: Page) -> tuple[float, float, float, float]:
    spots = page.evaluate("[...seen.things.keys()].map((id) => drawing.whereIs(id))")
    across, down = [spot["x"] for spot in spots], [spot["y"] for spot in spots]
    return min(across), min(down), max(across), max(down)


@pytest.mark.parametrize("size", [PHONE, PHONE_ON_ITS_SIDE, TABLET])
def test_all_that_can_be_touched_has_room_for_a_finger(
    show: Show, graph: "nx.MultiDiGraph[str]", size: tuple[int, int]
) -> None:
    page = on_touch(show, graph, size)
    page.evaluate("document.getElementById('legend-box').open = true")
    expect(page.locator("kbd")).to_be_hidden()
    assert min(heights(page, ".tools button, .legend button, #legend-box > summary, .thing, #search")) >= 44
    if size != PHONE_ON_ITS_SIDE:
        assert min(heights(page, "#sheet")) >= 44
    page.get_by_role("combobox", name="Search").fill("e")
    assert min(heights(page, ".found li")) >= 44
    page.get_by_role("combobox", name="Search").fill("EU4SAFEALB")
    page.get_by_role("combobox", name="Search").press("Enter")
    assert min(heights(page, "#facts summary, .back")) >= 44


def test_with_a_mouse_folds_are_high_enough(show: Show, graph: "nx.MultiDiGraph[str]") -> None:
    page = show(graph)
    page.evaluate("pick(data.nodes.find((node) => node.name === 'EU4SAFEALB').id)")
    assert min(heights(page, "#facts summary")) >= 24
    expect(page.locator("kbd")).to_be_visible()


@pytest.mark.parametrize("size", [PHONE, TABLET])
def test_upright_the_picture_stands_over_the_panel_and_fills_its_room(
    show: Show, graph: "nx.MultiDiGraph[str]", size: tuple[int, int]
) -> None:
    page = on_touch(show, graph, size)
    left, top, right, bottom = span_of_nodes(page)
    assert box_of(page.locator("#panel"))[0] == 0
    _, _, width, height = box_of(page.locator("#canvas"))
    assert width == size[0]
    assert left > 0
    assert right < width
    assert top > 20, "a caption over the highest node is cut off"
    assert bottom < height
    assert (bottom - top) / height > 0.55 or (right - left) / width > 0.55


def test_on_its_side_a_phone_has_the_panel_beside_the_picture(show: Show, graph: "nx.MultiDiGraph[str]") -> None:
    page = on_touch(show, graph, PHONE_ON_ITS_SIDE)
    side, top, _, bottom = box_of(page.locator("#panel"))
    assert (top, bottom) == (0, 360)
    assert side > 740 / 2
    left, top, right, bottom = span_of_nodes(page)
    assert left > 0
    assert right < side
    assert top > 20, "a caption over the highest node is cut off"
    assert bottom < 360
    page.evaluate("document.getElementById('legend-box').open = true")
    page.touchscreen.tap(*page.evaluate("Object.values(drawing.whereIs(data.nodes[0].id))"))
    expect(page.locator("#name")).to_be_in_viewport(ratio=1)  # past the open legend


def test_a_turned_phone_shows_all_again(show: Show, graph: "nx.MultiDiGraph[str]") -> None:
    page = on_touch(show, graph, PHONE)
    page.set_viewport_size(ViewportSize(width=740, height=360))
    expect(page.locator("#canvas canvas")).to_have_css("width", "440px")
    _, top, right, bottom = span_of_nodes(page)
    assert top > 20
    assert bottom < 360
    assert right < box_of(page.locator("#panel"))[0]


@pytest.mark.parametrize("size", [PHONE, PHONE_ON_ITS_SIDE])
def test_an_open_legend_scrolls_with_the_facts_below_it(
    show: Show, graph: "nx.MultiDiGraph[str]", size: tuple[int, int]
) -> None:
    page = on_touch(show, graph, size)
    page.locator("#legend-box > summary").tap()
    legend = page.locator("#legend")
    assert legend.evaluate("(legend) => legend.scrollHeight <= legend.clientHeight"), "rows are hidden in the legend"
    people = page.get_by_role("button", name="People")
    people.tap()
    expect(people).to_have_attribute("aria-pressed", "false")
    expect(people).to_be_in_viewport(ratio=1)


def test_the_search_is_cleared_at_its_edge(show: Show, graph: "nx.MultiDiGraph[str]") -> None:
    page = show(graph)
    search = page.get_by_role("combobox", name="Search")
    search.fill("alb")
    _, top, right, bottom = box_of(search)
    page.mouse.click(right - 21, (top + bottom) / 2)
    expect(search).to_have_value("")
