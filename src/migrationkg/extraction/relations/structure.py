"""How neighbouring names belong together: states and their bodies, parents, persons and roles, lists.

The rows stand in `tables/structure.toml`. Reading them draws a sentence together: "Diana Salcuțan, State Secretary of
the Ministry of Internal Affairs of the Republic of Moldova" ends as one person, and three facts are known.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from migrationkg.extraction.relations.cells import LETTERS, Sentence, filled, letters_needed
from migrationkg.extraction.tables.vocabulary import load_table, vocabulary, word_list
from migrationkg.extraction.text.sieve import Sieve, compiled, sieve_of
from migrationkg.model import ORGANISATION_KINDS

#: No word with a capital stands right before: what follows is no second half of a role ("Executive Director").
_NO_CAPITAL_BEFORE = "".join(rf"(?<!\b[A-Z]\w{{{length}}}[ -])" for length in range(1, 14))

_BODIES = (LETTERS["Ministry"], LETTERS["GovernmentBody"])


@dataclass(frozen=True, slots=True)
class Row:
    """A row of `tables/structure.toml`."""

    name: str
    pattern: str
    relation: str | None
    confidence: float
    both: bool
    widen: bool
    list: bool
    rightmost: bool
    apart: bool
    needs: tuple[frozenset[str], ...]


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


@dataclass(frozen=True, slots=True)
class Structure:
    """What a sentence's structure says.

    Attributes:
        sentence: the sentence, drawn together.
        statements: relations that it states.
        wider: (entity, start, end) of further names ("Ministry of Interior of Albania").
    """

    sentence: Sentence
    statements: tuple[Statement, ...]
    wider: tuple[tuple[str, int, int], ...]


@cache
def _rows() -> tuple[Row, ...]:
    role_words = sorted(vocabulary().roles | word_list("roles_in_small_letters"), key=lambda word: -len(word))
    other = "[^,.;:()\\ue000-\\ue008\\ue00a-\\ue010\\n]"
    with_comma = "[^.;:()\\ue000-\\ue008\\ue00a-\\ue010\\n]"
    main = "|".join(
        f"{re.escape(word)}(?! [Ss]tates?)" if word in ("member", "Member") else word for word in role_words
    )
    before_role = r"(?:(?:[A-Z]\w+(?:-\w+)?|and|for|national|new|former) ){0,3}?"
    role = rf"{before_role}(?:{main})\b(?:{other}{{0,60}}?|(?: (?:of|for) {with_comma}{{0,90}}?))"
    title = r"(?:(?:Mr|Mrs|Ms|Mme|Miss|Dr|Prof|Hon|HE|H\.E|Sir|Eng|Engr|Col|Gen|Lt|Maj|Brig|Capt|Cllr)\.? )"
    listed = f"[{''.join(map(LETTERS.__getitem__, (*sorted(ORGANISATION_KINDS), 'Country', 'Person', 'Holder')))}]"
    rows = load_table("structure")["row"]
    return tuple(
        Row(
            name=row["name"],
            pattern=filled(
                row["pattern"]
                .replace("[{org}]", "{org}")
                .replace("{role}", role)
                .replace("{title}", title)
                .replace("{no_role_before}", _NO_CAPITAL_BEFORE)
                .replace("{listed}", listed)
            ),
            relation=row.get("relation"),
            confidence=row.get("confidence", 0.9),
            both=row.get("both", False),
            widen=row.get("widen", False),
            list=row.get("list", False),
            rightmost=row.get("rightmost", False),
            apart=row.get("apart", False),
            needs=letters_needed(row["pattern"]),
        )
        for row in rows
    )


@cache
def _sieve() -> Sieve:
    return sieve_of([row.pattern for row in _rows()])


@lru_cache(4096)
def _rows_for(letters: frozenset[str]) -> tuple[tuple[int, Row], ...]:
    """Return the rows that may match in a sentence with these letters; a person may become a holder on the way."""
    present = letters | {LETTERS["Holder"]} if LETTERS["Person"] in letters else letters
    return tuple(
        (1 << number, row)
        for number, row in enumerate(_rows())
        if not any(present.isdisjoint(needed) for needed in row.needs)
    )


def read_structure(sentence: Sentence) -> Structure:
    """Draw a sentence together by the rows of the table and return what they say."""
    statements: list[Statement] = []
    wider: list[tuple[str, int, int]] = []
    passing = _sieve().passing(sentence.text)  # drawing together never joins plain characters to a new piece
    for bit, row in _rows_for(sentence.letters):
        if not passing & bit:
            continue
        at = 0
        while match := _next(sentence, row, at):
            if row.list:
                statements += _shared_state(sentence, match, statements)
                sentence = _listed(sentence, match)
                at = match.start() + 1
                continue
            if not _same_thing(sentence, match):
                at = match.start() + 1
                continue
            if row.relation or "(?P<role>" in row.pattern:
                statements += _statements(sentence, match, row)
            if row.apart:
                at = match.end()
                continue
            keep = match.start("keep")
            kept = sentence.cells[keep]
            if row.widen and "(?P<object>" in row.pattern:
                first = min(keep, match.start("object"))
                wider.append((kept.entities[0], sentence.cells[first].start, sentence.cells[match.end() - 1].end))
            sentence = sentence.merged(match.start(), match.end(), keep, _entities(sentence, match, row), _letter(row))
            at = match.start()
    return Structure(sentence, tuple(statements), tuple(wider))


def _next(sentence: Sentence, row: Row, at: int) -> re.Match[str] | None:
    """Return the row's next match; the last one in the sentence for a chain that is read from its end."""
    if row.rightmost:
        matches = (compiled(row.pattern).match(sentence.text, start) for start in reversed(sentence.names))
        return next((match for match in matches if match), None)
    return compiled(row.pattern).search(sentence.text, at)


