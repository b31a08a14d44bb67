"""Paths that cannot be read or written, and streams that are full, are told in one line with exit code 2."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-c", "from migrationkg.cli import main; main()"]
IS_ROOT = os.name == "posix" and os.geteuid() == 0
#: Makes somebody without rights of root, whom nothing is forbidden.
AS_NOBODY = ["setpriv", "--reuid=65534", "--clear-groups"] if IS_ROOT else []


def told(*arguments: str, by: Sequence[str] = ()) -> str:
    done = subprocess.run([*by, *COMMAND, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 2, done.stderr
    assert done.stderr.startswith("migrationkg: ")
    assert done.stderr.count("\n") == 1
    return done.stderr


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    place = tmp_path / "locked"
    place.mkdir()
    (place / "kb").mkdir()
    place.chmod(0)
    return place


@pytest.mark.skipif(os.name != "posix" or (IS_ROOT and not shutil.which("setpriv")), reason="no rights to lack")
@pytest.mark.parametrize(
    "arguments",
    [
        ("build", "{}/news.txt"),
        ("build", "data/news", "--kb", "{}/kb"),
        ("query", "timeline", "--kb", "{}"),
        ("query", "timeline", "--kb", "{}/kb"),
        ("validate", "{}"),
        ("validate", "{}/graph.ttl"),
        ("export", "--kb", "{}"),
        ("export", "--kb", "{}/kb"),
        ("view", "--kb", "{}"),
        ("diff", "{}", "{}/kb"),
        ("evaluate", "{}/gold.jsonl"),
    ],
    ids=" ".join,
)
def test_an_unreadable_path_is_told_in_one_line(arguments: tuple[str, ...], locked: Path) -> None:
    line = told(*(one.format(locked) for one in arguments), by=AS_NOBODY)
    assert "Permission denied" in line
    assert str(locked) in line


@pytest.mark.parametrize("command", ["validate {}", "diff {} {}", "evaluate {}", "build {}", "export --kb {}"])
def test_a_path_that_is_too_long_is_told_in_one_line(command: str) -> None:
    assert "File name too long" in told(*command.replace("{}", "a" * 300 + ".ttl").split())


def test_a_report_goes_into_a_folder(tmp_path: Path) -> None:
    graph = tmp_path / "graph.ttl"
    graph.write_text("<https://e.org/project/a> a <https://w3id.org/migrationkg/ontology#Project> .", encoding="utf-8")
    for target in (graph, graph / "report"):
        assert "name a folder" in told("validate", str(graph), "--output", str(target))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("arguments", [("validate", "{}"), ("diff", "{}", "{}"), ("--version",)])
def test_a_full_disk_behind_standard_output_is_told_in_one_line(arguments: tuple[str, ...], tmp_path: Path) -> None:
    graph = tmp_path / "graph.ttl"
    graph.write_text("<https://e.org/project/a> a <https://w3id.org/migrationkg/ontology#Project> .", encoding="utf-8")
    call = [*COMMAND, *(one.format(graph) for one in arguments)]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(call, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (2, "migrationkg: the output: No space left on device\n")
