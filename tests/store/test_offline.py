"""No query leaves the machine: the engine's own behaviour is the measure, a listener on this machine the witness."""

import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import QueryBoolean, Store

from migrationkg.errors import InputError
from migrationkg.store import ask, worker
from migrationkg.store.prefixes import PREFIXES
from migrationkg.store.service import calls_out


class Listener:
    """Counts who connects, and hangs up."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self.socket.getsockname()[1]}/"
        self.calls = 0
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self) -> None:
        while True:
            try:
                caller, _ = self.socket.accept()
            except OSError:
                return
            self.calls += 1
            caller.close()


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    listener = Listener()
    yield listener
    listener.socket.close()


def engine_calls(query: str, listener: Listener) -> bool | None:
    """Whether the engine by itself calls the listener; None if the query is not well-formed."""
    before = listener.calls
    try:
        answer = Store().query(query, prefixes=PREFIXES)
        if not isinstance(answer, QueryBoolean):
            list(answer)
    except SyntaxError:
        return None
    except OSError:
        pass
    return listener.calls > before


# --- odd texts, well-formed or not; HOST stands for the listener

BEGINNINGS = [
    "SELECT * {",
    "SELECT*WHERE{",
    "ASK{",
    "CONSTRUCT { ?s ?p ?o } WHERE {",
    "SELECT * { { SELECT * {",
    "ask {{",
]
BEFORE = [
    *(
        "?s a c:.",
        "?s a mkg:.",
        "?s a :.",
        "?s a c:a.b.",
        "?s a c:a\\. .",
        "?s a :it\\'s .",
        "?s a c:%41 .",
        "?s a <urn:a>.",
    ),
    *("?s a _:b .", "_:b.c a true.", "?s ?p 1.", "?s ?p 1.0.", "?s ?p .5e1.", "?s ?p 'a'.", '?s ?p """a"" """.'),
    *("?s ?p 'it\\'s'@en-GB.", '?s ?p "1"^^xsd:int .', "?s a/c:*|^c:? ?o.", "?s a [].", "?s a (1 2).", "?s a c:;;."),
    *("FILTER(1<2)", "FILTER(1<'>')", "FILTER(?s<?p&&?o>:)", "FILTER(1<:a#>'''\n)", "FILTER NOT EXISTS {}"),
    *(
        "OPTIONAL { ?a ?b '\\'' }",
        "OPTIONAL{?a ?b :it\\'s}",
        "BIND('#' AS ?x)",
        "VALUES ?x {c:}",
        "?service a c:service .",
    ),
    *(
        "GRAPH ?g {",
        "{} UNION {",
        "MINUS {",
        "OPTIONAL{",
        "LATERAL{",
        "#'''\n",
        "# SERVICE <x>\r",
        "<<?a ?b ?c>> ?d ?e.",
    ),
]
WORDS = ["SERVICE", "service", "Service", "sErViCe", "\\u0053ERVICE", "SERV\\u0049CE", "\u017fervice", "serv\u0131ce"]
AFTER = ["", " ", "\n", "\t", "#\n", "#'\n", "#>\r", "SILENT", " SILENT ", "silent#{\n", "\ufeff", "\u00a0"]
ENDPOINTS = ["<HOST>", "<HOST\\u0073ervice>", "c:sparql", "SERVICE:x", ":sparql", ":", "?endpoint", "$endpoint"]
BODIES = ["{}", "{?a ?b ?c}", " { ?x ?y 'a' } ", "#{\n{}", "{ SELECT * { ?service ?b ?c } }"]
ENDINGS = ["", "#'\n", "#'''\n", '#"""', "?s ?p 'SERVICE'", "BIND(1 AS ?z)", "#>"]
PROLOGUE = "PREFIX c:<HOST>prefix : <HOST> PREFIX SERVICE:<HOST> PREFIX service: <urn:s> PREFIX servjce:<urn:t>\n"


def closed(text: str) -> str:
    return text + "\n" + "}" * (text.count("{") - text.count("}"))


@st.composite
def texts(draw: st.DrawFn) -> str:
    inside = "".join(draw(st.lists(st.sampled_from(BEFORE), max_size=2)))
    opened = draw(st.sampled_from(BEGINNINGS)) + draw(st.sampled_from(["", "VALUES ?endpoint { <HOST> }"])) + inside
    call = "".join(draw(st.sampled_from(parts)) for parts in (WORDS, AFTER, ENDPOINTS, BODIES, ENDINGS))
    return closed(PROLOGUE + opened + call)


@settings(max_examples=1500, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=texts())
def test_what_the_engine_would_call_is_known_beforehand(listener: Listener, text: str) -> None:
    query = text.replace("HOST", listener.address)
    before = listener.calls
    try:
        refused = calls_out(query)
    except SyntaxError:
        refused = True
    assert listener.calls == before, "the question alone calls nobody"
    assert refused or not engine_calls(query, listener)


@pytest.mark.parametrize("before", BEFORE)
def test_the_odd_texts_are_calls_that_the_engine_would_follow(listener: Listener, before: str) -> None:
    query = closed(f"{PROLOGUE.partition('PREFIX SERVICE')[0]} SELECT * {{ {before}SERVICE SILENT<HOST>{{}}").replace(
        "HOST", listener.address
    )
    assert engine_calls(query, listener) is not None, "well-formed"
    with pytest.raises(InputError, match="SERVICE"):
        ask(Store(), query)


