"""Who writes a knowledge base: one process at a time, for which others wait."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from migrationkg.errors import InputError
from migrationkg.knowledge_base.folder import HOLDER, LOCK, refuse_other

#: Seconds after which one who waits is told for whom, and after which the wait is given up.
_SOON, _LATE = 5, 600

_LOG = logging.getLogger(__name__)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder for one build; a second one waits up to ten minutes, and is told for which process.

    Raises:
        InputError: the folder cannot be made or locked.
    """
    refuse_other(folder)
    holder = folder / HOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _waited_for(folder):
            holder.write_text(str(os.getpid()), encoding="ascii")
            try:
                yield
            finally:
                holder.unlink(missing_ok=True)
    except OSError as error:
        raise InputError(f"{folder}: cannot be written: {error.strerror or error}") from error


@contextmanager
def _waited_for(folder: Path) -> Iterator[None]:
    from filelock import FileLock, Timeout  # brings asyncio along, which takes as long as an answer

    lock = FileLock(str(folder / LOCK))
    try:
        lock.acquire(timeout=_SOON)
    except Timeout:
        _LOG.warning("%s: waiting for process %s, which is writing it", folder, _holder(folder))
        try:
            lock.acquire(timeout=_LATE - _SOON)
        except Timeout as error:
            raise InputError(
                f"{folder}: process {_holder(folder)} has been writing it for ten minutes; end that one first"
            ) from error
    try:
        yield
    finally:
        lock.release()


def writer_of(folder: Path) -> str | None:
    """Return the id of the process that is writing a knowledge base now; None if none is."""
    from filelock import FileLock, Timeout

    try:
        with FileLock(str(folder / LOCK), timeout=0):
            return None
    except Timeout:
        return _holder(folder)


def _holder(folder: Path) -> str:
    """Return the id of the process that holds the lock, as far as it has told."""
    try:
        return (folder / HOLDER).read_text(encoding="ascii") or "unknown"
    except (OSError, UnicodeDecodeError):
        return "unknown"
