"""Whether extraction answers as it did: `python -m benchmarks.answers FILE` writes what it reads out of data/gold.

Where FILE is there already, the items that are read otherwise are listed, with what differs: a change that only makes
extraction faster changes nothing.
"""

import json
import sys
from pathlib import Path

from rich.console import Console

from benchmarks.sample import ROOT
from migrationkg.extraction import extract
from migrationkg.extraction.jsonlines import to_json
from migrationkg.training.corpus import read_corpus

CONSOLE = Console(soft_wrap=True, highlight=False)


def answers() -> dict[str, list[str]]:
    """Return headline → what is read out of each annotated item, a line a thing, fact or sum."""
    found = {}
    for one in read_corpus(ROOT / "data" / "gold"):
        read = extract(one.item)
        told = to_json(read)
        lines = [json.dumps(part, ensure_ascii=False) for key in ("entities", "amounts") for part in told[key]]
        found[one.item.headline] = sorted([*lines, *map(repr, (*read.facts, *read.doubtful))])
    return found


def main(path: Path) -> int:
    """Write the answers, or compare them with those of before; return how many items differ."""
    now = answers()
    if not path.exists():
        path.write_text(json.dumps(now, ensure_ascii=False, indent=0), encoding="utf-8")
        return 0
    before = json.loads(path.read_text(encoding="utf-8"))
    differing = [headline for headline in now if now[headline] != before.get(headline)]
    for headline in differing:
        CONSOLE.print(headline, style="bold")
        for sign, some, others in (("-", before.get(headline, []), now), ("+", now[headline], before)):
            CONSOLE.print("\n".join(f"  {sign} {line}" for line in some if line not in others[headline]), markup=False)
    CONSOLE.print(f"{len(differing)} of {len(now)} items are read otherwise")
    return len(differing)


if __name__ == "__main__":
    sys.exit(bool(main(Path(sys.argv[1]))))
