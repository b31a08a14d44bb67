import logging
import multiprocessing
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from migrationkg.commands.terminal import ERR
from migrationkg.progress import watch
from migrationkg.store import worker

CHROMIUM = "/usr/bin/chromium"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]

# A build has files reach the disk some fifty times, which takes longer than all else on a busy disk. What tests make
# lies in memory where there is room; that each file is kept is asked in tests/knowledge_base/test_damage.py.
MEMORY = Path("/dev/shm")
if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > 4 << 30:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))

# How long an example takes hangs on what else the machine does; tests of speed count the time of their own process.
# In CI hypothesis has a profile of its own, which does not hurry either, and tries the same examples every time.
if "CI" not in os.environ:
    settings.register_profile("unhurried", deadline=None)
    settings.load_profile("unhurried")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--spawn", action="store_true", help="begin processes from nothing, as where there is no fork")


@pytest.fixture(autouse=True, scope="session")
def _start_of_processes(request: pytest.FixtureRequest) -> Iterator[None]:
    """With --spawn, let processes begin as on Windows."""
    with pytest.MonkeyPatch.context() as patch:
        if request.config.getoption("--spawn"):
            multiprocessing.set_start_method("spawn")
            patch.setattr(worker, "_START", "spawn")
        yield


@pytest.fixture(autouse=True)
def _logging_as_it_was() -> Iterator[None]:
    """Take back what a command run inside the tests' own process set, or later tests log too, and show their steps."""
    root, quiet = logging.getLogger(), ERR.quiet
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    ERR.quiet = quiet
    watch(None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, once for all tests of a process: Playwright refuses to be started a second time beside itself."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield chromium
        chromium.close()
