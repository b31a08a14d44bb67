"""No command writes over what it reads, nor over what a knowledge base lives by; all else may be written anew."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.commands.test_commands import ENVIRONMENT
from tests.forks import called

DATA = Path(__file__).parents[1] / "queries" / "data.trig"
ASK = "SELECT * { ?s ?p ?o } LIMIT 1"


def contents(folder: Path) -> Mapping[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def call(folder: Path, *words: str) -> tuple[int, str]:
    done = called(["migrationkg", *words], folder, ENVIRONMENT)
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stderr


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return a folder with what commands read, and one that looks like a knowledge base."""
    (tmp_path / "base" / "store").mkdir(parents=True)
    for name in ("state.json", "decisions.csv", "dataset.ttl", "network.html"):
        (tmp_path / "base" / name).write_bytes(b"mine")
    (tmp_path / "link").symlink_to("base")
    for name in ("a.trig", "b.trig", "validation.ttl"):
        shutil.copy(DATA, tmp_path / name)
    (tmp_path / "mine.rq").write_text(ASK, encoding="utf-8")
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "june.txt").write_text("In Focus\nTalks in Malta\n\n30 June 2025\n\nThey met.\n", "utf-8")
    (tmp_path / "names.csv").write_text("Name\nMalta\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "words",
    [
        ["query", ASK, "--kb", "a.trig", "-o", "base/decisions.csv"],
        ["query", ASK, "--kb", "a.trig", "-o", "base/identities.csv"],
        ["query", ASK, "--kb", "a.trig", "-o", "link/../link/state.json"],
        ["query", ASK, "--kb", "a.trig", "-o", "base/items.rules"],
        ["query", ASK, "--kb", "a.trig", "-o", "base/store/answer.txt"],
        ["export", "--kb", "base", "-o", "base/items.jsonl"],
        ["export", "--format", "csv", "--kb", "base", "-o", "base"],
        ["export", "--format", "csv", "--kb", "base", "-o", "base/store"],
        ["export", "--format", "iati", "--kb", "base", "-o", "link"],
        ["view", "--kb", "base", "-o", "base/state.json"],
        ["sheet", "MOBILAZE", "--kb", "a.trig", "-o", "base/dataset.toml"],
        ["review", "--kb", "base", "--page", "base/decisions.csv"],
        ["release", "--version", "store", "--kb", "base", "-o", "base"],
        ["diff", "a.trig", "b.trig", "--patch", "base/state.json"],
        ["validate", "a.trig", "-o", "base"],
    ],
    ids=" ".join,
)
def test_nothing_is_written_over_what_a_knowledge_base_keeps(words: list[str], place: Path) -> None:
    before = contents(place)
    code, told = call(place, *words)
    assert (code, told.count("\n")) == (2, 1)
    assert "knowledge base" in told
    assert contents(place) == before


@pytest.mark.parametrize(
    "words",
    [
        ["query", "mine.rq", "--kb", "a.trig", "-o", "mine.rq"],
        ["query", ASK, "--kb", "a.trig", "-o", "news/../a.trig"],
        ["view", "--kb", "base", "--query", "mine.rq", "-o", "mine.rq"],
        ["sheet", "MOBILAZE", "--kb", "a.trig", "-o", "a.trig"],
        ["diff", "a.trig", "b.trig", "--patch", "a.trig"],
        ["diff", "a.trig", "b.trig", "--patch", "b.trig"],
        ["validate", "validation.ttl", "-o", "."],
        ["reconcile", "names.csv", "--column", "Name", "--against", "a.trig", "-o", "names.csv"],
        ["reconcile", "names.csv", "--column", "Name", "--against", "a.trig", "-o", "a.trig"],
        ["extract", "news", "--coverage", "--page", "news/june.txt"],
        ["extract", "news/*.txt", "--coverage", "--page", "news/june.txt"],
        ["evaluate", "mine.rq", "--page", "mine.rq"],
        ["evaluate", "mine.rq", "news", "--page", "news/june.txt"],
    ],
    ids=" ".join,
)
def test_nothing_is_written_over_what_is_read(words: list[str], place: Path) -> None:
    before = contents(place)
    code, told = call(place, *words)
    assert (code, told.count("\n")) == (2, 1)
    assert "is read by this command" in told
    assert contents(place) == before


@pytest.mark.parametrize("target", ["answer.csv", "decisions.csv", "base/answer.csv", "base/network.html"])
def test_any_other_file_is_written_anew(target: str, place: Path) -> None:
    for _ in range(2):
        code, told = call(place, "query", ASK, "--kb", "a.trig", "--format", "csv", "-o", target)
        assert (code, told) == (0, f"wrote {target}\n")
    assert (place / target).stat().st_size > 4
