"""Whether the files of a knowledge base are as the last build left them: it keeps their digests in `.digests`."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from migrationkg.errors import InputError, Problem
from migrationkg.json_form import check_form
from migrationkg.knowledge_base.folder import KnowledgeBase, being_replaced
from migrationkg.program import command
from migrationkg.store.disk import current_data

#: What a store's engine writes for itself.
_NOT_DATA = ("LOCK", "LOG")


def write_digests(fresh: KnowledgeBase) -> None:
    """Write the digest of each file that a build made and another builds on; the store counts as one."""
    found = {path.name: digest for path in _kept(fresh) if (digest := _digest(path)) is not None}
    fresh.digests.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8", newline="\n")


def read_digests(known: KnowledgeBase) -> dict[str, str] | None:
    """Return name → digest as the last build left it; nothing where it left none, None where that is damaged."""
    try:
        told: dict[str, str] = json.loads(known.digests.read_bytes())
        check_form(told, dict.fromkeys((known.memory.name, known.identities.name, known.trig.name), str))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError):
        return None
    return told


def odd_files(known: KnowledgeBase, of: Iterable[Path] | None = None) -> list[Path]:
    """Return the files that are not as the last build left them, those that are gone among them.

    Nothing is said while a build puts a new state in place, nor of a knowledge base of a version that kept no digests.

    Args:
        known: the knowledge base.
        of: the files that are asked about; all by default.
    """
    told = read_digests(known)
    if told is None:
        return [known.digests]
    asked = _kept(known) if of is None else of
    odd = [path for path in asked if path.name in told and _digest(path) != told[path.name]]
    return [] if being_replaced(known.folder) or read_digests(known) != told else odd


def refuse_lost(known: KnowledgeBase) -> None:
    """Refuse to build where what cannot be made anew is gone.

    Raises:
        InputError: the items or the registry are gone; the message says what to do.
    """
    for path in (known.memory, known.identities):
        if not path.exists() and path.name in (read_digests(known) or ()):
            raise InputError(
                f"{path}: is gone, and nothing else holds what it held; take it from a copy of the knowledge base, or"
                f" delete {known.digests} too, to go on without it"
            )


def told_of(odd: Iterable[Path], known: KnowledgeBase) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Return what to tell of files that are not as the last build left them, when a build is done.

    Args:
        odd: the files.
        known: the knowledge base.

    Returns:
        What was made anew, a line each; and what was taken as it is, since nothing else says what it held.
    """
    kept = (known.memory, known.identities)
    return (
        tuple(f"{path}: not as the last build left it; made anew" for path in odd if path not in kept),
        tuple(
            Problem(
                str(path),
                0,
                "not as the last build left it, and taken as it is; if something is missing, "
                "take the file from a copy, or build again with the items' sources",
            )
            for path in odd
            if path in kept
        ),
    )


def refuse_damaged(known: KnowledgeBase, path: Path) -> None:
    """Refuse to hand on a file that is not as the last build left it.

    Raises:
        InputError: it is not; the message says how it is made anew.
    """
    if path in odd_files(known, [path]):
        raise InputError(
            f"{path}: not as the last build left it; make it anew with: {command('build', '--kb', str(known.folder))}"
        )


def _kept(known: KnowledgeBase) -> tuple[Path, ...]:
    return (
        known.memory,
        known.memory.with_suffix(".rules"),
        known.identities,
        known.doubtful,
        known.state,
        known.turtle,
        known.trig,
        known.store,
        known.report_graph,
    )


def _digest(path: Path) -> str | None:
    """Return the digest of a file, or of a store; None where it cannot be read."""
    try:
        if not path.is_dir():
            return _of_file(path)
        data = path / current_data(path)
        files = sorted(one for one in data.iterdir() if not one.name.startswith(_NOT_DATA))
        together = "".join(f"{one.name} {_of_file(one)} " for one in files)
        return hashlib.blake2b(together.encode(), digest_size=16).hexdigest()
    except (OSError, InputError):
        return None


def _of_file(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, lambda: hashlib.blake2b(digest_size=16)).hexdigest()
