"""What is trained on, and what is left out."""

from itertools import groupby
from pathlib import Path

from migrationkg.training.corpus import read_corpus, sets_of
from migrationkg.training.folds import PARTS, left_out_in_turn, one_set_left_out, turns_of

CORPUS = read_corpus(Path(__file__).parents[2] / "data" / "gold")


def test_an_item_belongs_to_its_set_or_else_to_its_file() -> None:
    assert {"icmpd-a", "national", "dev", "aside-others"} <= set(sets_of(CORPUS))


def test_no_item_is_there_twice() -> None:
    assert len({(one.item.headline, one.item.text) for one in CORPUS}) == len(CORPUS)


def test_a_set_that_is_left_out_is_not_trained_on() -> None:
    for fold in one_set_left_out(CORPUS):
        assert {one.set for one in fold.left_out} == {fold.name}
        assert fold.name not in {one.set for one in fold.training}
        assert len(fold.training) + len(fold.left_out) == len(CORPUS)


def test_every_item_is_left_out_once_in_turn_and_never_trained_on_then() -> None:
    folds = list(left_out_in_turn(CORPUS))
    left_out = [one.item for fold in folds for one in fold.left_out]
    assert sorted(left_out, key=id) == sorted((one.item for one in CORPUS), key=id)
    for fold in folds:
        assert not {id(one) for one in fold.left_out} & {id(one) for one in fold.training}


def test_what_stands_side_by_side_in_a_set_is_left_out_together() -> None:
    turns = turns_of(CORPUS)
    for name in sets_of(CORPUS):
        of = [turn for one, turn in zip(CORPUS, turns, strict=True) if one.set == name]
        assert [turn for turn, _ in groupby(of)] == sorted(set(of)) <= list(range(PARTS))


def test_twins_of_particular_real_items_teach_twice() -> None:
    twice = {one.set.split("-")[0] for one in CORPUS if one.times == 2}
    assert twice == {"cases", *(f"round{number}" for number in (21, 22, 24, 25, 26))}
