"""A command loads what it uses only: an answer is there before an analyst has looked up."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests" / "queries" / "data.trig"
LIGHT = {"--version": 0.15, f"query funders-by-project --kb {DATA}": 0.5}
#: None of these has a part in an answer.
HEAVY = {
    *("rich.console", "asyncio", "filelock", "jinja2", "networkx", "numpy", "pycountry"),
    *("pyshacl", "rdflib", "trafilatura", "xlsxwriter", "migrationkg.authority", "migrationkg.curation"),
    *("migrationkg.extraction", "migrationkg.model", "migrationkg.resolution", "migrationkg.validation"),
}


@pytest.mark.parametrize("command", LIGHT)
def test_a_light_command_loads_nothing_heavy(command: str) -> None:
    code = (
        "import sys\nfrom migrationkg.cli import app\n"
        f"try: app({command.split()!r})\nexcept SystemExit: pass\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout
    assert HEAVY & set(done.stderr.split()) == set()


@pytest.mark.parametrize(("command", "seconds"), LIGHT.items())
def test_a_light_command_takes_little_of_the_processor(command: str, seconds: float) -> None:
    begun = os.times()
    subprocess.run([Path(sys.executable).parent / "migrationkg", *command.split()], capture_output=True, check=True)
    ended = os.times()
    used = ended.children_user + ended.children_system - begun.children_user - begun.children_system
    assert used < 3 * seconds, "on a machine that is busy with other things, a third of that by itself"
