"""Each stage at any number of items: `python -m benchmarks scale N [OTHER]`.

OTHER is a checkout of another version (`git worktree add OTHER 392e4b6`), of which the same is measured beside ours, by
the same Python with what is installed. CPU-seconds are those of a command and its processes.
"""

import os
import re
import resource
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.sample import ROOT, news, write

_STAGE = re.compile(r"INFO: (.+): ([0-9.]+) s(?:, ([0-9.]+) of a processor)?$", re.MULTILINE)


@dataclass(slots=True)
class Measured:
    """What one version took: step → CPU-seconds, and what else is told of it."""

    seconds: dict[str, float] = field(default_factory=dict)
    told: dict[str, str] = field(default_factory=dict)


def measured(checkout: Path, many: Path, few: Path, folder: Path) -> Measured:
    """Measure one version on the same news."""
    found, kb = Measured(), folder / checkout.name
    name = "TIPVAP NG"  # told of in the first turn of the sample
    steps = {
        "from nothing": ("-v", "build", many, "--kb", kb),
        "ten items more": ("-v", "build", few, "--kb", kb),
        "validate": ("validate", kb),
        "explain": ("explain", name, "--kb", kb),
        "review": ("review", "--kb", kb, "--limit", "5"),
        "decide": ("decide", "rename", "project/tipvap-ng", "Another Name", "--why", "b", "--kb", kb),
        "with the decision": ("-v", "build", "--kb", kb),
    }
    for step, words in steps.items():
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        call = [sys.executable, "-c", "from migrationkg.cli import main; main()", *map(str, words)]
        environment = os.environ | {"PYTHONPATH": str(checkout / "src")}
        done = subprocess.run(call, capture_output=True, text=True, check=False, env=environment, cwd=checkout)
        if done.returncode not in {0, 1, 3}:
            raise SystemExit(f"{checkout}: {step}: {done.stderr}")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        found.seconds[step] = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        for stage, wall, processor in _STAGE.findall(done.stderr):
            found.seconds[f"  {step}: {stage}"] = float(processor or wall)
        if step == "from nothing":
            found.told["memory, the most"] = f"{after.ru_maxrss / 1024:,.0f} MiB"
            found.told["on disk"] = f"{_bytes(kb) / 1e6:,.0f} MB"
    return found


def _bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def main(count: int, other: Path | None) -> None:
    """Print the table."""
    items = news(count + 10)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(items[:count], folder / "many.jsonl")
        write(items[count:], folder / "few.jsonl")
        versions = [ROOT, *([other.resolve()] if other else [])]
        ours, *theirs = (measured(one, folder / "many.jsonl", folder / "few.jsonl", folder) for one in versions)
    table = Table(title=f"{count:,} items, CPU-seconds (stages of a version that tells none: seconds)")
    for heading in ("", "this version", *(f"{one.name}" for one in versions[1:]), *("ratio" for _ in theirs)):
        table.add_column(heading, justify="left" if not heading else "right")
    for step in dict.fromkeys((*ours.seconds, *(step for one in theirs for step in one.seconds))):
        times = [one.seconds.get(step) for one in (ours, *theirs)]
        ratio = [f"{times[0] / times[1]:.2f}"] if theirs and times[0] is not None and times[1] else ["" for _ in theirs]
        table.add_row(step, *("" if one is None else f"{one:,.1f}" for one in times), *ratio)
    for what in ours.told:
        table.add_row(what, *(one.told[what] for one in (ours, *theirs)), *("" for _ in theirs))
    Console().print(table)
