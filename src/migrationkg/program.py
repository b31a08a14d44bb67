"""The program as it was called, so that a command that it prints runs as it stands."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

_NAME = "migrationkg"


def program() -> str:
    """Return what calls this program where it was called: its bare name only where that finds it.

    Example:
        >>> program()  # called from Python, there is no better one
        'migrationkg'
    """
    called = Path(sys.argv[0])
    if called.stem != _NAME:
        return _NAME
    found = shutil.which(_NAME)
    return _NAME if found and _without_ending(Path(found)) == _without_ending(called) else sys.argv[0]


def command(*words: str) -> str:
    """Return a command of this program, to be pasted into the shell.

    Args:
        words: what stands behind the name of the program.

    Example:
        >>> command("explain", "MOBILAZE 2", "--kb", "kb")
        "migrationkg explain 'MOBILAZE 2' --kb kb"
    """
    joined = subprocess.list2cmdline if os.name == "nt" else shlex.join
    return joined((program(), *words))


def _without_ending(path: Path) -> Path:
    return path.resolve().with_suffix("")  # Windows leaves .exe out, or not
