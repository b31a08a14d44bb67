"""What excludes itself does not stand together, what follows is added, and what is not sure enough is doubtful."""

from dataclasses import replace

import numpy as np
import pytest

from migrationkg.errors import InputError
from migrationkg.extraction.extractor import extract
from migrationkg.extraction.models import default_models
from migrationkg.extraction.models.relations import RelationModel, Sureness
from migrationkg.extraction.models.scorer import Scorer
from migrationkg.extraction.relations.decoding import consistent, following, of_lists
from migrationkg.model import Entity, Extraction, Mention
from migrationkg.training.relations import sureness_of
from tests.extraction.conftest import facts, news


def things(**kinds: str) -> dict[str, Entity]:
    """Return entities by id: things(vienna="Place", at="Country AT")."""
    return {
        key: Entity(key, kind.split(" ")[0], (key.capitalize(),), (), kind.split(" ")[1] if " " in kind else None)
        for key, kind in kinds.items()
    }


PLACES = things(
    tirana="Place",
    al="Country AL",
    at="Country AT",
    talks="Event",
    police="GovernmentBody",
    state="Ministry",
    icmpd="InternationalOrganisation",
    anna="Person",
)


def test_a_place_lies_in_the_likelier_of_two_states() -> None:
    oslo = things(nowhere="Place", al="Country AL", at="Country AT")
    likely = {("nowhere", "locatedIn", "al"): 0.6, ("nowhere", "locatedIn", "at"): 0.7}
    assert consistent(likely, {}, oslo, frozenset()) == {("nowhere", "locatedIn", "at"): 0.7}


def test_a_city_lies_in_no_state_that_has_none_of_its_name() -> None:
    likely = {("tirana", "locatedIn", "at"): 0.9, ("tirana", "locatedIn", "al"): 0.6}
    assert consistent(likely, {}, PLACES, frozenset()) == {("tirana", "locatedIn", "al"): 0.6}


def test_a_body_whose_name_shows_its_state_is_no_other_s() -> None:
    likely = {("police", "jurisdiction", "at"): 0.9}
    assert consistent(likely, {"police": "AL"}, PLACES, frozenset()) == {}
    assert consistent(likely, {}, PLACES, frozenset()) == likely


def test_a_whole_is_no_part_of_its_part() -> None:
    likely = {("police", "partOf", "state"): 0.8, ("state", "partOf", "police"): 0.7}
    assert consistent(likely, {}, PLACES, frozenset()) == {("police", "partOf", "state"): 0.8}


def test_who_surely_organises_is_not_told_as_doubtful_participant() -> None:
    organised = ("talks", "organisedBy", "icmpd")
    likely = {organised: 0.9, ("talks", "hasParticipant", "icmpd"): 0.4}
    assert consistent(likely, {}, PLACES, frozenset()) == {organised: 0.9}
    both = {organised: 0.9, ("talks", "hasParticipant", "icmpd"): 0.8}
    assert consistent(both, {}, PLACES, frozenset()) == both


def test_what_was_held_online_was_held_nowhere() -> None:
    likely = {("talks", "heldIn", "tirana"): 0.9, ("talks", "organisedBy", "icmpd"): 0.8}
    assert consistent(likely, {}, PLACES, frozenset({"talks"})) == {("talks", "organisedBy", "icmpd"): 0.8}


def test_an_occasion_in_a_place_was_in_its_state() -> None:
    base = ("talks", "heldIn", "tirana")
    told = {base: 0.9, ("tirana", "locatedIn", "al"): 0.7}
    assert following(told, PLACES) == {("talks", "heldIn", "al"): (base, 0.7, "state-of-the-place")}


def test_a_part_is_of_the_state_of_the_whole_unless_its_own_is_told() -> None:
    told = {("police", "partOf", "state"): 0.9, ("state", "jurisdiction", "al"): 0.8}
    assert set(following(told, PLACES)) == {("police", "jurisdiction", "al")}
    assert following({**told, ("police", "jurisdiction", "at"): 0.9}, PLACES) == {}


def test_what_follows_joins_only_kinds_that_the_relation_joins() -> None:
    told = {("anna", "partOf", "state"): 0.9, ("state", "jurisdiction", "al"): 0.8}
    assert following(told, PLACES) == {}


def with_line(found: str, line: float) -> Extraction:
    """Return an item read with another line for all relations."""
    models = default_models()
    sureness = {name: Sureness(one.steps, line) for name, one in models.relations.sureness.items()}
    return extract(news(found), replace(models, relations=replace(models.relations, sureness=sureness)))


