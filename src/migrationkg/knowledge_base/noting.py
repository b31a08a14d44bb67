"""What a review asks of the graph of a knowledge base: noted by each build, from what has changed."""

import shutil
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from pyoxigraph import Store

from migrationkg.errors import InputError
from migrationkg.knowledge_base.damage import odd_files
from migrationkg.knowledge_base.folder import KnowledgeBase
from migrationkg.program import command
from migrationkg.review.notes import Notes, notes_at, notes_of
from migrationkg.store import open_store
from migrationkg.store.updating import Difference


def write_notes(
    fresh: KnowledgeBase, known: KnowledgeBase, odd: Collection[Path], difference: Difference | None
) -> None:
    """Write the notes of a graph, out of those of the last build where they and what has changed are known.

    Args:
        fresh: the files of a build, with the store.
        known: the knowledge base as the last build left it.
        odd: its files that are not as that build left them.
        difference: what the store has less and more than the last one; None where that is not known.

    Raises:
        InputError: the notes cannot be written.
    """
    goes_on = difference is not None and known.notes.is_file() and known.notes not in odd
    try:
        if goes_on:
            shutil.copyfile(known.notes, fresh.notes)
        with notes_at(fresh.notes) as notes:
            if goes_on and difference is not None:
                notes.update(open_store(fresh.store), difference)
            else:
                notes.fill(open_store(fresh.store))
    except sqlite3.Error as error:
        raise InputError(f"{fresh.notes}: cannot be written: {error}") from error


@contextmanager
def noted(known: KnowledgeBase, store: Store) -> Iterator[Notes]:
    """Give the notes of the last build; found anew where it took none, or they are damaged.

    Raises:
        InputError: they are damaged, and that could not be seen before.
    """
    if not known.notes.is_file() or odd_files(known, [known.notes]):
        yield notes_of(store)
        return
    try:
        with notes_at(known.notes, reading=True) as notes:
            yield notes
    except sqlite3.Error as error:
        making = command("build", "--kb", str(known.folder))
        raise InputError(f"{known.notes}: is damaged; make it anew with: {making}") from error
