"""Who may curate, what is written down, and what readers see meanwhile."""

import csv
import os
import re
import time
from io import StringIO
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.server.conftest import Running, Start
from tests.server.curation.conftest import TOKEN

from migrationkg.knowledge_base import decide
from migrationkg.knowledge_base.locking import locked
from migrationkg.model import ENTITY_RELATIONS

ITEM = "2023-06-05-icmpd-organises-a-training-for-libyan-officials-on-assisting-citizens-abroad-in-a0790068"


def form_key(client: httpx.Client) -> str:
    found = re.search(r'name="form_key" value="([^"]+)"', client.get("/curation/new").text)
    assert found
    return found[1]


def post(client: httpx.Client, path: str, **told: str) -> httpx.Response:
    return client.post(f"/curation/{path}", data={"form_key": form_key(client), **told})


def lines(kb: Path) -> list[list[str]]:
    path = kb / "decisions.csv"
    return list(csv.reader(StringIO(path.read_text(encoding="utf-8")))) if path.exists() else []


def label_of(client: httpx.Client, thing: str) -> str:
    query = (
        f"SELECT ?l {{ <https://w3id.org/migrationkg/id/{thing}> <http://www.w3.org/2004/02/skos/core#prefLabel> ?l }}"
    )
    told: Any = client.get("/sparql", params={"query": query}, headers={"accept": "application/json"}).json()
    return str(told["results"]["bindings"][0]["l"]["value"])


def wait_for_build(client: httpx.Client) -> str:
    for _ in range(240):
        answer = client.get("/curation/decisions")
        if "refresh" not in answer.headers:
            return answer.text
        time.sleep(0.5)
    raise AssertionError("the build does not end")


def test_without_a_token_nobody_curates(client: httpx.Client) -> None:
    for path in ("", "/sign-in", "/decisions", "/new"):
        assert client.get(f"/curation{path}").status_code == 404
    assert client.post("/curation/decide", data={"form": "merge"}).status_code == 404


