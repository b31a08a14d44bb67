"""Work that is killed at random moments: `python -m benchmarks kills [KILLS [ITEMS]]`, 200 and 1,000 by default.

Builds from nothing, of ten items more and of a decision, and the writing of a decision, each get SIGKILL at a moment of
their time. Then must hold: what stands is the old state or the new one, byte by byte and statement by statement; the
same work begun again gives what it gives undisturbed; it reads no item that was read out before. The work runs in a
fork of this process, so that moments fall into the work and not into the loading of the program.
"""

import multiprocessing
import os
import random
import shutil
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from pyoxigraph import RdfFormat
from rich.console import Console
from rich.table import Table

from benchmarks.sample import news, write
from migrationkg.extraction import extract
from migrationkg.knowledge_base import build, decide, open_knowledge_base, unfinished
from migrationkg.model import Extraction, NewsItem
from migrationkg.store import open_store

State = dict[str, str]

#: What came of a kill: the state that stood, or that the work had ended before.
OLD, NEW, ENDED = "the old state stood", "the new state stood", "it had ended before"
#: In which a piece of work notes the items that it reads facts out of.
_READ = "read"


@dataclass(frozen=True, slots=True)
class Work:
    """A piece of work on a knowledge base.

    Attributes:
        name: what is done.
        begin: the folder of the knowledge base before it; need not be there.
        run: does it, on a folder.
        old: the state before.
        new: the state after.
        seconds: how long it takes.
        read: out of how many items it reads facts.
    """

    name: str
    begin: Path
    run: Callable[[Path], object]
    old: State
    new: State
    seconds: float
    read: int


def state_of(kb: Path) -> State:
    """Return the digest of each file of a knowledge base, and of what its store says; nothing where there is none."""
    if not (kb / "items.jsonl").exists() and not (kb / ".next" / "complete").exists():
        return {}
    known = open_knowledge_base(kb)
    paths = (path for path in kb.rglob("*") if path.is_file())
    seen = (path for path in paths if (first := path.relative_to(kb).parts[0]) != "store" and first[0] != ".")
    told = {str(path.relative_to(kb)): _digest(path.read_bytes()) for path in seen}
    lines = open_store(known.store).dump(format=RdfFormat.N_QUADS) or b""
    return told | {"store": _digest(b"\n".join(sorted(lines.split(b"\n"))))}


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()


def _noting(items: Sequence[NewsItem], **_: object) -> Iterator[Extraction]:
    """Read as a build does, on one core, and note each item."""
    with Path(os.environ["READ"]).open("a", encoding="utf-8") as file:
        for item in items:
            file.write(f"{item.id}\n")
            file.flush()
            yield extract(item)


def _started(work: Callable[[Path], object], kb: Path) -> multiprocessing.Process:
    """Start a piece of work in a process of its own, which says nothing."""

    def run() -> None:
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 2)
        os.environ["READ"] = str(kb.parent / _READ)
        unfinished.extract_all = _noting  # type: ignore[assignment]
        work(kb)

    process = multiprocessing.get_context("fork").Process(target=run)
    process.start()
    return process  # type: ignore[return-value]


def _undisturbed(name: str, begin: Path, run: Callable[[Path], object], after: Path) -> Work:
    after.parent.mkdir()
    if begin.exists():
        shutil.copytree(begin, after)
    old, begun = state_of(after), time.monotonic()
    process = _started(run, after)
    process.join()
    if process.exitcode:
        raise SystemExit(f"{name}: ends with {process.exitcode}")
    return Work(name, begin, run, old, state_of(after), time.monotonic() - begun, _lines(after.parent / _READ))


def _works(folder: Path, count: int) -> list[Work]:
    items = news(count + 10)
    write(items[:count], folder / "many.jsonl")
    write(items[count:], folder / "few.jsonl")
    kb = folder / "whole" / "kb"
    whole = _undisturbed("from nothing", folder / "nowhere", lambda at: build([folder / "many.jsonl"], at), kb)
    label = ("project/tipvap-ng", "Another Name")  # told of in the first turn of the sample
    decided = folder / "decided" / "kb"

    def deciding(at: Path) -> object:
        return decide(at, "rename", label, who="a curator", why="a benchmark")

    return [
        whole,
        _undisturbed("ten items more", kb, lambda at: build([folder / "few.jsonl"], at), folder / "more" / "kb"),
        _undisturbed("decide", kb, deciding, decided),
        _undisturbed("with the decision", decided, lambda at: build((), at), folder / "after" / "kb"),
    ]


def _killed(work: Work, moment: float, place: Path) -> str:
    """Kill a piece of work at a moment, do it again, and return what came of it."""
    kb = place / "kb"
    if work.begin.exists():
        shutil.copytree(work.begin, kb)
    process = _started(work.run, kb)
    process.join(moment)
    process.kill()
    process.join()
    if process.exitcode != -signal.SIGKILL:
        return ENDED
    before, finished = _lines(place / _READ), max(_lines(kb / ".unfinished.jsonl") - 1, 0)  # its first line is no item
    where, stands = f"{work.name}, killed after {moment:.2f} s, in {place}", state_of(kb)
    if stands not in (work.old, work.new):
        wrong = sorted(name for name in stands | work.old if stands.get(name) != work.old.get(name))
        raise SystemExit(f"{where}: neither old nor new ({', '.join(wrong)})")
    if stands == work.new:
        return NEW
    again = _started(work.run, kb)
    again.join()
    if again.exitcode or state_of(kb) != work.new:
        raise SystemExit(f"{where}: begun again it gives something else")
    read = _lines(place / _READ) - before
    if before - finished > 2 or read != work.read - finished:
        raise SystemExit(f"{where}: of {before} items read {finished} were kept, and {read} were read again")
    return OLD


def _lines(path: Path) -> int:
    return path.read_bytes().count(b"\n") if path.is_file() else 0


def main(kills: int, count: int) -> None:
    """Kill, and print what held."""
    chance, found = random.Random(kills), Counter[tuple[str, str]]()
    folder = Path(tempfile.mkdtemp(prefix="kills-"))
    works = _works(folder, count)
    begun = time.monotonic()
    while sum(found[one.name, what] for one in works for what in (OLD, NEW)) < kills:
        work, place = works[sum(found.values()) % len(works)], folder / "killed"
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        found[work.name, _killed(work, chance.uniform(0, work.seconds), place)] += 1
    table = Table(title=f"{kills} kills at {count:,} items, {time.monotonic() - begun:,.0f} s: all of it held")
    for heading in ("", *(one.name for one in works)):
        table.add_column(heading, justify="left" if not heading else "right")
    for what in (OLD, NEW, ENDED):
        table.add_row(what, *(str(found[one.name, what]) for one in works))
    table.add_row("seconds undisturbed", *(f"{one.seconds:.1f}" for one in works))
    Console().print(table)
    shutil.rmtree(folder)
