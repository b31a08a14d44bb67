"""Where no process can be forked (Windows), a query runs in one that begins from nothing, with the same answers."""

import time

import pytest
from pyoxigraph import Store

from migrationkg.errors import InputError
from migrationkg.store import ask, worker

QUERIES = (
    "SELECT ?s ?o { ?s mkg:fundedBy ?o } ORDER BY ?s ?o",
    "ASK { ?s mkg:fundedBy ?o }",
    "CONSTRUCT WHERE { ?s mkg:fundedBy ?o }",
)
MANY = "SELECT ?a ?b ?c { ?a ?p ?d . ?b ?q ?e . ?c ?r ?f }"


@pytest.fixture
def _spawned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "_START", "spawn")


@pytest.mark.parametrize("query", QUERIES)
def test_the_answers_are_the_same(store: Store, query: str, monkeypatch: pytest.MonkeyPatch) -> None:
    forked = ask(store, query)
    monkeypatch.setattr(worker, "_START", "spawn")
    assert ask(store, query) == forked


@pytest.mark.usefixtures("_spawned")
def test_the_limits_are_the_same(store: Store) -> None:
    with pytest.raises(InputError, match="SERVICE"):
        ask(store, "ASK { SERVICE <http://127.0.0.1/> {} }")
    with pytest.raises(InputError, match="line 1, column"):
        ask(store, "ASK { ?a ?b }")
    with pytest.raises(InputError, match="stopped after 3 s"):
        ask(store, "SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f . ?g ?s ?h }", timeout=3)


@pytest.mark.usefixtures("_spawned")
def test_graphs_stay_apart(store: Store) -> None:
    assert ask(store, "SELECT DISTINCT ?g { GRAPH ?g { ?s mkg:fundedBy ?o } }").rows


# --- an answer comes in pieces, whatever its length


def test_of_a_long_answer_only_what_is_wanted_is_waited_for(store: Store) -> None:
    begun = time.monotonic()
    answer = ask(store, MANY, most=1000, timeout=60)
    assert (len(answer.rows), answer.complete) == (1000, False)
    assert time.monotonic() - begun < 10, "all of it would be a thousand million rows"


def test_reading_a_long_answer_is_stopped_in_time(store: Store) -> None:
    begun = time.monotonic()
    with pytest.raises(InputError, match="stopped after 1 s"):
        ask(store, MANY, timeout=1)
    assert time.monotonic() - begun < 5
