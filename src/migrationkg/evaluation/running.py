"""Annotated items from a file, and what the extraction makes of them."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from migrationkg.errors import InputError
from migrationkg.evaluation.scoring import Item
from migrationkg.extraction import Extractor, extract
from migrationkg.extraction.jsonlines import to_json
from migrationkg.json_form import check_form
from migrationkg.model import NewsItem, Source
from migrationkg.reading import read

#: An item as GUIDE.md describes it.
_ANNOTATED = {
    "id": str,
    "title": str,
    "date": str,
    "text?": str,
    "category?": str,
    "entities": [
        {"id": str, "type": str, "names": [str]}
        | dict.fromkeys(("iso?", "eventType?", "startDate?", "endDate?", "status?", "role?"), str)
    ],
    "facts": [[str]],
    "amounts?": [{"of": str, "value": float, "currency": str}],
}


def read_gold(path: Path) -> list[Item]:
    """Return the annotated items of a JSON Lines file.

    Raises:
        InputError: the file cannot be read, or a line is no annotated item.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")  # not splitlines(): a text may hold U+2028
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: cannot be read: {error}; save it as UTF-8") from error
    return [_item(path, number, line) for number, line in enumerate(lines, start=1) if line.strip()]


def _item(path: Path, number: int, line: str) -> Item:
    try:
        item: Item = json.loads(line)
        check_form(item, _ANNOTATED)
        _day(item["date"])
    except json.JSONDecodeError as error:
        raise InputError(f"{path}:{number}: not valid JSON: {error.msg}") from error
    except ValueError as error:
        raise InputError(f"{path}:{number}: no annotated item; {error} (see GUIDE.md)") from error
    except RecursionError as error:
        raise InputError(f"{path}:{number}: no annotated item; it is nested too deep (see GUIDE.md)") from error
    odd = [fact for fact in item["facts"] if len(fact) != 3]
    if odd:
        raise InputError(f"{path}:{number}: a fact is [subject, relation, object], not {odd[0]} (see GUIDE.md)")
    return item


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise ValueError(f"its date is {written!r}; write a day such as 2025-01-31") from error


def read_predictions(gold: Sequence[Item], source: str | None, extractor: Extractor = extract) -> list[Item]:
    """Return what is extracted from `source`, or from the annotated items' own text where there is none.

    Args:
        gold: the annotated items.
        source: news to read, or None.
        extractor: what reads an item.

    Raises:
        InputError: the source cannot be read, or an annotated item has no text to read.
    """
    if source is not None:
        return [to_json(extractor(item)) for item in read([source]).items]
    return [to_json(extractor(news(item))) for item in gold]


def news(item: Item) -> NewsItem:
    """Return an annotated item as the news that it annotates.

    Raises:
        InputError: it has no text.
    """
    if "text" not in item:
        raise InputError(f"{item['id']}: the annotated item has no text; name the SOURCE to read")
    published = _day(item["date"])
    return NewsItem(item["id"], item["title"], published, item.get("category"), item["text"], None, Source("gold", 0))
