"""JSON Lines: one object a line."""

import json
from collections.abc import Iterator

from migrationkg.errors import Problem
from migrationkg.reading.columns import entry_of_record
from migrationkg.reading.entry import Entry, Page
from migrationkg.reading.template import Template


def read_json_lines(page: Page, template: Template) -> Iterator[Entry | Problem]:
    """Yield the items of a JSON Lines file, and the problems of lines that are none."""
    for number, line in enumerate(page.text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield Problem(page.name, number, f"the line is not valid JSON ({error}); write one object on each line")
            continue
        if isinstance(record, dict):
            yield from entry_of_record(record, template, page.name, number)
        else:
            yield Problem(page.name, number, "the line is no JSON object; write one object in {…} on each line")
