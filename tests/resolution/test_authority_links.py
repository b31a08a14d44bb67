"""Which resources authority files know, and which are left alone because a name does not say enough."""

import pytest

from migrationkg.authority.entries import AuthorityEntry
from migrationkg.model import AuthorityFacts, Resolution, Resource
from migrationkg.resolution.authority_links import Linked, link_authorities

ID = "https://example.org/id/"
BASE = "https://w3id.org/migrationkg/id/"

ALBANIA = Resource(f"{BASE}country/al", "Country", "Albania", (), "AL")
MINISTRY = Resource(
    f"{BASE}organisation/ministry-of-interior-al", "Ministry", "Ministry of Interior (Albania)", ("MoI",), None, "AL"
)
OTHER_MINISTRY = Resource(
    f"{BASE}organisation/ministry-of-interior-rs", "Ministry", "Ministry of Interior (Serbia)", (), None, "RS"
)
STATELESS = Resource(f"{BASE}organisation/border-police", "GovernmentBody", "Border Police")
ICMPD = Resource(
    f"{BASE}organisation/icmpd",
    "InternationalOrganisation",
    "International Centre for Migration Policy Development",
    ("ICMPD",),
)
BARE = Resource(f"{BASE}organisation/abc", "CivilSocietyOrganisation", "ABC")
PHASE_TWO = Resource(f"{BASE}project/mobilaze-2", "Project", "MOBILAZE 2")
PLACE = Resource(f"{BASE}place/tripoli-ly", "Place", "Tripoli", (), None, "LY")
PERSON = Resource(f"{BASE}person/jane-doe", "Person", "Jane Doe")
EVENT = Resource(f"{BASE}event/x", "Event", "Workshop")
ALL = (ALBANIA, MINISTRY, OTHER_MINISTRY, STATELESS, ICMPD, BARE, PHASE_TWO, PLACE, PERSON, EVENT)


def entry(name: str, kind: str | None = None, state: str | None = None, *others: str) -> AuthorityEntry:
    facts = AuthorityFacts((ID + name.replace(" ", "-"),), ((name, "en"),))
    return AuthorityEntry(ID + name, kind, (name, *others), state, facts, "mine.csv", 2)


def link(*entries: AuthorityEntry) -> Linked:
    return link_authorities(Resolution(ALL, {}), entries)


def known(linked: Linked) -> list[str]:
    return [resource.iri.removeprefix(BASE) for resource in linked.resolution.resources if resource.authority.matches]


@pytest.mark.parametrize(
    ("given", "path"),
    [
        (entry("Ministry of the Interior of Albania"), "organisation/ministry-of-interior-al"),
        (entry("Albanian Ministry of Interior", "Organisation"), "organisation/ministry-of-interior-al"),
        (entry("Ministry of Interior", "Ministry", "AL"), "organisation/ministry-of-interior-al"),
        (entry("Ministry of Interior (Albania)", "GovernmentBody"), "organisation/ministry-of-interior-al"),
        (entry("International Center for Migration Policy Development"), "organisation/icmpd"),
        (entry("ICMPD", "Organisation"), "organisation/icmpd"),
        (entry("A Body of Courage", "Organisation", None, "ABC"), "organisation/abc"),
        (entry("MOBILAZE II project", "Project"), "project/mobilaze-2"),
        (entry("Albanien", "Country"), "country/al"),
        (entry("Tripoli", "Place", "LY"), "place/tripoli-ly"),
        (entry("jane doe", "Person"), "person/jane-doe"),
    ],
)
def test_an_equal_name_of_the_same_kind_and_state_is_known(given: AuthorityEntry, path: str) -> None:
    linked = link(given)
    assert known(linked) == [path]
    assert linked.problems == ()
    found = next(resource for resource in linked.resolution.resources if resource.authority.matches)
    assert found.authority == given.facts


@pytest.mark.parametrize(
    "given",
    [
        entry("Ministry of Interior", "Ministry", "MD"),
        entry("International Centre", "Organisation"),
        entry("ICMPD", "Project"),
        entry("Institute of Cases and Mere Policy Data", "Organisation", None, "ICMPD"),
        entry("MOBILAZE", "Project"),
        entry("MOBILAZE 3", "Project"),
        entry("Tripoli", "Place", "LB"),
        entry("Jane Doe", "Organisation"),
        entry("Workshop"),
    ],
)
def test_another_kind_state_phase_or_name_is_another_thing(given: AuthorityEntry) -> None:
    linked = link(given)
    assert known(linked) == []
    assert linked.problems == ()


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (entry("Ministry of Interior"), "one of the two lacks its country"),
        (entry("Border Police", "GovernmentBody", "AL"), "one of the two lacks its country"),
    ],
)
def test_a_body_whose_state_is_not_told_is_left_alone_and_listed(given: AuthorityEntry, says: str) -> None:
    linked = link(given)
    assert known(linked) == []
    assert [problem.line for problem in linked.problems] == [2]
    assert says in linked.problems[0].message


def test_two_entries_of_a_file_for_one_resource_are_both_left_out() -> None:
    linked = link(entry("Jane Doe", "Person"), entry("Jane  DOE", "Person"), entry("Albania", "Country"))
    assert known(linked) == ["country/al"]
    assert len(linked.problems) == 2


def test_an_entry_that_fits_two_resources_is_left_out() -> None:
    twin = Resource(f"{BASE}project/jane-doe", "Project", "Jane Doe")
    linked = link_authorities(Resolution((PERSON, twin), {}), [entry("Jane Doe")])
    assert known(linked) == []
    assert "so it is linked to neither; give its type or country" in linked.problems[0].message


def test_entries_of_two_files_add_up() -> None:
    second = AuthorityEntry("", None, ("ICMPD",), None, AuthorityFacts(("https://ror.org/1",)), "second.csv", 3)
    linked = link(entry("International Centre for Migration Policy Development"), second)
    found = next(resource for resource in linked.resolution.resources if resource.authority.matches)
    assert len(found.authority.matches) == 2


def test_what_nothing_is_known_of_stays_as_it_was() -> None:
    assert link().resolution.resources == ALL
