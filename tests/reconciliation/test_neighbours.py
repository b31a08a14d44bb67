"""Names of a list that are near to each other: each compared with each, and those of a pattern left out."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from migrationkg.reconciliation import neighbours as module
from migrationkg.reconciliation.neighbours import NEAR, grades_of, neighbours

#: Of few letters and about one length, so that many are near.
NAMES = st.lists(st.text("ab", min_size=10, max_size=13), unique=True, max_size=30)


def pairs(names: list[str]) -> list[frozenset[str]]:
    found = neighbours(names)
    return [frozenset((found.names[one], found.names[other])) for one, other, _ in found.pairs]


@given(NAMES)
def test_all_pairs_that_are_near_are_found(names: list[str]) -> None:
    with pytest.MonkeyPatch.context() as changed:
        changed.setattr(module, "_AT_ONCE", 4)
        changed.setattr(module, "MOST", len(names))
        found = pairs(names)
    near = {frozenset(pair) for pair in combinations(names, 2) if fuzz.ratio(*pair) >= NEAR}
    assert len(found) == len(near)
    assert set(found) == near


@given(NAMES)
def test_one_name_is_compared_as_all_are(names: list[str]) -> None:
    found = neighbours(names)
    for place, name in enumerate(found.names):
        grades = [grade for _, grade in grades_of(name, [one for one in names if one != name])]
        assert found.crowd[place].tolist() == [sum(grade >= least for grade in grades) for least in range(101 - NEAR)]


def test_of_names_that_follow_one_pattern_only_a_misspelt_one_is_near() -> None:
    names = [f"regional centre for the training of border guards in {letter * 5}" for letter in "BCDFGHJKL"]
    slip = names[0].replace("guards", "gards")
    assert pairs([*names, slip]) == [frozenset((names[0], slip))]


def test_of_no_names_none_are_near() -> None:
    assert neighbours([]).pairs == ()
