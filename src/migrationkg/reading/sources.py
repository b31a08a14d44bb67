"""From what a user names to the files to read."""

import glob
import os
import re
import stat
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from migrationkg.errors import Problem
from migrationkg.reading.fetched import NOWHERE, Origin, origin_of

if TYPE_CHECKING:
    from fsspec.core import OpenFile

#: Files of a folder whose name ends so are news; a file that is named itself may end as it likes.
KNOWN_ENDINGS = frozenset(
    (
        *(".txt", ".text", ".html", ".htm", ".xhtml", ".mhtml", ".mht", ".xml", ".rss", ".atom"),
        *(".json", ".jsonl", ".ndjson", ".csv", ".tsv"),
    )
)

_STANDARD_INPUT = "-"

#: How an address of a file elsewhere begins; one letter before the colon is a drive of Windows.
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")

#: What the shell puts in place of `<(command)` is a pipe with somebody at its other end.
_OPEN_PIPES = ("/dev/fd/", "/dev/stdin", "/proc/self/fd/")


@dataclass(frozen=True, slots=True)
class Found:
    """A file as it was found: the name to tell it by, its bytes, and where it was fetched."""

    name: str
    data: bytes
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class Away:
    """A file elsewhere, which whoever reads it fetches: its address, and what opens it."""

    name: str
    file: "OpenFile"


def find(sources: Sequence[str | Path]) -> Iterator[Found | Away | Problem]:
    """Yield the files that `sources` name, each once, and a Problem for what names none or cannot be read.

    A folder gives its files with a known ending, those of its folders too, by name; hidden ones are left out. An
    address such as `s3://bucket/*.html` names files elsewhere, as the library fsspec has them (`migrationkg[files]`).
    """
    seen: set[str] = set()
    for source in sources:
        if str(source) == _STANDARD_INPUT:
            yield _standard_input()
            continue
        if _ADDRESS.match(str(source)) and not os.path.lexists(source):
            for file in _away(str(source)):
                if isinstance(file, Problem) or file.name not in seen:
                    seen.add("" if isinstance(file, Problem) else file.name)
                    yield file
            continue
        for path in _paths(str(source)):
            if isinstance(path, Problem):
                yield path
            elif (real := os.path.realpath(path)) not in seen:
                seen.add(real)
                yield _read(path)


def read_away(file: Away) -> Found | Problem:
    """Return a file elsewhere with what it holds, or why it cannot be had.

    Args:
        file: of `find`.
    """
    try:
        with file.file as stream:
            return Found(file.name, stream.read())
    except FileNotFoundError:
        return Problem(file.name, 0, "there is no such file; check the address")
    except Exception as error:  # noqa: BLE001  # each kind of place has errors of its own
        return Problem(file.name, 0, f"the file cannot be fetched ({_told(error)}); check the address and your rights")


def _away(source: str) -> Iterator[Away | Problem]:
    """Yield the files that an address names: itself, those of a folder, or those of a pattern, by name."""
    try:
        import fsspec

        fs, path = fsspec.url_to_fs(source)
        folder = not glob.has_magic(source) and fs.isdir(path)
        files = fsspec.open_files(f"{source.rstrip('/')}/**" if folder else source, mode="rb")
    except ImportError as error:
        yield Problem(source, 0, f"to read from such an address: pip install 'migrationkg[files]' ({_told(error)})")
        return
    except Exception as error:  # noqa: BLE001  # each kind of place has errors of its own
        yield Problem(source, 0, f"nothing can be had there ({_told(error)}); check the address and your rights")
        return
    found = [
        Away(fs.unstrip_protocol(one.path), one) for one in files if not folder or _is_news(one.path.rpartition("/")[2])
    ]
    if not found:
        yield Problem(source, 0, "no file has a name of this form; check the address and the pattern")
    yield from sorted(found, key=lambda one: one.name)


def _told(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__


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
