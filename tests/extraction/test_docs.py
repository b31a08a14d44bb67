"""The example of docs/extraction.md is a rule that works."""

import re
import tomllib
from pathlib import Path

from migrationkg.extraction.relations.cells import LETTERS, compile_rule

PAGE = (Path(__file__).parents[2] / "docs" / "extraction.md").read_text(encoding="utf-8")


def test_the_rule_in_the_documentation_reads_its_example() -> None:
    (block,) = re.findall(r"```toml\n(.*?)```", PAGE, flags=re.DOTALL)
    (row,) = tomllib.loads(block)["row"]
    assert set(row) == {"name", "relation", "pattern", "located", "confidence", "example", "says"}
    encoded = row["example"].replace("ALPHA", LETTERS["Project"]).replace("Norway", LETTERS["Country"])
    match = compile_rule(row["pattern"]).search(encoded)
    assert match is not None
    assert match["object"] == LETTERS["Country"]


def test_every_module_of_the_stage_is_in_the_documentation() -> None:
    named = set(re.findall(r"`([a-z_]+)`", PAGE))
    for module in ("text", "organisations", "projects", "persons", "places", "events", "relations", "structure"):
        assert module in named
