"""nginx and Caddy run in front of the server by the very lines of docs/serving.md."""

import contextlib
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import httpx
import pytest
from tests.server.conftest import Running, Start
from tests.server.test_operation import indented

NAME = "graph.example.org"
LISTENS_AT, CERTIFICATE, KEY = "127.0.0.1:7200", "/etc/ssl/graph.pem", "/etc/ssl/graph.key"
COUNT = {"query": "SELECT (COUNT(*) AS ?n) { ?item a mkg:NewsItem }"}


def replaced(text: str, words: dict[str, str]) -> str:
    """The lines of the page with addresses and files of this test; each stands there once at least."""
    for word, other in words.items():
        assert word in text
        text = text.replace(word, other)
    return text


def nginx(folder: Path, port: int, server: str) -> list[str]:
    certificate, key = folder / "graph.pem", folder / "graph.key"
    call = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={NAME}", "-days", "1"]
    subprocess.run([*call, "-keyout", key, "-out", certificate], capture_output=True, check=True)
    words = {CERTIFICATE: str(certificate), KEY: str(key), LISTENS_AT: server, "listen 443": f"listen 127.0.0.1:{port}"}
    places = " ".join(
        f"{kind}_temp_path {folder / kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    text = (
        f"daemon off; pid {folder / 'nginx.pid'}; error_log {folder / 'error.log'}; events {{}}\n"
        f"http {{ access_log off; {places}\n{replaced(indented('server {'), words)}}}\n"
    )
    (folder / "nginx.conf").write_text(text, encoding="utf-8")
    return ["nginx", "-e", str(folder / "error.log"), "-p", str(folder), "-c", str(folder / "nginx.conf")]


def caddy(folder: Path, port: int, server: str) -> list[str]:
    """As on the page; only certificate and address are of this machine alone."""
    here = f"admin off\nlocal_certs\nskip_install_trust\nauto_https disable_redirects\nstorage file_system {folder}"
    block = replaced(indented(f"{NAME} {{"), {f"{NAME} {{": f"https://{NAME}:{port} {{", LISTENS_AT: server})
    (folder / "Caddyfile").write_text(f"{{\n{here}\n}}\n{block}", encoding="utf-8")
    return ["caddy", "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]


PROXIES = {"nginx": nginx, "caddy": caddy}


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as one:
        return int(one.getsockname()[1])


@contextlib.contextmanager
def running(call: Sequence[str], folder: Path, client: httpx.Client) -> Iterator[None]:
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            call, stdout=log, stderr=log, env={"HOME": str(folder), "PATH": "/usr/sbin:/usr/bin"}
        )
    try:
        for _ in range(300):
            with contextlib.suppress(httpx.TransportError):
                client.get("/health")
                break
            assert process.poll() is None, (folder / "log").read_text()
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait(timeout=30)


@pytest.fixture(scope="module")
def behind(kb: Path, start_server: Start) -> Running:
    return start_server(kb, "--name", NAME, "--timeout", "120")


@pytest.fixture(scope="module", params=PROXIES)
def proxy(
    request: pytest.FixtureRequest, behind: Running, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[httpx.Client]:
    """A client of the server behind a proxy that speaks TLS."""
    if not shutil.which(request.param):
        pytest.skip(f"there is no {request.param} here")
    folder, port = tmp_path_factory.mktemp(request.param), free_port()
    call = PROXIES[request.param](folder, port, behind.address.removeprefix("http://"))
    client = httpx.Client(base_url=f"https://{NAME}:{port}", timeout=120, transport=Here(port))
    with client, running(call, folder, client):
        yield client


class Here(httpx.HTTPTransport):
    """Asks this machine for what has another name."""

    def __init__(self, port: int) -> None:
        super().__init__(verify=False)
        self._port = port

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        request.extensions["sni_hostname"] = NAME
        request.headers.setdefault("host", NAME)
        request.url = request.url.copy_with(host="127.0.0.1", port=self._port)
        return super().handle_request(request)


def asked(client: httpx.Client, path: str, **named: str) -> httpx.Response:
    return client.get(path, headers={"host": NAME, **named})


def test_pages_and_queries_come_through_a_proxy(proxy: httpx.Client, behind: Running) -> None:
    assert "<h1" in asked(proxy, "/", accept="text/html").text
    with behind.client() as direct:
        expected = direct.get("/sparql", params=COUNT).json()
    assert proxy.get("/sparql", params=COUNT, headers={"host": NAME}).json() == expected
    assert proxy.post("/sparql", data=COUNT, headers={"host": NAME}).json() == expected


def test_the_server_knows_by_which_name_and_scheme_it_was_asked(proxy: httpx.Client) -> None:
    described = asked(proxy, "/sparql", accept="text/turtle").text
    assert f"<https://{NAME}/sparql>" in described
    assert asked(proxy, "/health").text == "alive\n"
    assert asked(proxy, "/health", host="elsewhere.example").text != "alive\n"


def test_what_is_large_comes_whole_and_packed_and_what_is_too_large_is_refused(proxy: httpx.Client) -> None:
    query = {"query": "SELECT ?a ?d { ?a ?b ?c . ?d ?e ?f } LIMIT 20000"}
    told = {"host": NAME, "accept": "text/csv", "accept-encoding": "gzip"}
    answer = proxy.get("/sparql", params=query, headers=told)
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.text.count("\n") == 20_001
    assert proxy.post("/sparql", data={"query": "x" * (2 << 20)}, headers={"host": NAME}).status_code == 413
