"""Which things a name may mean, how surely, and that nothing is matched because it is near."""

import random
from collections.abc import Sequence

import pytest

from migrationkg.authority.countries import countries
from migrationkg.reconciliation import Candidate, EntityType, NameIndex, Query, Thing, reconcile

BASE = "https://example.org/"


def thing(path: str, kind: str | None, *names: str, state: str | None = None) -> Thing:
    return Thing(BASE + path, kind, names[0], names[1:], state)


THINGS = (
    thing("country/az", "Country", "Azerbaijan", "Aserbaidschan", "AZ", "AZE", state="AZ"),
    thing("icmpd", "InternationalOrganisation", "International Centre for Migration Policy Development", "ICMPD"),
    thing("iom", "InternationalOrganisation", "International Organization for Migration", "IOM"),
    thing("interior-al", "Ministry", "Ministry of Interior (Albania)", "Ministry of Interior", state="AL"),
    thing("interior-rs", "Ministry", "Ministry of Interior (Serbia)", "Ministry of Interior", state="RS"),
    thing("sms-az", "GovernmentBody", "State Migration Service", "SMS", state="AZ"),
    thing("mobilaze-2", "Project", "Support to the Mobility Partnership (MOBILAZE 2)", "MOBILAZE 2"),
    thing("eu4ibm", "Project", "EU4IBM"),
    thing("euibm-lebanon", "Project", "EUIBM Lebanon"),
    thing("tallinn", "Place", "Tallinn", state="EE"),
    thing("tripoli", "Place", "Tripoli", state="LY"),
    thing("jane", "Person", "Jane Doe"),
    thing("twin-project", "Project", "Silk Routes"),
    thing("twin-organisation", "Company", "Silk Routes"),
    thing("untyped", None, "Prague Process"),
)
INDEX = NameIndex.of(THINGS)


def candidates(name: str, kind: str | None = None, country: str = "", limit: int = 5) -> tuple[Candidate, ...]:
    (found,) = reconcile([Query(name, kind, limit, (("country", country),))], INDEX)
    return found


def paths(found: Sequence[Candidate]) -> list[str]:
    return [one.id.removeprefix(BASE) for one in found]


@pytest.mark.parametrize(
    ("name", "kind", "country", "path"),
    [
        ("The International Center for Migration Policy Development", None, "", "icmpd"),
        ("ICMPD", None, "", "icmpd"),
        ("International Organization for Migration (IOM)", None, "", "iom"),
        ("IOM (International Organisation for Migration)", "Organisation", "", "iom"),
        ("Azerbaijan (AZ)", None, "", "country/az"),
        ("IOM", "Organisation", "", "iom"),
        ("Ministry of the Interior of Albania", None, "", "interior-al"),
        ("Serbian Ministry of Interior", "Ministry", "", "interior-rs"),
        ("Ministry of Interior", "Ministry", "Albanien", "interior-al"),
        ("Ministry of Interior (Serbia)", "GovernmentBody", "", "interior-rs"),
        ("state migration service", None, "AZE", "sms-az"),
        ("Mobilaze II project", None, "", "mobilaze-2"),
        ("TALLINN", "Place", "Estonia", "tallinn"),
        ("Tallinn", None, "", "tallinn"),
        ("Aserbaidschan", "Country", "", "country/az"),
        ("AZ", "Country", "", "country/az"),
        ("Tripoli", "Place", "Libya", "tripoli"),
        ("Jane Doe", None, "", "jane"),
        ("Silk Routes", "Project", "", "twin-project"),
        ("Prague Process", "Project", "", "untyped"),
    ],
)
def test_an_equal_name_that_leaves_no_doubt_is_a_match(name: str, kind: str | None, country: str, path: str) -> None:
    found = candidates(name, kind, country)
    assert paths(found)[0] == path
    assert (found[0].score, found[0].match) == (100, True)
    assert not any(other.match for other in found[1:])


@pytest.mark.parametrize(
    ("name", "kind", "country", "path", "score"),
    [
        ("Ministry of Interior", None, "", "interior-al", 95),
        ("State Migration Service", "Organisation", "", "sms-az", 95),
        ("IOM", None, "", "iom", 95),
        ("iom", "Organisation", "", "iom", 95),
        ("AZ", None, "", "country/az", 95),
        ("Tripoli", "Place", "", "tripoli", 95),
        ("Tripoli", "Place", "Lebanon", "tripoli", 60),
        ("State Migration Service", None, "Moldova", "sms-az", 60),
        ("MOBILAZE", "Project", "", "mobilaze-2", 60),
        ("MOBILAZE 3", None, "", "mobilaze-2", 60),
    ],
)
def test_an_equal_name_that_leaves_a_doubt_is_a_candidate(
    name: str, kind: str | None, country: str, path: str, score: float
) -> None:
    found = candidates(name, kind, country)
    assert path in paths(found)
    assert next(one.score for one in found if one.id == BASE + path) == score
    assert not any(one.match for one in found)


