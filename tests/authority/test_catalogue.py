"""What other catalogues know: ids of the right form, names as they are compared, no second entry for what is linked."""

import re
from collections import Counter

import pycountry
import pytest
from babel import Locale

from migrationkg.authority.catalogue import catalogue_entries
from migrationkg.authority.countries import countries
from migrationkg.authority.crosswalk import find_country
from migrationkg.authority.entries import known_organisations
from migrationkg.authority.organisations import organisations
from migrationkg.model import AuthorityFacts, Resolution, Resource
from migrationkg.resolution.authority_links import link_authorities, texts_of_names
from migrationkg.resolution.jurisdiction import name_and_state
from migrationkg.resolution.name_keys import name_key
from migrationkg.resolution.names import normal
from migrationkg.resources import resource

#: What an id of each catalogue looks like; https://ror.readme.io/docs/identifier tells of the digits to check in ROR's.
FORMS = {
    "ror": "0[a-hj-km-np-tv-z0-9]{6}[0-9]{2}",
    "wikidata": "Q[1-9][0-9]*",
    "geonames": "[1-9][0-9]*",
    "iati": r"XM-DAC-([0-9]{5}|[0-9]{1,4}(-[0-9]+)?)|[A-Z]{2}-[0-9]+|[A-Z]{2}(_[A-Z]{2})?-[A-Z0-9_]+-[\w-]+",
    "eurovoc": "[1-9][0-9]*|c_[0-9a-f]{8}",
    "iso": "[A-Z]{2}-[0-9A-Z]{1,3}",
    "m49": "[0-9]{3}",
    "tooi": "mnre[0-9]{4}",
    "dbpedia": r"[A-Z][\w,.'()-]*",
}
#: How many ids of a catalogue there are at least, where they are few.
FEW = {"m49": 15, "tooi": 0, "dbpedia": 25}
BASE_32 = "0123456789abcdefghjkmnpqrstvwxyz"
LINES = [
    line.split("\t") for line in resource("data/authority/catalogue.tsv").read_text(encoding="utf-8").splitlines()[1:]
]


def ids(prefix: str) -> list[str]:
    here = [key for *_, told in LINES for key in told.split() if key.startswith(f"{prefix}:")]
    return [key.removeprefix(f"{prefix}:") for key in here]


@pytest.mark.parametrize("prefix", FORMS)
def test_ids_have_the_form_of_their_catalogue(prefix: str) -> None:
    found = ids(prefix)
    assert len(found) > FEW.get(prefix, 150)
    assert [key for key in found if not re.fullmatch(FORMS[prefix], key)] == []


def test_the_last_digits_of_an_id_of_ror_check_the_others() -> None:
    own = [match.rpartition("/")[2] for one in organisations() for match in one.matches if "//ror.org/" in match]
    for key in (*ids("ror"), *own):
        number = 0
        for letter in key[:-2]:
            number = number * 32 + BASE_32.index(letter)
        assert 98 - number * 100 % 97 == int(key[-2:]), key


def test_identifiers_of_organisations_have_the_form_of_iati() -> None:
    told = [identifier for one in organisations() for identifier in one.identifiers]
    assert len(told) >= 30
    assert [one for one in told if not re.fullmatch(FORMS["iati"], one)] == []
    own = [(key, one) for one in organisations() for key in one.identifiers if one.country and key[:2] != "XM"]
    assert len(own) >= 8
    assert all(key[:2] == one.country for key, one in own), "the list of a donor is that of its state"


def test_names_are_in_normal_form_and_states_are_known() -> None:
    for names, kind, state, _ in LINES:
        assert all(name == " ".join(normal(name)) for name in names.split("|")), names
        assert state in countries() or (state == "" and kind in {"InternationalOrganisation", "Organisation", "Place"})


def test_identifiers_with_the_code_of_a_state_are_of_bodies_of_that_state() -> None:
    """Such as GH-COA-024; those of other organisations tell where they are registered."""
    for names, kind, state, told in LINES:
        for key in told.split() if kind == "GovernmentBody" else ():
            if key.startswith("iati:") and key[5:7] not in {"XM", "XI"}:
                assert key[5:7] == state, names


def test_two_lines_share_an_id_only_where_kind_or_state_differ_or_two_catalogues_disagree() -> None:
    often = Counter(key for *_, told in LINES for key in told.split())
    assert sum(number > 1 for number in often.values()) <= 45


def test_what_was_found_one_by_one_tells_where_and_is_in_the_catalogue() -> None:
    catalogue = {(name, kind, state): told for names, kind, state, told in LINES for name in names.split("|")}
    chosen = resource("data/authority/links.tsv").read_text(encoding="utf-8").splitlines()[1:]
    assert chosen
    for names, kind, state, told, where in (line.split("\t") for line in chosen):
        assert len(where) > 20
        for name in names.split("|"):
            assert set(told.split()) <= set(catalogue[" ".join(normal(name)), kind, state].split())


