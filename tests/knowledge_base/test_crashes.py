"""Whatever happens to a build, the knowledge base is the last one or the next one, whole."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from migrationkg.errors import InputError
from migrationkg.extraction import extract
from migrationkg.knowledge_base import build, locking, open_knowledge_base, unfinished
from migrationkg.knowledge_base.locking import locked
from migrationkg.model import Extraction, NewsItem
from migrationkg.store import ask, open_store

from .test_build import ONE, TWO, write_pages
from .test_increments import ITEMS, write_news

State = dict[str, object]
BUILD = [sys.executable, "-c", "from migrationkg.cli import main; main()", "build"]

#: Sets how large a file may become before the command line starts: in the place of a disk that is really full.
LIMITED = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv.pop(1)),) * 2)
from migrationkg.cli import main
main()
"""


def state_of(kb: Path) -> State:
    """Return the bytes of every file, and what the store says (its own files differ from build to build)."""
    paths = (path.relative_to(kb) for path in sorted(kb.rglob("*")) if path.is_file())
    seen = [path for path in paths if path.parts[0] != "store" and not path.parts[0].startswith(".")]
    names = ask(
        open_store(kb / "store"), "SELECT ?item ?name { ?item a mkg:NewsItem ; rdfs:label ?name } ORDER BY ?item"
    )
    return {str(path): (kb / path).read_bytes() for path in seen} | {"store": names.rows}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path | None]:
    """A file system of 64 MB; None where none may be mounted."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(disk)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True, check=False).returncode:
        yield None
        return
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)  # a store that was read may still be open


def test_killed_at_any_moment_the_state_is_the_old_one_or_the_new_one(tmp_path: Path) -> None:
    source, kb = write_pages(tmp_path / "news", one=ONE), tmp_path / "kb"
    build([source], kb)
    shutil.copytree(kb, tmp_path / "old")
    old = state_of(kb)
    write_pages(source, two=TWO)
    before = time.monotonic()
    subprocess.run([*BUILD, source, "--kb", kb], check=True, capture_output=True)
    whole = time.monotonic() - before
    new = state_of(kb)
    moments, killed, rounds = random.Random(7), 0, 10
    for number in range(3 * rounds):
        if number >= rounds and killed >= rounds / 2:
            break
        shutil.rmtree(kb)
        shutil.copytree(tmp_path / "old", kb)
        process = subprocess.Popen([*BUILD, source, "--kb", kb], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(whole * (number % rounds + moments.random()) / rounds)
        process.send_signal(signal.SIGKILL)
        came_in_time = process.wait() == -signal.SIGKILL
        killed += came_in_time
        whole *= 1 if came_in_time else 0.9  # the machine was busier when it was measured
        open_knowledge_base(kb)
        assert state_of(kb) in (old, new)
    assert killed >= rounds / 2
    subprocess.run([*BUILD, source, "--kb", kb], check=True, capture_output=True)
    assert state_of(kb) == new
    assert not (kb / ".next").exists()


def test_what_was_read_before_the_end_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, kb, whole = write_news(ITEMS[:8], tmp_path / "news"), tmp_path / "kb", tmp_path / "whole"
    read: list[str] = []

    def cut_off(items: Sequence[NewsItem], **_: object) -> Iterator[Extraction]:
        for number, one in enumerate(items):
            if number == 5 and len(items) == 8:
                raise KeyboardInterrupt
            read.append(one.id)
            yield extract(one)

    monkeypatch.setattr(unfinished, "extract_all", cut_off)
    with pytest.raises(KeyboardInterrupt):
        build([source], kb, page=False)
    kept = kb / ".unfinished.jsonl"
    kept.write_bytes(kept.read_bytes()[:-40])  # the last line was not whole when the power went
    build([source], kb, page=False)
    assert (len(read), len(set(read))) == (9, 8), "of five that were read one is read again"
    assert not kept.exists()
    monkeypatch.undo()
    build([source], whole, page=False)
    assert state_of(kb) == state_of(whole)


def test_a_full_disk_leaves_the_last_state(tmp_path: Path, small_disk: Path | None) -> None:
    source, kb = write_pages(tmp_path / "news", one=ONE), (small_disk or tmp_path) / "kb"
    build([source], kb)
    before = state_of(kb)
    write_pages(source, two=TWO)
    for free in (0, 20_000, 200_000, 1_000_000):
        if small_disk is None:
            call = [sys.executable, "-c", LIMITED, str(2_000 + free // 50), "build", str(source), "--kb", str(kb)]
        else:
            fill(small_disk, free)
            call = [*BUILD, str(source), "--kb", str(kb)]
        done = subprocess.run(call, capture_output=True, text=True, check=False)
        assert done.returncode == 2, done.stderr
        assert "Traceback" not in done.stderr
        assert state_of(kb) == before
    (kb.parent / "filler").unlink(missing_ok=True)
    subprocess.run([*BUILD, source, "--kb", kb], check=True, capture_output=True)
    assert "BETA" in (kb / "graph.ttl").read_text(encoding="utf-8")


def fill(disk: Path, free: int) -> None:
    """Leave so many bytes free."""
    filler = disk / "filler"
    filler.unlink(missing_ok=True)
    with filler.open("wb") as stream:
        left = shutil.disk_usage(disk).free - free
        while left > 0:
            left -= stream.write(bytes(min(left, 1 << 20)))


def test_two_builds_at_once_follow_one_another(tmp_path: Path) -> None:
    one, two, kb = write_pages(tmp_path / "a", one=ONE), write_pages(tmp_path / "b", two=TWO), tmp_path / "kb"
    processes = [subprocess.Popen([*BUILD, source, "--kb", kb], stdout=subprocess.DEVNULL) for source in (one, two)]
    assert [process.wait() for process in processes] == [0, 0]
    told = (kb / "graph.ttl").read_text(encoding="utf-8")
    assert "ALPHA" in told
    assert "BETA" in told


def test_who_waits_is_told_for_which_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    kb = tmp_path / "kb"
    monkeypatch.setattr(locking, "_SOON", 0.1)
    monkeypatch.setattr(locking, "_LATE", 0.3)
    with locked(kb), pytest.raises(InputError, match=f"process {os.getpid()} has been writing it"), locked(kb):
        pass
    assert f"waiting for process {os.getpid()}" in caplog.text
    with locked(kb):
        assert (kb / ".holder").exists()
    assert not (kb / ".holder").exists()
