"""What comes over the network is hostile until shown otherwise: each way in is tried against a running server."""

import contextlib
import json
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest
import uvicorn
from hypothesis import HealthCheck, given, settings
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send
from tests.server.conftest import Running, Start
from tests.store.test_offline import Listener, texts

from migrationkg.server import connections, whole_requests
from migrationkg.server.connections import PatientProtocol


def raw(server: Running, request: bytes) -> bytes:
    """Send bytes as they are; return what comes back until the connection ends or nothing comes for two seconds."""
    port = int(server.address.rpartition(":")[2])
    answer = b""
    with socket.create_connection(("127.0.0.1", port), timeout=2) as line, contextlib.suppress(OSError):
        line.sendall(request)
        while piece := line.recv(65536):
            answer += piece
    return answer


def lives(client: httpx.Client) -> bool:
    return client.get("/ready").status_code == 200


# --- nothing reaches out


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    listener = Listener()
    yield listener
    listener.socket.close()


@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=texts())
def test_no_query_over_http_reaches_a_listener(client: httpx.Client, listener: Listener, text: str) -> None:
    """Odd token sequences around SERVICE, most of which the engine by itself would follow."""
    answer = client.post("/sparql", data={"query": text.replace("HOST", listener.address)})
    assert answer.status_code in {200, 400, 403}, answer.text
    assert listener.calls == 0


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <HOST> { ?a ?b ?c } }",
        "SELECT * { SERVICE SILENT <HOST> { ?a ?b ?c } }",
        "SELECT * { VALUES ?e { <HOST> } SERVICE ?e { ?a ?b ?c } }",
        "PREFIX c: <HOST> SELECT * { ?s a c:.SERVICE c:x { ?a ?b ?c } }",
    ],
)
def test_a_call_of_another_endpoint_is_refused(client: httpx.Client, listener: Listener, query: str) -> None:
    answer = client.get("/sparql", params={"query": query.replace("HOST", listener.address)})
    assert (answer.status_code, answer.text.count("\n")) == (403, 1)
    assert "calls another endpoint (SERVICE)" in answer.text
    assert listener.calls == 0


@pytest.mark.parametrize("place", ["HOST", "file:///etc/passwd", "SECRET"])
def test_a_graph_that_is_named_is_never_fetched(
    client: httpx.Client, listener: Listener, tmp_path: Path, place: str
) -> None:
    secret = tmp_path / "secret.ttl"
    secret.write_text("<urn:a> <urn:b> 'secret' .", encoding="utf-8")
    iri = place.replace("HOST", listener.address).replace("SECRET", secret.as_uri())
    asked = [
        [("query", f"SELECT * FROM <{iri}> {{ ?s ?p ?o }}")],
        [("query", f"SELECT * FROM <{iri}> FROM <urn:b> {{ ?s ?p ?o }}")],
        [("query", f"SELECT * FROM NAMED <{iri}> {{ GRAPH ?g {{ ?s ?p ?o }} }}")],
        [("query", "SELECT * { ?s ?p ?o }"), ("default-graph-uri", iri)],
        [("query", "SELECT * { ?s ?p ?o }"), ("default-graph-uri", iri), ("default-graph-uri", "urn:b")],
        [("query", "SELECT * { GRAPH ?g { ?s ?p ?o } }"), ("named-graph-uri", iri)],
    ]
    for fields in asked:
        answer = client.get(f"/sparql?{urlencode(fields)}")
        assert answer.status_code == 200, answer.text
        assert answer.json()["results"]["bindings"] == []
    assert client.get("/graphs", params={"graph": iri}).status_code == 404
    for update in (f"LOAD <{iri}>", f"LOAD SILENT <{iri}> INTO GRAPH <urn:a>", f"ASK {{}} ; LOAD <{iri}>"):
        assert client.post("/sparql", data={"query": update}).status_code == 400
        assert client.post("/sparql", data={"update": update}).status_code == 403
    assert listener.calls == 0


# --- hosts and origins


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:7200", "127.0.0.1.evil.example", "localhost@evil", "[::2]", ""]
)
def test_a_host_that_is_not_ours_gets_nothing(client: httpx.Client, host: str) -> None:
    """A page of another site that lets its name point at this machine (DNS rebinding) is not answered."""
    answer = client.get("/sparql", params={"query": "ASK {}"}, headers={"host": host})
    assert answer.status_code in {400, 421}
    assert "true" not in answer.text


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:99", "127.0.0.1", "[::1]:7200"])
def test_this_machine_is_known_by_its_own_names(client: httpx.Client, host: str) -> None:
    assert client.get("/health", headers={"host": host}).status_code == 200


