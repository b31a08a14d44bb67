"""Which pairs of things are looked at, and what stands beside their names."""

from typing import Any

import pytest

from migrationkg.extraction.extractor import before_relations
from migrationkg.extraction.models import default_models
from migrationkg.extraction.relations.candidates import PAIRS
from migrationkg.extraction.relations.scene import cues, is_silent
from migrationkg.extraction.relations.statements import viewed
from migrationkg.model import RELATION_KINDS
from tests.extraction.conftest import news
from tests.extraction.encoded import encoded


def pairs(text: str, headline: str = "News") -> set[str]:
    """Return the pairs in words: "ALPHA - Norway"."""
    view = viewed(before_relations(news(text, headline), default_models().names, default_models().events))

    def called(thing: str) -> str:
        entity = view.entities[thing]
        return entity.iso or (entity.names or [entity.mentions[0].text])[0]

    return {f"{called(one.subject)} - {called(one.object)}" for one in view.pairs}


def test_every_relation_has_its_sorts_of_pair() -> None:
    assert {relation for relations in PAIRS.values() for relation in relations} == RELATION_KINDS.keys()
    assert set(PAIRS["Event-Place"]) == {"heldIn"}


def test_things_whose_kinds_fit_are_looked_at() -> None:
    found = pairs("The ALPHA project of ICMPD is funded by Norway.")
    assert found >= {"ALPHA - NO", "ALPHA - ICMPD"}
    assert "NO - ALPHA" not in found


def test_a_person_and_a_body_of_two_sentences_are_looked_at_where_no_row_tells_the_persons_body() -> None:
    assert "Anna Berg - IOM" in pairs("Anna Berg of IOM spoke at a workshop in Oslo.")
    assert "Anna Berg - IOM" not in pairs("Anna Berg of Frontex spoke at a workshop in Oslo. IOM was glad.")
    assert "Anna Berg - IOM" in pairs("IOM held a workshop in Oslo. Director General Anna Berg was glad.")


def test_a_person_and_a_state_of_two_sentences_are_looked_at_where_no_row_tells_the_persons_state() -> None:
    assert "Anna Berg - NO" in pairs("Minister Anna Berg visited a centre in Tunis. Norway pays.")
    told = "The Minister of Interior of Ghana, Anna Berg, visited a centre in Tunis. Norway pays."
    assert "Anna Berg - NO" not in pairs(told)


def test_an_occasion_and_its_project_may_stand_sentences_apart() -> None:
    text = "ICMPD held a workshop in Vienna on 3 May 2023. It rained. Officials were glad. The ALPHA project pays."
    assert "workshop - ALPHA" in pairs(text)


def test_an_occasion_that_the_text_tells_again_is_looked_at_there_where_its_headline_is_far() -> None:
    far = "It was cold. Director Anna Berg of UNHCR was glad. Much was said. It rained. Nobody left. The food was good."
    again = f"{far} The workshop on visas was held in Oslo on 3 May 2023."
    assert "Workshop - Anna Berg" in pairs(again, "Workshop on visas in Oslo")
    assert "Workshop - Anna Berg" not in pairs(far, "Workshop on visas in Oslo")


def test_a_person_and_a_state_are_looked_at_by_the_headline_where_the_text_tells_them_farther_apart() -> None:
    text = "The talks were long. A centre was shown in Norway. It rained. They were glad. Much was said. Nobody left."
    assert "Anna Berg - NO" in pairs(f"{text} All agreed. Anna Berg left.", "Minister Anna Berg on a visit")


@pytest.mark.parametrize("hedge", ["could be", "is not", "may be"])
def test_what_a_project_is_only_wished_or_denied_to_be_is_not_looked_at(hedge: str) -> None:
    assert "ALPHA - NO" not in pairs(f"The ALPHA project {hedge} funded by Norway.")


def test_the_eu_in_its_member_states_does_nothing_but_the_eu_beside_them_does() -> None:
    assert "workshop - EU" not in pairs("Experts of EU Member States attended a workshop in Rome on 3 May 2023.")
    both = "Experts of EU Member States and of the EU attended a workshop in Rome on 3 May 2023."
    assert "workshop - EU" in pairs(both)


def test_a_state_whose_law_is_spoken_of_is_no_venue() -> None:
    text = "A seminar in Vienna on 3 May 2023 dealt with Azerbaijan's migration law. The ALPHA project helped."
    assert "seminar - AZ" not in pairs(text)
    assert "ALPHA - AZ" in pairs(text)


def test_a_body_and_the_one_that_its_name_holds_are_looked_at_wherever_they_stand() -> None:
    text = (
        "The ECOWAS Commission held a workshop in Abuja on 3 May 2023. It rained. Officials were glad. So was ECOWAS."
    )
    assert "ECOWAS Commission - ECOWAS" in pairs(text)


def test_long_items_have_pairs_in_proportion_to_their_length() -> None:
    text = " ".join(
        f"Anna Berg of IOM met the Border Police of Norway in Oslo on {day} May 2023." for day in range(1, 29)
    )
    view, twice = (
        viewed(before_relations(news(one), default_models().names, default_models().events))
        for one in (text, f"{text} {text}")
    )
    assert len(twice.pairs) <= 2.5 * len(view.pairs)


@pytest.mark.parametrize("cue", cues(), ids=lambda cue: cue["name"])
def test_each_cue_stands_behind_the_name_of_its_example(cue: dict[str, Any]) -> None:
    sort = min(cue["to"])
    kind = {"Organisation": "GovernmentBody"}.get(sort, sort)
    sentence = encoded(cue["example"].replace("⟨", f"⟨{kind} "))
    (position,) = sentence.names
    assert is_silent(sentence, position, sort)
    assert not is_silent(sentence, position, "Person")
