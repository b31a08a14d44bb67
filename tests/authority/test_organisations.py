"""Organisations: kinds of the model, and names that lead to one thing."""

from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest

from migrationkg.authority.cities import city_names
from migrationkg.authority.countries import country_names, demonyms
from migrationkg.authority.organisations import organisation_names, organisations
from migrationkg.model import ORGANISATION_KINDS

ROOT = Path(__file__).parents[2]


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
