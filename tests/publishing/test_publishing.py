"""What is published stands in stores that nobody here wrote; only what differs is sent; it is asked as the folder is.

All in one module, since a process starts each server once.
"""

import io
import re
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, Store
from tests.publishing.conftest import RECORD, THEIRS, Server, free_port

from migrationkg.cli import _run
from migrationkg.errors import InputError
from migrationkg.knowledge_base.publishing import publish
from migrationkg.questions import ask
from migrationkg.store import Answer, ask_here, named_queries, open_store, write_answer
from migrationkg.store import ask as ask_store
from migrationkg.store.endpoint import Endpoint
from migrationkg.store.remote import CONFORMS_TO, FORM, SKOLEM, RemoteStore

CLAIM = """INSERT DATA {{ GRAPH <{0}> {{ <{0}> <http://purl.org/dc/terms/creator> "another:/kb" ;
  <http://purl.org/dc/terms/date> "{1}"^^<http://www.w3.org/2001/XMLSchema#dateTime> }} }}"""


def said(store: Store) -> set[str]:
    """What a store says, without the names of blank nodes; of numbers the value, since Virtuoso keeps nothing else."""
    found = set()
    for quad in store:
        target = quad.object
        number = isinstance(target, Literal) and target.datatype.value.endswith(("#decimal", "#integer"))
        parts = quad.subject, quad.predicate, float(target.value) if number else target, quad.graph_name
        found.add(re.sub(rf"_:[0-9a-f]+|<{SKOLEM}[^>]+>", "_:", " ".join(map(str, parts))))
    return found


def is_as(server: Server, kb: Path) -> bool:
    """Tell whether a server has what a knowledge base says, and each statement once in the graph with everything."""
    own = open_store(kb / "store")
    query = f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{RECORD}/everything> {{ ?s ?p ?o }} }}"
    (row,) = Endpoint(server.asked).select(query)
    count = sum(1 for _ in own.quads_for_pattern(None, None, None, DefaultGraph()))
    return int(row["n"].value) == count and said(RemoteStore(server.asked).copy()) == said(own)


def there(server: Server, where: str) -> bool:
    return any(Endpoint(server.asked).select(f"SELECT ?x WHERE {{ {where} BIND(1 AS ?x) }} LIMIT 1"))


