"""The page of more things than vis-network draws: on a canvas, by sigma on a graphics card, by communities."""

from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from playwright.sync_api import Page, expect
from pyoxigraph import Store

from migrationkg.graph import DEFAULT_BASE
from migrationkg.views import network

if TYPE_CHECKING:
    Network = nx.MultiDiGraph[str]

Show = Callable[..., Page]
GROUPS, EACH = 4, 8


@pytest.fixture(autouse=True)
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("migrationkg.views.page.MOST_BY_VIS", 3)


@pytest.fixture
def crowd() -> "Network":
    """Four communities of eight projects, the first of each tied to all of it and to the next community's first."""
    graph: Network = nx.MultiDiGraph()
    for number in range(GROUPS * EACH):
        name = f"{'Hub' if number % EACH == 0 else 'Project'} {number}"
        told = {
            "label": name,
            "kind": "Project",
            "names": (),
            "values": (),
            "days": ("", ""),
            "where": None,
            "centrality": 0.0,
        }
        graph.add_node(f"{DEFAULT_BASE}project/{number}", **told)
    things = list(graph)
    hubs = things[::EACH]
    ties = [(hub, other) for hub in hubs for other in things[things.index(hub) + 1 : things.index(hub) + EACH]]
    ties += [(one, other) for one, other in pairwise(things) if other not in hubs]
    for one, other in [*ties, *pairwise(hubs)]:
        told = {"relation": "follows", "label": "follows", "evidence": (), "authority": "", "doubtful": False}
        graph.add_edge(one, other, key="follows" if (one, other) not in graph.edges() else "hasPartner", **told)
    return graph


def place_of(page: Page, name: str) -> tuple[float, float]:
    number = "[...nodes.values()].find((node) => node.name === name).id"
    spot = page.evaluate(f"name => drawing.whereIs({number})", name)
    return spot["x"], spot["y"]


def colour_at(page: Page, spot: tuple[float, float]) -> list[int]:
    colour: list[int] = page.evaluate(
        """async ([x, y]) => {
          await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
          const ctx = drawing.picture.canvas.getContext("2d");
          return [...ctx.getImageData(x, y - byId("canvas").getBoundingClientRect().top, 1, 1).data];
        }""",
        list(spot),
    )
    return colour[:3]


def test_signs_are_drawn_where_they_are_picked(show: Show, store: Store) -> None:
    page = show(network(store))
    assert page.evaluate("typeof vis") == "undefined"
    spot = place_of(page, "EU4SAFEALB")
    assert colour_at(page, spot) == [0, 114, 178]
    page.mouse.click(*spot)
    expect(page.locator("#facts h2")).to_have_text("EU4SAFEALB")
    facts = page.locator("#facts .group", has=page.get_by_role("heading", name="funded by"))
    expect(facts.locator("blockquote").first).to_have_text("EU4SAFEALB, funded by the EU")
    page.keyboard.press("Escape")
    expect(page.locator("#facts h2")).to_have_text("Things seen")


def test_a_line_is_picked_between_its_ends(show: Show, store: Store) -> None:
    page = show(network(store))
    (x, y), (across, down) = (place_of(page, name) for name in ("EU4SAFEALB", "European Union"))
    page.mouse.click((x + across) / 2, (y + down) / 2)
    expect(page.locator("#facts h2")).to_have_text("EU4SAFEALB funded by European Union")


def test_the_picture_moves_by_drag_wheel_and_keys_and_a_drag_is_no_click(show: Show, crowd: "Network") -> None:
    page = show(crowd)
    x, y = place_of(page, "Hub 8")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 40, y + 30, steps=3)
    page.mouse.up()
    assert place_of(page, "Hub 8") == pytest.approx((x + 40, y + 30), abs=1)
    expect(page.locator("#facts h2")).to_have_text("Things seen")
    scale = page.evaluate("drawing.picture.camera.scale")
    page.mouse.wheel(0, -120)
    assert page.evaluate("drawing.picture.camera.scale") > scale * 1.2
    assert place_of(page, "Hub 8") == pytest.approx((x + 40, y + 30), abs=1)  # the pointer is there
    page.locator("#canvas").focus()
    page.keyboard.press("ArrowLeft")
    assert place_of(page, "Hub 8")[0] == pytest.approx(x + 100, abs=1)
    page.wait_for_timeout(300)
    assert colour_at(page, place_of(page, "Hub 8")) == [0, 114, 178]


