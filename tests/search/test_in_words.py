"""Questions in words: the right question of the catalogue comes first, with its values."""

import sqlite3
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Store

from migrationkg.resources import resource
from migrationkg.search import understand
from migrationkg.store import NamedQuery, ask, named_queries, spelled_out
from migrationkg.store.header import read_header
from migrationkg.store.values import bind_values

HERE = Path(__file__).parent
DATA = HERE.parent / "queries" / "data.trig"
TODAY = date(2026, 11, 29)


def asked(file: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads((HERE / file).read_text(encoding="utf-8"))["asked"]
    return found


def right(index: sqlite3.Connection, one: dict[str, Any]) -> bool:
    first = understand(index, one["words"], today=TODAY)[0]
    return (first.question.name, first.values) == (one["question"], one["values"])


def test_the_right_question_comes_first(index: sqlite3.Connection) -> None:
    questions = asked("questions.toml")
    assert len(questions) == 40
    wrong = [one["words"] for one in questions if not right(index, one)]
    assert len(wrong) <= 0.15 * 40, wrong


def test_of_those_kept_aside_as_many_are_right_as_the_manual_says(index: sqlite3.Connection) -> None:
    questions = asked("questions-aside.toml")
    assert len(questions) == 20
    count = sum(right(index, one) for one in questions)
    manual = (resource("queries").parent / "docs" / "queries.md").read_text(encoding="utf-8")
    assert f"{count} of the 20 that were kept aside" in " ".join(manual.split())
    assert count >= 17


def test_more_ways_to_ask_lead_to_the_right_question(index: sqlite3.Connection) -> None:
    pairs: dict[str, str] = tomllib.loads((HERE / "questions-more.toml").read_text(encoding="utf-8"))["first"]
    assert len(pairs) >= 60
    wrong = [words for words, name in pairs.items() if understand(index, words, today=TODAY)[0].question.name != name]
    assert len(wrong) <= 0.1 * len(pairs), wrong


def test_each_question_has_wordings_and_a_group() -> None:
    for question in named_queries():
        assert len(question.wordings) >= 2, question.name
        assert question.group, question.name
    assert len(named_queries()) >= 40


def first(index: sqlite3.Connection, words: str) -> tuple[str, dict[str, str]]:
    understood = understand(index, words, today=TODAY)[0]
    return understood.question.name, dict(understood.values)


def test_a_state_settles_which_ministry_is_meant(index: sqlite3.Connection) -> None:
    czech = {"ministry": "organisation/ministry-of-interior-cz"}
    assert first(index, "projects of the Czech Ministry of Interior") == ("projects-of-ministry", czech)
    assert first(index, "projects of the Ministry of Interior") == (
        "projects-of-ministry",
        {"ministry": "Ministry of Interior"},
    ), "which of the three is for the reader to say"


def test_a_code_is_no_word_and_a_word_no_code(index: sqlite3.Connection) -> None:
    assert first(index, "funders of projects in DE") == ("funders-by-country", {"country": "DE"})
    assert first(index, "what de information is missing") == ("gaps", {})


def test_what_a_question_needs_and_the_words_lack_is_told(index: sqlite3.Connection) -> None:
    understood = understand(index, "What happened between 12 June 2023 and some other day?", today=TODAY)
    lacking = next(one for one in understood if one.question.name == "occasions-between")
    assert lacking.lacking == ("until",)


def test_a_name_that_a_question_has_no_use_for_is_told(index: sqlite3.Connection) -> None:
    biggest = next(
        one
        for one in understand(index, "biggest donors in Poland", today=TODAY, limit=50)
        if one.question.name == "top-funders"
    )
    assert biggest.unused == ("Poland",)


def test_what_reads_like_a_name_and_is_none_is_told(index: sqlite3.Connection) -> None:
    unknown = {words: understand(index, words, today=TODAY)[0].unknown for words in (
        "Who funds projects in Wakanda or the Free State?",
        "Who Funds Projects In Poland",
        "Which training did LIBMITAF hold in June 2023?",
    )}  # fmt: skip
    assert list(unknown.values()) == [("Wakanda", "Free State"), (), ()]


@pytest.mark.parametrize("state", ["Peru", "peru", "Solomon Islands"])
def test_a_state_of_which_the_graph_says_nothing_is_still_asked_about(index: sqlite3.Connection, state: str) -> None:
    code = {"Peru": "PE", "peru": "PE", "Solomon Islands": "SB"}[state]
    assert first(index, f"Who funds projects in {state}?") == ("funders-by-country", {"country": code})


@pytest.mark.parametrize("words", ["", "???", "zzzz", "a " * 10_000, '" OR NEAR(*', "\x00{country}"])
def test_words_that_ask_nothing_are_no_error(index: sqlite3.Connection, words: str) -> None:
    assert isinstance(understand(index, words, today=TODAY), tuple)


def test_an_analysts_own_question_is_found_by_its_wordings(index: sqlite3.Connection) -> None:
    text = "# title: Own\n# asks: Own?\n# parameter: project (iri, required) – it\n# wording: quux of {project}\nASK {}"
    header = read_header(text)
    own = NamedQuery("own", "Own", "Own?", header.parameters, (), (), text, wordings=header.wordings)
    [found] = understand(index, "the quux of libmitaf", today=TODAY, questions=[own])
    assert dict(found.values) == {"project": "project/libmitaf"}


@pytest.mark.parametrize("question", named_queries(), ids=lambda one: one.name)
def test_the_sparql_that_is_shown_gives_the_same_answer(store: Store, question: NamedQuery) -> None:
    given = dict(question.example)
    shown = spelled_out(question, bind_values(store, question.parameters, given))
    assert shown.count("VALUES ?") >= len(given)
    theirs = ask(store, "\n".join(line for line in shown.splitlines() if not line.startswith("#")))
    ours = ask(store, question.text, given)
    assert (theirs.rows, theirs.triples) == (ours.rows, ours.triples)


def run(*words: str) -> "subprocess.CompletedProcess[str]":
    program = [str(Path(sys.executable).with_name("migrationkg")), "ask", *words, "--kb", str(DATA)]
    return subprocess.run(program, capture_output=True, text=True, check=False)


def test_the_command_shows_what_it_asks_and_asks_it() -> None:
    done = run("who", "pays", "for", "LIBMITAF?", "--format", "csv")
    assert "asked: Funders by project (project: LIBMITAF)" in done.stderr
    assert "query funders-by-project --param project=project/libmitaf --kb" in done.stderr
    assert "VALUES ?project { <https://w3id.org/migrationkg/id/project/libmitaf> }" in done.stderr
    assert "LIBMITAF" in done.stdout
    assert "Switzerland" in done.stdout
    assert done.returncode == 0


def test_the_command_only_shows_when_told_so_and_another_question_can_be_picked() -> None:
    done = run("who pays for LIBMITAF?", "--show", "--pick", "2")
    assert done.stdout == ""
    assert "--pick 1: Funders by project" in done.stderr


def test_a_number_that_no_question_has_is_told() -> None:
    done = run("who pays for LIBMITAF?", "--pick", "99")
    assert done.stderr.startswith("migrationkg: --pick 99: the words may mean 5 questions; give a number from 1 to 5")
    assert done.returncode == 2


@pytest.mark.parametrize("quoted", ['"LIBMITAF"', "“LIBMITAF”", "„Libmitaf“", "«LIBMITAF»"])
def test_a_name_may_stand_in_quotation_marks(index: sqlite3.Connection, quoted: str) -> None:
    assert first(index, f"Who funds {quoted}?") == ("funders-by-project", {"project": "project/libmitaf"})


def test_the_command_tells_that_a_name_is_unknown_and_which_is_near() -> None:
    told = run("Who funds projects in Wakanda or Polland?", "--show").stderr
    assert "called Wakanda, so the answer is not limited to it\n" in told
    assert "called Polland, so the answer is not limited to it; did you mean Poland?\n" in told


def test_the_command_tells_what_is_lacking_in_one_line() -> None:
    done = run("What happened between two days?")
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith(
        "migrationkg: 'Occasions between two days' needs since (the first day) and until"
    )
    assert run("zzzz").stderr.startswith("migrationkg: no question of the catalogue is like 'zzzz'; `")


def test_a_month_is_its_first_and_its_last_day(index: sqlite3.Connection) -> None:
    assert first(index, "What was on in February 2024?") == (
        "occasions-between",
        {"since": "2024-02-01", "until": "2024-02-29"},
    )
    assert first(index, "What was published since June 2023?") == ("news-since", {"since": "2023-06-01"})