@pytest.mark.parametrize(
    "call",
    [
        "?s a c:.SERVICE<HOST>{?x ?y ?z}",
        "?s a mkg:.SERVICE<HOST>{?x ?y ?z}",
        "?s a :.SERVICE SILENT<HOST>{?x ?y ?z}",
        "?s a c:.SERVICE:sparql{?x ?y ?z}",
        "VALUES ?where { <HOST> } SERVICE ?where {?x ?y ?z}",
        "OPTIONAL { service silent ?where {?x ?y ?z} } BIND(<HOST> AS ?whereto)",
        "FILTER EXISTS { SERVICE <HOST> {?x ?y ?z} }",
        "FILTER(1<2)SERVICE#>\n:sparql{}",
        "SERVICESILENT<HOST>{}",
        "{ SELECT * { SERVICE <HOST> {} } }",
    ],
)
@pytest.mark.parametrize(
    "form", ["SELECT * { %s }", "ASK { %s }", "CONSTRUCT { ?x ?y ?z } { %s }", "DESCRIBE ?s { %s }"]
)
def test_a_call_is_refused_however_it_is_written(listener: Listener, form: str, call: str) -> None:
    query = ("PREFIX c: <HOST> PREFIX : <HOST> " + form % call).replace("HOST", listener.address)
    before = listener.calls
    with pytest.raises(InputError, match=r"calls another endpoint \(SERVICE\), and nothing is fetched"):
        ask(Store(), query)
    assert listener.calls == before


@pytest.mark.parametrize(
    "harmless",
    [
        'ASK { ?a rdfs:label "State Migration Service" }',
        "ASK { ?a rdfs:label '''a 'SERVICE <x> {}' ''' } # SERVICE <x> {}",
        "ASK { ?service ?p <https://example.org/state-migration-SERVICE> }",
        "PREFIX x: <urn:x:> ASK { ?a x:service x:SERVICE }",
        "PREFIX service: <urn:x:> ASK { ?a service: service:a.SERVICE }",
        'ASK { ?a ?b "x"@service, _:service, "\\u0053ERVICE" }',
        "BASE <https://example.org/> ASK { <service> ?SERVICE $service }",
    ],
)
def test_the_word_service_is_no_call(harmless: str) -> None:
    assert ask(Store(), harmless).kind == "ask"


def test_a_service_in_the_data_is_found() -> None:
    store = Store()
    store.update('INSERT DATA { <urn:service> <urn:service> "Service" }')
    answer = ask(store, 'SELECT ?service { ?service <urn:service> "Service" }')
    assert answer.variables == ("service",)
    assert [str(cell) for row in answer.rows for cell in row] == ["<urn:service>"]


def test_a_call_beside_a_prefix_of_that_name_is_refused_as_no_sparql(listener: Listener) -> None:
    query = f"PREFIX service: <urn:s> SELECT * {{ SERVICE <{listener.address}> {{ ?a service:b ?c }} }}"
    with pytest.raises(InputError, match=r"not well-formed SPARQL: line 1, column 36 \(at 'SERVICE <http:"):
        ask(Store(), query)


def test_a_mistake_in_a_query_that_names_a_service_is_told_with_its_place() -> None:
    with pytest.raises(InputError, match=r"line 2, column 1 \(at 'WHITE x'\)"):
        ask(Store(), "SELECT ?service { ?service ?p ?o }\nWHITE x")


def test_graphs_that_a_query_names_are_those_of_the_store(listener: Listener, tmp_path: Path) -> None:
    secret = tmp_path / "secret.ttl"
    secret.write_text("<urn:a> <urn:b> <urn:c> .", encoding="utf-8")
    before = listener.calls
    for place in (listener.address, secret.as_uri()):
        assert ask(Store(), f"SELECT * FROM <{place}> FROM NAMED <{place}> {{ ?s ?p ?o }}").rows == ()
        assert ask(Store(), f"SELECT * {{ GRAPH <{place}> {{ ?s ?p ?o }} }}").rows == ()
        assert ask(Store(), f"DESCRIBE <{place}>").triples == ()
        for update in (f"LOAD <{place}>", f"SELECT * {{ ?s ?p ?o }} ; LOAD <{place}>"):
            with pytest.raises(InputError, match=r"changes data|not well-formed"):
                ask(Store(), update)
    assert listener.calls == before


# --- the process that runs a query has no network

only_linux = pytest.mark.skipif(sys.platform != "linux", reason="no process gives up the network here")


@only_linux
@pytest.mark.usefixtures("forked")
def test_a_call_that_nobody_noticed_reaches_nobody(listener: Listener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "calls_out", lambda _: False)
    before = listener.calls
    with pytest.raises(InputError, match="Permission denied"):
        ask(Store(), f"SELECT * {{ SERVICE <{listener.address}> {{ ?a ?b ?c }} }}")
    silent = ask(Store(), f"SELECT * {{ SERVICE SILENT <{listener.address}> {{ ?a ?b ?c }} }}")
    assert silent.rows == ((None, None, None),)
    assert listener.calls == before


@only_linux
def test_a_process_that_went_offline_opens_no_socket_and_keeps_its_files(tmp_path: Path) -> None:
    code = """
import socket, sys
from migrationkg.store.offline import go_offline
assert go_offline()
for family in (socket.AF_INET, socket.AF_INET6, socket.AF_UNIX):
    try:
        socket.socket(family)
    except PermissionError:
        continue
    sys.exit("a socket")
open(sys.argv[1], "w").write("kept")
"""
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "file")], check=True)
    assert (tmp_path / "file").read_text(encoding="utf-8") == "kept"
