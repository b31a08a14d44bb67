"""How far a long step is: on a terminal, in a log, and what is left when it is stopped."""

import io
import os
import pty
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from migrationkg.commands import showing
from migrationkg.progress import Step, one_more, stage, through, watch

#: Runs a step of ours in a process that has a terminal.
SHOWN = """
import sys, time
from migrationkg.commands import showing
from migrationkg.progress import stage, through
showing._SOON = 0.1
showing.show_steps(verbose=False)
with stage("adding up"):
    for number in through(range(4)):
        time.sleep(0.4)
        if number == 2:
            print("a warning", file=sys.stderr)
print("done", file=sys.stderr)
"""

#: Stops a build where it reads, as Ctrl-C does.
STOPPED = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # who runs tests in the background ignores it
from migrationkg.knowledge_base import building
building._read = lambda *_: os.kill(os.getpid(), signal.SIGINT)
from migrationkg.starting import main
main()
"""


class Noted:
    """Takes note of what is told."""

    def __init__(self) -> None:
        self.told: list[tuple[str, str]] = []

    def begins(self, step: Step) -> None:
        self.told.append(("begins", step.name))

    def ends(self, step: Step) -> None:
        self.told.append(("ends", step.name))


@pytest.fixture
def noted() -> Iterator[Noted]:
    one = Noted()
    watch(one)
    yield one
    watch(None)


def test_a_step_is_told_as_it_begins_and_ends_also_where_it_fails(noted: Noted) -> None:
    with pytest.raises(ValueError, match="wrong"), stage("outer"), stage("inner"):
        raise ValueError("wrong")
    assert noted.told == [("begins", "outer"), ("begins", "inner"), ("ends", "inner"), ("ends", "outer")]


def test_what_is_done_is_counted_and_time_left_follows(noted: Noted, monkeypatch: pytest.MonkeyPatch) -> None:
    now, told = [0.0], []
    steps: list[Step] = []
    monkeypatch.setattr(time, "perf_counter", lambda: now[0])
    monkeypatch.setattr(noted, "begins", steps.append)
    with stage("reading"):
        for _ in through(["a", "b", "c", "d"]):
            now[0] += 30
            told.append(showing.how_far(steps[0]))
        assert showing.how_far(steps[0]) == "0 s", "what comes after is not counted"
        one_more()
        now[0] += 2
        assert showing.how_far(steps[0]) == "1, 30 a minute"
    assert told == [
        "0 of 4",
        "1 of 4, 1 a minute, 3 min left",
        "2 of 4, 1 a minute, 90 s left",
        "3 of 4, 2 a minute, 40 s left",
    ]


def test_nothing_is_counted_where_nobody_watches() -> None:
    with stage("reading"):
        assert list(through(iter("ab"))) == ["a", "b"]


def test_a_terminal_shows_a_line_that_is_gone_at_the_end_and_messages_stay() -> None:
    master, slave = pty.openpty()
    environment = os.environ | {"TERM": "xterm", "COLUMNS": "100"}
    with subprocess.Popen([sys.executable, "-c", SHOWN], stderr=slave, env=environment) as process:
        os.close(slave)
        shown = b""
        with os.fdopen(master, "rb", buffering=0) as terminal:
            try:
                while more := terminal.read(65536):
                    shown += more
            except OSError:  # the other end is closed
                pass
    assert process.returncode == 0
    text = shown.decode()
    assert re.search(r"Adding up .*[1-3] of 4, \d+ a (second|minute), \d+ s left", text)
    assert "a warning" in text
    assert text.endswith("\x1b[2Kdone\r\n")
    assert text.count("\x1b[?25h") == text.count("\x1b[?25l") == 1, "the cursor is there again"


def test_a_log_has_lines_without_control_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    log = io.StringIO()
    monkeypatch.setattr(sys, "stderr", log)
    monkeypatch.setattr(showing, "_AGAIN", 0.05)
    showing.show_steps(verbose=True)
    with stage("adding up"):
        for _ in through(range(4)):
            time.sleep(0.1)
    assert re.match(r"adding up: \d of 4", log.getvalue())
    assert all(char.isprintable() for line in log.getvalue().splitlines() for char in line)


def test_a_build_that_is_stopped_says_so_in_a_line_and_leaves_what_was_there(tmp_path: Path) -> None:
    call = [sys.executable, "-c", STOPPED, "build", "news", "--kb", "kb"]
    done = subprocess.run(call, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (130, "migrationkg: stopped; what was there before is unchanged\n")
    assert not (tmp_path / "kb").exists()