def test_a_name_that_the_user_gives_is_known(kb: Path, start_server: Start) -> None:
    server = start_server(kb, "--name", "Kb.Example.org", "--no-cors")
    with server.client() as client:
        answer = client.get("/sparql", headers={"host": "kb.example.org", "origin": "https://a.example"})
        assert answer.status_code == 200
        assert "<http://kb.example.org/sparql> a sd:Service" in answer.text
        assert "access-control-allow-origin" not in answer.headers, "--no-cors"


def test_two_hosts_or_none_are_no_host(server: Running) -> None:
    for hosts in (b"Host: localhost\r\nHost: evil.example\r\n", b""):
        answer = raw(server, b"GET /health HTTP/1.1\r\n" + hosts + b"Connection: close\r\n\r\n")
        assert answer.split(b" ")[1] in {b"400", b"421"}


def test_a_forwarded_host_changes_nothing(client: httpx.Client) -> None:
    headers = {"x-forwarded-host": "evil.example", "x-original-url": "/evil", "forwarded": "host=evil.example"}
    assert "evil" not in client.get("/sparql", headers=headers).text


def test_only_this_machine_is_listened_at_unless_told(server: Running) -> None:
    assert server.address.startswith("http://127.0.0.1:")
    port = int(server.address.rpartition(":")[2])
    listening = Path("/proc/net/tcp").read_text().splitlines()[1:] + Path("/proc/net/tcp6").read_text().splitlines()[1:]
    places = {
        line.split()[1] for line in listening if line.split()[1].endswith(f":{port:04X}") and line.split()[3] == "0A"
    }
    assert places == {f"0100007F:{port:04X}"}


# --- paths, headers, sizes


