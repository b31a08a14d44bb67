"""The network page beside plain pyvis, of the same graph: `python -m benchmarks.networks [THINGS …]`.

Both pages are opened in headless Chromium with no graphics card: seconds are of the whole machine as it is, so what
counts are the ratios. pyvis is asked only for as many things as it draws within its time. What an analyst does is wait
until the picture stands, move it and zoom.
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import networkx as nx
from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import TimeoutError as TookTooLong
from rich.console import Console
from rich.table import Table

from migrationkg.graph import DEFAULT_BASE
from migrationkg.views import write_html
from migrationkg.views.appearance import APPEARANCE
from migrationkg.views.evidence import Sentence
from migrationkg.views.layout import grouped, positions

if TYPE_CHECKING:
    from migrationkg.views.network import Network

SIZES: Final = (1500, 10_000, 50_000)
MOST_BY_PYVIS: Final = 1500
PATIENCE: Final = 90  # seconds
CHROMIUM: Final = {"executable_path": "/usr/bin/chromium", "args": ["--no-sandbox", "--disable-gpu"]}

#: Frames a second while something is done each frame.
_FRAMES: Final = """(step) => new Promise((done) => {
  const begun = performance.now();
  let frames = 0;
  (function frame() {
    const passed = performance.now() - begun;
    if (passed > 3000) return done((1000 * frames) / passed);
    frames += 1;
    step(passed);
    requestAnimationFrame(frame);
  })();
})"""
_PAN: Final = """(passed) => {
  const key = passed % 200 < 100 ? "ArrowLeft" : "ArrowRight";
  byId("canvas").dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
}"""
_ZOOM: Final = "(passed) => drawing.zoom(passed % 400 < 200 ? 1.03 : 1 / 1.03)"
_ZOOM_PYVIS: Final = (
    "(passed) => network.moveTo({ scale: network.getScale() * (passed % 400 < 200 ? 1.03 : 1 / 1.03) })"
)


@dataclass(frozen=True, slots=True)
class Opened:
    """How a page did.

    Attributes:
        written: seconds of a processor until the file was there.
        size: of the file, in MB.
        drawn: seconds from asking for the page until its picture stood; None where that took too long.
        zoomed: frames a second while it was zoomed.
        moved: likewise while it was moved.
    """

    written: float
    size: float
    drawn: float | None
    zoomed: float
    moved: float


def graph_of(things: int) -> "Network":
    """Return a network of so many things with three times as many facts, in communities of unequal size."""
    draw = random.Random(1)
    kinds = list(APPEARANCE)
    graph: Network = nx.MultiDiGraph(things=things)
    iris = [f"{DEFAULT_BASE}thing/{number}" for number in range(things)]
    for number, iri in enumerate(iris):
        told = {"label": f"Thing with a name of words {number}", "kind": kinds[number % len(kinds)], "names": ()}
        graph.add_node(iri, **told, values=(), days=("", ""), where=None, centrality=0.0)
    each = max(25, things // 50)
    tied: set[tuple[int, int]] = set()
    while len(tied) < 3 * things:
        one = draw.randrange(things)
        near = one // each * each + int(each * draw.random() ** 2)
        other = near if draw.random() < 0.9 else draw.randrange(things)
        if one == other or other >= things or (one, other) in tied:
            continue
        tied.add((one, other))
        said = (Sentence("2024-01-01", "News", f"words {one % 997}", "", 0.9),)
        told = {"relation": "hasPartner", "label": "has partner", "evidence": said, "authority": "", "doubtful": False}
        graph.add_edge(iris[one], iris[other], key="hasPartner", **told)
    return graph


def ours(browser: Browser, graph: "Network", path: Path) -> Opened:
    """Write our page and open it."""
    begun = time.process_time()
    write_html(graph, path)
    written = time.process_time() - begun
    return Opened(written, path.stat().st_size / 1e6, *opened(browser, path, _stands, _ZOOM, _PAN))


def _stands(page: Page) -> None:
    """Wait until the panel is filled and the picture painted."""
    page.wait_for_selector("#facts h2", timeout=1000 * PATIENCE)
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def by_pyvis(browser: Browser, graph: "Network", path: Path) -> Opened:
    """Write pyvis's page, everything inline, and open it; it stands once vis-network has settled it."""
    from pyvis.network import Network as Drawing

    begun = time.process_time()
    drawing = Drawing(directed=True, cdn_resources="in_line")
    drawing.from_nx(nx.MultiDiGraph((*graph.edges(),)))
    path.write_text(drawing.generate_html(), encoding="utf-8")
    written = time.process_time() - begun

    def stands(page: Page) -> None:
        page.wait_for_function("window.network && network.physics.ready", timeout=1000 * PATIENCE)

    return Opened(written, path.stat().st_size / 1e6, *opened(browser, path, stands, _ZOOM_PYVIS, "() => 0"))


def opened(
    browser: Browser, path: Path, stands: Callable[[Page], None], zoom: str, pan: str
) -> tuple[float | None, float, float]:
    """Open a page with no connection, wait until its picture stands, then zoom and move it: seconds and frames."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, offline=True)
    page = context.new_page()
    begun = time.perf_counter()
    try:
        page.goto(path.as_uri(), wait_until="commit", timeout=1000 * PATIENCE)
        stands(page)
        drawn = time.perf_counter() - begun
        return drawn, page.evaluate(f"({_FRAMES})({zoom})"), page.evaluate(f"({_FRAMES})({pan})")
    except TookTooLong:
        return None, 0.0, 0.0
    finally:
        context.close()


def laid_out(graph: "Network") -> tuple[float, float]:
    """Return the seconds of a processor that communities and layout take."""
    nodes, ends = list(graph), list(graph.edges())
    begun = time.process_time()
    groups = grouped(nodes, ends)
    between = time.process_time()
    positions(nodes, ends, groups)
    return between - begun, time.process_time() - between


def rows_of(browser: Browser, things: int, folder: Path) -> Iterable[tuple[str, str, str]]:
    """Yield what is measured of a graph of so many things: what, how much, and beside what."""
    graph = graph_of(things)
    found, placed = laid_out(graph)
    page = ours(browser, graph, folder / "ours.html")
    beside = by_pyvis(browser, graph, folder / "pyvis.html") if things <= MOST_BY_PYVIS else None

    def ratio(theirs: float | None, own: float | None) -> str:
        return f"pyvis ÷ ours {theirs / own:.2f} ({theirs:.2f})" if theirs and own else ""

    yield "communities, layout", f"{found:.1f} + {placed:.1f} s of a processor", f"{graph.number_of_edges():,} facts"
    yield "page written", f"{page.written:.1f} s of a processor", ratio(beside and beside.written, page.written)
    yield "size of file", f"{page.size:.1f} MB", ratio(beside and beside.size, page.size)
    late = "not within 90 s" if beside and beside.drawn is None else ratio(beside and beside.drawn, page.drawn)
    yield "until drawn", f"{page.drawn:.1f} s" if page.drawn else "not within 90 s", late
    yield "frames a second, zoomed", f"{page.zoomed:.0f}", ratio(beside and beside.zoomed, page.zoomed)
    yield "frames a second, moved", f"{page.moved:.0f}", ""


def main() -> None:
    """Print a table a size, as soon as it is measured."""
    sizes = [int(word) for word in sys.argv[1:]] or SIZES
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**CHROMIUM)
        for things in sizes:
            table = Table(title=f"The network page of {things:,} things, without a graphics card", show_header=False)
            for row in rows_of(browser, things, Path(name)):
                table.add_row(*row)
            Console().print(table)
        browser.close()


if __name__ == "__main__":
    main()
