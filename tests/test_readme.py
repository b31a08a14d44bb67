"""What the README says works: each command and the Python example run in a folder with the sample."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BIN = Path(sys.executable).parent


def _blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, flags=re.MULTILINE | re.DOTALL)


def _commands() -> list[str]:
    return [line for block in _blocks("sh") for line in block.splitlines() if line.startswith(".venv/bin/")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("readme")
    (place / "data").symlink_to(ROOT / "data")
    return place


def _run(command: str, folder: Path) -> str:
    done = subprocess.run(
        command.replace(".venv/bin/", f"{BIN}/"), shell=True, cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def test_commands_run_in_the_order_of_the_readme(folder: Path) -> None:
    assert len(_commands()) >= 8
    for command in _commands():
        assert _run(command, folder).strip(), command
    for made in ("kb/graph.ttl", "kb/network.html", "network.html", "graph.jsonld", "kb/validation.html"):
        assert (folder / made).stat().st_size > 1000, made


def test_a_question_of_the_readme_has_its_answer(folder: Path) -> None:
    (command,) = (line for line in _commands() if "SELECT" in line)
    assert "Migration Technical Assistance Facility" in " ".join(_run(command, folder).split())


def test_the_python_example_runs(folder: Path) -> None:
    (example,) = _blocks("python")
    done = subprocess.run([sys.executable, "-c", example], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "European Union" in done.stdout


def test_make_has_the_targets_that_the_readme_names() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"^make (\w+)", "\n".join(_blocks("sh")), flags=re.MULTILINE):
        assert re.search(rf"^{target}:", makefile, flags=re.MULTILINE), target


def test_every_file_that_a_page_links_to_is_there() -> None:
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")]
    for page in pages:
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_what_commands_of_the_readme_leave_beside_the_sources_is_ignored_by_git() -> None:
    left = [found for command in _commands() for found in re.findall(r"(?:-o|--output) (\S+)", command)]
    assert {"network.html", "graph.jsonld"} <= set(left)
    for name in (*left, "mobilaze-2.html"):
        subprocess.run(["git", "check-ignore", "--quiet", name], cwd=ROOT, check=True)
