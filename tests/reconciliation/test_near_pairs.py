"""Names of a list that are near to each other: each compared with each, and those of a pattern left out."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from migrationkg.reconciliation import nearness
from migrationkg.reconciliation.nearness import near_pairs

NAMES = st.lists(st.text("abc ", min_size=1, max_size=25), unique=True, max_size=30)


@given(NAMES)
def test_all_pairs_that_are_near_are_found(names: list[str]) -> None:
    with pytest.MonkeyPatch.context() as changed:
        changed.setattr(nearness, "_AT_ONCE", 4)
        found = [frozenset(pair) for pair in near_pairs(names, 80, len(names))]
    near = {frozenset(pair) for pair in combinations(names, 2) if fuzz.ratio(*pair) >= 80}
    assert len(found) == len(near)
    assert set(found) == near


def test_of_names_that_follow_one_pattern_only_a_misspelt_one_is_near() -> None:
    names = [f"regional centre for the training of border guards in {letter * 5}" for letter in "BCDFGHJKL"]
    slip = names[0].replace("guards", "gards")
    assert {frozenset(pair) for pair in near_pairs([*names, slip], 85, 6)} == {frozenset((names[0], slip))}


def test_of_no_names_none_are_near() -> None:
    assert list(near_pairs([], 90, 6)) == []
