"""What a knowledge base remembers of each item: its text and what was read out of it.

An item whose words did not change is not read again, unless the rules or the authority data did: each line carries a
fingerprint of both.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from migrationkg.errors import InputError
from migrationkg.extraction.jsonlines import from_json, to_json
from migrationkg.model import Extraction, NewsItem
from migrationkg.resources import resource

#: How a line begins; an id has no letter that JSON escapes.
_BEGIN = '{"id": "'


def remembered(path: Path) -> dict[str, Extraction]:
    """Return what `path` remembers, by item id; nothing where the file does not exist.

    Raises:
        InputError: a line is not of the form.
    """
    if not path.exists():
        return {}
    found: dict[str, Extraction] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            extraction = from_json(json.loads(line))
        except (KeyError, TypeError, ValueError) as error:
            raise InputError(
                f"{path}:{number}: damaged ({error}); delete the line, and build again with the item's source"
            ) from error
        found[extraction.item.id] = extraction
    return found


def remembered_iris(path: Path) -> dict[tuple[str, str], str]:
    """Return (id of an item, local id of an entity) → IRI, as the last build gave them."""
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return {(row["id"], entity["id"]): entity["iri"] for row in rows for entity in row["entities"] if "iri" in entity}


def is_current(path: Path) -> bool:
    """Return whether what is remembered was read by the rules and authority data of today."""
    stamp = path.with_suffix(".rules")
    return stamp.exists() and stamp.read_text(encoding="utf-8").strip() == rules_fingerprint()


def memory_lines(extractions: Iterable[Extraction], iris: Mapping[tuple[str, str], str]) -> dict[str, str]:
    """Return id of each item → the line that remembers what was read out of it, sorted by day and id."""
    rows = sorted(extractions, key=lambda one: (one.item.published, one.item.id))
    return {one.item.id: json.dumps(to_json(one, iris), ensure_ascii=False) + "\n" for one in rows}


def remembered_lines(path: Path) -> dict[str, str]:
    """Return what `memory_lines` gave for the last build."""
    with path.open(encoding="utf-8", newline="\n") as file:
        return {line[len(_BEGIN) : line.index('"', len(_BEGIN))]: line for line in file if line.startswith(_BEGIN)}


def write_memory(path: Path, lines: Iterable[str]) -> None:
    """Write what was read out of each item, with the fingerprint of the rules beside it."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(lines)
    path.with_suffix(".rules").write_text(rules_fingerprint() + "\n", encoding="utf-8")


def same_words(known: NewsItem, item: NewsItem) -> bool:
    """Return whether two readings of an item say the same; where it was read does not matter."""
    return known == item


def moved(known: Extraction, item: NewsItem) -> Extraction:
    """Return what was read out of an item, with the place where it stands now."""
    return replace(known, item=item)


@cache
def rules_fingerprint() -> str:
    """Return a hash of the extraction rules and the authority data."""
    package = Path(__file__).resolve().parent.parent
    digest = hashlib.sha256()
    for folder in (package / "extraction", package / "authority", resource("data/authority")):
        for path in sorted(folder.rglob("*")):
            if path.suffix in {".py", ".toml", ".csv", ".ttl"}:
                digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]
