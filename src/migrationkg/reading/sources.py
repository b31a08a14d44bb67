"""From what a user names to the files to read."""

import glob
import os
import stat
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from migrationkg.errors import Problem
from migrationkg.reading.fetched import NOWHERE, Origin, origin_of

#: Files of a folder whose name ends so are news; a file that is named itself may end as it likes.
KNOWN_ENDINGS = frozenset(
    (
        *(".txt", ".text", ".html", ".htm", ".xhtml", ".mhtml", ".mht", ".xml", ".rss", ".atom"),
        *(".json", ".jsonl", ".ndjson", ".csv", ".tsv"),
    )
)

_STANDARD_INPUT = "-"

#: What the shell puts in place of `<(command)` is a pipe with somebody at its other end.
_OPEN_PIPES = ("/dev/fd/", "/dev/stdin", "/proc/self/fd/")


@dataclass(frozen=True, slots=True)
class Found:
    """A file as it was found: the name to tell it by, its bytes, and where it was fetched."""

    name: str
    data: bytes
    origin: Origin = NOWHERE


def find(sources: Sequence[str | Path]) -> Iterator[Found | Problem]:
    """Yield the files that `sources` name, each once, and a Problem for what names none or cannot be read.

    A folder gives its files with a known ending, those of its folders too, by name; hidden ones are left out.
    """
    seen: set[str] = set()
    for source in sources:
        if str(source) == _STANDARD_INPUT:
            yield _standard_input()
            continue
        for path in _paths(str(source)):
            if isinstance(path, Problem):
                yield path
            elif (real := os.path.realpath(path)) not in seen:
                seen.add(real)
                yield _read(path)


def shown(path: str | Path) -> str:
    r"""Return a path as text that any stream can take; bytes that are not UTF-8 show as U+FFFD.

    Example:
        >>> shown("caf\udce9.txt")
        'caf�.txt'
    """
    return os.fsencode(path).decode("utf-8", "replace")


def _standard_input() -> Found | Problem:
    if sys.stdin is None:
        return Problem("<stdin>", 0, "the standard input is closed; name a file, or send the news to it")
    try:
        return Found("<stdin>", sys.stdin.buffer.read())
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        return Problem("<stdin>", 0, f"the standard input cannot be read ({reason}); name a file instead")


def _paths(source: str) -> Iterator[Path | Problem]:
    """Yield the files of one source."""
    if "\x00" in source:
        yield Problem(repr(source), 0, "no path has a zero byte; check the name")
    elif not source.strip():
        yield Problem("''", 0, "the name of the source is blank; give a file, folder, glob or - for standard input")
    elif os.path.isdir(source):  # noqa: PTH112 - Path.is_dir raises where a name is too long
        yield from _files_of(Path(source))
    elif os.path.lexists(source) or not glob.has_magic(source):
        yield Path(source)
    else:
        matches = sorted(glob.glob(source, recursive=True))  # noqa: PTH207 - Path.glob takes no absolute ones
        if not matches:
            yield Problem(shown(source), 0, "no file has a name of this form; check the folder and the pattern")
        for match in matches:
            if Path(match).is_dir():
                yield from _files_of(Path(match))
            else:
                yield Path(match)


def _files_of(folder: Path) -> Iterator[Path | Problem]:
    closed: list[OSError] = []
    found: list[Path] = []
    for inner, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(inner, name) for name in names if _is_news(name)]
    for error in closed:
        yield _unreadable(error.filename, "folder", error)
    if not found and not closed:
        endings = " ".join(sorted(KNOWN_ENDINGS))
        yield Problem(shown(folder), 0, f"the folder has no news; news files end in one of {endings}")
    yield from sorted(found)


def _is_news(name: str) -> bool:
    return not name.startswith(".") and os.path.splitext(name)[1].lower() in KNOWN_ENDINGS  # noqa: PTH122


def bytes_of(path: Path) -> bytes:
    """Return what a file holds; what is no file is not waited for.

    Raises:
        OSError: it is not there, or cannot be read.
        ValueError: it is no file, but a pipe, a device or a socket.
    """
    kind = path.stat().st_mode
    if stat.S_ISREG(kind) or stat.S_ISDIR(kind) or (stat.S_ISFIFO(kind) and str(path).startswith(_OPEN_PIPES)):
        return path.read_bytes()
    what = "a pipe" if stat.S_ISFIFO(kind) else "a device" if stat.S_ISCHR(kind) or stat.S_ISBLK(kind) else "a socket"
    raise ValueError(f"it is {what}, no file; give a file")


def _read(path: Path) -> Found | Problem:
    try:
        return Found(shown(path), bytes_of(path), origin_of(path))
    except FileNotFoundError:
        return Problem(shown(path), 0, "there is no such file or folder; check the name")
    except OSError as error:
        return _unreadable(path, "file", error)
    except ValueError as error:
        return Problem(shown(path), 0, f"{error}, or - to read from standard input")


def _unreadable(path: str | Path, what: str, error: OSError) -> Problem:
    """Return the problem of a file or folder that is there and cannot be read."""
    shorter = f"{shown(path)[:80]}…" if len(str(path)) > 300 else shown(path)
    return Problem(shorter, 0, f"the {what} cannot be read ({error.strerror or error}); check its name and rights")
