"""The address holds the whole state, where the reader looks too; what is seen fits the window until they move."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page
from pyoxigraph import Store

from migrationkg.views import named_views, network

Show = Callable[..., Page]

#: States of all parts at once, drawn with a fixed seed; those that their address does not bring back.
LOST = """() => {
  let seed = 7;
  const below = (most) => (seed = (seed * 48271) % 2147483647) % most;
  const one = (values) => ((all) => all[below(all.length)])([...values]);
  const some = (values) => [...values].filter(() => below(3) === 0);
  const ids = data.nodes.map(({ id }) => id);
  const lost = [];
  for (let round = 0; round < 300; round += 1) {
    const view = one(views.keys());
    const ends = [...ids, ...[...groupsOf(view).values()].map(({ id }) => id)];
    const drawn = {
      view,
      thing: one([null, ...ids]),
      tie: one([null, [one(ends), one(ends)]]),
      path: one([null, [one(ids), one(ids)]]),
      kinds: some(data.kinds.map(({ kind }) => kind)),
      relations: some(new Set(data.edges.map(({ relation }) => relation))),
      country: one([null, ...ids]),
      funder: one([null, ...ids]),
      years: one([allYears, [allYears[1], allYears[1]]]),
      sure: below(101) / 100,
      size: one(measures.keys()),
      colour: one(["kind", "group"]),
      fold: one([null, true, false]),
      opened: some(ids),
      open: some(ids),
      closed: some(ids),
      alone: one([true, false]),
      lanes: one(["project", "type", "country"]),
      counts: one(["projects", "occasions"]),
      rows: one(["funders", "projects"]),
      table: one([true, false]),
      at: one([null, [below(900) - 450, below(900), 0.375]]),
      spot: one([null, [below(1000), below(900), 1.35]]),
    };
    const lacking = Object.keys(unchosen).filter((part) => !(part in drawn));
    const back = stateOf(`#${addressOf(drawn)}`);
    for (const part of [...lacking, ...Object.keys(drawn)]) {
      if (JSON.stringify(back[part]) !== JSON.stringify(drawn[part])) lost.push([part, drawn[part], back[part]]);
    }
  }
  return lost;
}"""
#: How far what is seen is from each side of the picture.
AWAY = """() => {
  const box = byId("canvas").getBoundingClientRect();
  const spots = [...seen.things.keys()].map((id) => drawing.whereIs(id));
  const [left, right] = range(spots.map(({ x }) => x));
  const [top, bottom] = range(spots.map(({ y }) => y));
  return [left - box.left, box.right - right, top - box.top, box.bottom - bottom];
}"""


@pytest.fixture
def page(show: Show, store: Store) -> Page:
    graph = network(store)
    return show(graph, views=named_views(store, graph))


def away(page: Page) -> list[float]:
    found: list[float] = page.evaluate(AWAY)
    return found


def resize(page: Page, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def opened_anew(page: Page) -> dict[str, Any]:
    """Open the address in a window of its own; return the address there, what the panel is about and the zoom."""
    other = page.context.new_page()
    other.goto(page.url)
    other.wait_for_selector("#facts h2")
    told: dict[str, Any] = other.evaluate(
        """({
          address: addressOf(state.now),
          about: document.querySelector("#facts h2").textContent,
          scale: drawing.picture.scale,
        })"""
    )
    other.close()
    return told


def test_every_address_brings_back_its_state(page: Page) -> None:
    assert page.evaluate("[...views.values()].some(({ name }) => groupsOf(name).size > 1)"), "communities are asked too"
    assert page.evaluate(LOST) == []


def test_a_link_brings_back_a_tie_of_folded_communities_and_where_the_reader_looks(page: Page) -> None:
    page.evaluate("change({ view: 'everything', fold: true })")
    page.evaluate("pickTie(seen.lines.find(({ from, to }) => from < 0 && to < 0))")
    page.get_by_role("button", name="Zoom in").click()
    page.wait_for_url(re.compile("at="))
    told = opened_anew(page)
    assert told["address"] == page.evaluate("addressOf(state.now)")
    assert told["about"] == page.locator("#facts h2").text_content()
    assert told["about"].startswith("2 ties between ")
    assert told["scale"] == pytest.approx(page.evaluate("state.now.at[2]"), rel=0.01)


@pytest.mark.parametrize("most_by_vis", [1000, 3])
def test_what_is_seen_fits_the_window_until_the_reader_moves(
    show: Show, store: Store, monkeypatch: pytest.MonkeyPatch, most_by_vis: int
) -> None:
    monkeypatch.setattr("migrationkg.views.page.MOST_BY_VIS", most_by_vis)
    page = show(network(store))
    for size in ((800, 600), (390, 844), (1000, 700)):
        resize(page, *size)
        sides = away(page)
        assert min(sides) > 25, size
        assert min(sides[0] + sides[1], sides[2] + sides[3]) < 210, f"no room is left empty at {size}"
    page.get_by_role("button", name="Zoom in").click()
    before = away(page)
    page.wait_for_url(re.compile("at="))
    assert min(before) < 0
    resize(page, 900, 560)
    assert min(away(page)) < 20, "it stays where the reader looks"
    page.keyboard.press("f")
    assert min(away(page)) > 25
    assert "at=" not in page.url


@pytest.mark.parametrize("view", ["timeline", "map"])
def test_a_link_brings_back_where_in_timeline_and_map_the_reader_looks(page: Page, view: str) -> None:
    sight = """() => document.querySelector("#drawn svg .land")?.getAttribute("transform")
      ?? [document.querySelector("#drawn svg").getAttribute("width"), byId("drawn").scrollLeft].join(" ")"""
    page.evaluate(f"change({{ view: '{view}' }})")
    whole = page.evaluate(sight)
    for _ in range(4):
        page.get_by_role("button", name="Zoom in").click()
    page.evaluate("byId('drawn').scrollTo(300, 0)")
    page.wait_for_url(re.compile("spot="))
    page.wait_for_timeout(300)
    near = numbers(page.evaluate(sight))
    page.evaluate("change({ sure: 0.01 })")  # draws anew what is seen
    assert numbers(page.evaluate(sight)) == pytest.approx(near, rel=0.01, abs=1)
    other = page.context.new_page()
    other.goto(page.url)
    assert numbers(other.evaluate(sight)) == pytest.approx(near, rel=0.01, abs=1)
    page.keyboard.press("f")
    assert page.evaluate(sight) == whole
    page.wait_for_url(lambda address: "spot=" not in address)


def numbers(told: str) -> list[float]:
    return [float(one) for one in re.findall(r"-?[\d.]+", told)]


def test_folded_communities_do_not_cover_one_another(page: Page) -> None:
    page.evaluate("change({ view: 'everything', fold: true })")
    circles = page.evaluate("[...seen.things].filter(([id]) => id < 0).map(([, { x, y, size }]) => [x, y, size])")
    assert len(circles) > 1
    near = [
        (one, other)
        for nth, one in enumerate(circles)
        for other in circles[:nth]
        if abs(complex(one[0] - other[0], one[1] - other[1])) < one[2] + other[2]
    ]
    assert near == []
