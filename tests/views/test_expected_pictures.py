"""Pictures as they are expected, coarsely: how much ink stands in each cell of a grid, 0 to 9, as `expected/` keeps it.

Fonts and smoothing differ between machines and do not matter; a layout that broke does. Where a picture changed
rightly, the test that fails says what to write into the file.
"""

from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pytest
from playwright.sync_api import Page
from pyoxigraph import Store

from migrationkg.views import named_views, network
from migrationkg.views.layout import positions

Show = Callable[..., Page]
EXPECTED = Path(__file__).with_name("expected")

INK = """async () => {
  await new Promise((done) => setTimeout(done, 250));
  const { canvas } = drawing.picture;
  const { width, height } = canvas;
  const copy = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
  copy.drawImage(canvas, 0, 0);
  const { data } = copy.getImageData(0, 0, width, height);
  const [columns, rows] = [24, 16];
  const sums = Array.from({ length: rows }, () => new Array(columns).fill(0));
  for (let y = 0; y < height; y += 1) {
    const row = sums[Math.floor((y * rows) / height)];
    for (let x = 0; x < width; x += 1) row[Math.floor((x * columns) / width)] += data[4 * (y * width + x) + 3] / 255;
  }
  const room = (width * height) / columns / rows;
  return sums.map((row) => row.map((sum) => Math.min(9, Math.round((40 * sum) / room))).join(""));
}"""


def ink_of(page: Page) -> list[str]:
    rows: list[str] = page.evaluate(INK)
    return rows


def likeness(one: list[str], other: list[str]) -> float:
    """Return how much of the ink of two pictures stands in the same cells, 0 to 1."""
    pairs = [(int(a), int(b)) for row, others in zip(one, other, strict=True) for a, b in zip(row, others, strict=True)]
    return sum(map(min, pairs)) / max(1, sum(map(max, pairs)))


def expect_like(name: str, seen: list[str]) -> None:
    told = (EXPECTED / f"{name}.txt").read_text(encoding="utf-8").split()
    found = likeness(seen, told)
    assert found > 0.7, f"{name}: {found:.2f} alike; if that is right, expected/{name}.txt is now:\n" + "\n".join(seen)


def test_views_by_vis_network_look_as_expected(show: Show, store: Store) -> None:
    graph = network(store)
    page = show(graph, views=named_views(store, graph))
    for view in ("funders", "everything"):
        page.evaluate("view => change({ view })", view)
        expect_like(view, ink_of(page))


def test_very_many_things_look_as_expected_and_a_broken_layout_does_not(
    show: Show, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("migrationkg.views.page.MOST_BY_VIS", 3)
    page = show(network(store))
    seen = ink_of(page)
    expect_like("everything", seen)  # one look, whoever draws it
    page.evaluate("change({ fold: true })")
    expect_like("folded", ink_of(page))
    page.evaluate("change({ fold: false })")
    page.evaluate("for (const thing of data.views[0].things) thing[1] = thing[1] % 97")
    page.evaluate("drawing.show(seenIn(state.now)); drawing.fit()")
    assert likeness(ink_of(page), seen) < 0.5


def test_places_are_as_expected() -> None:
    """A social network that everyone draws: 34 members of a club, whose two leaders stand at its two ends."""
    club = nx.karate_club_graph()
    places = positions([f"{node:02}" for node in club], [(f"{one:02}", f"{other:02}") for one, other in club.edges()])
    told = [line.split() for line in (EXPECTED / "club.txt").read_text(encoding="utf-8").splitlines()]
    width = max(int(x) for _, x, _ in told)
    for node, x, y in told:
        assert abs(places[node][0] - int(x)) + abs(places[node][1] - int(y)) < width / 20
