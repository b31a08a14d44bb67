"""What of a graph can be meant by a name: its states by all their names, its cities with their state."""

from pyoxigraph import Literal, NamedNode, Quad, Store

from migrationkg.graph import terms
from migrationkg.reconciliation import NameIndex, Query, reconcile, things_of_store

BASE = "https://example.org/"


def store_of(*said: tuple[str, NamedNode, NamedNode | Literal]) -> Store:
    store = Store()
    for path, term, value in said:
        store.add(Quad(NamedNode(BASE + path), term, value))
    return store


GRAPH = store_of(
    ("country/cz", terms.TYPE, terms.KINDS["Country"]),
    ("country/cz", terms.PREF_LABEL, Literal("Czechia", language="en")),
    ("country/cz", terms.ISO_ALPHA2, Literal("CZ")),
    ("place/tripoli-ly", terms.TYPE, terms.KINDS["Place"]),
    ("place/tripoli-ly", terms.PREF_LABEL, Literal("Tripoli", language="en")),
    ("place/tripoli-ly", terms.EXACT_MATCH, NamedNode("https://sws.geonames.org/2210247/")),
)


def test_a_city_whose_state_no_news_tells_has_that_of_geonames() -> None:
    assert {thing.label: thing.state for thing in things_of_store(GRAPH)} == {"Czechia": "CZ", "Tripoli": "LY"}


def test_a_city_is_matched_by_its_name_and_country_and_a_state_by_its_formal_name() -> None:
    asked = [
        Query("Tripoli"),
        Query("Tripoli", properties=(("country", "Libye"),)),
        Query("Tripoli", properties=(("country", "Libanon"),)),
        Query("Tschechische Republik"),
        Query("République tchèque", "Country"),
    ]
    found = reconcile(asked, NameIndex.of(things_of_store(GRAPH)))
    assert [(one.score, one.match) for one, *_ in found] == [
        (95, False),
        (100, True),
        (60, False),
        (100, True),
        (100, True),
    ]
