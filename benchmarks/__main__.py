"""Run all measurements: `python -m benchmarks`.

`python -m benchmarks 10000` adds ten items to a knowledge base of 10,000 instead of 1,000; that takes many minutes.
`python -m benchmarks kills` kills builds and decisions at random moments (`benchmarks/kills.py`).
`python -m benchmarks scale 10000` measures each stage alone (`benchmarks/scale.py`).
"""

import resource
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import rdflib
from rich.console import Console
from rich.table import Table

from benchmarks import kills, scale
from benchmarks.sample import ROOT, news, write
from migrationkg.extraction import extract, extract_all
from migrationkg.graph import to_quads, write_trig, write_turtle
from migrationkg.graph.turtle import union
from migrationkg.knowledge_base import build
from migrationkg.resolution import resolve
from migrationkg.store import ask, find_query, open_store, write_store

CONSOLE = Console()


def seconds(action: Callable[[], object], times: int = 3) -> float:
    """Return how long an action takes, the best of a few times."""
    best = float("inf")
    for _ in range(times):
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
    lots = news(6000)
    alone = seconds(lambda: deque(extract_all(lots, workers=1), maxlen=0), times=1) / len(lots)
    two = seconds(lambda: deque(extract_all(lots, workers=2), maxlen=0), times=1) / len(lots)
    words = sum(len(item.content.split()) for item in many) / len(many)
    table.add_row("extraction, one core", f"{1 / more:,.0f} items/s", f"items of {words:.0f} words")
    table.add_row("the same for items of 100 words", f"{words / 100 / more:,.0f} items/s", "time grows with the words")
    table.add_row("the same, begun anew for one item", f"{_begins():.2f} s", "of one core, the program loaded")
    table.add_row("an item of 50,000 words ÷ one of 5,000", f"{_long(50_000) / _long(5_000):.1f}", "10 is linear")
    table.add_row(
        "extraction, two cores",
        f"{1 / two:,.0f} items/s",
        f"{alone / two:.2f} times one core, processes started and results handed back",
    )
    table.add_row("extraction, five times the items", f"{more / one:.2f} times as long an item", "1 is linear")


def _begins() -> float:
    """Return how many seconds of a core a new process takes until it has read its first item."""
    code = (
        "import datetime, time; from migrationkg.extraction import extract;"
        "from migrationkg.model import NewsItem, Source; extract(NewsItem('a', 'News', datetime.date(2024, 6, 5), None,"
        "'On 3 June 2024, ICMPD held a training worth EUR 2,000 in Tirana, Albania.', None, Source('a', 1)));"
        "print(time.process_time())"
    )
    runs = (subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True) for _ in range(3))
    return min(float(run.stdout) for run in runs)


def _long(words: int) -> float:
    """Return how long an item of so many words takes."""
    some = news(words // 50)
    text = "\n\n".join(item.text for item in some)[: 6 * words]
    item = replace(some[0], text=text)
    return seconds(lambda: extract(item), times=1)


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


def increments(table: Table, folder: Path, count: int) -> None:
    """Adding ten items to a knowledge base, beside making it, and beside one of the ten alone.

    By the command, as a user does it: with the loading of the program, validation, network page and hash.
    """
    items = news(count + 10)
    write(items[:count], folder / "many.jsonl")
    write(items[count:], folder / "few.jsonl")
    whole = seconds(lambda: _command("build", folder / "many.jsonl", "--kb", folder / "grown"), times=1)
    more = seconds(lambda: _command("build", folder / "few.jsonl", "--kb", folder / "grown"), times=1)
    alone = seconds(lambda: _command("build", folder / "few.jsonl", "--kb", folder / "alone"), times=1)
    told = f"ten items more in {count:,}"
    table.add_row(told, f"{more:.1f} s", "")
    table.add_row("the same, from nothing ÷ ours", f"{whole / more:.1f}", f"{whole:.1f} s")
    table.add_row("the same, ours ÷ the ten alone", f"{more / alone:.1f}", f"{alone:.1f} s")


def _command(*words: str | Path) -> None:
    """Run a command in a process of its own; whether the sample conforms does not matter."""
    call = [sys.executable, "-c", "from migrationkg.cli import main; main()", *map(str, words)]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    if done.returncode not in {0, 1}:
        raise SystemExit(done.stderr)


def main() -> None:
    """Print the table."""
    if sys.argv[1:2] == ["scale"]:
        scale.main(int(sys.argv[2]), Path(sys.argv[3]) if len(sys.argv) > 3 else None)
        return
    if sys.argv[1:2] == ["kills"]:
        kills.main(*([int(number) for number in sys.argv[2:4]] + [200, 1000][len(sys.argv) - 2 :]))
        return
    table = Table(title="migrationkg: speed", show_header=False)
    with tempfile.TemporaryDirectory() as name:
        extraction(table)
        for measure in (graph, main_job):
            measure(table, Path(name))
        increments(table, Path(name), int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    table.add_row("peak memory", f"{peak:,.0f} MiB", "")
    CONSOLE.print(table)


if __name__ == "__main__":  # the processes of a pool read this file again on some systems
    main()
