"""Text with its headline and date above it, between two lines of hyphens, as Markdown of static sites has them."""

import re
from collections.abc import Mapping

from migrationkg.reading.columns import known_fields

_FENCE = re.compile(r"-{3,}[ \t]*")
_FIELD = re.compile(r"([\w-]+):[ \t]+([^\s\[{].*)")


def item_with_front_matter(text: str) -> Mapping[str, object] | None:
    r"""Return the fields of a text with front matter, its text too; None where that tells no headline and date.

    Example:
        >>> item_with_front_matter('---\ntitle: "Talks"\ndate: 2025-06-30\n---\nThey met.')
        {'title': 'Talks', 'date': '2025-06-30', 'text': 'They met.'}
        >>> item_with_front_matter("Talks\n---\n30 June 2025") is None
        True
    """
    lines = text.lstrip().split("\n")
    if not _FENCE.fullmatch(lines[0]):
        return None
    end = next((index for index, line in enumerate(lines[1:], start=1) if _FENCE.fullmatch(line)), 0)
    told = [found for line in lines[1:end] if (found := _FIELD.fullmatch(line))]
    record = {found[1]: _unquoted(found[2]) for found in told} | {"text": "\n".join(lines[end + 1 :])}
    return record if {"headline", "date"} <= known_fields(record).keys() else None


def _unquoted(value: str) -> str:
    value = value.strip()
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value