@pytest.mark.parametrize("token", ["", "short"])
def test_a_server_needs_a_token_that_is_long_enough(
    kb: Path, start_server: Start, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MIGRATIONKG_CURATE_TOKEN", token)
    with pytest.raises(AssertionError, match="--curate needs a token of 16 characters or more"):
        start_server(kb, "--curate")


def test_who_has_not_signed_in_is_led_to_it_and_changes_nothing(curated: Running, own_kb: Path) -> None:
    before = lines(own_kb)
    with curated.client() as stranger:
        for path in ("", "/decisions", "/new"):
            answer = stranger.get(f"/curation{path}")
            assert (answer.status_code, answer.headers["location"]) == (303, "/curation/sign-in")
        for path in ("decide", "preview", "undo", "build", "sign-out"):
            told = {"form": "rename", "thing": "LIBMITAF", "object": "x", "why": "y"}
            assert stranger.post(f"/curation/{path}", data=told).headers["location"] == "/curation/sign-in"
        assert stranger.get(f"/curation?token={TOKEN}").status_code == 303, "no address lets anyone in"
        assert stranger.get("/curation", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 303
        stranger.cookies.set("curation", TOKEN, path="/curation")
        assert stranger.get("/curation").status_code == 303
    assert lines(own_kb) == before


@pytest.mark.parametrize("wanted", ["/curation/new?thing=project/libmitaf", "//elsewhere.example/?a", "/curation"])
def test_who_signs_in_comes_to_the_form_that_was_asked_for_and_to_no_other_site(curated: Running, wanted: str) -> None:
    with curated.client() as client:
        if wanted.startswith("/curation/"):
            led = client.get(wanted).headers["location"]
            page = client.get(led).text
            assert f'name="then" value="{wanted}"' in page
        answer = client.post("/curation/sign-in", data={"token": TOKEN, "who": "Ana Petrova", "then": wanted})
    assert answer.headers["location"] == (wanted if wanted.startswith("/curation/") else "/curation")


def test_a_wrong_token_is_refused_and_costs_a_second(curated: Running) -> None:
    with curated.client() as stranger:
        begun = time.monotonic()
        answer = stranger.post("/curation/sign-in", data={"token": TOKEN[:-1], "who": "A"})
        assert time.monotonic() - begun > 1
        assert answer.status_code == 403
        assert "set-cookie" not in answer.headers
        assert TOKEN[:-1] not in answer.text
        nameless = stranger.post("/curation/sign-in", data={"token": TOKEN, "who": " \u202e"})
        assert nameless.status_code == 422
        assert stranger.head("/curation/sign-in").status_code == 200


def test_the_cookie_is_kept_from_scripts_and_other_sites(curated: Running) -> None:
    with curated.client() as one:
        cookie = one.post("/curation/sign-in", data={"token": TOKEN, "who": "A"}).headers["set-cookie"].lower()
        assert {"httponly", "samesite=strict", "path=/curation"} <= {part.strip() for part in cookie.split(";")}
        assert TOKEN not in cookie
        proxied = one.post(
            "/curation/sign-in", data={"token": TOKEN, "who": "A"}, headers={"x-forwarded-proto": "https"}
        )
        assert "; secure" in proxied.headers["set-cookie"].lower(), "behind a proxy that speaks https"
        assert one.get("/curation").headers["cache-control"] == "no-store"


def test_a_form_of_another_site_is_refused(curator: httpx.Client, own_kb: Path) -> None:
    before, key = lines(own_kb), form_key(curator)
    told = {"form": "rename", "thing": "LIBMITAF", "object": "x", "why": "y"}
    for body, headers in (
        (told, {}),
        ({**told, "form_key": "guessed"}, {}),
        ({**told, "form_key": key}, {"origin": "https://example.org"}),
        ({**told, "form_key": key}, {"origin": "null"}),
        ({**told, "form_key": key}, {"sec-fetch-site": "cross-site"}),
        ({**told, "form_key": key}, {"sec-fetch-site": "same-site"}),
    ):
        for path in ("decide", "undo", "build", "preview"):
            assert curator.post(f"/curation/{path}", data=body, headers=headers).status_code == 403
    signing_in = {"token": TOKEN, "who": "A"}
    assert curator.post("/curation/sign-in", data=signing_in, headers={"origin": "https://x.org"}).status_code == 403
    assert lines(own_kb) == before


#: Of several forms: what is filled in, the words of `migrationkg decide` for the same, and its options.
FILLED: dict[str, dict[str, str]] = {
    "rename": {"thing": "project/libmitaf", "object": "Libya, a <Facility>"},
    "add-thing": {"name": "Border Academy", "kind": "GovernmentBody", "state": "Albania", "source": "“It teaches.”"},
    "reject": {"thing": "LIBMITAF", "relation": "fundedBy", "object": "EU", "item": ITEM},
}
WORDS: dict[str, tuple[str, list[str], dict[str, str]]] = {
    "rename": ("rename", ["project/libmitaf", "Libya, a <Facility>"], {}),
    "add-thing": ("add", ["Border Academy", "GovernmentBody", "Albania"], {"source": "“It teaches.”"}),
    "reject": ("reject", ["LIBMITAF", "fundedBy", "EU"], {"item": ITEM}),
}


def test_a_fact_that_deserves_a_look_leads_to_both_of_its_things(curator: httpx.Client) -> None:
    page = curator.get("/curation?kind=fact").text
    cells = re.findall(
        r'name="thing" value="(.+?)">\s.*name="relation" value="(.+?)">\s.*name="object" value="(.+?)">', page
    )
    facts = [(thing, target) for thing, relation, target in cells if relation in ENTITY_RELATIONS]
    assert facts
    assert all(f'<a href="/{path}">' in page for fact in facts for path in fact)


@pytest.mark.parametrize("form", WORDS)
def test_a_decision_is_written_down_as_by_the_command(curator: httpx.Client, own_kb: Path, form: str) -> None:
    kind, what, options = WORDS[form]
    decide(own_kb, kind, what, who="Ana Petrova", why="a reason", **options)
    by_command = lines(own_kb)[-1]
    assert form != "reject" or by_command[:4] == [
        "reject",
        "project/libmitaf",
        "fundedBy",
        "organisation/european-union",
    ]
    digest = re.search(r'name="digest" value="(\w+)"', curator.get("/curation/decisions").text)
    assert digest
    assert post(curator, "undo", digest=digest[1]).status_code == 303
    assert by_command not in lines(own_kb)
    answer = post(curator, "decide", form=form, why="a reason", **FILLED[form])
    assert (answer.status_code, answer.headers["location"]) == (303, "/curation/decisions")
    assert lines(own_kb)[-1] == by_command
    assert post(curator, "undo", digest=digest[1]).status_code == 303


@pytest.mark.parametrize(
    ("form", "told", "message"),
    [
        ("rename", {"thing": "Atlantis", "object": "x", "why": "y"}, "the graph has no such thing"),
        ("rename", {"thing": "LIBMITAF", "object": "", "why": "y"}, "is empty; fill it"),
        ("rename", {"thing": "LIBMITAF", "object": "x", "why": " "}, "tell why"),
        ("merge", {"thing": "country/de", "object": "country/ch", "why": "y"}, "are two states"),
        ("add-thing", {**FILLED["add-thing"], "source": "", "why": "y"}, "is empty; fill it"),
        ("nonsense", {"why": "y"}, "is no kind of decision"),
    ],
)
def test_what_the_next_build_could_not_apply_is_refused_at_once(
    curator: httpx.Client, own_kb: Path, form: str, told: dict[str, str], message: str
) -> None:
    before = lines(own_kb)
    answer = post(curator, "decide", form=form, **told)
    assert answer.status_code in {404, 422}
    assert message.casefold() in answer.text.casefold()
    assert "Traceback" not in answer.text
    assert lines(own_kb) == before


def test_what_the_next_build_could_not_apply_is_not_foreseen_either(curator: httpx.Client) -> None:
    answer = post(curator, "preview", form="merge", thing="country/de", object="country/ch")
    assert answer.status_code == 422
    assert "are two states" in answer.text


def test_the_page_of_a_thing_leads_to_what_may_be_decided_on_it(curator: httpx.Client, client: httpx.Client) -> None:
    browser = {"accept": "text/html"}
    link = 'href="/curation/new?thing=project/libmitaf"'
    assert link in curator.get("/project/libmitaf", headers=browser).text
    assert "/curation" not in client.get("/project/libmitaf", headers=browser).text
    assert (
        'href="/curation/new?form=rename&amp;thing=project/libmitaf"'
        in curator.get("/curation/new", params={"thing": "project/libmitaf"}).text
    )


def test_a_refused_form_comes_back_filled(curator: httpx.Client) -> None:
    refused = post(curator, "preview", form="rename", thing='"><script>', object="a & b").text
    assert '"><script>' not in refused
    back = re.search(r'href="(/curation/new[^"]+)"', refused)
    assert back
    again = curator.get(back[1].replace("&amp;", "&")).text
    assert 'value="&#34;&gt;&lt;script&gt;"' in again
    assert 'value="a &amp; b"' in again


def test_the_preview_is_what_the_build_then_changes_and_readers_see_old_or_new(
    curator: httpx.Client,
) -> None:
    told = {"form": "reject", **FILLED["reject"], "item": ""}
    shown = post(curator, "preview", **told).text
    foreseen = re.findall(r'<li class="(added|removed)">.*?</span> <span.*?</span> ([^<]+)</li>', shown)
    assert foreseen == [("removed", "Libya’s Migration Technical Assistance Facility funded by European Union")]
    funders = {
        "query": "SELECT ?f { ?p <https://w3id.org/migrationkg/ontology#fundedBy> ?f . "
        "FILTER(STRENDS(STR(?p), 'project/libmitaf')) }"
    }
    json = {"accept": "application/json"}
    seen = []
    assert post(curator, "decide", why="wrong", then="build", **told).status_code == 303
    assert "A build goes on" in curator.get("/curation/decisions").text
    assert post(curator, "preview", **told).status_code == 409, "the build has the folder to itself"
    assert post(curator, "build").status_code == 303, "a second one is not begun"
    while "refresh" in curator.get("/curation/decisions").headers:
        answer = curator.get("/sparql", params=funders, headers=json)
        assert answer.status_code == 200
        seen.append(len(answer.json()["results"]["bindings"]))
    assert set(seen) <= {1, 2}
    assert len(curator.get("/sparql", params=funders, headers=json).json()["results"]["bindings"]) == 1
    assert "applied" in curator.get("/curation/decisions").text


def test_a_curator_is_told_which_process_writes_the_knowledge_base(curator: httpx.Client, own_kb: Path) -> None:
    told = {"form": "rename", **FILLED["rename"], "why": "a test"}
    before = lines(own_kb)
    with locked(own_kb):
        answer = post(curator, "decide", **told)
    assert answer.status_code == 409
    assert f"Process {os.getpid()} is writing the knowledge base" in answer.text
    assert lines(own_kb) == before


def test_what_is_decided_by_hand_meanwhile_waits_too_and_is_applied(curator: httpx.Client, own_kb: Path) -> None:
    decide(own_kb, "rename", ["country/ch", "Swiss Confederation"], who="B", why="by hand")
    assert "1 change waits" in curator.get("/curation/decisions").text
    with (own_kb / "decisions.csv").open("a", encoding="utf-8") as stream:
        stream.write("nonsense,,,,,,,,\n")
    assert "is no decision" in curator.get("/curation/decisions").text
    post(curator, "build")
    assert "1 left out" in wait_for_build(curator)
    assert label_of(curator, "country/ch") == "Swiss Confederation"
