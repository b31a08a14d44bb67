"""Commands run in forks of a process that has loaded our modules: to load them anew takes longer than most commands.

That commands begin from nothing too, the tests of the README and of the wheel see to.
"""

import multiprocessing
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from multiprocessing import forkserver
from multiprocessing.context import ForkServerContext
from pathlib import Path

from migrationkg.cli import main
from migrationkg.commands.terminal import ERR, OUT

_BIN = Path(sys.executable).parent


def called(
    words: Sequence[str], folder: Path, environment: Mapping[str, str], given: bytes = b""
) -> subprocess.CompletedProcess[str]:
    """Run a command and return what it prints.

    Args:
        words: `migrationkg` and what stands behind it.
        folder: in which it runs.
        environment: all that it finds there.
        given: on its standard input.
    """
    with tempfile.TemporaryDirectory() as place:
        streams = tuple(Path(place) / name for name in ("in", "out", "err"))
        streams[0].write_bytes(given)
        process = _loaded().Process(target=_as_a_command, args=(words, folder, environment, streams))
        process.start()
        process.join()
        out, err = (path.read_text("utf-8") for path in streams[1:])
    assert process.exitcode is not None
    return subprocess.CompletedProcess(list(words), process.exitcode, out, err)


def end_forks() -> None:
    """End the process from which commands are forked; the next one that is needed loads what its user names."""
    forkserver._forkserver._stop()  # type: ignore[attr-defined]  # noqa: SLF001  # Python's own tests stop it so
    _loaded.cache_clear()


@cache
def _loaded() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.loaded"])
    return context


def _as_a_command(
    words: Sequence[str], folder: Path, environment: Mapping[str, str], streams: tuple[Path, Path, Path]
) -> None:
    """Become the command: its folder, what it was called by, and the three streams."""
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    for number, path in enumerate(streams):
        os.dup2(os.open(path, os.O_RDWR | os.O_CREAT), number)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stdout, sys.stderr = (open(number, "w", encoding="utf-8", closefd=False) for number in (1, 2))  # noqa: SIM115
    for console in (OUT, ERR):  # they were made before
        console.width = int(environment["COLUMNS"])
    sys.argv = [str(_BIN / words[0]), *words[1:]]
    main()
