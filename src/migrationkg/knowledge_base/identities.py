"""The registry of IRIs in a knowledge base: `identities.csv`, one line an IRI, kept from build to build."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from pathlib import Path

from migrationkg.errors import InputError
from migrationkg.model import Identity

_COLUMNS = ["path", "item", "told_as", "also", "replaced_by"]


def read_identities(path: Path) -> tuple[Identity, ...]:
    """Return the registry that a file holds; nothing where there is no file.

    Raises:
        InputError: a line is not of the form; without it, IRIs that others use could come to mean other things.
    """
    if not path.exists():
        return ()
    found: dict[str, Identity] = {}
    try:
        rows = list(csv.reader(StringIO(path.read_text(encoding="utf-8"), newline="")))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"{path}: damaged ({error}); {_MEND}") from error
    if not rows or rows[0] != _COLUMNS:
        raise InputError(f"{path}:1: the header must be {','.join(_COLUMNS)}; {_MEND}")
    for number, row in enumerate(rows[1:], start=2):
        if len(row) != len(_COLUMNS) or not all(row[:3]) or row[0] in found:
            raise InputError(f"{path}:{number}: no line of the registry, or an IRI told twice; {_MEND}")
        iri, item, told_as, also, replaced_by = row
        found[iri] = Identity(iri, item, told_as, tuple(filter(None, also.split("|"))), replaced_by or None)
    for number, identity in enumerate(found.values(), start=2):
        if identity.replaced_by is not None and identity.replaced_by not in found:
            raise InputError(f"{path}:{number}: {identity.replaced_by!r} is not in the registry; {_MEND}")
    return tuple(found[iri] for iri in sorted(found))


def write_identities(identities: Sequence[Identity], path: Path) -> None:
    """Write the registry, sorted by path, so that a change of one IRI is a change of one line."""
    write_registry(map(registry_row, sorted(identities, key=lambda one: one.path)), path)


def write_registry(rows: Iterable[Sequence[str | None]], path: Path) -> None:
    """Write the registry, of its rows sorted by path."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(_COLUMNS)
        writer.writerows(rows)


def registry_row(one: Identity) -> tuple[str, str, str, str, str | None]:
    """Return an identity as the registry has it, in the file and in the database."""
    return one.path, one.item, one.told_as, "|".join(one.also), one.replaced_by


_MEND = "mend the line, or take the file from a copy of the knowledge base"
