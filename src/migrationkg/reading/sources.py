"""From what a user names to the files to read."""

import glob
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from migrationkg.errors import Problem

#: Files of a folder whose name ends so are news; a file that is named itself may end as it likes.
KNOWN_ENDINGS = frozenset(
    (".txt", ".text", ".html", ".htm", ".xhtml", ".xml", ".rss", ".atom", ".jsonl", ".ndjson", ".csv", ".tsv")
)

_STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Found:
    """A file as it was found: the name to tell it by, and its bytes."""

    name: str
    data: bytes


def find(sources: Sequence[str | Path]) -> Iterator[Found | Problem]:
    """Yield the files that `sources` name, each once, and a Problem for what names none or cannot be read.

    A folder gives its files with a known ending, those of its folders too, by name; hidden ones are left out.
    """
    seen: set[Path] = set()
    for source in sources:
        if str(source) == _STANDARD_INPUT:
            yield Found("<stdin>", sys.stdin.buffer.read())
            continue
        for path in _paths(str(source)):
            if isinstance(path, Problem):
                yield path
            elif path.resolve() not in seen:
                seen.add(path.resolve())
                yield _read(path)


def _paths(source: str) -> Iterator[Path | Problem]:
    """Yield the files of one source."""
    if "\x00" in source:
        yield Problem(repr(source), 0, "no path has a zero byte; check the name")
    elif not source.strip():
        yield Problem("''", 0, "the name of the source is blank; give a file, folder, glob or - for standard input")
    elif Path(source).is_dir():
        yield from _files_of(Path(source))
    elif Path(source).exists() or not glob.has_magic(source):
        yield Path(source)
    else:
        matches = sorted(glob.glob(source, recursive=True))  # noqa: PTH207 - Path.glob takes no absolute ones
        if not matches:
            yield Problem(source, 0, "no file has a name of this form; check the folder and the pattern")
        for match in matches:
            if Path(match).is_dir():
                yield from _files_of(Path(match))
            else:
                yield Path(match)


def _files_of(folder: Path) -> Iterator[Path | Problem]:
    files = sorted(path for path in folder.rglob("*") if _is_news(path, folder))
    if not files:
        yield Problem(
            str(folder),
            0,
            f"the folder has no news; news files end in one of {' '.join(sorted(KNOWN_ENDINGS))}",
        )
    yield from files


def _is_news(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    return not hidden and path.suffix.lower() in KNOWN_ENDINGS and path.is_file()


def _read(path: Path) -> Found | Problem:
    try:
        return Found(str(path), path.read_bytes())
    except FileNotFoundError:
        return Problem(str(path), 0, "there is no such file or folder; check the name")
    except OSError as error:
        return Problem(str(path), 0, f"the file cannot be read ({error.strerror or error}); check its rights")
