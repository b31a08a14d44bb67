"""Relations that the words of a sentence state, by the rows of `tables/relations.toml`."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from migrationkg.extraction.relations.cells import Sentence, filled, letters_needed
from migrationkg.extraction.relations.focus import Focus
from migrationkg.extraction.relations.structure import Statement
from migrationkg.extraction.tables.vocabulary import alternatives, load_table
from migrationkg.extraction.text.sieve import Sieve, compiled, sieve_of

_NEGATED = re.compile(rf"\b{alternatives('not_said_patterns')}\b(?: [\w\ue000-\ue010]+){{0,5}} ?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of `tables/relations.toml`."""

    name: str
    relation: str
    pattern: str
    located: str | None
    unless: str | None
    needs: tuple[frozenset[str], ...]
    confidence: float
    example: str
    says: str


@cache
def rows() -> tuple[Row, ...]:
    """Return the rows of the table."""
    table = load_table("relations")["row"]
    return tuple(
        Row(
            name=row["name"],
            relation=row["relation"],
            pattern=filled(row["pattern"]),
            located=row.get("located"),
            unless=filled(row["unless"]) if "unless" in row else None,
            needs=letters_needed(row["pattern"]),
            confidence=row["confidence"],
            example=row["example"],
            says=row["says"],
        )
        for row in table
    )


@cache
def _sieve() -> Sieve:
    return sieve_of([row.pattern for row in rows()])


@lru_cache(4096)
def _rows_for(letters: frozenset[str]) -> tuple[tuple[int, Row], ...]:
    """Return the rows that may match in a sentence with these letters, each with its bit in the sieve."""
    return tuple(
        (1 << number, row)
        for number, row in enumerate(rows())
        if not any(letters.isdisjoint(needed) for needed in row.needs)
    )


def read_relations(sentence: Sentence, focus: Focus) -> list[Statement]:
    """Return the relations that a drawn-together sentence states.

    Args:
        sentence: the sentence.
        focus: the project and event that stand for a subject which the sentence leaves out.
    """
    found: list[Statement] = []
    text = sentence.text[:1].lower() + sentence.text[1:]  # a capital that only opens a sentence tells nothing
    passing = _sieve().passing(text)
    for bit, row in _rows_for(sentence.letters):
        for match in compiled(row.pattern).finditer(text) if passing & bit else ():
            if row.unless and compiled(row.unless).search(text, 0, match.start()):
                continue
            if _NEGATED.search(text, 0, match.start()) or _NEGATED.search(match[0]):
                continue
            found += _statements(sentence, match, row, focus)
    return found


def _statements(sentence: Sentence, match: re.Match[str], row: Row, focus: Focus) -> list[Statement]:
    objects = sentence.cells[match.start("object")].entities
    subjects, place = _subjects(sentence, match, row, focus)
    start = min(match.start(), place if place is not None else match.start())
    end = max(match.end(), place + 1 if place is not None else match.end())
    return [
        Statement(
            subject,
            row.relation,
            target,
            sentence.cells[start].start,
            sentence.cells[end - 1].end,
            row.name,
            row.confidence,
        )
        for subject in subjects
        for target in objects
        if subject != target
    ]


def _subjects(sentence: Sentence, match: re.Match[str], row: Row, focus: Focus) -> tuple[tuple[str, ...], int | None]:
    """Return the subjects and the position of their cell (None where they come from elsewhere)."""
    if row.located is None:
        place = match.start("subject")
        return sentence.cells[place].entities, place
    if row.located == "projects":
        near = [at for at in sentence.positions("project") if at < match.end()]
        entities = tuple(entity for at in near for entity in sentence.cells[at].entities)
        return (entities or ((focus.project,) if focus.project else ())), (near[0] if near else None)
    positions = sentence.positions(row.located)
    inside = [at for at in positions if match.start() <= at < match.end()]
    before = [at for at in positions if at < match.start()]
    after = [at for at in positions if at >= match.end()]
    if inside or before or after:
        place = inside[-1] if inside else before[-1] if before else after[0]
        return sentence.cells[place].entities, place
    fallback = focus.project if row.located == "project" else focus.event
    return ((fallback,) if fallback else ()), None
