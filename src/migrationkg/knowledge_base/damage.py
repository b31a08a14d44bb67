"""Whether the files of a knowledge base are as the last build left them: it keeps their digests in `.digests`.

A file of the size and the time of writing that it had then is taken for the same, and not read.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from migrationkg.errors import InputError, Problem
from migrationkg.graph.files import sha256_of
from migrationkg.knowledge_base.drawing import is_drawn
from migrationkg.knowledge_base.folder import KnowledgeBase, being_replaced
from migrationkg.program import command
from migrationkg.store.disk import current_data

#: What a store's engine writes for itself.
_NOT_DATA = ("LOCK", "LOG")

#: Letters of a digest that is no SHA-256.
_SHORT = 32

#: A file: its digest, its size in bytes, and when it was written, in nanoseconds.
Mark = tuple[str, int, int]


def write_digests(fresh: KnowledgeBase, known: KnowledgeBase, told: Mapping[str, str]) -> None:
    """Write the digest of each file that a build made and another builds on.

    Args:
        fresh: the files.
        known: the knowledge base as the last build left it; what the new store has from its store is not read again.
        told: name → SHA-256 of files of which it is known.
    """
    before = read_digests(known) or {}
    marks = {}
    for name, path in (_files(fresh) | _by_people(known)).items():
        if path == fresh.network and not is_drawn(path):
            continue  # `view` may put the network in its place
        digest, *same = before.get(name, ("",))
        now = _size_and_time(path)
        marks[name] = (digest if now == tuple(same) else told.get(name) or sha256_of(path)), *now
    fresh.digests.write_text(json.dumps(marks, indent=1) + "\n", encoding="utf-8", newline="\n")


def read_digests(known: KnowledgeBase) -> dict[str, Mark] | None:
    """Return name of each file → its mark as the last build left it, those of a store each; None where damaged.

    It is empty where the last build, or the version that made it, left none.
    """
    try:
        told = json.loads(known.digests.read_bytes())
        if all(isinstance(one, str) for one in told.values()):  # by a version that kept no sizes
            return {}
        marks = {name: (str(digest), int(size), int(written)) for name, (digest, size, written) in told.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return None
    return marks if {known.memory.name, known.identities.name, known.trig.name} <= marks.keys() else None


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
    odd = [path for path in asked if told and _is_odd(path, told)]
    return [] if being_replaced(known.folder) or read_digests(known) != told else odd


def _is_odd(path: Path, told: Mapping[str, Mark]) -> bool:
    """Tell whether a file, or one of a store, is gone, or is another than it was; the store also where one is new."""
    wanted = {name for name in told if name == path.name or name.startswith(f"{path.name}/")}
    try:
        found = _parts(path)
        return bool(wanted) and (wanted != found.keys() or any(_differs(found[name], told[name]) for name in wanted))
    except (OSError, InputError):
        return bool(wanted)


def _differs(path: Path, mark: Mark) -> bool:
    digest, size, written = mark
    now = _size_and_time(path)
    return now[0] != size or (now[1] != written and not has_digest(path, digest))


def refuse_lost(known: KnowledgeBase, of: Iterable[Path] | None = None) -> None:
    """Refuse to build where what cannot be made anew is gone.

    Args:
        known: the knowledge base.
        of: the files that are asked about; by default the items, the registry and what people write.

    Raises:
        InputError: the items, the registry or what people wrote are gone; the message says what to do.
    """
    for path in of or (known.memory, known.identities, known.decisions, known.about):
        if not path.exists() and path.name in (read_digests(known) or ()):
            raise InputError(
                f"{path}: is gone, and nothing else holds what it held; take it from a copy of the knowledge base, or"
                f" {_without(path, known)}, to go on without it"
            )


def _without(path: Path, known: KnowledgeBase) -> str:
    if path in (known.decisions, known.about):
        return "put an empty file in its place"
    return f"delete {known.digests} too"


def not_built_upon(known: KnowledgeBase) -> tuple[Path, ...]:
    """Return the files without which a build makes the others all the same: pages, the description, notes."""
    return (known.report, known.network, known.description, known.notes)


def told_of(
    odd: Iterable[Path], known: KnowledgeBase, made: Collection[str]
) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Return what to tell of files that are not as the last build left them, when a build is done.

    Args:
        odd: the files.
        known: the knowledge base.
        made: names of the files that the build made.

    Returns:
        What was made anew, a line each; and what was taken as it is, since nothing else says what it held.
    """
    kept = (known.memory, known.identities)
    return (
        tuple(
            f"{path}: not as the last build left it; {_became(path, known, made)}" for path in odd if path not in kept
        ),
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


def _became(path: Path, known: KnowledgeBase, made: Collection[str]) -> str:
    if path.name in made:
        return "made anew"
    return "taken away" if path in known.of_validation else "left as it is"


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
        known.database,
        known.identities,
        known.doubtful,
        known.state,
        known.turtle,
        known.trig,
        known.store,
        known.report_graph,
        known.findings,
        *not_built_upon(known),
    )


def _by_people(known: KnowledgeBase) -> dict[str, Path]:
    """Return name → path of what people wrote: they may write anything else in it, but it may not get lost."""
    return {path.name: path for path in (known.decisions, known.about) if path.is_file()}


def _files(known: KnowledgeBase) -> dict[str, Path]:
    """Return name → path of all files that there are."""
    return {name: one for path in _kept(known) if path.exists() for name, one in _parts(path).items()}


def _parts(path: Path) -> dict[str, Path]:
    """Return name → path of a file, or of each file of a store, whatever the folder of its data is called."""
    if not path.is_dir():
        return {path.name: path}
    data = path / current_data(path)
    return {f"{path.name}/{one.name}": one for one in sorted(data.iterdir()) if not one.name.startswith(_NOT_DATA)}


def _size_and_time(path: Path) -> tuple[int, int]:
    told = path.stat()
    return told.st_size, told.st_mtime_ns


def has_digest(path: Path, digest: str) -> bool:
    """Tell whether a file has a digest: SHA-256, hexadecimal, or, as earlier versions kept, BLAKE2b of 128 bits."""
    if len(digest) == _SHORT:
        with path.open("rb") as stream:
            return digest == hashlib.file_digest(stream, lambda: hashlib.blake2b(digest_size=_SHORT // 2)).hexdigest()
    return digest == sha256_of(path)
