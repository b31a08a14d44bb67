"""The service as OpenRefine meets it: a really started server."""

import json
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from playwright.sync_api import Browser
from tests.server.conftest import Running

Check = Callable[[str, object], None]
OPENREFINE = {"origin": "http://127.0.0.1:3333"}


def get(client: httpx.Client, path: str, **told: str | int) -> Any:
    answer = client.get(path, params=told, headers=OPENREFINE)
    assert answer.status_code == 200, answer.text
    assert answer.headers["access-control-allow-origin"] == "*"
    return answer.json()


def test_whoever_asks_for_nothing_learns_what_the_service_does(
    client: httpx.Client, server: Running, holds_to: Check
) -> None:
    told = get(client, "/reconcile")
    holds_to("manifest", told)
    assert told["view"]["url"] == f"{server.address}/reconcile/view?id={{{{id}}}}"


def test_a_column_is_matched_confirmed_and_extended(client: httpx.Client, holds_to: Check) -> None:
    """What OpenRefine does from the manifest on, by the addresses that the manifest tells."""
    told = get(client, "/reconcile")
    names = ["LIBMITAF", "Switzerland", "Somebody else"]
    batch = {f"q{at}": {"query": name, "limit": 3} for at, name in enumerate(names)}
    answer = client.post("/reconcile", data={"queries": json.dumps(batch)}, headers=OPENREFINE)
    assert answer.headers["access-control-allow-origin"] == "*"
    result = answer.json()
    holds_to("reconciliation-result-batch", result)
    assert result == get(client, "/reconcile", queries=json.dumps(batch)), "the same by GET"
    best = [result[f"q{at}"]["result"][:1] for at in range(len(names))]
    assert [one["id"] for (one,) in best[:2]] == ["project/libmitaf", "country/ch"]
    assert best[2] == []

    typed = get(
        client,
        f"{told['suggest']['entity']['service_url']}{told['suggest']['entity']['service_path']}",
        prefix="Libya’s",
    )
    holds_to("suggest-entities-response", typed)
    assert typed["result"][0]["id"] == "project/libmitaf"

    way = told["extend"]["propose_properties"]
    proposed = get(client, way["service_url"] + way["service_path"], type="Project", limit=3)
    holds_to("data-extension-property-proposal", proposed)
    asked = {"ids": ["project/libmitaf"], "properties": [{"id": proposed["properties"][0]["id"]}]}
    values = client.post("/reconcile", data={"extend": json.dumps(asked)}).json()
    holds_to("data-extension-response", values)
    assert [one["name"] for one in values["rows"]["project/libmitaf"]["fundedBy"]] == ["European Union", "Switzerland"]
    assert values == get(client, "/reconcile", extend=json.dumps(asked))


@pytest.mark.parametrize("asked", [r'{"ids": ["\ud800"], "properties": [{"id": "funds"}]}', r'{"q": "\udfff"}'])
@pytest.mark.parametrize("field", ["extend", "queries"])
def test_half_a_character_is_refused(client: httpx.Client, field: str, asked: str) -> None:
    for answer in (client.post("/reconcile", data={field: asked}), client.get("/reconcile", params={field: asked})):
        assert answer.status_code == 400
        assert "half a character" in answer.text


def test_types_and_properties_are_suggested(client: httpx.Client, holds_to: Check) -> None:
    types = get(client, "/reconcile/suggest/type", prefix="org")
    holds_to("suggest-types-response", types)
    assert "Organisation" in {one["id"] for one in types["result"]}
    properties = get(client, "/reconcile/suggest/property", prefix="coun", cursor=0)
    holds_to("suggest-properties-response", properties)
    assert properties["result"][0]["id"] == "country"


def test_an_id_leads_to_the_page_of_its_thing(client: httpx.Client) -> None:
    answer = client.get(f"/reconcile/view?id={quote('project/libmitaf', safe='')}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/project/libmitaf")
    for path in ("view", "preview"):
        assert client.get(f"/reconcile/{path}", params={"id": "//example.org"}).status_code == 404


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        ("queries=%7B", "application/x-www-form-urlencoded", 400),
        ("nothing=1", "application/x-www-form-urlencoded", 400),
        ("queries=%FF", "application/x-www-form-urlencoded", 400),
        ('{"queries": {}}', "application/json", 415),
        (
            f"queries={quote(json.dumps({str(n): {'query': 'x'} for n in range(101)}))}",
            "application/x-www-form-urlencoded",
            413,
        ),
    ],
)
def test_what_cannot_be_answered_is_told_in_a_line(client: httpx.Client, body: str, kind: str, status: int) -> None:
    answer = client.post("/reconcile", content=body, headers={"content-type": kind})
    assert answer.status_code == status
    assert answer.text.count("\n") == 1
    assert client.get("/reconcile/suggest/type", params={"cursor": "-1"}).status_code == 400


class _Refine(BaseHTTPRequestHandler):
    """A page at another port of this machine, as OpenRefine's is."""

    framed = ""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(f"<iframe src='{self.framed}' width=430 height=260></iframe>".encode())

    def log_message(self, *_: object) -> None: ...


def test_another_page_shows_the_preview_in_its_frame(server: Running, browser: Browser) -> None:
    _Refine.framed = f"{server.address}/reconcile/preview?id=project%2Flibmitaf"
    with ThreadingHTTPServer(("127.0.0.1", 0), _Refine) as refine:
        Thread(target=refine.serve_forever, daemon=True).start()
        page = browser.new_page()
        told: list[str] = []
        page.on("console", lambda message: told.append(message.text))
        page.goto(f"http://127.0.0.1:{refine.server_port}/")
        frame = page.frame_locator("iframe")
        assert frame.locator("h1").inner_text() == "Libya’s Migration Technical Assistance Facility"
        assert "European Union; Switzerland" in frame.locator("body").inner_text()
        assert [one for one in told if "favicon" not in one] == [], "nothing is refused"
        page.close()
        refine.shutdown()
