"""What is likely of other pairs tells something of a pair: the second look."""

from migrationkg.extraction.extractor import before_relations
from migrationkg.extraction.models import default_models
from migrationkg.extraction.models.relations import RelationModel
from migrationkg.extraction.models.scorer import Scorer
from migrationkg.extraction.relations.scoring import alone, likelihoods
from migrationkg.extraction.relations.second_look import Others
from migrationkg.extraction.relations.statements import Viewed, viewed
from tests.extraction.conftest import news

TEXT = (
    "Anna Berg of IOM opened a workshop in Oslo on 3 May 2023. ICMPD and Frontex organised it with the ALPHA project."
)


def view(text: str = TEXT) -> Viewed:
    return viewed(before_relations(news(text), default_models().names, default_models().events))


def told(seen: Viewed, likely: dict[tuple[str, str, str], float], subject: str, target: str) -> set[str]:
    """Return what likelihoods, given by names, tell of a pair."""
    called = {(one.names or ("workshop",))[0]: key for key, one in seen.entities.items()}
    by_id = {(called[one], relation, called[other]): share for (one, relation, other), share in likely.items()}
    others = Others.of(seen.seen.scene, by_id)
    pair = next(one for one in seen.pairs if (one.subject, one.object) == (called[subject], called[target]))
    return {feature.removeprefix("others: ") for feature in others.features(pair)}


def test_its_own_likelihood_is_told_in_steps() -> None:
    found = told(view(), {("workshop", "organisedBy", "ICMPD"): 0.42}, "workshop", "ICMPD")
    assert {"organisedBy over 0.4", "organisedBy over 0.01"} <= found
    assert "organisedBy over 0.45" not in found


def test_a_likelier_rival_is_told() -> None:
    likely = {("workshop", "organisedBy", "ICMPD"): 0.3, ("workshop", "organisedBy", "IOM"): 0.9}
    assert "another object is likelier: organisedBy" in told(view(), likely, "workshop", "ICMPD")
    assert "another object is likelier: organisedBy" not in told(view(), likely, "workshop", "IOM")
    assert "another object: organisedBy over 0.8" in told(view(), likely, "workshop", "ICMPD")


def test_what_is_listed_together_is_told() -> None:
    likely = {("workshop", "organisedBy", "Frontex"): 0.9}
    assert "listed with: organisedBy over 0.8" in told(view(), likely, "workshop", "ICMPD")
    assert not any(one.startswith("listed") for one in told(view(), likely, "workshop", "IOM"))


def test_a_third_thing_joins_two() -> None:
    likely = {("Anna Berg", "affiliatedWith", "IOM"): 0.9, ("workshop", "hasParticipant", "Anna Berg"): 0.6}
    found = told(view(), likely, "workshop", "IOM")
    assert "of a third thing: hasParticipant> affiliatedWith< over 0.5" in found
    assert "of a third thing: hasParticipant> affiliatedWith< over 0.8" not in found


def test_the_second_look_decides_where_there_is_one() -> None:
    seen = view()
    sure = {
        "Event-Organisation": Scorer(("none", "organisedBy"), {"others: organisedBy over 0.01": {"organisedBy": 9.0}})
    }
    first = {"Event-Organisation": Scorer(("none", "organisedBy"), {})}
    found = likelihoods(seen.seen, seen.pairs, RelationModel.of([first, sure], {}))
    assert {relation for _, relation, _ in found} == {"organisedBy"}
    assert max(found.values()) > 0.99
    without = RelationModel.of([first], {})
    assert likelihoods(seen.seen, seen.pairs, without) == alone(seen.seen, seen.pairs, without)


def test_a_state_to_which_a_thousand_lead_costs_no_more_than_one_to_which_a_hundred_do() -> None:
    likely = {(f"r{number}", "affiliatedWith", "c1"): 0.9 for number in range(1000)}
    others = Others.of(view().seen.scene, likely)
    assert len(others.leads["c1"]) == len(others.of_object["c1", "affiliatedWith"]) == 100
