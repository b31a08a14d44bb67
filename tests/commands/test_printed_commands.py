"""A command that the program prints runs as it stands, however the program was called."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from migrationkg.program import program

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
DATA = ROOT / "tests" / "queries" / "data.trig"


def shell(line: str, folder: Path, path: str = "/usr/bin:/bin") -> subprocess.CompletedProcess[str]:
    environment = {"PATH": path, "LANG": "C.UTF-8", "COLUMNS": "200"}
    return subprocess.run(line, shell=True, cwd=folder, capture_output=True, text=True, check=False, env=environment)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that holds the programs in .venv/bin, as after `make demo`, and a knowledge base."""
    place = tmp_path_factory.mktemp("a place")
    (place / ".venv").mkdir()
    (place / ".venv" / "bin").symlink_to(BIN)
    return place


def test_the_commands_behind_a_build_run(folder: Path) -> None:
    built = shell(f".venv/bin/migrationkg build {ROOT / 'data' / 'news'} --kb 'my kb'", folder)
    assert built.returncode == 0, built.stderr
    (ask,) = re.findall(r"ask it +(.+)", built.stderr)
    assert ask == ".venv/bin/migrationkg query funders-by-project --kb 'my kb'"
    asked = shell(ask, folder)
    assert (asked.returncode, asked.stderr) == (0, "")
    assert "European Union" in asked.stdout


@pytest.mark.parametrize("kind", ["build", "query", "decide"])
def test_help_names_the_program_as_it_was_called(folder: Path, kind: str) -> None:
    told = shell(f".venv/bin/migrationkg {kind} --help", folder).stdout
    assert f"Usage: .venv/bin/migrationkg {kind} " in told
    assert f"Example: .venv/bin/migrationkg {kind} " in told


def test_a_mistake_names_a_way_out_that_runs(folder: Path) -> None:
    listing = re.findall(r"`(.*?)` lists", shell(f".venv/bin/migrationkg query funds --kb {DATA}", folder).stderr)
    told = re.findall(r"; (.*?) tells", shell(".venv/bin/migrationkg bild", folder).stderr)
    for line in [*listing, *told]:
        assert line.startswith(".venv/bin/")
        assert shell(line, folder).returncode == 0
    assert len(listing) == len(told) == 1


def test_a_program_on_the_path_is_called_by_its_name(folder: Path) -> None:
    path = f"{BIN}:/usr/bin:/bin"
    for line in ("migrationkg --help", f"{BIN}/migrationkg --help"):
        assert "Usage: migrationkg " in shell(line, folder, path).stdout


def test_another_of_that_name_on_the_path_is_not_meant(folder: Path) -> None:
    other = folder / "other"
    other.mkdir()
    (other / "migrationkg").write_text("#!/bin/sh\n", encoding="utf-8")
    (other / "migrationkg").chmod(0o755)
    told = shell(".venv/bin/migrationkg --help", folder, f"{other}:/usr/bin:/bin").stdout
    assert "Usage: .venv/bin/migrationkg " in told


@pytest.mark.parametrize(("called", "found", "printed"), [
    (r"C:\Apps\migrationkg", r"C:\Apps\migrationkg.EXE", "migrationkg"),
    ("/home/ana/report.py", None, "migrationkg"),
    ("-c", None, "migrationkg"),
])  # fmt: skip
def test_endings_and_other_programs(
    monkeypatch: pytest.MonkeyPatch, called: str, found: str | None, printed: str
) -> None:
    monkeypatch.setattr(sys, "argv", [called])
    monkeypatch.setattr("shutil.which", lambda _: found)
    assert program() == printed
