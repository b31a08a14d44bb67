"""What a review asks of a graph is kept: as names come and go, it is what looking at all of them would find."""

import sqlite3
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.knowledge_base.test_increments import ITEMS, write_news

from migrationkg.knowledge_base import build, review_knowledge_base
from migrationkg.knowledge_base.damage import odd_files
from migrationkg.knowledge_base.folder import KnowledgeBase
from migrationkg.review.near_names import SCHEMA, Name, NearNames
from migrationkg.review.notes import Notes

#: Of few letters and about one length, so that many are near, and crowds come and go.
WORDS = st.text("ab", min_size=10, max_size=12)
BORNE = st.dictionaries(st.integers(1, 40), st.sets(st.tuples(st.sampled_from("xy"), WORDS), max_size=2), max_size=40)


def pairs(names: NearNames) -> set[frozenset[int]]:
    return {frozenset(pair) for pair in names.bearers()}


def new() -> NearNames:
    connection = sqlite3.connect(":memory:")
    connection.executescript(SCHEMA)
    return NearNames(connection)


@given(st.lists(BORNE, min_size=2, max_size=4))
def test_names_that_come_and_go_are_paired_as_all_at_once(steps: list[Mapping[int, set[Name]]]) -> None:
    first, *others = steps
    kept = new()
    kept.fill(first.items())
    now = dict(first)
    for step in others:
        kept.change(step.items())
        now |= step
        whole = new()
        whole.fill(now.items())
        assert pairs(kept) == pairs(whole)


@pytest.fixture
def kb(tmp_path: Path) -> Path:
    build([write_news(ITEMS[:12], tmp_path / "news")], tmp_path / "kb", page=False, check=False)
    return tmp_path / "kb"


def test_a_build_takes_note_of_what_it_changes_alone(kb: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fill(*_: object) -> None:
        raise AssertionError("all is looked at")

    monkeypatch.setattr(Notes, "fill", fill)
    build([write_news(ITEMS[:13], tmp_path / "news")], kb, page=False, check=False)
    assert review_knowledge_base(kb), "nor does a review look at all"


@pytest.mark.parametrize("damage", ["gone", "another"])
def test_without_its_notes_a_review_finds_the_same(kb: Path, damage: str) -> None:
    right, notes = list(review_knowledge_base(kb)), kb / ".review.sqlite"
    notes.unlink()
    if damage == "another":
        notes.write_bytes(b"no database")
    assert list(review_knowledge_base(kb)) == right
    build([], kb, page=False, check=False)
    assert odd_files(KnowledgeBase(kb)) == []
    assert list(review_knowledge_base(kb)) == right