def test_names_and_states_fit_the_titles_by_which_dbpedia_calls_things() -> None:
    for names, _, state, told in LINES:
        for title in (key.removeprefix("dbpedia:") for key in told.split() if key.startswith("dbpedia:")):
            name, _, place = title.replace("_", " ").rstrip(")").partition(" (")
            tokens, other = name_and_state(name) if state else (normal(name), None)
            told_place = find_country(place)
            assert " ".join(tokens) in names.split("|"), title
            assert {other, told_place.iso if told_place else None} <= {state, None}, title
            assert bool(told_place) == bool(place), title


def test_codes_of_provinces_and_regions_fit_their_names() -> None:
    """By the packages that bring them: pycountry has ISO 3166-2, Babel UN M49."""
    states = {record.code: record.country_code for record in pycountry.subdivisions}
    regions = {" ".join(normal(name)): code for code, name in Locale("en").territories.items() if len(code) == 3}
    for names, _, state, told in LINES:
        for key in told.split():
            if key.startswith("iso:"):
                assert states[key.removeprefix("iso:")] == state, names
            if key.startswith("m49:"):
                assert key.removeprefix("m49:") in {regions.get(name) for name in names.split("|")}, names


def test_a_name_leads_to_one_thing_of_a_kind_and_state() -> None:
    told = Counter((name, kind, state) for names, kind, state, _ in LINES for name in names.split("|"))
    assert [key for key, number in told.items() if number > 1] == []


def test_what_the_list_of_organisations_links_is_not_linked_twice() -> None:
    keys = (
        (name_key(name, entry.kind).text, entry.state or "") for entry in known_organisations() for name in entry.names
    )
    told = ((name.replace(" ", ""), state) for names, _, state, _ in LINES for name in names.split("|"))
    assert set(keys) & set(told) == set()


@pytest.mark.parametrize(
    ("thing", "facts"),
    [
        (
            Resource("https://example.org/um", "AcademicInstitution", "Maastricht University"),
            AuthorityFacts(("http://www.wikidata.org/entity/Q1137652", "https://ror.org/02jz4aj89")),
        ),
        (
            Resource("https://example.org/fr", "Ministry", "Ministry of the Interior (France)", state="FR"),
            AuthorityFacts(("http://www.wikidata.org/entity/Q1518496",)),
        ),
        (
            Resource("https://example.org/bgw", "Place", "Baghdad International Airport"),
            AuthorityFacts(("https://sws.geonames.org/7603289/",)),
        ),
        (
            Resource("https://example.org/an", "CivilSocietyOrganisation", "Aasaman Nepal"),
            AuthorityFacts(identifiers=("NP-SWC-27693",)),
        ),
        (
            Resource("https://example.org/mi", "Ministry", "Ministry of the Interior (Serbia)", state="RS"),
            AuthorityFacts(("http://www.wikidata.org/entity/Q2198998", "https://ror.org/03ypwqc95")),
        ),
        (
            Resource("https://example.org/ml", "Ministry", "Ministry of Employment and Labour Relations", state="GH"),
            AuthorityFacts(identifiers=("GH-COA-024",)),
        ),
        (
            Resource("https://example.org/kp", "Place", "Khyber Pakhtunkhwa", state="PK"),
            AuthorityFacts(("https://sws.geonames.org/1168873/",), identifiers=("ISO 3166-2:PK-KP",)),
        ),
        (
            Resource("https://example.org/ti", "Place", "Tigray", state="ET"),
            AuthorityFacts(("https://sws.geonames.org/444187/",), identifiers=("ISO 3166-2:ET-TI",)),
        ),
        (
            Resource("https://example.org/wa", "Place", "West Africa"),
            AuthorityFacts(("http://eurovoc.europa.eu/351",), identifiers=("UN M49:011",)),
        ),
        (
            Resource("https://example.org/easo", "InternationalOrganisation", "European Asylum Support Office"),
            AuthorityFacts(("http://eurovoc.europa.eu/447958",)),
        ),
        (
            Resource("https://example.org/sp", "GovernmentBody", "Albanian State Police", state="AL"),
            AuthorityFacts(("http://dbpedia.org/resource/State_Police_(Albania)",)),
        ),
        (Resource("https://example.org/no", "Ministry", "Ministry of the Interior"), AuthorityFacts()),
        (Resource("https://example.org/ta", "AcademicInstitution", "Military Institute"), AuthorityFacts()),
    ],
    ids=lambda value: value.label if isinstance(value, Resource) else "",
)
def test_things_are_linked_by_what_other_catalogues_call_them(thing: Resource, facts: AuthorityFacts) -> None:
    entries = (*known_organisations(), *catalogue_entries(texts_of_names([thing])))
    (linked,) = link_authorities(Resolution((thing,), {}), entries).resolution.resources
    assert linked.authority == facts
