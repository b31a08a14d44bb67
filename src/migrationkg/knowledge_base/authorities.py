"""The user's authority files: a build keeps copies of them, so that the next one knows them too."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from migrationkg.errors import InputError
from migrationkg.knowledge_base.folder import KnowledgeBase


def authority_files(known: KnowledgeBase, given: Sequence[str | Path]) -> tuple[Path, ...]:
    """Return the authority files that hold from now on: those kept, and those given, which replace namesakes.

    Raises:
        InputError: two of those given bear one name.
    """
    kept = {path.name: path for path in known.authority.glob("*")} if known.authority.is_dir() else {}
    new: dict[str, Path] = {}
    for path in map(Path, given):
        if new.setdefault(path.name, path) != path:
            raise InputError(f"{path}: {new[path.name]} has the same name; rename one of the two")
    both = kept | new
    return tuple(both[name] for name in sorted(both))


def keep_authorities(files: Sequence[Path], fresh: KnowledgeBase) -> None:
    """Copy the files into a knowledge base that is being made."""
    for path in files:
        fresh.authority.mkdir(exist_ok=True)
        shutil.copyfile(path, fresh.authority / path.name)
