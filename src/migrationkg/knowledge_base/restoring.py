"""The items and the registry of a knowledge base, brought back out of its database where they are gone or garbled."""

import sqlite3
from pathlib import Path

from migrationkg.errors import InputError
from migrationkg.knowledge_base.damage import has_digest, odd_files, read_digests
from migrationkg.knowledge_base.folder import KnowledgeBase
from migrationkg.knowledge_base.identities import read_identities, write_registry
from migrationkg.knowledge_base.memory import read_memory, unpacked
from migrationkg.knowledge_base.remembering import reading


def restore(known: KnowledgeBase) -> tuple[str, ...]:
    """Bring back what can be, as far as it is to the byte what the last build left; return what was, a line each.

    A file that can be read is left alone, whatever somebody changed in it; one that cannot stays beside the new one.

    Raises:
        OSError: the files cannot be written.
    """
    odd = odd_files(known, [known.memory, known.identities])
    lost = [path for path in odd if _is_lost(path, known)]
    if not lost or odd_files(known, [known.database]):
        return ()
    return tuple(told for path in lost if (told := _restored(path, known)))


def _is_lost(path: Path, known: KnowledgeBase) -> bool:
    """Tell whether a file is gone, or is none that could be read."""
    try:
        read_memory(path) if path == known.memory else read_identities(path)
    except InputError:
        return True
    return not path.exists()


def _restored(path: Path, known: KnowledgeBase) -> str | None:
    fresh = path.with_name(f".{path.name}.restored")
    try:
        _write(path, fresh, known)
        if not has_digest(fresh, (read_digests(known) or {})[path.name][0]):
            return None  # the last build remembered less
        kept = f"; what stood there is in {_put_aside(path)}" if path.exists() else ""
        fresh.replace(path)
    except sqlite3.Error:
        return None
    finally:
        fresh.unlink(missing_ok=True)
    return f"{path}: brought back as the last build left it{kept}"


def _write(path: Path, fresh: Path, known: KnowledgeBase) -> None:
    with reading(known.database, "") as database:
        if path == known.memory:
            with fresh.open("wb") as file:
                file.writelines(map(unpacked, database.lines()))
        else:
            write_registry(database.registry(), fresh)


def _put_aside(path: Path) -> Path:
    aside = path.with_name(f"{path.name}.damaged")
    path.replace(aside)
    return aside
