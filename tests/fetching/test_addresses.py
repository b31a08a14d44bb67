"""Requests go to the open network only, whatever a list, a redirect or the answer of a name server says."""

import ssl
import subprocess
from pathlib import Path

import pytest
from tests.fetching.conftest import Names, Site, Watcher, article, page, serving, status

from migrationkg.fetching import Wanted, fetch
from migrationkg.fetching.addresses import is_open
from migrationkg.fetching.wanted import Source


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "localhost", "127.1", "2130706433", "0x7f.0.0.1", "0.0.0.0", "10.1.2.3", "192.168.0.1"),
        *(
            "169.254.169.254",
            "100.64.0.1",
            "224.0.0.1",
            "[::1]",
            "[::]",
            "[fe80::1]",
            "[fd00::1]",
            "[::ffff:127.0.0.1]",
        ),
        *("[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[ff02::1]"),
    ],
)
def test_no_address_of_this_machine_or_a_private_network_is_asked(site: Site, tmp_path: Path, host: str) -> None:
    address = f"http://{host}:{site.port}/"
    (outcome,) = fetch(Wanted((Source(address),), delay=0, timeout=5), tmp_path)
    assert outcome.result == "failed"
    assert "an address of a private network or of this machine; if it is meant, use --allow-private" in outcome.note
    assert not site.asked


def test_addresses_of_the_open_network_are_open() -> None:
    assert all(map(is_open, ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "64:ff9b::5db8:d70e"]))


def test_a_redirect_to_a_private_address_is_not_followed(site: Site, watch: Watcher) -> None:
    watch.names.answers["inner.example"] = [["10.0.0.1"]]
    site.pages["/a"] = status(302, Location=site.url("/b", "inner.example"))
    assert "inner.example is 10.0.0.1, an address of a private network" in watch.one(site.url("/a")).note


def test_a_name_that_leads_elsewhere_a_moment_later_is_checked_each_time(site: Site, watch: Watcher) -> None:
    watch.names.answers["news.example"] = [["127.0.0.1"], ["127.0.0.1"], ["10.0.0.1"]]
    site.pages |= {path: page(article("Talks")) for path in ("/1", "/2")}
    first, second = watch(site.url("/1"), site.url("/2"))
    assert (first.result, second.result) == ("new", "failed")
    assert watch.names.asked == ["news.example"] * 3, "once for each request: robots.txt and two pages"


def test_of_several_addresses_those_that_are_permitted_are_tried_in_turn(site: Site, watch: Watcher) -> None:
    names = Names({"news.example": [["10.0.0.1", "127.0.0.1"]]})
    site.pages["/1"] = page(article("Talks"))
    assert Watcher(watch.folder, names).one(site.url("/1")).result == "new"
    sent = site.asked[-1][1]
    assert sent["Host"] == f"news.example:{site.port}", "the site is called by its name, not by its number"


def test_a_host_that_is_not_there_is_told(watch: Watcher) -> None:
    async def nowhere(_host: str, _port: int) -> list[str]:
        raise OSError(-2, "Name or service not known")

    watch.names.look_up = nowhere  # type: ignore[method-assign, assignment]
    assert "the host nowhere.example is not found" in watch.one("http://nowhere.example/").note


def test_nobody_listens(watch: Watcher) -> None:
    with serving() as other:
        address = other.url("/")
    assert "no connection to news.example" in watch.one(address).note


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a certificate of news.example and its key, made for this test."""
    folder = tmp_path_factory.mktemp("tls")
    made = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=news.example"
    name = ["-addext", "subjectAltName=DNS:news.example", "-keyout", "key.pem", "-out", "cert.pem"]
    subprocess.run([*made.split(), *name], cwd=folder, check=True, capture_output=True)
    return folder


def test_a_certificate_must_be_for_the_name_though_the_address_is_a_number(certificate: Path, watch: Watcher) -> None:
    own = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    own.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    watch.tls = ssl.create_default_context(cafile=str(certificate / "cert.pem"))
    with serving(own) as site:
        site.pages |= {"/": page(article("Talks")), "/down": status(302, Location="http://news.example/")}
        assert watch.one(site.url("/", scheme="https")).result == "new"
        wrong = watch.one(site.url("/", "other.example", "https"))
        assert "no safe connection (TLS) to other.example" in wrong.note
        assert "from https to http" in watch.one(site.url("/down", scheme="https")).note
