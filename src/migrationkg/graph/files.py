"""Files that are whole or not there: written beside their place, then renamed."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from migrationkg.errors import InputError


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Open a file for writing that takes the place of `path` when the block ends without an error.

    After a crash or with a full disk, `path` is what it was before. What is no file, such as /dev/stdout, is kept and
    written to.

    Raises:
        InputError: the file cannot be written.
    """
    fresh = path.parent / f".{path.name}.{os.getpid()}.new"
    try:
        if path.exists() and not path.is_file():
            with path.open("wb") as stream:
                yield stream
            return
        try:
            with fresh.open("wb") as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            fresh.replace(path)
            keep_names(path.parent)
        finally:
            fresh.unlink(missing_ok=True)
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror or error}") from error


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def keep_file(path: Path) -> None:
    """Have what a file holds reach the disk."""
    with path.open("r+b") as stream:
        os.fsync(stream.fileno())


def keep_names(folder: Path) -> None:
    """Have the names in a folder, and so a renaming itself, reach the disk."""
    if os.name != "posix":
        return  # elsewhere a folder cannot be opened
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
