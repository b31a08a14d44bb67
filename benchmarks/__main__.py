"""Run all measurements: `python -m benchmarks`."""

import resource
import tempfile
import time
from collections.abc import Callable
from multiprocessing import Pool
from pathlib import Path

import pyoxigraph as ox
import rdflib
from rich.console import Console
from rich.table import Table

from benchmarks.sample import ROOT, news
from migrationkg.extraction import extract
from migrationkg.graph import to_quads, write_trig, write_turtle
from migrationkg.graph.turtle import union
from migrationkg.knowledge_base import build
from migrationkg.resolution import resolve
from migrationkg.store import ask, find_query, open_store, write_store

CONSOLE = Console()


def seconds(action: Callable[[], object]) -> float:
    """Return how long an action takes, the best of three."""
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        action()
        best = min(best, time.perf_counter() - start)
    return best


def extraction(table: Table) -> None:
    """Items a second on one core and on two, and whether time grows with their number alone."""
    few, many = news(300), news(1500)
    extract(few[0])
    one = seconds(lambda: [extract(item) for item in few]) / len(few)
    more = seconds(lambda: [extract(item) for item in many]) / len(many)
    with Pool(2) as pool:
        pool.map(extract, few[:4])
        two = seconds(lambda: pool.map(extract, many, chunksize=50)) / len(many)
    words = sum(len(item.content.split()) for item in many) / len(many)
    table.add_row("extraction, one core", f"{1 / more:,.0f} items/s", f"items of {words:.0f} words")
    table.add_row("extraction, two cores", f"{1 / two:,.0f} items/s", f"{more / two:.2f} times one core")
    table.add_row("extraction, five times the items", f"{more / one:.2f} times as long an item", "1 is linear")


def graph(table: Table, folder: Path) -> None:
    """Writing Turtle beside rdflib's writer, and asking beside rdflib's engine."""
    extractions = [extract(item) for item in news(1000)]
    resolution = resolve(extractions)
    table.add_row("resolution of 1,000 items", f"{seconds(lambda: resolve(extractions)):.2f} s", "")
    quads = to_quads(extractions, resolution)
    ours = seconds(lambda: write_turtle(quads, folder / "graph.ttl"))
    table.add_row(
        "graph.ttl and graph.trig",
        f"{ours + seconds(lambda: write_trig(quads, folder / 'g.trig')):.2f} s",
        f"{len(quads):,} quads",
    )
    loaded = rdflib.Graph().parse(data=ox.serialize(union(quads), format=ox.RdfFormat.N_TRIPLES), format="nt")
    theirs = seconds(lambda: loaded.serialize(folder / "theirs.ttl", format="turtle"))
    table.add_row("Turtle, rdflib ÷ ours", f"{theirs / ours:.1f}", f"{theirs:.2f} s, {ours:.2f} s")
    write_store(quads, folder / "store")
    store = open_store(folder / "store")
    for name in ("funders-by-project", "co-funders"):
        question = find_query(name).text
        asked = seconds(lambda text=question: ask(store, text))
        by_rdflib = seconds(lambda text=question: list(loaded.query(text)))
        table.add_row(f"{name}, rdflib ÷ ours", f"{by_rdflib / asked:.1f}", f"{by_rdflib:.3f} s, {asked:.3f} s")


def main_job(table: Table, folder: Path) -> None:
    """The build of the sample as a user runs it."""
    source = ROOT / "data" / "news"
    bare = seconds(lambda: build([source], folder / "kb", check=False, page=False))
    whole = seconds(lambda: build([source], folder / "kb"))
    table.add_row("build of the sample, known items", f"{bare:.2f} s", "")
    table.add_row("the same with validation and page", f"{whole:.2f} s", "")


def main() -> None:
    """Print the table."""
    table = Table(title="migrationkg: speed", show_header=False)
    with tempfile.TemporaryDirectory() as name:
        for measure in (extraction, lambda t: graph(t, Path(name)), lambda t: main_job(t, Path(name))):
            measure(table)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    table.add_row("peak memory", f"{peak:,.0f} MiB", "")
    CONSOLE.print(table)


main()
