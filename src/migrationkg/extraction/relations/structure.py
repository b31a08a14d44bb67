"""How neighbouring names belong together: states and their bodies, parents, persons and roles, lists.

The rows stand in `tables/structure.toml`. Reading them draws a sentence together: "Diana Salcuțan, State Secretary of
the Ministry of Internal Affairs of the Republic of Moldova" ends as one person, and three facts are known.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from migrationkg.extraction.relations.cells import LETTERS, Sentence, filled
from migrationkg.extraction.relations.rows import Row, Rows, Statement, stated
from migrationkg.extraction.tables.vocabulary import vocabulary, word_list
from migrationkg.extraction.text.sieve import compiled
from migrationkg.model import ORGANISATION_KINDS

_BODIES = (LETTERS["Ministry"], LETTERS["GovernmentBody"])


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


def _parts() -> dict[str, str]:
    """Return what stands for the macros that only these rows know."""
    role_words = sorted(vocabulary().roles | word_list("roles_in_small_letters"), key=lambda word: -len(word))
    main = "|".join(
        f"{re.escape(word)}(?! [Ss]tates?)" if word in ("member", "Member") else word for word in role_words
    )
    before = r"(?:(?:[A-Z]\w+(?:-\w+)?|and|for|national|new|former) ){0,3}?"
    cells = "\\ue000-\\ue008\\ue00a-\\ue010"
    behind = rf"(?:[^,.;:(){cells}\n]{{0,60}}?|(?: (?:of|for) [^.;:(){cells}\n]{{0,90}}?))"
    listed = [*sorted(ORGANISATION_KINDS), "Country", "Person", "Holder"]
    return {
        "[{org}]": "{org}",
        "{role}": rf"{before}(?:{main})\b{behind}",
        "{title}": r"(?:(?:Mr|Mrs|Ms|Mme|Miss|Dr|Prof|Hon|HE|H\.E|Sir|Eng|Engr|Col|Gen|Lt|Maj|Brig|Capt|Cllr)\.? )",
        # No word with a capital stands right before: what follows is no second half of a role ("Executive Director").
        "{no_role_before}": "".join(rf"(?<!\b[A-Z]\w{{{length}}}[ -])" for length in range(1, 14)),
        "{listed}": f"[{''.join(LETTERS[kind] for kind in listed)}]",
    }


@cache
def _table() -> Rows:
    parts = _parts()

    def fill(pattern: str) -> str:
        for macro, part in parts.items():
            pattern = pattern.replace(macro, part)
        return filled(pattern)

    return Rows.of("structure", fill)


def read_structure(sentence: Sentence) -> Structure:
    """Draw a sentence together by the rows of the table and return what they say."""
    statements: list[Statement] = []
    wider: list[tuple[str, int, int]] = []
    for row in _table().passing(sentence.text):  # drawing together never joins plain characters to a new piece
        at = 0
        while match := _next(sentence, row, at):
            at = match.start()
            if row.list:
                statements += _shared_state(sentence, match, statements)
                things = [thing for cell in sentence.cells[match.start() : match.end()] for thing in cell.entities]
                sentence = sentence.merged(*match.span(), sentence.text[match.start("first")], things)
                at += 1
            elif not _same_thing(sentence, match):
                at += 1
            else:
                statements += _statements(sentence, match, row)
                kept = sentence.cells[match.start("keep")].entities
                if row.widen:
                    first = min(match.start("keep"), match.start("object"))
                    wider.append((kept[0], sentence.cells[first].start, sentence.cells[match.end() - 1].end))
                both = (*kept, *sentence.cells[match.start("object")].entities) if row.both else kept
                sentence = sentence.merged(*match.span(), _letter(sentence, match, row), both)
    return Structure(sentence, tuple(statements), tuple(wider))


def _next(sentence: Sentence, row: Row, at: int) -> re.Match[str] | None:
    """Return the row's next match; the last one in the sentence for a chain that is read from its end."""
    if row.rightmost:
        matches = (compiled(row.pattern).match(sentence.text, start) for start in reversed(sentence.names))
        return next(filter(None, matches), None)
    return compiled(row.pattern).search(sentence.text, at)


def _letter(sentence: Sentence, match: re.Match[str], row: Row) -> str:
    """A person whose role or organisation has been read is a Holder from then on, and takes no second one."""
    has_role = row.relation == "affiliatedWith" or "role" in match.re.groupindex
    return LETTERS["Holder"] if has_role else sentence.text[match.start("keep")]


def _same_thing(sentence: Sentence, match: re.Match[str]) -> bool:
    if "same" not in match.re.groupindex or match["same"] is None:
        return True
    return sentence.cells[match.start("keep")].entities == sentence.cells[match.start("same")].entities


def _statements(sentence: Sentence, match: re.Match[str], row: Row) -> Iterator[Statement]:
    subjects = sentence.cells[match.start("keep")].entities
    if row.relation:
        objects = sentence.cells[match.start("object")].entities
        last = objects[-1:] if row.relation == "locatedIn" else objects
        yield from stated(sentence, row, match.span(), subjects, last)
    if "role" in match.re.groupindex and match["role"]:
        role = sentence.cells[match.start("role")].start, sentence.cells[match.end("role") - 1].end
        yield from (Statement(subject, "role", "", *role, row.name, 0.9) for subject in subjects)


def _shared_state(sentence: Sentence, match: re.Match[str], known: Sequence[Statement]) -> Iterator[Statement]:
    """Spread the state that a list's last body names to those before it, and the first's to those without article."""
    state_of = {one.subject: one for one in known if one.relation == "jurisdiction"}
    positions = [at for at in range(*match.span()) if sentence.text[at] in _BODIES]
    if len(positions) < 2:
        return
    words = sentence.cells[match.start()].start, sentence.cells[match.end() - 1].end
    bodies = [sentence.cells[at].entities[0] for at in positions]
    first, last = state_of.get(bodies[0]), state_of.get(bodies[-1])
    if last and last.rule == "body-of-state":
        for body in bodies[:-1]:
            if body not in state_of:
                yield Statement(body, "jurisdiction", last.object, *words, "state-of-list", 0.9)
    if first and first.rule in ("body-of-demonym", "state's-body"):
        for body, (before, at) in zip(bodies[1:], pairwise(positions), strict=True):
            if "the" in sentence.text[before:at]:
                break
            if body not in state_of:
                yield Statement(body, "jurisdiction", first.object, *words, "state-of-list", 0.85)
