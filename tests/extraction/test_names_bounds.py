"""Where names begin and end that the tagger alone cuts or joins wrongly, and what stands beside cues."""

import time
from datetime import date
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from migrationkg.authority.organisations import organisation_names
from migrationkg.extraction.names.candidates import find_candidates
from migrationkg.extraction.names.gazetteer import find_known
from migrationkg.extraction.names.mending import Mender, bodies_joined
from migrationkg.extraction.names.untagged import names_beside_cues, runs_untagged
from migrationkg.extraction.text.analysis import Text, analyse
from migrationkg.model import NewsItem, Source

if TYPE_CHECKING:
    from migrationkg.extraction.models.tagger import Tagger


def text_of(words: str) -> Text:
    return analyse(NewsItem("x", "", date(2024, 6, 1), None, words, None, Source("x", 0)))


def names(words: str, marked: str) -> list[str]:
    """Return the names in a stretch that the tagger marks as a body."""
    text = text_of(words)
    start = text.token_at(text.content.index(marked))
    stop = text.token_at(text.content.index(marked) + len(marked) - 1) + 1
    found = Mender(text, find_known(text.content)).names_in(start, stop, "Organisation")
    return [text.content[text.starts[first] : text.tokens[end - 1].end] for first, end, _ in found]


@pytest.mark.parametrize(
    ("marked", "found"),
    [
        ("Turkish Red Crescent", ["Turkish Red Crescent"]),
        ("Embassy of Switzerland and UNHCR", ["Embassy of Switzerland", "UNHCR"]),
        ("European Union and UNICEF", ["European Union", "UNICEF"]),
        ("Ministry of Labour and Social Affairs", ["Ministry of Labour and Social Affairs"]),
        ("University of Ghana", ["University of Ghana"]),
        ("Federal Department of Foreign Affairs FDFA", ["Federal Department of Foreign Affairs", "FDFA"]),
        ("Department of Foreign Affairs IT", ["Department of Foreign Affairs IT"]),
    ],
)
def test_a_stretch_is_cut_into_the_bodies_that_it_names(marked: str, found: list[str]) -> None:
    assert names(f"On Monday the {marked} met.", marked) == found


def test_a_known_body_behind_and_is_another_one_only_behind_a_body() -> None:
    assert list(bodies_joined("Network of IOM".split(), 0, 3, {2: 3})) == [(0, 3)]
    assert list(bodies_joined("Return and UNHCR".split(), 0, 3, {2: 3})) == [(0, 3)]
    assert list(bodies_joined("Embassy and UNHCR".split(), 0, 3, {2: 3})) == [(0, 1), (2, 3)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("the Cities on the Sea project grew", [("Project", "Cities on the Sea")]),
        ("by the NGO Kora Works and", [("Organisation", "Kora Works")]),
        ("the EU-funded project ended", []),
    ],
)
def test_what_stands_beside_a_cue_may_be_a_name(words: str, found: list[tuple[str, str]]) -> None:
    text = text_of(words)
    assert list(dict.fromkeys((kind, text.content[a:b]) for a, b, kind in names_beside_cues(text))) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("the Zonal Access and Mobility project grew", ["Zonal Access and Mobility"]),
        ("the Zonal Access and Norway project grew", ["Zonal Access"]),
        ("the Zonal Access and Mobility grew fast", ["Zonal Access"]),
    ],
)
def test_what_is_cut_at_and_is_whole_before_a_cue_where_nothing_else_is_named(words: str, found: list[str]) -> None:
    tagger = SimpleNamespace(labels=lambda seen: ["O", "B-Organisation", "I-Organisation", *["O"] * (len(seen) - 3)])
    text = text_of(words)
    told = find_candidates(text, find_known(text.content), cast("Tagger", tagger))
    assert [text.content[one.start : one.end] for one in told] == found


@pytest.mark.parametrize(
    ("words", "marked", "whole"),
    [
        ("the Ministry of Foreign affairs met", "Ministry of Foreign", "Ministry of Foreign affairs"),
        (
            "the Ministry of Labour and Social Protection of the Population met",
            "Ministry of Labour and Social Protection",
            "Ministry of Labour and Social Protection of the Population",
        ),
        ("the Department of Migration of the Border Police met", "Department of Migration", "Department of Migration"),
        ("the Ministry of Interior of Mali", "Ministry of Interior", "Ministry of Interior"),
    ],
)
def test_a_subject_goes_on_to_its_end(words: str, marked: str, whole: str) -> None:
    assert names(words, marked) == [whole]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("the Central Bank of Kosovo rose", ["Central Bank of Kosovo"]),
        ("Deputy Director of the Corps of Pilots spoke", ["Corps of Pilots"]),
        ("Barka stands alone, and Barka", ["Barka"]),
        ("the Embassy of Switzerland and UNHCR met", ["Embassy of Switzerland", "UNHCR"]),
        ("in May, on Monday", []),
        ("a Steering Committee, worth USD 900, by the Minister of Labour", []),
    ],
)
def test_a_run_that_the_tagger_leaves_out_may_be_a_name(words: str, found: list[str]) -> None:
    text = text_of(words)
    runs = runs_untagged(text, bytearray(len(text.content)), Mender(text, find_known(text.content)))
    assert [text.content[text.starts[first] : text.tokens[end - 1].end] for first, end, _ in runs] == found


def test_runs_beside_marked_names_and_headlines_in_title_case_are_left() -> None:
    text = text_of("the Danish Kora Works met")
    assert list(runs_untagged(text, bytearray(b"\1" * len(text.content)), Mender(text, ()))) == []
    headline = "New Regional Centre Opens Its Doors Tomorrow"
    text = analyse(NewsItem("x", headline, date(2024, 6, 1), None, "All is", None, Source("x", 0)))
    assert list(runs_untagged(text, bytearray(60), Mender(text, ()))) == []


@pytest.mark.parametrize("piece", ["Aa ", "A ", "project ", '"Aa ', "Aa, a ", "the Aa "])
def test_no_text_makes_the_search_beside_cues_slow(piece: str) -> None:
    text = text_of(piece * 30_000)
    begun = time.process_time()
    list(names_beside_cues(text))
    assert time.process_time() - begun < 3


def test_bodies_are_known_in_both_spellings_and_in_careless_letters() -> None:
    known = organisation_names()
    assert known["International Labor Organization"] is known["International Labour Organization"]
    assert known["European union"] is known["EU"]
    assert known["Unicef"] is known["UNICEF"]
    assert known["FRONTEX"] is known["Frontex"]
    assert "Eu" not in known
