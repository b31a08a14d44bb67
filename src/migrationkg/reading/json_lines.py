"""JSON Lines: one object a line; or a JSON array of objects, or an object that holds one.

Annotated items (`data/gold/GUIDE.md`) have this form too. They are exercises, and that is their category, so that
nobody takes for news what was worded to measure how well facts are read.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from migrationkg.errors import Problem
from migrationkg.model import EXERCISE
from migrationkg.reading.columns import entry_of_record, known_fields
from migrationkg.reading.entry import Entry, Page
from migrationkg.reading.template import Template

_ARRAY = re.compile(r"\s*\[\s*\{")
_BLANK_OR_COMMA = " \t\n,"


def read_json_lines(page: Page, template: Template) -> Iterator[Entry | Problem]:
    """Yield the items of JSON Lines or of a JSON array, and the problems of what is none."""
    records = _array(page) if _ARRAY.match(page.text) else _within_one(page) or _lines(page)
    for number, record in records:
        if isinstance(record, dict):
            for found in entry_of_record(record, template, page.name, number):
                if isinstance(found, Entry) and _is_annotated(record):
                    yield replace(found, category=EXERCISE)
                else:
                    yield found
        elif isinstance(record, Problem):
            yield record
        else:
            yield Problem(page.name, number, "the line is no JSON object; write one object in {…} on each line")


def _is_annotated(record: Mapping[str, object]) -> bool:
    """Tell whether people annotated an item; what `migrationkg extract` prints says where it found each fact."""
    return isinstance(record.get("entities"), list) and "facts" in record and "evidence" not in record


def _lines(page: Page) -> Iterator[tuple[int, object]]:
    for number, line in enumerate(page.text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            yield number, json.loads(line)
        except (ValueError, RecursionError) as error:
            problem = f"the line is not valid JSON ({error}); write one object on each line"
            yield number, Problem(page.name, number, problem)


def _within_one(page: Page) -> list[tuple[int, object]]:
    """Return the records of a text that is one JSON object: those of a list in it, as in a JSON Feed, or itself.

    Nothing is returned where the text is no object, or several.
    """
    try:
        whole = json.loads(page.text)
    except (ValueError, RecursionError):
        return []
    if not isinstance(whole, dict):
        return []
    records = None if _is_item(whole) else _listed(whole)
    return [(1, whole)] if records is None else [(1, record) for record in records]


def _listed(whole: Mapping[str, object]) -> list[dict[str, object]] | None:
    """Return the objects of the list in an object that holds items, else of the one called so or the only one."""
    lists = {
        name: value
        for name, value in whole.items()
        if isinstance(value, list) and value and all(isinstance(record, dict) for record in value)
    }
    held = [records for records in lists.values() if any(map(_is_item, records))]
    only = [*lists.values()] if len(lists) == 1 else []
    return next(iter([*held, *(lists[name] for name in lists if name == "items"), *only]), None)


def _is_item(record: Mapping[str, object]) -> bool:
    return {"headline", "date"} <= known_fields(record).keys()


def _array(page: Page) -> Iterator[tuple[int, object]]:
    """Yield each value of an array with its line; those before a fault are kept."""
    text, decoder = page.text, json.JSONDecoder()
    place, line, counted = text.index("[") + 1, 1, 0
    while True:
        while text[place : place + 1] and text[place] in _BLANK_OR_COMMA:
            place += 1
        line, counted = line + text.count("\n", counted, place), place
        if text.startswith("]", place):
            if text[place + 1 :].strip():
                yield line, Problem(page.name, line, "what stands after the array was left out; write one array")
            return
        try:
            value, place = decoder.raw_decode(text, place)
        except (ValueError, RecursionError) as error:
            yield line, Problem(page.name, line, f"the array is not valid JSON from here on ({error}); correct it")
            return
        yield line, value