@pytest.mark.parametrize(
    "path",
    [
        "/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/graphs/../../../etc/passwd",
        "/graphs/..%2f..%2f..%2fetc%2fpasswd",
        "/graph.ttl/../../items.jsonl",
        "/items.jsonl",
        "/decisions.csv",
        "/.well-known/../items.jsonl",
        "//etc/passwd",
        "/graph.ttl%00.html",
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%5capp.py",
    ],
)
def test_no_path_leads_to_a_file_that_is_not_served(server: Running, path: str) -> None:
    answer = raw(server, f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
    assert answer.split(b" ")[1] in {b"404", b"400"}
    assert b"root:" not in answer
    assert b'"mentions"' not in answer


@pytest.mark.parametrize(
    "head",
    [
        b"Content-Length: 5\r\nContent-Length: 6\r\n",
        b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
        b"Content-Length: -5\r\n",
        b"Content-Length: five\r\n",
        b"Transfer-Encoding: xchunked\r\n",
        b"X: a\r\n\tb\x00\r\n",
        b"X y: a\r\n",
    ],
)
def test_a_head_that_two_servers_read_differently_is_refused(
    server: Running, client: httpx.Client, head: bytes
) -> None:
    """A proxy in front and the server behind must agree where a request ends (request smuggling)."""
    request = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\n" + head + b"\r\n0\r\n\r\nGET /health HTTP/1.1\r\n\r\n"
    answer = raw(server, request)
    assert b"alive" not in answer
    assert answer == b"" or answer.split(b" ")[1].startswith(b"4")
    assert lives(client)


def test_no_value_of_a_request_becomes_a_header(client: httpx.Client) -> None:
    for fields in ({"query": "ASK {}\r\nX-Evil: 1"}, {"query": "ASK {", "x\r\nX-Evil": "1"}):
        answer = client.get("/sparql", params=fields, headers={"accept": "text/csv"})
        assert "x-evil" not in answer.headers


def test_a_body_that_is_too_large_is_refused_before_it_is_read(server: Running, client: httpx.Client) -> None:
    head = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
    told = raw(server, head + b"Content-Length: 99999999999\r\n\r\nASK")
    assert told.split(b" ")[1] == b"413"
    chunks = b"".join(b"10000\r\n" + b" " * 65536 + b"\r\n" for _ in range(20))
    port = int(server.address.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall(head + b"Transfer-Encoding: chunked\r\n\r\n" + chunks)
        assert line.recv(65536).split(b" ")[1] == b"413"
    assert lives(client)


def test_a_head_that_is_too_large_ends_the_connection(server: Running, client: httpx.Client) -> None:
    port = int(server.address.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n")
        sent = 0
        with contextlib.suppress(OSError):  # reset, or a broken pipe
            while sent < 50_000_000:
                line.sendall(b"X-Long: " + b"a" * 10_000 + b"\r\n")
                sent += 10_000
                time.sleep(0.001)
    assert sent < 5_000_000
    assert lives(client)


def test_a_query_nested_beyond_reason_hurts_nobody(client: httpx.Client) -> None:
    for text in (
        "SELECT * { " + "{" * 50_000 + "}" * 50_000 + " }",
        "ASK { FILTER(" + "(" * 50_000,
        "\x00",
        "\ud83d" * 3,
    ):
        answer = client.post(
            "/sparql",
            content=text.encode("utf-8", "surrogatepass"),
            headers={"content-type": "application/sparql-query"},
        )
        assert answer.status_code in {400, 503}
        assert len(answer.text) < 1000
    assert lives(client)


def test_many_fields_are_refused(client: httpx.Client) -> None:
    answer = client.post(
        "/sparql", content="a=b&" * 5000 + "query=ASK{}", headers={"content-type": "application/x-www-form-urlencoded"}
    )
    assert answer.status_code == 400


# --- slow ones


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The port of a server that waits half a second where the real one waits many."""
    monkeypatch.setattr(connections, "_HEAD_TIME", 0.5)
    monkeypatch.setattr(whole_requests, "_BODY_TIME", 0.5)
    monkeypatch.setattr(whole_requests, "_SEND_TIME", 0.5)
    app = Starlette(
        routes=[Route("/", lambda _: PlainTextResponse("here"), methods=["GET", "POST"]), Route("/long", _long)]
    )
    config = uvicorn.Config(
        whole_requests.whole_requests(app, 1000), port=0, http=PatientProtocol, log_level="critical"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    thread.join()


_ENDED = threading.Event()


async def _long(_: Request) -> Response:
    return _Endless()


class _Endless(Response):
    """Sends for as long as somebody takes it."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002  # as of any response
        try:
            await send({"type": "http.response.start", "status": 200, "headers": []})
            while True:
                await send({"type": "http.response.body", "body": b"x" * 100_000, "more_body": True})
        finally:
            _ENDED.set()


def ends(line: socket.socket) -> float:
    """Return after how many seconds the other side closes a connection."""
    begun = time.monotonic()
    line.settimeout(10)
    while line.recv(65536):
        pass
    return time.monotonic() - begun


@pytest.mark.parametrize("beginning", [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: localhost\r\nX: "])
def test_a_head_that_does_not_come_ends_the_connection(hasty: int, beginning: bytes) -> None:
    with socket.create_connection(("127.0.0.1", hasty)) as line:
        line.sendall(beginning)
        assert 0.2 < ends(line) < 5


def test_a_second_head_that_does_not_come_ends_the_connection(hasty: int) -> None:
    with socket.create_connection(("127.0.0.1", hasty)) as line:
        line.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert b"here" in line.recv(65536) + line.recv(65536)
        line.sendall(b"GET / HT")
        assert ends(line) < 5


def test_a_body_that_does_not_come_is_told(hasty: int) -> None:
    with socket.create_connection(("127.0.0.1", hasty)) as line:
        line.sendall(b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nabc")
        line.settimeout(10)
        assert line.recv(65536).split(b" ")[1] == b"408"


def test_an_answer_that_nobody_takes_is_ended(hasty: int) -> None:
    _ENDED.clear()
    with socket.create_connection(("127.0.0.1", hasty)) as line:
        line.sendall(b"GET /long HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert _ENDED.wait(10)


# --- what a page may do, what is written down


def test_every_answer_tells_the_browser_to_run_nothing_of_others(client: httpx.Client) -> None:
    for path in ("/health", "/sparql", "/nothing-here", "/graph.ttl", "/sparql?query=ASK{"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "unsafe-inline" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert "server" not in headers


def test_an_error_is_plain_text_whatever_it_repeats(client: httpx.Client) -> None:
    evil = "<script>alert(1)</script>"
    for path in (f"/graphs?graph=urn:{evil}", f"/sparql?query={evil}", f"/{evil}"):
        answer = client.get(path, headers={"accept": "*/*"})
        assert answer.is_client_error
        if "html" in answer.headers["content-type"]:
            assert evil not in answer.text


def test_the_access_log_tells_who_what_and_how_long_but_no_query(client: httpx.Client, server: Running) -> None:
    client.get("/sparql", params={"query": "ASK { <urn:secret> ?p ?o }", "token": "hush"})
    client.get("/no%0Asuch%1B%5B31mpage")
    for _ in range(50):
        lines = server.log.read_text().splitlines()
        if any("such" in line for line in lines):
            break
        time.sleep(0.1)
    entries = [json.loads(line) for line in lines]
    asked = [one for one in entries if one["path"] == "/sparql"][-1]
    assert (asked["method"], asked["status"], asked["client"]) == ("GET", 200, "127.0.0.1")
    assert asked["bytes"] > 10
    assert 0 < asked["seconds"] < 60
    assert asked["time"].endswith("+00:00")
    assert not any("secret" in line or "hush" in line for line in lines)
    assert all(line.isprintable() for line in lines), "nothing in it acts on a terminal"
