"""Passages of a news item with words marked, and where they stand in the file."""

from collections.abc import Iterable
from dataclasses import dataclass

from migrationkg.model import NewsItem


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a passage.

    Attributes:
        text: its words.
        mark: why they are marked; empty where they are not.
    """

    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A stretch of an item's content to be marked.

    Attributes:
        start: offset of the first character.
        end: offset after the last.
        why: the mark that the passage's part gets.
    """

    start: int
    end: int
    why: str = "said"


def passage(content: str, start: int, end: int, marks: Iterable[Mark]) -> tuple[Part, ...]:
    """Return the content from `start` to `end` in parts; of marks that overlap, the one listed first has its words.

    Example:
        >>> passage("IOM held a workshop.", 0, 20, [Mark(11, 19)])
        (Part(text='IOM held a ', mark=''), Part(text='workshop', mark='said'), Part(text='.', mark=''))
    """
    kept: list[Mark] = []
    for mark in marks:
        inside = start <= mark.start < mark.end <= end
        if inside and all(mark.end <= other.start or other.end <= mark.start for other in kept):
            kept.append(mark)
    parts, at = [], start
    for mark in sorted(kept):
        parts += [Part(content[at : mark.start]), Part(content[mark.start : mark.end], mark.why)]
        at = mark.end
    return tuple(part for part in (*parts, Part(content[at:end])) if part.text)


def where(item: NewsItem, offset: int) -> str:
    """Return the file and line where a character of an item's content stands, as "news.txt:17".

    The line is that of the headline, or that with which the character's paragraph begins.
    """
    source = item.source
    if source.line == 0:
        return source.name
    paragraph = item.text.count("\n\n", 0, max(0, offset - len(item.headline) - 2))
    in_text = offset > len(item.headline) and paragraph < len(source.paragraph_lines)
    return f"{source.name}:{source.paragraph_lines[paragraph] if in_text else source.line}"
