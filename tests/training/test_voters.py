"""Networks vote on relations beside the weights: they learn what features tell only together."""

from collections.abc import Mapping

import numpy as np
import pytest

from migrationkg.extraction.models.network import Numbers
from migrationkg.extraction.models.relations import NONE, RelationModel, Sureness
from migrationkg.extraction.models.scorer import Scorer
from migrationkg.training.log_linear import train_scorer
from migrationkg.training.voters import train_voters

SORTS = {"Event-Place": "heldIn", "Project-Organisation": "fundedBy"}
_SURE = {"heldIn": Sureness(((0.0, 0.0), (1.0, 1.0)), 0.5)}


def told() -> dict[str, list[tuple[list[str], str]]]:
    """Return pairs of two sorts between which a relation holds where one of two features is there, not both."""
    either = [(["a", "b"], False, 1), (["a"], True, 2), (["b"], True, 2), ([], False, 2)]
    return {
        pair: [(["always", *seen], relation if right else NONE) for seen, right, times in either for _ in range(times)]
        * 300
        for pair, relation in SORTS.items()
    }


def scorers() -> Mapping[str, Scorer]:
    return {pair: train_scorer(lines) for pair, lines in told().items()}


@pytest.fixture(scope="module")
def model() -> RelationModel:
    learned = scorers()
    return RelationModel.of([learned, learned], _SURE, train_voters(told(), learned))


def shares(model: RelationModel, pair: str, more: float = 0.0) -> Numbers:
    """Return how likely a sort's relation is for the four sorts of examples."""
    seen = [["always", *features] for features in (["a", "b"], ["a"], ["b"], [])]
    found = model.shares([pair] * 4, model.sums(seen), 0, np.full((4, len(SORTS)), more))
    return found[:, model.columns[pair]][:, 0]


@pytest.mark.parametrize("pair", SORTS)
def test_networks_tell_what_features_mean_together(model: RelationModel, pair: str) -> None:
    both, one, other, _ = shares(model, pair)
    both_alone, one_alone, other_alone, _ = shares(RelationModel.of([scorers()], {}), pair)
    assert both_alone > max(one_alone, other_alone)  # weights only add up
    assert both < both_alone - 0.1
    assert one > one_alone
    assert other > other_alone


def test_a_pair_has_only_relations_of_its_sort(model: RelationModel) -> None:
    [found] = model.shares(["Event-Place"], model.sums([["a"]]), 0, np.zeros((1, len(SORTS))))
    assert found[model.columns["Project-Organisation"]].tolist() == [0.0]


def test_what_is_told_besides_counts_for_networks_too(model: RelationModel) -> None:
    *_, none = shares(model, "Event-Place")
    *_, told_of = shares(model, "Event-Place", more=9.0)
    assert none < 0.5
    assert told_of > 0.9


def test_an_item_without_pairs_has_no_relations(model: RelationModel) -> None:
    assert model.shares([], model.sums([]), 0, np.zeros((0, len(SORTS)))).shape == (0, len(SORTS))


def test_reasons_are_told_of_the_weights_alone(model: RelationModel) -> None:
    alone = RelationModel.of([scorers()], {})
    args = ("Event-Place", 0, ["always", "a"], "heldIn")
    assert model.contributions(*args) == alone.contributions(*args)


def test_training_again_gives_the_same_bytes_and_they_are_read_back_whole(model: RelationModel) -> None:
    again = RelationModel.of([scorers(), scorers()], _SURE, train_voters(told(), scorers()))
    assert again.to_bytes() == model.to_bytes()
    back = RelationModel.from_bytes(model.to_bytes())
    assert (back.to_bytes(), back.looks) == (model.to_bytes(), 2)
    assert shares(back, "Event-Place") == pytest.approx(shares(model, "Event-Place"))


def test_weights_without_networks_are_read_too() -> None:
    alone = RelationModel.of([scorers()], _SURE)
    back = RelationModel.from_bytes(alone.to_bytes())
    assert back.voters is None
    assert shares(back, "Event-Place").tolist() == shares(alone, "Event-Place").tolist()
