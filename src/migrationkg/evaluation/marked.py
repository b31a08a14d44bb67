"""Annotated items with what was found, missed and spurious marked in their text."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from migrationkg.evaluation.running import news
from migrationkg.evaluation.scoring import Compared, Item
from migrationkg.extraction.text.analysis import Text, analyse
from migrationkg.inspection.passages import Mark, Part, passage

#: What a reader wants to see first where words have several marks.
_ORDER = ("spurious", "missed", "right")


@dataclass(frozen=True, slots=True)
class Row:
    """A fact, or an entity that is not right, with the sentences in which its words stand."""

    compared: Compared
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class MarkedItem:
    """An item for reading.

    Attributes:
        id: its id.
        date: day of publication, ISO 8601.
        headline: the title, names marked "right", "missed" or "spurious".
        paragraphs: the text in the same way.
        entities: the entities that are missed or spurious.
        facts: all facts, the wrong ones first.
    """

    id: str
    date: str
    headline: tuple[Part, ...]
    paragraphs: tuple[tuple[Part, ...], ...]
    entities: tuple[Row, ...]
    facts: tuple[Row, ...]

    @property
    def errors(self) -> int:
        """Number of differences between annotation and extraction."""
        return sum(row.compared.what != "right" for row in (*self.entities, *self.facts))


def marked_items(gold: Sequence[Item], rows: Iterable[Compared]) -> list[MarkedItem]:
    """Return the annotated items with the outcome of an evaluation marked in them."""
    by_item: dict[str, list[Compared]] = {}
    for row in rows:
        by_item.setdefault(row.item, []).append(row)
    return [_marked(item, by_item.get(item["id"], [])) for item in gold]


def _marked(item: Item, rows: Sequence[Compared]) -> MarkedItem:
    text = analyse(news(item))
    names = sorted((row for row in rows if row.group == "entity"), key=lambda row: _ORDER.index(row.what))
    marks = [Mark(start, end, row.what) for row in names for start, end in row.spans]
    facts = sorted((row for row in rows if row.group == "fact"), key=lambda row: row.what == "right")
    return MarkedItem(
        item["id"],
        item["date"],
        passage(text.original, 0, text.headline_end, marks),
        tuple(passage(text.original, start, end, marks) for start, end in _paragraphs(text)),
        tuple(Row(row, in_text(text, row)) for row in names if row.what != "right"),
        tuple(Row(row, in_text(text, row)) for row in facts),
    )


def _paragraphs(text: Text) -> Iterator[tuple[int, int]]:
    start = text.headline_end + 2
    for paragraph in text.original[start:].split("\n\n"):
        yield start, start + len(paragraph)
        start += len(paragraph) + 2


def in_text(text: Text, row: Compared) -> tuple[Part, ...]:
    """Return the sentences in which the words of an entity or fact stand, the words marked; none where none are known.

    Args:
        text: the item's content, analysed.
        row: the entity or fact.
    """
    marks = [Mark(start, end, row.what) for start, end in row.spans]
    shown = sorted({text.sentence_at(at) for mark in marks for at in (mark.start, mark.end - 1)})
    parts: list[Part] = []
    for index in shown:
        start, end = text.sentences[index]
        cut = [Mark(max(one.start, start), min(one.end, end), one.why) for one in marks]
        parts += [*([Part(" … ")] if parts else []), *passage(text.original, start, end, cut)]
    return tuple(parts)
