"""Relations that the words of a sentence state, by the rows of `tables/relations.toml`."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

from migrationkg.extraction.relations.cells import Sentence, filled
from migrationkg.extraction.tables.vocabulary import alternatives, load_table
from migrationkg.extraction.text.sieve import Sieve, compiled, sieve_of
from migrationkg.model import RELATION_KINDS

_NEGATED = re.compile(rf"\b{alternatives('not_said_patterns')}\b(?: [\w\ue000-\ue010]+){{0,5}} ?$", re.IGNORECASE)
#: In so many sentences before and behind one that of which it speaks is looked for, so that long items take no longer
#: a word.
_SENTENCES = 60


@dataclass(frozen=True, slots=True)
class Row:
    """A row of `tables/structure.toml`, `relations.toml` or `projects.toml`; the first lines of each tell its fields.

    With `whole` the project does not stand behind "of" or the like ("the meeting of the ALPHA project ended").
    """

    name: str
    pattern: str
    example: str
    says: str
    relation: str = ""
    confidence: float = 0.9
    located: str = ""
    unless: str = ""
    both: bool = False
    widen: bool = False
    list: bool = False
    rightmost: bool = False
    whole: bool = False
    status: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a table.

    Attributes:
        rows: all of them.
        sieve: tells which of them may match.
    """

    rows: tuple[Row, ...]
    sieve: Sieve

    @classmethod
    def of(cls, table: str, fill: Callable[[str], str] = filled) -> "Rows":
        """Return the rows of a table, their patterns filled."""
        rows = tuple(
            Row(**(row | {what: fill(row[what]) for what in ("pattern", "unless") if what in row}))
            for row in load_table(table)["row"]
        )
        return cls(rows, sieve_of([row.pattern for row in rows]))

    def passing(self, text: str) -> Iterator[Row]:
        """Yield the rows that may match in a sentence."""
        passing = self.sieve.passing(text)
        return (row for number, row in enumerate(self.rows) if passing >> number & 1)


@dataclass(frozen=True, slots=True)
class Statement:
    """A relation that words state, between entities of the item or of an entity and a value.

    Attributes:
        subject: local id of an entity.
        relation: name of the relation.
        object: local id of an entity, or a value.
        start: offset of the first of the words that state it.
        end: offset after the last.
        rule: name of the row or rule.
        confidence: share of such statements that proved right on annotated news.
    """

    subject: str
    relation: str
    object: str
    start: int
    end: int
    rule: str
    confidence: float


def may_join(relation: str, subject: str | None, target: str | None) -> bool:
    """Return whether a relation may join two kinds of thing."""
    subjects, objects = RELATION_KINDS[relation]
    return subject in subjects and target in objects


@cache
def _table() -> Rows:
    return Rows.of("relations")


def rows() -> tuple[Row, ...]:
    """Return the rows of the table."""
    return _table().rows


def read_relations(drawn: Sequence[Sentence], index: int) -> Iterator[Statement]:
    """Yield the relations that a sentence states.

    Args:
        drawn: the sentences of an item, drawn together.
        index: number of the sentence.
    """
    sentence = drawn[index]
    text = sentence.text[:1].lower() + sentence.text[1:]  # a capital that only opens a sentence tells nothing
    for row in _table().passing(text):
        for match in compiled(row.pattern).finditer(text):
            held_back = row.unless and compiled(row.unless).search(text, 0, match.start())
            if not (held_back or _NEGATED.search(text, 0, match.start()) or _NEGATED.search(match[0])):
                subjects, at = _subjects(drawn, index, match, row)
                start, end = min([match.start(), *at]), max([match.end(), *(place + 1 for place in at)])
                yield from stated(sentence, row, (start, end), subjects, sentence.cells[match.start("object")].entities)


def stated(
    sentence: Sentence, row: Row, span: tuple[int, int], subjects: Iterable[str], objects: Sequence[str]
) -> Iterator[Statement]:
    """Yield the relation of a row between subjects and objects, stated by the words of a span of the sentence."""
    words = sentence.cells[span[0]].start, sentence.cells[span[1] - 1].end
    for subject in subjects:
        for target in objects:
            if subject != target:
                yield Statement(subject, row.relation, target, *words, row.name, row.confidence)


def _subjects(
    drawn: Sequence[Sentence], index: int, match: re.Match[str], row: Row
) -> tuple[tuple[str, ...], list[int]]:
    """Return the subjects and the position of their cell (none where they come from elsewhere)."""
    sentence, sort = drawn[index], row.located.removesuffix("s")
    if not sort:
        at = [match.start("subject")]
    elif row.located == "projects":
        before = [place for place in sentence.positions(sort) if place < match.end()]
        if before:
            return tuple(thing for place in before for thing in sentence.cells[place].entities), before[:1]
        at = []
    else:
        positions = sentence.positions(sort)
        inside = [place for place in positions if match.start() <= place < match.end()]
        before = [place for place in positions if place < match.start()]
        at = inside[-1:] or before[-1:] or positions[:1]
    if at:
        return sentence.cells[at[0]].entities, at
    known = spoken_of(drawn, index, sort)
    return (known,) if known else (), []


def spoken_of(drawn: Sequence[Sentence], index: int, sort: str) -> str | None:
    """Return the project or event of which a sentence speaks without saying so: that named last, else next.

    Args:
        drawn: the sentences of an item, drawn together.
        index: number of the sentence.
        sort: "project" or "event"; an event of the headline comes last.
    """
    last = max(0, index - _SENTENCES)
    order: Iterable[int] = chain(range(index, last - 1, -1), range(index + 1, min(len(drawn), index + _SENTENCES)))
    if sort == "event":
        order = chain(filter(None, order), (0,))
    named = (drawn[at].cells[places[0]].entities[0] for at in order if (places := drawn[at].positions(sort)))
    return next(named, None)
