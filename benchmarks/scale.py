"""Each stage at any number of items: `python -m benchmarks scale N [OTHER]`.

OTHER is a checkout of another version (`git worktree add OTHER 392e4b6`), of which the same is measured beside ours, by
the same Python with what is installed. CPU-seconds are those of a command and its processes; memory is that of the
largest of them. Last, questions of the catalogue are asked beside Oxigraph alone. Each step is told on standard error
as it ends, since 10,000 items take many minutes.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.sample import ROOT, news, write
from migrationkg.store import ask_here, find_query, open_store
from migrationkg.store.prefixes import PREFIXES

_STAGE = re.compile(r"INFO: (.+): ([0-9.]+) s(?:, ([0-9.]+) of a processor)?(?:, .*)?$", re.MULTILINE)
_NUMBER_OF_ITEMS = re.compile(r"\b\d+(?= items\b)")
_TOLD = (0, 1, 3)  # done; does not conform; a name that the graph has not
_QUESTIONS = ("co-funders", "funders-by-project", "occasions-by-type", "projects-without-funder", "top-funders")


@dataclass(slots=True)
class Measured:
    """What one version took, by what was done, in the unit of each table.

    Attributes:
        seconds: CPU-seconds of commands and of their stages.
        waited: seconds on the clock, which depend on what else the machine does.
        memory: MiB, the most.
        disk: MB of the files that the build from nothing made.
    """

    seconds: dict[str, float] = field(default_factory=dict)
    waited: dict[str, float] = field(default_factory=dict)
    memory: dict[str, float] = field(default_factory=dict)
    disk: dict[str, float] = field(default_factory=dict)


def measured(checkout: Path, many: Path, few: Path, kb: Path) -> Measured:
    """Measure one version.

    Args:
        checkout: where it lies.
        many: the news of the build from nothing.
        few: ten items more.
        kb: the knowledge base that it makes.
    """
    found = Measured()
    name = "TIPVAP NG"  # told of in the first turn of the sample
    steps: dict[str, tuple[str | Path, ...]] = {
        "from nothing": ("-v", "build", many, "--kb", kb),
        "ten items more": ("-v", "build", few, "--kb", kb),
        "the ten alone": ("build", few, "--kb", kb.with_name(f"{kb.name}-alone")),
        "validate": ("validate", kb),
        "explain": ("explain", name, "--kb", kb),
        "review": ("review", "--kb", kb, "--limit", "5"),
        "decide": ("decide", "rename", "project/tipvap-ng", "Another Name", "--why", "b", "--kb", kb),
        "with the decision": ("-v", "build", "--kb", kb),
    }
    for step, words in steps.items():
        told = _ran(checkout, step, words, found)
        print(f"{checkout.name}: {step}: {found.seconds[step]:.1f} CPU-s", file=sys.stderr, flush=True)
        for stage, wall, processor in _STAGE.findall(told):
            found.seconds[f"  {step}: {_NUMBER_OF_ITEMS.sub('N', stage)}"] = float(processor or wall)
        if step == "from nothing":
            found.disk |= {path.name: _bytes(path) / 1e6 for path in sorted(kb.iterdir())}
            found.disk["all files"] = _bytes(kb) / 1e6
    found.seconds["ten items more ÷ the ten alone"] = found.seconds["ten items more"] / found.seconds["the ten alone"]
    return found


def _ran(checkout: Path, step: str, words: Sequence[str | Path], found: Measured) -> str:
    """Run a command, take note of what it took, and return what it told."""
    call = [sys.executable, "-c", "from migrationkg.cli import main; main()", *map(str, words)]
    environment = os.environ | {"PYTHONPATH": str(checkout / "src")}
    begun = time.perf_counter()
    with tempfile.TemporaryFile("w+") as told:
        started = subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=told, env=environment, cwd=checkout)
        _, status, used = os.wait4(started.pid, 0)  # what this process alone used, and its own
        started.returncode = os.waitstatus_to_exitcode(status)
        told.seek(0)
        text = told.read()
    if started.returncode not in _TOLD:
        raise SystemExit(f"{checkout}: {step}: {text}")
    found.waited[step] = time.perf_counter() - begun
    found.seconds[step] = used.ru_utime + used.ru_stime
    found.memory[step] = used.ru_maxrss / 1024
    return text


def _bytes(path: Path) -> int:
    """Return the bytes of a file or folder; those of a file with several names count once."""
    files = [one.stat() for one in (path, *path.rglob("*")) if one.is_file()]
    return sum({one.st_ino: one.st_size for one in files}.values())


def main(count: int, other: Path | None) -> None:
    """Print a table for each thing that is measured."""
    items = news(count + 10)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        many, few = folder / "many.jsonl", folder / "few.jsonl"
        write(items[:count], many)
        write(items[count:], few)
        versions = [ROOT, *([other.resolve()] if other else [])]
        found = [measured(one, many, few, folder / str(number)) for number, one in enumerate(versions)]
        asked = _asked(folder / "0")
    names = ["this version", *(one.name for one in versions[1:])]
    console = Console()
    for title, several in (
        ("CPU-seconds (stages of a version that tells none: seconds)", [one.seconds for one in found]),
        ("seconds on the clock", [one.waited for one in found]),
        ("memory, the most, MiB", [one.memory for one in found]),
        ("on disk from nothing, MB", [one.disk for one in found]),
    ):
        console.print(_table(f"{count:,} items: {title}", names, several))
    console.print(_table(f"{count:,} items: milliseconds of a processor", ["asked", "raw Oxigraph"], asked))


def _asked(kb: Path) -> list[dict[str, float]]:
    """Return what questions of the catalogue take in a process that has asked them before, by us and by Oxigraph."""
    store = open_store(kb / "store")
    texts = {name: find_query(name).text for name in _QUESTIONS}
    ours = {name: _milliseconds(lambda text=text: ask_here(store, text)) for name, text in texts.items()}
    raw = {
        name: _milliseconds(lambda text=text: list(store.query(text, prefixes=PREFIXES)))
        for name, text in texts.items()
    }
    return [{**one, "all of them": sum(one.values())} for one in (ours, raw)]


def _milliseconds(action: Callable[[], object]) -> float:
    """Return the processor time of an action, the best of a few times."""
    best = float("inf")
    for _ in range(7):
        begun = time.process_time()
        action()
        best = min(best, time.process_time() - begun)
    return best * 1000


def _table(title: str, names: Sequence[str], several: Sequence[dict[str, float]]) -> Table:
    """Return a table with a row for all that any version was measured by, and ratios where there are two."""
    table = Table(title=title)
    for heading in ("", *names, *(["ratio"] if len(names) > 1 else [])):
        table.add_column(heading, justify="right" if heading else "left")
    for row in dict.fromkeys(row for one in several for row in one):
        values = [one.get(row) for one in several]
        ours, theirs = values[0], values[-1]
        ratio = [f"{ours / theirs:.2f}" if ours is not None and theirs else ""] if len(names) > 1 else []
        table.add_row(row, *("" if one is None else f"{one:,.1f}" for one in values), *ratio)
    return table