def test_only_what_differs_is_sent_and_what_was_cut_off_is_gone_on_with(
    server: Server, kb: Path, other: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = f"GRAPH <{THEIRS}> {{ <https://example.org/a> <https://example.org/b> 1 }}"
    same_name = f"GRAPH <{RECORD.removesuffix('publication')}authority> {{ <urn:a> <urn:b> 1 }}"
    Endpoint(server.asked, server.update).update(f"INSERT DATA {{ {theirs} {same_name} }}")
    with pytest.raises(InputError, match=r"id/authority>.*--replace"):
        publish(kb, server.update)
    first = publish(kb, server.update, replace=True)
    assert is_as(server, kb)
    again = publish(kb, server.update)
    assert (again.new, again.changed, again.withdrawn, again.same, again.statements) == (0, 0, 0, first.new, 0)

    before = set(RemoteStore(server.asked).graphs)
    with monkeypatch.context() as patch:
        break_in_the_middle(patch)
        with pytest.raises(InputError, match="broke"):
            publish(other, server.update)
    done = publish(other, server.update)
    assert is_as(server, other)
    assert 0 < done.statements < first.statements / 2
    (gone,) = before - set(RemoteStore(server.asked).graphs)
    assert not there(server, f"GRAPH <{gone}> {{ ?s ?p ?o }}")
    assert there(server, theirs)
    assert not there(server, same_name)


def break_in_the_middle(patch: pytest.MonkeyPatch) -> None:
    """Let half of the first request that brings statements go through, and no more."""
    send = Endpoint.update

    def breaking(endpoint: Endpoint, *operations: str) -> None:
        if len(operations) > 4:
            send(endpoint, *operations[: len(operations) // 2])
            raise InputError("the connection broke")
        send(endpoint, *operations)

    patch.setattr(Endpoint, "update", breaking)


def test_two_do_not_publish_at_once(server: Server, kb: Path) -> None:
    endpoint = Endpoint(server.asked, server.update)
    (row,) = endpoint.select("SELECT (NOW() AS ?now) WHERE { }")
    endpoint.update(CLAIM.format(RECORD, row["now"].value))
    with pytest.raises(InputError, match="another:/kb is publishing there; wait"):
        publish(kb, server.update)


def test_another_knowledge_base_of_the_same_base_does_not_delete_most_of_what_is_there(
    oxigraph: Server, kb: Path
) -> None:
    more = "".join(f"<urn:{number}> <http://purl.org/dc/terms/isPartOf> <{RECORD}> ." for number in range(60))
    endpoint = Endpoint(oxigraph.asked, oxigraph.update)
    endpoint.update(
        f"CLEAR ALL ; INSERT DATA {{ GRAPH <{RECORD}> {{ {more} }} }} ; {CLAIM.format(RECORD, '2020-01-01T00:00:00')}"
    )
    with pytest.raises(InputError, match=r"60 of the 60 graphs.*--replace"):
        publish(kb, oxigraph.update)
    assert publish(kb, oxigraph.update, replace=True).withdrawn == 60


#: Questions that Virtuoso 7.2.5 answers wrongly or not at all (docs/publishing.md).
WRONG = {
    "virtuoso": {
        *("memberships", "ministries-involved", "occasions", "occasions-of-organisation", "partners-of-organisation"),
        *("people-of-organisation", "projects-of-funder", "shared-partners", "year-in-review"),
    }
}

COMMANDS = (
    ["query", "ASK { ?item a mkg:NewsItem }"],
    ["query", "amounts", "--format", "csv"],
    ["query", "SELECT ?item ?project { GRAPH ?item { ?project mkg:fundedBy ?funder } } ORDER BY ?item ?project"],
    ["query", "SELECT ?o { ?o a mkg:Organisation } ORDER BY ?o"],
    ["export", "--format", "nquads", "--evidence"],
    ["sheet", "MOBILAZE 2", "--format", "text"],
)


def csv(answer: Answer) -> str:
    stream = io.StringIO()
    write_answer(answer, "ntriples" if answer.kind == "construct" else "csv", stream)
    return stream.getvalue()


def test_every_question_has_the_answer_of_the_folder(server: Server, kb: Path) -> None:
    publish(kb, server.update)
    here, remote, differ = open_store(kb / "store"), RemoteStore(server.asked), set()
    for question in named_queries():
        given = dict(question.example)
        own = ask_here(here, question.text, given)
        try:
            found = ask_store(remote, question.text, given)
        except InputError:
            differ.add(question.name)
            continue
        if csv(found) != csv(own):
            differ.add(question.name)
    assert differ <= WRONG.get(server.name, set())


def test_the_commands_print_the_same(
    oxigraph: Server, kb: Path, capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path
) -> None:
    publish(kb, oxigraph.update, replace=True)
    for words in COMMANDS:
        printed = []
        for place in (["--kb", str(kb)], ["--endpoint", oxigraph.asked]):
            assert _run([*words, *place]) == 0, words
            printed.append(capfdbinary.readouterr().out)
        assert printed[0] == printed[1], words
        assert len(printed[0].splitlines()) >= 1
    for wanted in (["MOBILAZE 2"], ["MOBILAZE 2", "operatesIn", "Azerbaijan"]):
        assert _run(["explain", *wanted, "--endpoint", oxigraph.asked]) == 0
        told = " ".join(capfdbinary.readouterr().out.decode().split())
        assert re.search(r"MOBILAZE 2 operatesIn Azerbaijan “[^”]+” [\d-]{10} .* rule .+, confidence 0\.\d\d: ", told)
    assert _run(["explain", "MOBILAZE 2", "fundedBy", "Malta", "--endpoint", oxigraph.asked]) == 2
    assert "nothing that is published there says so of 'MOBILAZE 2'" in capfdbinary.readouterr().err.decode()
    for place in (
        ["--kb", str(kb), "-o", str(tmp_path / "a")],
        ["--endpoint", oxigraph.asked, "-o", str(tmp_path / "b")],
    ):
        assert _run(["view", *place]) == 0
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_what_cannot_be_asked_is_told_in_a_line(oxigraph: Server, kb: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("migrationkg.store.endpoint._PAUSES", (0.01,))
    nowhere = f"http://127.0.0.1:{free_port()}/query"
    endpoint = Endpoint(oxigraph.asked, oxigraph.update)
    with pytest.raises(InputError, match=r"cannot be reached .*does the server run"):
        ask("funders-by-project", endpoint=nowhere)
    with pytest.raises(InputError, match="takes no such request"):
        ask("funders-by-project", endpoint=oxigraph.asked.replace("query", "nothing"))
    with pytest.raises(InputError, match="MIGRATIONKG_PASSWORD"):
        ask("funders-by-project", endpoint="http://dba:secret@127.0.0.1/sparql")
    with pytest.raises(InputError, match="SERVICE"):
        ask("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", endpoint=oxigraph.asked)
    with pytest.raises(InputError, match="not well-formed SPARQL: line 1"):
        ask("SELECT ?x WHERE { ?x }", endpoint=oxigraph.asked)
    with pytest.raises(InputError, match=r"no answer within 0.001 s"):
        ask("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", endpoint=oxigraph.asked, timeout=0.001)

    endpoint.update("CLEAR ALL")
    publish(kb, oxigraph.update)
    other = RECORD.replace("/id/", "/other/")
    endpoint.update(f"INSERT DATA {{ GRAPH <{other}> {{ <{other}> {CONFORMS_TO} {FORM} }} }}")
    with pytest.raises(
        InputError, match=r"holds 2 knowledge bases; say which, as in .*default-graph-uri=https"
    ) as told:
        ask("funders-by-project", endpoint=oxigraph.asked)
    assert ask("funders-by-project", endpoint=str(told.value).rpartition(" ")[2]).rows
    endpoint.update(f"DROP GRAPH <{RECORD}> ; DROP GRAPH <{other}>")
    with pytest.raises(InputError, match="does not see the graphs of the news"):
        ask("funders-by-project", endpoint=oxigraph.asked)
    endpoint.update("CLEAR ALL")
