"""Lists of names are read as most are written, whatever marks, brackets and signs stand between them."""

import time

import pytest

from migrationkg.extraction.relations.cells import LETTERS, Cell, Sentence
from migrationkg.extraction.relations.plain_lists import plain_lists
from tests.extraction.conftest import read

NAMES = {"C": LETTERS["Country"], "O": LETTERS["InternationalOrganisation"], "M": LETTERS["Ministry"]} | {
    "L": LETTERS["Place"], "P": LETTERS["Project"]
}  # fmt: skip


def encoded(text: str) -> str:
    for letter, cell in NAMES.items():
        text = text.replace(f"<{letter}>", cell)
    return text


def plain(text: str) -> list[str]:
    whole = encoded(text)
    sentence = Sentence(whole, tuple(Cell(at, at + 1) for at in range(len(whole))))
    return [one.text for one in plain_lists(sentence)]


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("in <C>*, <C> (since 2021) and <C>", "in <C>, <C> and <C>"),
        ("in <C>; <C>; and <C>", "in <C>, <C> and <C>"),
        ("in <C>, <C>, <C>.", "in <C>, <C> and <C>."),
        ("in <C> - <C> - <C>", "in <C>, <C> and <C>"),
        ("by <O>/<O> in", "by <O> and <O> in"),
        ("75% funded by <O> and 25% by <C>", "75% funded by <O> and <C>"),
        ("half funded by <O> and half by <C>", "half funded by <O> and <C>"),
        ("financed to 85 per cent by <O> and to 15 per cent by <C>", "financed by <O> and <C>"),
    ],
)
def test_a_list_is_read_as_most_are(written: str, read_as: str) -> None:
    assert plain(written) == [encoded(read_as)]


@pytest.mark.parametrize(
    "written",
    [
        *("<C>, <C> and <C> met", "the <C>–<C> border", "<O>; <O>, <O> and <O> met", "<M>/<M> met", "<C>, <C> met"),
        *("the <M> (<M>) and <O> met", "the <P> project (<P>) began"),
    ],
)
def test_what_is_written_as_most_or_is_no_list_stays(written: str) -> None:
    assert plain(written) == [encoded(written)]


def test_what_a_bracket_names_is_a_sentence_of_its_own() -> None:
    assert plain("in <C> (<L> and <L>), <C> and <C>") == list(
        map(encoded, ("in <C>, <C> and <C>", "<C> (<L> and <L>)"))
    )


@pytest.mark.parametrize("text", ["Albania " + "*" * 3000 + " and Serbia", "Albania (x) and Serbia with " * 800])
def test_marks_and_brackets_without_end_take_no_time(text: str) -> None:
    begun = time.process_time()
    read(f"They work in {text}.")
    assert time.process_time() - begun < 5
