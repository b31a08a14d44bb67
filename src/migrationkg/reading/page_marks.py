"""What a page shows of its parts: headings that are links, what is like a date, what is said to be published."""

import re
from collections import defaultdict
from itertools import takewhile

from migrationkg.reading.date_forms import month_names
from migrationkg.reading.page_parts import Part, Parts
from migrationkg.reading.template import Template

_PERIOD = re.compile(r"(?:([^\W\d_]+) )?(?:19|20)\d\d")
_PUBLISHED = re.compile(r"(?:first |date )?(?:published|posted|publication|publish(?:ing)? date)\b", re.IGNORECASE)
_NAMES_OF_PUBLICATION = frozenset("published publication publish pubdate posted created".split())


def linked_headings(page: Parts) -> list[list[int]]:
    """Return, for each level under that of the page, where the headings begin that are links, two at least."""
    levels: dict[str, dict[int, int]] = defaultdict(dict)
    for index, part in enumerate(page.parts):
        heading = page.heading(part)
        if heading is not None and part.link is not None and part.text and not part.day:
            levels[page.layout.elements[heading].tag].setdefault(heading, index)
    return [list(seen.values()) for level, seen in sorted(levels.items()) if level != "h1" and len(seen) > 1]


def is_period(text: str, template: Template) -> bool:
    """Tell whether a text is a month or a year ("May 2024"), as a heading that parts a list by time is."""
    found = _PERIOD.fullmatch(text)
    months = {**month_names("en"), **month_names(template.locale)}
    return found is not None and (not found[1] or found[1].casefold() in months)


def is_like_date(page: Parts, part: Part) -> bool:
    """Tell whether a part is a day, or would be one if it were whole, known or settled."""
    said = page.role(part) == "date" and any(char.isdigit() for char in part.text)
    return bool(part.day or part.wrong) or said or is_period(part.text, page.template)


def is_said_published(page: Parts, part: Part, within: int) -> bool:
    """Tell whether a day is said to be that of publication, in its words or by a name inside the element `within`."""
    names = {
        name
        for element in takewhile(lambda one: one not in {within, 0}, page.around(part.element))
        for name in page.layout.elements[element].names
    }
    return bool(names & _NAMES_OF_PUBLICATION or _PUBLISHED.match(part.text))
