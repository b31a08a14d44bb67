"""Pictures of each view, wide and narrow, light and dark: kept in pictures/, for people to look at."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page
from pyoxigraph import Store

from migrationkg.views import VIEWS, named_views, network

FOLDER = Path(__file__).parents[2] / "pictures"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
def test_each_view_is_drawn_within_the_window(
    show: Callable[..., Page], store: Store, size: tuple[int, int], scheme: str
) -> None:
    graph = network(store)
    page = show(graph, *size, views=named_views(store, graph), color_scheme=scheme)
    FOLDER.mkdir(exist_ok=True)
    for view in VIEWS:
        page.evaluate("view => change({ view })", view)
        right, bottom = page.evaluate("[canvas.clientWidth, canvas.getBoundingClientRect().bottom]")
        nodes = "[...seen.things.keys()].map((id) => drawing.whereIs(id))"
        spots = page.evaluate(f"isNetwork(state.now) ? {nodes} : itemsToGoTo().map(middleOf)")
        assert len(spots) > 1
        assert all(0 < spot["x"] < right and 0 < spot["y"] < bottom for spot in spots), view
        page.screenshot(path=FOLDER / f"network-{view}-{size[0]}-{scheme}.png")


def test_very_many_things_are_drawn_within_the_window(
    show: Callable[..., Page], store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("migrationkg.views.page.MOST_BY_VIS", 3)
    page = show(network(store))
    FOLDER.mkdir(exist_ok=True)
    for width, height in ((1440, 900), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            for name, change in (("all", "{ fold: null }"), ("communities", "{ fold: true, colour: 'group' }")):
                page.evaluate(f"change({change}); drawing.fit()")
                page.wait_for_timeout(300)
                spots = page.evaluate("[...seen.things.keys()].map((id) => drawing.whereIs(id))")
                right, bottom = page.evaluate("[canvas.clientWidth, canvas.getBoundingClientRect().bottom]")
                assert all(0 < spot["x"] < right and 0 < spot["y"] < bottom for spot in spots), name
                page.screenshot(path=FOLDER / f"network-many-{name}-{width}-{scheme}.png")