def test_two_things_of_one_name_are_both_candidates_and_neither_is_a_match() -> None:
    found = candidates("Silk Routes")
    assert [(one.score, one.match) for one in found] == [(100, False), (100, False)]
    assert paths(found) == ["twin-organisation", "twin-project"]


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("Internat. Centre for Migration Policy Developement", "icmpd"),
        ("Migration Policy Development, International Centre", "icmpd"),
        ("EU4IBM2", "eu4ibm"),
        ("Jane M. Doe", "jane"),
        ("Tallin", "tallinn"),
    ],
)
def test_a_near_name_is_a_candidate_and_never_a_match(name: str, path: str) -> None:
    found = candidates(name)
    assert paths(found)[0] == path
    assert 60 <= found[0].score <= 94
    assert not any(one.match for one in found)


@pytest.mark.parametrize("name", ["", "   ", "?", "Something else altogether", "\ud800", "日本", "a", "AZX"])
def test_what_is_like_nothing_has_no_candidates(name: str) -> None:
    assert candidates(name) == ()


def test_only_things_of_the_type_asked_for_are_candidates() -> None:
    assert paths(candidates("State Migration Service", "Organisation")) == ["sms-az"]
    assert candidates("State Migration Service", "Project") == ()


def test_candidates_are_as_many_as_asked_for_and_best_first() -> None:
    found = candidates("Ministry of Interior", "Ministry", "Serbia")
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert len(candidates("Ministry of Interior", limit=1)) == 1
    assert candidates("Ministry of Interior", limit=0) == ()


def test_a_candidate_tells_its_type_and_what_its_score_stands_on() -> None:
    (found, _) = candidates("Ministry of Interior", "Ministry", "Serbia")
    assert found.type == (EntityType("Ministry"),)
    assert EntityType("InternationalOrganisation").name == "international organisation"
    assert {one.id: one.value for one in found.features} == {"name": 100, "country": True, "certain": True}
    (phase,) = candidates("MOBILAZE 3", "Project", limit=1)
    assert {one.id: one.value for one in phase.features}["phase"] is False


def test_a_property_that_is_not_known_is_passed_over() -> None:
    query = Query("Jane Doe", properties=(("birthday", "1 May"), ("country", "Atlantis")))
    assert reconcile([query], INDEX)[0][0].match


def test_an_empty_graph_has_no_candidates() -> None:
    assert reconcile([Query("Tallinn")], NameIndex.of(())) == [()]


def test_neither_the_order_of_the_things_nor_of_the_names_counts() -> None:
    names = ["Ministry of Interior", "Silk Routes", "Migration", "MOBILAZE", "Jane", "Tripoli"]
    expected = reconcile([Query(name) for name in names], INDEX)
    for seed in range(5):
        things, order = list(THINGS), list(range(len(names)))
        random.Random(seed).shuffle(things)
        random.Random(seed).shuffle(order)
        found = reconcile([Query(names[place]) for place in order], NameIndex.of(things))
        assert [expected[place] for place in order] == found


def test_every_thing_is_found_by_its_own_name_whatever_it_is() -> None:
    for one in THINGS:
        assert one.iri in [found.id for found in candidates(one.label, one.kind, one.state or "", limit=20)]


def test_among_things_of_other_countries_the_nearest_name_comes_first() -> None:
    found = candidates("Ministry of Interior", country="Lebanon")
    assert paths(found)[:2] == ["interior-al", "interior-rs"]
    assert not any(one.match for one in found)


def test_the_first_word_of_a_longer_name_is_a_candidate_unless_many_begin_with_it() -> None:
    names = ["EUIBM Lebanon", *(f"Ministry of {what}" for what in ("Justice", "Labour", "Interior"))]
    names += [f"Ministry for {what} of the Republic" for what in ("Health", "Tourism", "Finances")]
    index = NameIndex.of(Thing(f"https://example.org/{place}", "Project", name) for place, name in enumerate(names))
    (found,), none = reconcile([Query("EUIBM"), Query("Ministry")], index)
    assert (found.name, found.score, found.match) == ("EUIBM Lebanon", 60.0, False)
    assert none == ()


@pytest.mark.parametrize("name", ["Niger", "Republic of Georgia", "Georgia", "Austria"])
def test_a_name_that_is_surely_another_state_has_no_state_for_candidate(name: str) -> None:
    states = ("NG", "EE", "DE", "AU")
    index = NameIndex.of(
        Thing(f"https://example.org/country/{iso.lower()}", "Country", one.name, one.names[1:], iso)
        for iso, one in countries().items()
        if iso in states
    )
    assert reconcile([Query(name)], index) == [()]
    assert [one.name for one in reconcile([Query("Nigerria")], index)[0]] == ["Nigeria"]