def _letter(row: Row) -> str | None:
    """A person whose role or organisation has been read is a Holder from then on, and takes no second one."""
    return LETTERS["Holder"] if row.relation == "affiliatedWith" or "(?P<role>" in row.pattern else None


def _same_thing(sentence: Sentence, match: re.Match[str]) -> bool:
    if "same" not in match.re.groupindex or match["same"] is None:
        return True
    return sentence.cells[match.start("keep")].entities == sentence.cells[match.start("same")].entities


def _entities(sentence: Sentence, match: re.Match[str], row: Row) -> tuple[str, ...]:
    kept = sentence.cells[match.start("keep")].entities
    if row.both:
        return tuple(dict.fromkeys((*kept, *sentence.cells[match.start("object")].entities)))
    return kept


def _statements(sentence: Sentence, match: re.Match[str], row: Row) -> list[Statement]:
    subjects = sentence.cells[match.start("keep")].entities
    start, end = sentence.cells[match.start()].start, sentence.cells[match.end() - 1].end
    found = []
    if row.relation:
        objects = sentence.cells[match.start("object")].entities
        targets = objects[-1:] if row.relation == "locatedIn" else objects
        found += [
            Statement(subject, row.relation, target, start, end, row.name, row.confidence)
            for subject in subjects
            for target in targets
            if subject != target
        ]
    if "role" in match.re.groupindex and match["role"]:
        role = sentence.cells[match.start("role")].start, sentence.cells[match.end("role") - 1].end
        found += [Statement(subject, "role", "", *role, row.name, 0.9) for subject in subjects]
    return found


def _listed(sentence: Sentence, match: re.Match[str]) -> Sentence:
    entities = [entity for cell in sentence.cells[match.start() : match.end()] for entity in cell.entities]
    return sentence.merged(match.start(), match.end(), match.start("first"), tuple(dict.fromkeys(entities)))


def _shared_state(sentence: Sentence, match: re.Match[str], known: Sequence[Statement]) -> list[Statement]:
    """Spread the state that a list's last body names to those before it, and the first's to those without article."""
    state_of = {one.subject: one for one in known if one.relation == "jurisdiction"}
    positions = [at for at in range(match.start(), match.end()) if sentence.text[at] in _BODIES]
    if len(positions) < 2:
        return []
    start, end = sentence.cells[match.start()].start, sentence.cells[match.end() - 1].end
    last = sentence.cells[positions[-1]].entities[0]
    found = []
    if last in state_of and state_of[last].rule == "body-of-state":
        for at in positions[:-1]:
            entity = sentence.cells[at].entities[0]
            if entity not in state_of:
                found.append(Statement(entity, "jurisdiction", state_of[last].object, start, end, "state-of-list", 0.9))
    first = sentence.cells[positions[0]].entities[0]
    if first in state_of and state_of[first].rule in ("body-of-demonym", "state's-body"):
        for before, at in pairwise(positions):
            entity = sentence.cells[at].entities[0]
            if "the" in sentence.text[before:at]:
                break
            if entity not in state_of:
                found.append(
                    Statement(entity, "jurisdiction", state_of[first].object, start, end, "state-of-list", 0.85)
                )
    return found
