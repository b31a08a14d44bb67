"""The example of docs/extraction.md is a rule that works."""

import re
import tomllib
from pathlib import Path

from migrationkg import extraction
from migrationkg.extraction.relations.cells import LETTERS, filled

PAGE = (Path(__file__).parents[2] / "docs" / "extraction.md").read_text(encoding="utf-8")


def test_the_rule_in_the_documentation_reads_its_example() -> None:
    (block,) = re.findall(r"```toml\n(.*?)```", PAGE, flags=re.DOTALL)
    (row,) = tomllib.loads(block)["row"]
    assert set(row) == {"name", "relation", "pattern", "located", "confidence", "example", "says"}
    encoded = row["example"].replace("ALPHA", LETTERS["Project"]).replace("Norway", LETTERS["Country"])
    match = re.search(filled(row["pattern"]), encoded)
    assert match is not None
    assert match["object"] == LETTERS["Country"]


def test_every_module_of_the_stage_is_in_the_documentation() -> None:
    folder = Path(extraction.__file__).parent
    modules = {path.stem for path in folder.rglob("*.py") if path.stem != "__init__"}
    own = {"extractor", "jsonlines", "merging", "vocabulary"}  # the frame around the steps
    assert len(modules) > 30
    assert modules - own - set(re.findall(r"`([a-z_]+)`", PAGE)) == set()
