from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Browser, Page
from pyoxigraph import RdfFormat, Store

from migrationkg.views import View, network, write_html

if TYPE_CHECKING:
    import networkx as nx


@pytest.fixture
def store() -> Store:
    """The store of data.trig, for a test to add to."""
    filled = Store()
    filled.load(path=str(Path(__file__).with_name("data.trig")), format=RdfFormat.TRIG)
    return filled


@pytest.fixture
def graph(store: Store) -> "nx.MultiDiGraph[str]":
    return network(store)


@pytest.fixture
def show(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """Open the page of a network with no connection; afterwards, see that nothing was asked for or went wrong."""
    contexts, asked, complaints = [], [], []

    def open_page(
        graph: "nx.MultiDiGraph[str]",
        width: int = 1440,
        height: int = 900,
        title: str = "Network",
        views: Sequence[View] = (),
        init: str = "",
        **options: Any,
    ) -> Page:
        path = tmp_path / "network.html"
        write_html(graph, path, title, views)
        context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce", **options)
        contexts.append(context)
        context.set_offline(True)
        page = context.new_page()
        page.route("**/*", lambda route: route.continue_() if route.request.url == path.as_uri() else route.abort())
        page.on("request", lambda request: asked.append(request.url))
        page.add_init_script(init)
        page.on("console", lambda message: complaints.append(message.text))  # tells of violations of the policy too
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path.as_uri())
        page.wait_for_selector("#facts h2")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert asked == [(tmp_path / "network.html").as_uri()] * len(contexts)
    assert [told for told in complaints if "GPU stall due to ReadPixels" not in told] == []  # Chromium, without a card
