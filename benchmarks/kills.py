"""Work that is killed at random moments: `python -m benchmarks kills [KILLS [ITEMS]]`, 200 and 1,000 by default.

Builds from nothing, of ten items more and of a decision, and the writing of a decision, each get SIGKILL at a moment of
their time. Then must hold: what stands is the old state or the new one, byte by byte and statement by statement; the
same work begun again gives what it gives undisturbed; it reads no item that was read out before. The work runs in a
fork of this process, so that moments fall into the work and not into the loading of the program.
"""

import multiprocessing
import os
import random
import re
import shutil
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from pyoxigraph import RdfFormat
from rich.console import Console
from rich.table import Table

from benchmarks.sample import news, write
from migrationkg.cli import _run
from migrationkg.extraction import extract
from migrationkg.knowledge_base import open_knowledge_base, unfinished
from migrationkg.model import Extraction, NewsItem
from migrationkg.store import open_store

State = dict[str, str]

#: Exit codes of work that is done: whether the sample conforms does not matter.
_DONE = (0, 1, 3)

#: What came of a kill: the state that stood, or that the work had ended before.
OLD, NEW, ENDED = "the old state stood", "the new state stood", "it had ended before"
#: A blank node, of the ontology: each store calls it otherwise.
_BLANK = re.compile(rb"_:[0-9a-f]+")
#: In which a piece of work notes the items that it reads facts out of.
_READ = "read"


@dataclass(frozen=True, slots=True)
class Work:
    """A piece of work on a knowledge base.

    Attributes:
        name: what is done.
        begin: the folder of the knowledge base before it; need not be there.
        words: the command, without the folder.
        old: the state before.
        new: the state after.
        seconds: how long it takes.
        read: out of how many items it reads facts.
    """

    name: str
    begin: Path
    words: Sequence[str]
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
    lines = _BLANK.sub(b"_:", open_store(known.store).dump(format=RdfFormat.N_QUADS) or b"")
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


def _started(words: Sequence[str], kb: Path) -> ForkServerProcess:
    """Start a piece of work in a process of its own, which says nothing."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["benchmarks.kills"])
    process = context.Process(target=_working, args=((*words, "--kb", str(kb)), kb.parent / _READ))
    process.start()
    return process


def _working(words: Sequence[str], read: Path) -> None:
    quiet = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(quiet, stream)
    os.environ["READ"] = str(read)
    unfinished.extract_all = _noting  # type: ignore[assignment]
    raise SystemExit(_run(list(words)))


def _undisturbed(name: str, begin: Path, after: Path, *words: str) -> Work:
    after.parent.mkdir()
    if begin.exists():
        shutil.copytree(begin, after)
    old, begun = state_of(after), time.monotonic()
    process = _started(words, after)
    process.join()
    if process.exitcode not in _DONE:
        raise SystemExit(f"{name}: ends with {process.exitcode}")
    return Work(name, begin, words, old, state_of(after), time.monotonic() - begun, _lines(after.parent / _READ))


def _works(folder: Path, count: int) -> list[Work]:
    items = news(count + 10)
    write(items[:count], many := folder / "many.jsonl")
    write(items[count:], few := folder / "few.jsonl")
    kb, more, decided, after = (folder / name / "kb" for name in ("whole", "more", "decided", "after"))
    thing = "project/tipvap-ng"  # told of in the first turn of the sample
    deciding = ("decide", "rename", thing, "Another Name", "--why", "a benchmark", "--who", "a curator")
    return [
        _undisturbed("from nothing", folder / "nowhere", kb, "build", str(many)),
        _undisturbed("ten items more", kb, more, "build", str(few)),
        _undisturbed("decide", kb, decided, *deciding),
        _undisturbed("with the decision", decided, after, "build"),
    ]


def _killed(work: Work, moment: float, place: Path) -> str:
    """Kill a piece of work at a moment, do it again, and return what came of it."""
    kb = place / "kb"
    if work.begin.exists():
        shutil.copytree(work.begin, kb)
    process = _started(work.words, kb)
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
    again = _started(work.words, kb)
    again.join()
    if again.exitcode not in _DONE or state_of(kb) != work.new:
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
        moment = chance.uniform(0, work.seconds)
        what = _killed(work, moment, place)
        found[work.name, what] += 1
        print(f"{work.name}, killed after {moment:.2f} s: {what}", flush=True)
    table = Table(title=f"{kills} kills at {count:,} items, {time.monotonic() - begun:,.0f} s: all of it held")
    for heading in ("", *(one.name for one in works)):
        table.add_column(heading, justify="left" if not heading else "right")
    for what in (OLD, NEW, ENDED):
        table.add_row(what, *(str(found[one.name, what]) for one in works))
    table.add_row("seconds undisturbed", *(f"{one.seconds:.1f}" for one in works))
    Console().print(table)
    shutil.rmtree(folder)