def test_a_relation_below_the_line_is_doubtful_and_above_it_a_fact() -> None:
    text = "The ALPHA project is funded by Norway."
    low, high = with_line(text, 0.01), with_line(text, 1.01)
    assert "ALPHA fundedBy NO" in facts(low)
    assert "ALPHA fundedBy NO" in facts(replace(high, facts=high.doubtful))
    assert facts(high) == set()
    assert low.doubtful == ()


def test_nothing_follows_from_what_is_doubtful() -> None:
    text = "On 3 May 2023 ICMPD held a workshop in Tirana, Albania."
    assert "workshop heldIn AL" in facts(with_line(text, 0.3))
    assert all(fact.evidence.rule != "state-of-the-place" for fact in with_line(text, 1.01).doubtful)


def test_a_share_lies_straight_between_the_steps_and_never_beyond_them() -> None:
    sureness = Sureness(((0.2, 0.1), (0.6, 0.5)), 0.5)
    assert [sureness.share(likely) for likely in (0.0, 0.2, 0.4, 0.6, 1.0)] == [0.1, 0.1, 0.3, 0.5, 0.5]


def test_calibration_rises_with_likelihood() -> None:
    told = [("fundedBy", number / 400, number % 7 < number // 60) for number in range(400)]
    steps = sureness_of(told)["fundedBy"].steps
    assert [low for low, _ in steps] == sorted({low for low, _ in steps})
    assert [share for _, share in steps] == sorted({share for _, share in steps})
    assert len(steps) > 3


@pytest.mark.parametrize("relation", sorted(default_models().relations.sureness))
def test_the_calibration_of_each_relation_rises(relation: str) -> None:
    sureness = default_models().relations.sureness[relation]
    shares = [share for _, share in sureness.steps]
    assert shares == sorted(shares)
    assert 0 < sureness.line < 1
    assert all(0 <= share <= 1 for share in shares)


def test_the_model_is_read_back_whole() -> None:
    first = Scorer(("fundedBy", "none"), {"row=funded-by": {"fundedBy": 2.5, "none": -1.0}})
    again = Scorer(("fundedBy", "none"), {"others: fundedBy over 0.5": {"fundedBy": 1.5, "none": -1.5}})
    looks = [{"Project-Country": first}, {"Project-Country": again}]
    model = RelationModel.of(looks, {"fundedBy": Sureness(((0.1, 0.0), (0.9, 0.95)), 0.5)})
    for one in (model, default_models().relations):
        read = RelationModel.from_bytes(one.to_bytes())
        assert (read.labels, read.features, read.sureness) == (one.labels, one.features, one.sureness)
        assert np.array_equal(read.weights, one.weights)
    assert model.sums([["row=funded-by", "never seen"], []]) == pytest.approx(np.array([[3.5, 0.0], [0.0, 0.0]]))


def test_what_tells_most_for_a_relation_comes_first() -> None:
    weights = {
        "between=met": {"none": 1.0},
        "between=funded by": {"fundedBy": 2.0},
        "order=behind": {"operatesIn": 1.0},
    }
    model = RelationModel.of([{"Project-Country": Scorer(("fundedBy", "none", "operatesIn"), weights)}], {})
    told = model.contributions("Project-Country", 0, [*weights, "never seen"], "fundedBy")
    assert [one for one, _ in told] == ["between=funded by", "between=met"]
    assert [share for _, share in told] == pytest.approx([2.0, -1.0], abs=0.01)


def test_what_is_no_model_is_told() -> None:
    content = default_models().relations.to_bytes()
    for damaged in (b"", b"no archive", content[:-100], default_models().names.kinds.to_bytes()):
        with pytest.raises(InputError, match="the weights are none of relations"):
            RelationModel.from_bytes(damaged)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Police, IOM and the Customs of Ghana met.", {("police", "jurisdiction", "gh")}),
        ("The Police and the Customs of Ghana met.", {("police", "jurisdiction", "gh")}),
        ("The Police met. IOM and the Customs of Ghana came.", set()),
        ("The Police, IOM and the Customs met.", set()),
    ],
)
def test_the_state_behind_a_list_is_that_of_its_bodies(text: str, found: set[tuple[str, str, str]]) -> None:
    def named(key: str, kind: str, name: str, iso: str | None = None) -> Entity:
        at = text.find(name)
        return Entity(key, kind, (name,), (Mention(at, at + len(name), name),) if at >= 0 else (), iso)

    customs = "Customs of Ghana" if "of Ghana" in text else "Customs"
    entities = {
        "police": named("police", "GovernmentBody", "Police"),
        "customs": named("customs", "GovernmentBody", customs),
        "gh": named("gh", "Country", "Ghana", "GH"),
    }
    told = {("customs", "jurisdiction", "gh"): 0.9}
    assert {*of_lists(text, told, (), entities)} == found
    assert of_lists(text, told, ("police",), entities) == {}
