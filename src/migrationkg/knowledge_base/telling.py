"""The items that tell of a thing, found in the memory of a knowledge base without reading all of it."""

import sqlite3
from pathlib import Path

from migrationkg.extraction.names.folding import fold
from migrationkg.inspection.explaining import is_called
from migrationkg.knowledge_base.damage import odd_files
from migrationkg.knowledge_base.database import Database
from migrationkg.knowledge_base.folder import open_knowledge_base
from migrationkg.knowledge_base.remembering import reading
from migrationkg.knowledge_base.using import base_of
from migrationkg.model import Extraction


def facts_about(kb: str | Path, name: str) -> tuple[list[Extraction], dict[tuple[str, str], str]] | None:
    """Return what was read out of each item that tells of what is called by a name, and the IRIs of the entities.

    None where the last build left no memory, as with decisions or authority files of the user's, or where no thing, no
    day and no type is called so: then `known_facts` tells whether anything else is.

    Args:
        kb: the folder.
        name: as `inspection.explain` takes it.

    Raises:
        InputError: there is no knowledge base.
    """
    known = open_knowledge_base(Path(kb))
    if not known.database.is_file() or odd_files(known, [known.database]):
        return None
    base = base_of(known)
    try:
        with reading(known.database, base) as database:
            items = database.items_of([name.removeprefix(base)]) or _items(database, name, base)
            place = database.in_order()
            extractions = [database.extraction(item) for item in sorted(items, key=place.__getitem__)]
            return (extractions, database.iris(items)) if items else None
    except (sqlite3.Error, ValueError, KeyError):  # it is damaged, or of another version of the program
        return None


def _items(database: Database, name: str, base: str) -> set[str]:
    """Return the ids of the items with something that is called so."""
    paths = {path for path in database.paths() if _is_path(name, path, base)}
    paths |= database.paths_with_value(lambda value: is_called(name, {value}))
    return database.items_of(paths) | database.items_naming(lambda names: is_called(name, names))


def _is_path(name: str, path: str, base: str) -> bool:
    """Tell whether a path, its IRI or its end is what a user wrote, or it is that of the state with this code."""
    iri = base + path
    return f"/{iri}".endswith(f"/{name}") or path == f"country/{fold(name)}" or ("/" in name and is_called(name, {iri}))
