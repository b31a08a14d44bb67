"""Users' own authority files: SKOS in Turtle, a CSV table or IATI activities (`docs/authority.md` tells of each)."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from migrationkg.authority.csv_entries import read_csv
from migrationkg.authority.entries import AuthorityEntry
from migrationkg.authority.iati import read_iati
from migrationkg.authority.skos import read_skos
from migrationkg.errors import InputError, Problem

_READERS = {".csv": read_csv, ".ttl": read_skos, ".xml": read_iati}


def read_authorities(paths: Sequence[Path]) -> tuple[tuple[AuthorityEntry, ...], tuple[Problem, ...]]:
    """Read authority files.

    Returns:
        The entries in order of the files, and the lines or resources that are none and were left out.

    Raises:
        InputError: a file cannot be read at all, or is neither Turtle, CSV nor IATI by its name.
    """
    found = [one for path in paths for one in _read(path)]
    entries = tuple(one for one in found if isinstance(one, AuthorityEntry))
    return entries, tuple(one for one in found if isinstance(one, Problem))


def _read(path: Path) -> Iterator[AuthorityEntry | Problem]:
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise InputError(f"{path}: the name of an authority file ends in .ttl (SKOS in Turtle), .csv or .xml (IATI)")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error
    return reader(data, str(path))
