"""Things by their names in every language, news by its words, as a reader types them."""

import sqlite3
import stat
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store

from migrationkg.graph import terms
from migrationkg.knowledge_base import build, open_knowledge_base
from migrationkg.search import find_news, find_things, index_in_memory, index_of

BASE = "https://w3id.org/migrationkg/id/"


def labels(index: sqlite3.Connection, words: str) -> list[str]:
    return [one.label for one in find_things(index, words)]


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("mob", "MOBILAZE 2"),
        ("mobilaze2", "MOBILAZE 2"),
        ("migration serv", "State Migration Service"),
        ("spindel", "Michael Spindelegger"),
        ("Libya’s Migr", "LIBMITAF"),
        ("Аз", "Azerbaijan"),  # a name in another language and script
        ("Alemania", "Germany"),
        ("ΓΕΡΜΑΝΙΑ", "Germany"),  # without the accent that it is written with
        ("Spindeleger", "Michael Spindelegger"),  # a slip of the pen
    ],
)
def test_a_thing_is_found_by_the_beginning_of_a_name(index: sqlite3.Connection, typed: str, label: str) -> None:
    assert labels(index, typed)[:1] == [label]


def test_names_are_not_alike_because_they_share_a_small_word(index: sqlite3.Connection) -> None:
    found = labels(index, "who is the head of the office in Azerbaijan")
    assert found[0] == "Azerbaijan"
    assert not {"Libya", "Poland", "Ministry of Interior of Albania"} & set(found)


def test_a_slip_of_the_pen_finds_the_name_that_is_meant_first() -> None:
    store = Store()
    store.load(
        b"""@prefix mkg: <https://w3id.org/migrationkg/ontology#> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @prefix org: <https://w3id.org/migrationkg/id/organisation/> .
        org:a a mkg:InternationalOrganisation ; skos:prefLabel "Centre for Policy"@en ; skos:altLabel "ICMPD"@en .
        org:b a mkg:ImplementingOffice ; skos:prefLabel "ICMPD Turkey"@en .""",
        RdfFormat.TURTLE,
    )
    found = find_things(index_in_memory(store), "ICMDP")
    assert [one.label for one in found] == ["Centre for Policy", "ICMPD Turkey"]


def test_what_a_question_names_comes_before_what_is_written_like_its_words() -> None:
    store = Store()
    store.load(
        b"""@prefix mkg: <https://w3id.org/migrationkg/ontology#> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @prefix org: <https://w3id.org/migrationkg/id/organisation/> .
        org:a a mkg:InternationalOrganisation ; skos:prefLabel "United Nations Children's Fund"@en .
        org:b a mkg:Company ; skos:prefLabel "Migration Partnership Facility"@en ; skos:altLabel "MPF"@en .""",
        RdfFormat.TURTLE,
    )
    index = index_in_memory(store)
    assert labels(index, "who funds MPF")[0] == "Migration Partnership Facility"
    assert "Migration Partnership Facility" not in [
        one.label for one in find_things(index, "who funds MPF", kinds=["Project"])
    ]


def test_the_name_that_was_typed_comes_before_longer_ones(index: sqlite3.Connection) -> None:
    assert labels(index, "ministry of interior")[0].startswith("Ministry of Interior of ")
    assert labels(index, "EU")[0] == "European Union"


def test_a_thing_is_found_once_and_only_of_the_kinds_that_are_wanted(index: sqlite3.Connection) -> None:
    assert labels(index, "MOBILAZE").count("MOBILAZE 2") == 1
    assert {one.kind for one in find_things(index, "mi", kinds=["Ministry"])} == {"Ministry"}


@pytest.mark.parametrize(
    "typed", ["", "   ", '"', "' OR 1=1 --", "a*b^c", "NEAR(", "AND OR NOT", "name:x", "\x00", "a" * 5000]
)
def test_nothing_that_is_typed_is_an_operator(index: sqlite3.Connection, typed: str) -> None:
    assert isinstance(find_things(index, typed), tuple)
    assert isinstance(find_news(index, typed), tuple)


def test_news_is_found_by_its_words_in_any_form_and_the_passage_tells_which(index: sqlite3.Connection) -> None:
    [found] = find_news(index, "officer interview")
    assert found.headline == "MOBILAZE 2 holds a workshop in Baku, Azerbaijan"
    assert [text for text, is_hit in found.passage if is_hit] == ["Officers", "interviewing"]
    assert not find_news(index, "officer zebra")


def test_a_passage_is_text_whatever_it_holds(index: sqlite3.Connection) -> None:
    [found] = find_news(index, "interpreters")
    assert "<b>" in "".join(text for text, _ in found.passage)


def test_the_index_of_a_knowledge_base_is_a_file_that_a_new_build_makes_old(tmp_path: Path) -> None:
    source, kb = tmp_path / "news.jsonl", tmp_path / "kb"
    item = '{"id": "a", "title": "ICMPD opens an office in Tirana", "date": "2023-06-05", "text": "An Ossuary."}\n'
    source.write_text(item, encoding="utf-8")
    build([str(source)], kb=str(kb))
    known = open_knowledge_base(kb)
    assert find_news(index_of(known), "ossuary")
    made = (kb / "search.db").stat()
    assert stat.S_IMODE(made.st_mode) & 0o044 == 0o044, "others may read it, as the rest of the folder"
    index_of(known)
    assert (kb / "search.db").stat().st_mtime_ns == made.st_mtime_ns, "it is made once"
    source.write_text(item.replace("Ossuary", "Observatory"), encoding="utf-8")
    build([str(source)], kb=str(kb))
    assert find_news(index_of(known), "observatory")
    (kb / "search.db").write_bytes(b"no database")
    assert find_news(index_of(known), "observatory"), "what is damaged is made anew"


def test_a_name_in_markup_is_a_name() -> None:
    store = Store()
    thing = NamedNode(f"{BASE}project/x")
    store.add(Quad(thing, terms.TYPE, terms.KINDS["Project"]))
    store.add(Quad(thing, terms.PREF_LABEL, Literal("<script>alert(1)</script>", language="en")))
    assert labels(index_in_memory(store), "script") == ["<script>alert(1)</script>"]
