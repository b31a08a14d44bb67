"""The ontology at its IRIs: by the server that gives it, and through the rules that lead from w3id.org to it.

These are the checks CN1, DOC1, RDF1, URI1 and VER2 of FOOPS! (tests/ontology/test_fair.py).
"""

import os
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from rdflib import OWL, RDF, Graph, URIRef
from starlette.applications import Starlette
from starlette.testclient import TestClient

from migrationkg.documentation.published import DOCUMENTS, ONTOLOGY, version
from migrationkg.server.routes import ROUTES

RULES = Path(__file__).parents[2] / "ontology" / "w3id"
FORMS = {
    "text/turtle": "turtle",
    "application/rdf+xml": "xml",
    "application/ld+json": "json-ld",
    "application/n-triples": "nt",
}
ENDINGS = dict(zip(("ttl", "rdf", "jsonld", "nt"), FORMS, strict=True))
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
PLACES = ("", "ontology", f"ontology/{version()}", "shapes", "event-type/", "theme/", "questions")
Get = Callable[[str, str], Any]


@pytest.fixture(scope="module")
def served() -> TestClient:
    """The server's own table of routes; no knowledge base is needed."""
    return TestClient(Starlette(routes=ROUTES), base_url="https://kg.example.org", follow_redirects=False)


@pytest.fixture(scope="module")
def w3id(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Apache as at w3id.org, with our rules in its folder; gives its address."""
    folder = tmp_path_factory.mktemp("w3id")
    (folder / "pages").mkdir()
    (folder / "pages" / "migrationkg").symlink_to(RULES)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    modules = "/usr/lib/apache2/modules"
    names = ["mpm_event", "authz_core", "rewrite"]
    (folder / "apache.conf").write_text(
        "\n".join(
            [
                *(f"LoadModule {name}_module {modules}/mod_{name}.so" for name in names),
                f"Listen 127.0.0.1:{port}\nServerName w3id.org\nPidFile {folder}/pid\nErrorLog {folder}/errors",
                f"DefaultRuntimeDir {folder}\nDocumentRoot {folder}/pages",
                f"<Directory {folder}/pages>\nAllowOverride All\nOptions FollowSymLinks\n</Directory>\n",
            ]
        )
    )
    program = ["/usr/sbin/apache2", "-f", str(folder / "apache.conf"), "-D", "FOREGROUND"]
    with subprocess.Popen(program, env={"PATH": os.environ["PATH"]}, stderr=subprocess.PIPE) as apache:
        for _ in range(100):
            with socket.socket() as tried:
                if tried.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}/migrationkg/"
        apache.terminate()


@pytest.fixture
def followed(served: TestClient, w3id: str) -> Get:
    """Return what a client gets that asks for an IRI below w3id.org and follows where it leads."""

    def get(iri: str, accept: str) -> Any:
        path = iri.removeprefix("https://w3id.org/migrationkg/")
        redirect = httpx.get(w3id + path, headers={"Accept": accept}, follow_redirects=False)
        assert redirect.status_code == 303, (iri, redirect.text)
        target = urlsplit(redirect.headers["Location"])
        assert target.netloc == "kg.example.org", iri
        return served.get(target.path, headers={"Accept": accept})

    return get


@pytest.mark.parametrize("media_type", FORMS)
def test_cn1_and_rdf1_the_form_that_is_asked_for_comes(followed: Get, media_type: str) -> None:
    answer = followed(ONTOLOGY, media_type)
    assert answer.headers["Content-Type"].partition(";")[0] == media_type
    assert answer.headers["Vary"] == "Accept"
    graph = Graph().parse(data=answer.content, format=FORMS[media_type])
    assert (URIRef(ONTOLOGY), RDF.type, OWL.Ontology) in graph


@pytest.mark.parametrize("accept", ["text/html", BROWSER, "*/*"])
def test_doc1_a_reader_gets_a_page(followed: Get, accept: str) -> None:
    answer = followed(ONTOLOGY, accept)
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Content-Security-Policy"] == "frame-ancestors 'none'", "the page has a policy of its own"
    assert 'id="fundedBy"' in answer.text


@pytest.mark.parametrize("path", PLACES)
def test_uri1_and_ver2_iris_lead_to_us(w3id: str, served: TestClient, path: str) -> None:
    target = httpx.get(w3id + path, follow_redirects=False).headers["Location"]
    assert target == f"https://kg.example.org/{path}"
    if path not in {"", "questions"}:  # those ask a knowledge base
        assert served.get(f"/{path}").status_code == 200


@pytest.mark.parametrize(
    ("iri", "place"),
    [
        ("id/project/mobilaze-2", "project/mobilaze-2"),
        ("id/news/a.b-1", "news/a.b-1"),
        ("event-type/study-visit", "event-type/study-visit"),
        ("theme/return", "theme/return"),
        ("shape/Kind", "shapes"),
        ("question/funders-by-project", "question/funders-by-project"),
        ("ontology.ttl", "ontology.ttl"),
        ("ontology/alignments", "ontology/alignments"),
        ("ontology/logo.svg", "ontology/logo.svg"),
    ],
)
def test_things_concepts_shapes_and_forms_lead_to_theirs(w3id: str, iri: str, place: str) -> None:
    answer = httpx.get(w3id + iri, follow_redirects=False)
    assert (answer.status_code, answer.headers.get("Location")) == (303, f"https://kg.example.org/{place}")


@pytest.mark.parametrize("path", ["ontologies", "nothing", "ideas"])
def test_what_is_none_of_our_iris_leads_nowhere(w3id: str, path: str) -> None:
    assert httpx.get(w3id + path).status_code == 404


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_document_comes_as_rdf_and_is_known_again(served: TestClient, name: str) -> None:
    answer = served.get(f"/{name}", headers={"Accept": "text/turtle"})
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/turtle; charset=utf-8")
    again = served.get(f"/{name}", headers={"Accept": "text/turtle", "If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_ending_chooses_the_form_whatever_is_accepted(served: TestClient, ending: str) -> None:
    for name in ("ontology", f"ontology/{version()}", "shapes", "ontology/alignments"):
        answer = served.get(f"/{name}.{ending}", headers={"Accept": "image/png"})
        assert answer.headers["Content-Type"].partition(";")[0] == ENDINGS[ending]


@pytest.mark.parametrize(
    "path",
    ["/ontology/9.9.9", "/ontology.exe", "/ontology/nothing.ttl", "/shapes.html", "/ontology/ttl"],
)
def test_other_addresses_are_not_found(served: TestClient, path: str) -> None:
    assert served.get(path).status_code == 404


def test_the_logo_is_there(served: TestClient) -> None:
    place = served.get("/ontology/logo.svg").headers["Location"]
    assert served.get(place).headers["Content-Type"].startswith("image/svg+xml")
