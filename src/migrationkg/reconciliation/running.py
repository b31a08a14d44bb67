"""Reconcile the names of a CSV file with a knowledge base or with authority files, in one call."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pyoxigraph import Store

from migrationkg.authority.entry_values import checked_kind
from migrationkg.authority.files import read_authorities
from migrationkg.errors import InputError, Problem
from migrationkg.knowledge_base import open_knowledge_base
from migrationkg.model import ENTITY_KINDS
from migrationkg.progress import stage
from migrationkg.reconciliation.matching import NameIndex
from migrationkg.reconciliation.table import Reconciled, read_table, reconcile_table
from migrationkg.reconciliation.things import Thing, things_of_entries, things_of_store
from migrationkg.reconciliation.unlinked import Links, links_of
from migrationkg.store import open_store


def reconcile_file(
    path: str | Path,
    column: str,
    *,
    type: str | None = None,  # noqa: A002
    country: str | None = None,
    kb: str | Path = "kb",
    against: Sequence[str | Path] = (),
) -> Reconciled:
    """Find out which resources the names in a column of a CSV file mean.

    Args:
        path: the file.
        column: the column with the names.
        type: the kind of all of them: one of `model.ENTITY_KINDS`, or Organisation.
        country: the column with the country of each, by name or code.
        kb: the knowledge base, or a file of Turtle, TriG, N-Quads or N-Triples, with whose resources they are compared.
        against: authority files with whose entries they are compared instead.

    Returns:
        The table with the candidates of each row, and the problems of the file and the authority files.

    Raises:
        InputError: a file, a column or the knowledge base is not there, or cannot be read.
    """
    table = read_table(Path(path))
    kind = _kind(type)
    things, problems = _things(Path(kb), [Path(one) for one in against])
    with stage("looking names up"):
        done = reconcile_table(table, column, NameIndex.of(things), kind=kind, country=country)
    return replace(done, problems=(*done.problems, *problems))


def links_of_file(kb: str | Path = "kb") -> Links:
    """Return which things of a knowledge base, or of a file of RDF, bear an id of another catalogue.

    Raises:
        InputError: it is not there, or cannot be read.
    """
    return links_of(_store(Path(kb)))


def _store(kb: Path) -> Store:
    return open_store(kb if kb.is_file() else open_knowledge_base(kb).store)


def _kind(text: str | None) -> str | None:
    try:
        return checked_kind(text or "", ("Organisation", *ENTITY_KINDS))
    except ValueError as error:
        raise InputError(f"--type {error}") from error


def _things(kb: Path, against: Sequence[Path]) -> tuple[tuple[Thing, ...], tuple[Problem, ...]]:
    if against:
        entries, problems = read_authorities(against)
        return things_of_entries(entries), problems
    return things_of_store(_store(kb)), ()
