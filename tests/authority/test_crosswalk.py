"""The crosswalk of states: every code, every name in the languages of the EU and every word leads to the same state."""

import pytest
from babel import Locale

from migrationkg.authority.countries import countries, country_names, demonyms
from migrationkg.authority.crosswalk import EU_LANGUAGES, find_country, names_by_language


def test_the_languages_are_the_24_of_the_eu_and_each_names_every_state() -> None:
    assert len(set(EU_LANGUAGES)) == 24
    for iso in countries():
        assert tuple(names_by_language(iso)) == EU_LANGUAGES


@pytest.mark.parametrize("language", EU_LANGUAGES)
def test_names_are_those_of_cldr(language: str) -> None:
    territories = Locale(language).territories
    assert {iso: names_by_language(iso)[language] for iso in countries()} == {
        iso: str(territories[iso]) for iso in countries()
    }


def test_every_name_in_every_language_leads_back_to_its_state() -> None:
    lost = [
        (iso, language)
        for iso in countries()
        for language, name in names_by_language(iso).items()
        if (found := find_country(name)) is None or found.iso != iso
    ]
    assert lost == []


def test_every_code_english_name_and_word_for_citizens_leads_to_its_state() -> None:
    for country in countries().values():
        for code in (country.iso, country.alpha3, country.numeric, country.eu_code):
            assert code is None or find_country(code) is country
    for word, iso in {**country_names(), **demonyms()}.items():
        found = find_country(word)
        assert found is not None
        assert found.iso == iso


@pytest.mark.parametrize("text", ["", "Atlantis", "Congolese", "Korean", "0", "999"])
def test_what_is_no_state_or_several_leads_nowhere(text: str) -> None:
    assert find_country(text) is None