def test_folded_communities_open_on_a_click_and_the_address_tells_so(show: Show, crowd: "Network") -> None:
    page = show(crowd)
    page.get_by_role("button", name=f"Fold {GROUPS} communities").click()
    expect(page.locator("#shown")).to_have_text(f"Seen: {GROUPS} communities, 0 things and {GROUPS - 1} ties")
    page.wait_for_timeout(300)
    page.mouse.click(*place_of(page, "Hub 0, Project 2 + 6"))
    expect(page.locator("#shown")).to_contain_text(f"Seen: {GROUPS - 1} communities, {EACH} things")
    assert "fold=1" in page.url
    assert "opened=project%2F0" in page.url
    assert page.evaluate("seenIn(stateOf(location.hash)).things.size") == GROUPS - 1 + EACH
    page.get_by_role("combobox", name="Search").fill("Project 9")
    page.keyboard.press("Enter")  # lies in a folded one
    expect(page.locator("#facts h2")).to_have_text("Project 9")
    expect(page.locator("#shown")).to_contain_text(f"Seen: {GROUPS - 2} communities, {2 * EACH} things")
    page.keyboard.press("u")
    expect(page.locator("#shown")).to_contain_text(f"Seen: {GROUPS - 1} communities, {EACH} things")


def test_communities_have_colours_of_their_own(show: Show, crowd: "Network") -> None:
    page = show(crowd)
    page.get_by_label("Colour:").select_option("group")
    colours = page.evaluate("[...nodes.values()].filter(({ id }) => id >= 0).map(({ id }) => colourOf(id))")
    assert [len(set(colours[at : at + EACH])) for at in range(0, len(colours), EACH)] == [1] * GROUPS
    assert len(set(colours)) == GROUPS
    names = page.locator("#groups .what").all_text_contents()
    assert sorted(name.partition(",")[0] for name in names) == ["Hub 0", "Hub 16", "Hub 24", "Hub 8"]


def test_what_is_seen_is_saved_too(show: Show, crowd: "Network") -> None:
    page = show(crowd)
    page.get_by_role("button", name="Fold").first.click()
    svg = page.evaluate("svgOf(seen, drawing.picture)")
    assert svg.count("<path") == GROUPS
    assert page.evaluate("pngOf(drawing.picture).then(({ size }) => size)") > 2000
    assert len(page.evaluate("csvOf(seen)").splitlines()) == GROUPS
    assert page.evaluate("gexfOf(seen, drawing.picture)").count("<edge ") == GROUPS - 1


CARD = """
const told = WebGL2RenderingContext.prototype.getParameter;
WebGL2RenderingContext.prototype.getParameter = function (name) {
  return [0x1f01, 0x9246].includes(name) ? "a graphics card" : told.call(this, name);
};
"""


def test_sigma_draws_where_there_is_a_graphics_card(show: Show, crowd: "Network") -> None:
    page = show(crowd, init=CARD)
    assert page.locator(".by-sigma canvas").count() == 1
    assert "graphology" in (page.locator("script").nth(1).text_content() or "")[:30000]  # with licences
    page.get_by_role("button", name="Zoom out").click(click_count=3)  # until signs are dots, which sigma draws
    page.wait_for_timeout(300)
    page.evaluate("drawing.show(seen)")
    page.evaluate("drawing.picture")
    assert page.evaluate("drawing.picture.camera.scale") < 0.6
    assert colour_at(page, place_of(page, "Project 1")) == pytest.approx([0, 114, 178], abs=12)


def test_without_the_bundle_a_canvas_draws(show: Show, crowd: "Network", monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("migrationkg.views.page._bundle", lambda _: "")
    page = show(crowd, init=CARD)
    assert page.evaluate("typeof sigma") == "undefined"
    assert colour_at(page, place_of(page, "Hub 0")) == [0, 114, 178]
