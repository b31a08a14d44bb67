"""What tells whether the program that made a knowledge base is the one that goes on with it."""

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from migrationkg.resources import resource

_PACKAGE = Path(__file__).resolve().parent.parent


def fingerprint_of(folders: Iterable[Path]) -> str:
    """Return a hash of all files of some folders, whatever their kind: code, tables, weights, authority data."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                name = path.relative_to(folder).as_posix()
                digest.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


@cache
def rules_fingerprint() -> str:
    """Return a hash of what decides how news is read: extraction with its tables and weights, and authority data."""
    return fingerprint_of((_PACKAGE / "extraction", _PACKAGE / "authority", resource("data/authority")))


@cache
def code_fingerprint() -> str:
    """Return a hash of the program and of the data that it brings along."""
    return fingerprint_of((_PACKAGE, resource("data/authority"), resource("ontology")))
