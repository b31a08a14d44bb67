"""What a knowledge base remembers of each item: its text and what was read out of it.

An item whose words did not change is not read again, unless the rules or the authority data did: each line carries a
fingerprint of both.
"""

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from migrationkg.errors import InputError
from migrationkg.extraction.jsonlines import from_json, to_json
from migrationkg.knowledge_base.fingerprint import rules_fingerprint
from migrationkg.model import Extraction, NewsItem
from migrationkg.program import command
from migrationkg.reading.wording import fuller, is_cut_off


@dataclass(frozen=True, slots=True)
class Memory:
    """What is remembered.

    Attributes:
        extractions: id of each item → what was read out of it.
        lines: id of each item → its line, packed.
        iris: (id of an item, local id of an entity) → IRI, as the last build gave them.
    """

    extractions: Mapping[str, Extraction]
    lines: Mapping[str, bytes]
    iris: Mapping[tuple[str, str], str]


def read_memory(path: Path) -> Memory:
    """Return what a file remembers; nothing where it does not exist.

    Raises:
        InputError: a line is not of the form.
    """
    extractions: dict[str, Extraction] = {}
    lines: dict[str, bytes] = {}
    iris: dict[tuple[str, str], str] = {}
    for number, data in enumerate(_lines(path), start=1):
        try:
            row = json.loads(data.decode())
            extraction = from_json(row)
            key = extraction.item.id
            iris |= {(key, entity["id"]): entity["iri"] for entity in row["entities"] if "iri" in entity}
        except (KeyError, ValueError, ArithmeticError) as error:
            raise _damaged(path, number, str(error)) from error
        except RecursionError as error:
            raise _damaged(path, number, "nested too deep") from error
        if key in extractions:
            raise _damaged(path, number, f"the item {key} stands on an earlier line too")
        extractions[key] = extraction
        lines[key] = packed(data)
    return Memory(extractions, lines, iris)


def _lines(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            yield from file
    except FileNotFoundError:
        return
    except OSError as error:
        raise InputError(
            f"{path}: cannot be read: {error.strerror or error}; take it from a copy of the knowledge base"
        ) from error


def _damaged(path: Path, number: int, why: str) -> InputError:
    return InputError(
        f"{path}:{number}: damaged ({why}); delete the line, and build again with the item's source, where"
        f" {command('build', '--kb', str(path.parent))} does not bring it back"
    )


def is_current(path: Path) -> bool:
    """Return whether what is remembered was read by the rules and authority data of today."""
    stamp = path.with_suffix(".rules")
    return stamp.is_file() and stamp.read_bytes().strip() == rules_fingerprint().encode()


def memory_lines(
    extractions: Iterable[Extraction], iris: Mapping[tuple[str, str], str], before: Memory | None
) -> dict[str, bytes]:
    """Return id of each item → the packed line that remembers what was read out of it, sorted by day and id.

    Args:
        extractions: what was read out of each item.
        iris: (id of an item, local id of an entity) → IRI.
        before: what this version of the program remembered, whose lines stay where nothing is new; None if another did.
    """
    rows = sorted(extractions, key=lambda one: (one.item.published, one.item.id))
    return {
        one.item.id: before.lines[one.item.id] if before and _is_remembered(one, iris, before) else line_of(one, iris)
        for one in rows
    }


def _is_remembered(one: Extraction, iris: Mapping[tuple[str, str], str], before: Memory) -> bool:
    key = one.item.id
    return before.extractions.get(key) is one and all(
        before.iris.get((key, entity.id)) == iris.get((key, entity.id)) for entity in one.entities
    )


def line_of(one: Extraction, iris: Mapping[tuple[str, str], str]) -> bytes:
    """Return the packed line that remembers what was read out of an item.

    Args:
        one: what was read out of it.
        iris: (id of the item, local id of an entity) → IRI.
    """
    return packed((json.dumps(to_json(one, iris), ensure_ascii=False) + "\n").encode())


def packed(line: bytes) -> bytes:
    """Return a line in a third of its room, as the database keeps it."""
    return zlib.compress(line, 1)


def unpacked(line: bytes) -> bytes:
    """Return a line as it stands in the file."""
    return zlib.decompress(line)


def write_memory(path: Path, lines: Iterable[bytes]) -> None:
    """Write the packed lines of the items, with the fingerprint of the rules beside them."""
    with path.open("wb") as file:
        file.writelines(map(unpacked, lines))
    _write_rules(path)


def write_memory_again(
    known: Path, path: Path, before: Iterable[str], now: Iterable[str], anew: Mapping[str, bytes]
) -> None:
    """Write the lines of the items, those that are as they were out of a file that has them.

    Args:
        known: the file.
        path: where they go, with the fingerprint of the rules beside them.
        before: ids of its items, in its order.
        now: ids of the items, in their order, which is the same for all that are as they were.
        anew: id of each other item → its packed line.
    """
    with known.open("rb") as old, path.open("wb") as file:
        lines = zip(before, old, strict=True)
        for key in now:
            known_line = None if key in anew else next(line for one, line in lines if one == key)
            file.write(known_line or unpacked(anew[key]))
    _write_rules(path)


def _write_rules(path: Path) -> None:
    path.with_suffix(".rules").write_text(rules_fingerprint() + "\n", encoding="utf-8")


def same_words(known: NewsItem, item: NewsItem) -> bool:
    """Return whether two readings of an item say the same; where it was read does not matter."""
    return known == item


def whole(item: NewsItem, known: NewsItem | None) -> NewsItem:
    """Return an item; where its text is the known one cut off, as in a feed, or none, with the known one."""
    if known is None or not is_cut_off(item.text) or fuller(item.text, known.text) == item.text:
        return item
    return replace(item, text=known.text, source=known.source)


def moved(known: Extraction, item: NewsItem) -> Extraction:
    """Return what was read out of an item, with the place where it stands now."""
    return known if known.item.source == item.source else replace(known, item=item)
