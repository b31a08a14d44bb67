"""Where a command may write: not over what it reads, and not over what a knowledge base lives by."""

import glob
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from migrationkg.errors import InputError


def check_output(target: Path | None, *read: str | Path | None, folder: bool = False) -> None:
    """Refuse what would be lost if a command wrote there.

    Args:
        target: what is to be written; None for standard output.
        read: the files and folders that the command reads; of a knowledge base any page beside its own files may be
            written into its folder.
        folder: whether the target is a folder, in which several files are written.

    Raises:
        InputError: it is what the command reads, lies in a folder of which all is read, or is a knowledge base or one
            of its own files.
    """
    from migrationkg.knowledge_base.kept import base_of_file, is_knowledge_base

    if target is None:
        return
    with suppress(OSError):  # what cannot be looked at, the writing tells
        if folder and is_knowledge_base(target):
            raise InputError(f"{target}: is a knowledge base; name another folder")
        if kept := base_of_file(target):
            raise InputError(f"{target}: is what the knowledge base {kept} itself keeps there; choose another name")
        if target.is_file() and any(_holds(Path(one), target) for one in read if one):
            raise InputError(f"{target}: is read by this command; choose another name for what it writes")


def files_of(sources: Iterable[str]) -> Iterator[str]:
    """Yield what sources of news name, globs taken apart."""
    for one in sources:
        yield from glob.glob(one, recursive=True) or [one]  # noqa: PTH207  # Path.glob takes no absolute ones


def _holds(read: Path, target: Path) -> bool:
    """Tell whether a file is one that is read, itself or in a folder of which all is read."""
    from migrationkg.knowledge_base.kept import is_knowledge_base

    with suppress(OSError, ValueError):  # a query's text is no path
        if read.samefile(target):
            return True
        return not is_knowledge_base(read) and any(read.samefile(one) for one in target.absolute().parents)
    return False
