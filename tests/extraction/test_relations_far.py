"""What is seen of two things that no sentence names together."""

from migrationkg.extraction.extractor import before_relations
from migrationkg.extraction.models import default_models
from migrationkg.extraction.relations.far_features import from_afar, of_office
from migrationkg.extraction.relations.statements import viewed
from tests.extraction.conftest import news


def told(text: str, pair: str) -> dict[str, set[str]]:
    """Return object → what is seen of the item's one subject of a sort of pair from afar."""
    view = viewed(before_relations(news(text), default_models().names, default_models().events))
    pairs = [one for one in view.pairs if one.pair == pair]
    return {view.entities[one.object].names[0]: set(from_afar(view.seen.scene, one)) for one in pairs}


def test_which_body_was_named_last_is_seen_of_another_sentence_only() -> None:
    far = told("IOM and UNHCR held a workshop in Oslo. Director General Anna Berg was glad.", "Person-Organisation")
    assert "far with a role: last named before" in far["UNHCR"]
    assert "far with a role: number 0" in far["IOM"]
    near = told("Director General Anna Berg of IOM spoke at a workshop in Oslo.", "Person-Organisation")["IOM"]
    assert not near


def test_the_state_that_an_item_names_most_is_seen_of_a_minister_who_is_told_without_one() -> None:
    far = told(
        "Minister Anna Berg visited a centre in Tunis. Norway and Tunisia will work together. Norway pays.",
        "Person-Country",
    )
    assert "far with a role: named most of its kind" in far["Norway"]
    assert "far with a role: named most of its kind" not in far["Tunisia"]


def test_a_project_is_seen_beside_the_states_of_other_sentences() -> None:
    far = told(
        "The ALPHA project helps migrants. It has three parts. All of them are carried out in Ghana.", "Project-Country"
    )
    assert "far: one of 1" in far["Ghana"]


def test_an_office_in_a_state_is_seen_wherever_the_state_is_told() -> None:
    item = news(
        "The President of Lebanon, Rami Haddad, opened the talks in Beirut. Prime Minister Nadim Saab and the trainer "
        "Paul Kerr spoke about Norway. When the ministers had left, the expert Mary Low was thanked."
    )
    view = viewed(before_relations(item, default_models().names, default_models().events))
    seen = {
        (view.entities[one.subject].names[0], view.entities[one.object].names[0]): {*of_office(view.seen.scene, one)}
        for one in view.pairs
        if one.pair == "Person-Country"
    }
    assert "an office of a state, elsewhere: last named before" in seen["Nadim Saab", "Lebanon"]
    assert "office minister: one of 2" in seen["Nadim Saab", "Norway"]
    assert not seen["Paul Kerr", "Norway"]
    assert not seen["Mary Low", "Norway"]
