"""How neighbouring names belong together stands in a table, each row with an example, which must hold."""

import re
from typing import Any

import pytest

from migrationkg.extraction.relations.cells import LETTERS, Cell, Sentence
from migrationkg.extraction.relations.structure import read_structure
from migrationkg.extraction.tables.vocabulary import load_table

_NAMED = re.compile(r"\[(?P<name>[^:\]]+):(?P<kind>\w+)\]")
_CELL = re.compile("[\ue000-\ue010]")


def sentence_of(example: str) -> Sentence:
    """Return an example as an encoded sentence in which each thing goes by its name."""
    letters: list[str] = []
    cells: list[Cell] = []
    at = 0
    for match in (*_NAMED.finditer(example), None):
        start = match.start() if match else len(example)
        letters.append(example[at:start])
        cells += [Cell(offset, offset + 1) for offset in range(at, start)]
        if match:
            letters.append(LETTERS[match["kind"]])
            cells.append(Cell(match.start(), match.end(), (match["name"],)))
            at = match.end()
    return Sentence("".join(letters), tuple(cells))


def drawn_together(sentence: Sentence) -> str:
    return "".join(
        f"[{' + '.join(cell.entities)}]" if _CELL.match(letter) else letter
        for letter, cell in zip(sentence.text, sentence.cells, strict=True)
    )


@pytest.mark.parametrize("row", load_table("structure")["row"], ids=lambda row: row["name"])
def test_each_row_says_in_its_example_what_the_table_tells(row: dict[str, Any]) -> None:
    read = read_structure(sentence_of(row["example"]))
    said = {
        f"{one.subject} {one.relation} {one.object or row['example'][one.start : one.end].rstrip(' ,')}"
        for one in read.statements
        if one.rule == row["name"]
    }
    assert row["says"] in (said or {drawn_together(read.sentence)})


@pytest.mark.parametrize(
    "example",
    [
        "the [Border Police:GovernmentBody] met the [Ministry of Interior:Ministry]",
        "[Anna Berg:Person] met [IOM:InternationalOrganisation]",
        "the [Border Police:GovernmentBody] came to [Albania:Country]",
    ],
)
def test_names_that_only_stand_near_each_other_stay_apart(example: str) -> None:
    read = read_structure(sentence_of(example))
    assert (read.statements, drawn_together(read.sentence)) == ((), _NAMED.sub(r"[\g<name>]", example))
