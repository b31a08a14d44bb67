"""One round of curation in a browser: from a doubt to the changed graph, and back."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from tests.server.conftest import Running
from tests.server.curation.conftest import TOKEN

QUESTION = "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> ASK {{ ?thing skos:prefLabel {name} }}"
FORMER, NAME = "Libya’s Migration Technical Assistance Facility", "Libya <b>Migration</b> Facility"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page on a telephone, in which nothing is refused and nothing breaks."""
    context = browser.new_context(viewport={"width": 390, "height": 800})
    made = context.new_page()
    told: list[str] = []
    made.on("console", lambda one: None if "favicon" in one.location["url"] else told.append(one.text))
    made.on("pageerror", lambda error: told.append(str(error)))
    yield made
    context.close()
    assert told == []


def decisions_in(kb: Path) -> list[dict[str, str]]:
    with (kb / "decisions.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def is_called(server: Running, name: str) -> bool:
    with server.client() as client:
        told = {"query": QUESTION.format(name=f'"{name}"@en')}
        return bool(client.get("/sparql", params=told, headers={"accept": "application/json"}).json()["boolean"])


def sign_in(page: Page, server: Running) -> None:
    page.goto(f"{server.address}/curation")
    expect(page).to_have_url(f"{server.address}/curation/sign-in")
    page.get_by_label("Your name").fill("Ana Petrova")
    page.get_by_label("Token").fill(TOKEN)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="What deserves a look")).to_be_visible()


def settle_first_doubt(page: Page) -> str:
    card = page.locator(".card").first
    fact = card.get_by_role("heading").inner_text()
    card.get_by_role("button", name="Right").click()
    expect(page.get_by_role("heading", name="A fact is right")).to_be_visible()
    page.get_by_label("Why?").fill("as its own page says")
    page.get_by_role("button", name="Write it down for later").click()
    return fact


def fill_rename(page: Page) -> None:
    page.get_by_role("link", name="Decide something else").click()
    page.get_by_role("link", name="Another name").click()
    page.get_by_label("Thing").fill("LIBMITAF")
    page.get_by_label("Its name", exact=True).fill(NAME)
    page.get_by_role("button", name="See what would change").click()


def wait_for_build(page: Page) -> None:
    expect(page.get_by_text("The build ended after")).to_be_visible(timeout=120_000)


def test_a_curator_decides_sees_what_changes_applies_it_and_takes_it_back(
    curated: Running, own_kb: Path, page: Page
) -> None:
    sign_in(page, curated)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")

    fact = settle_first_doubt(page)
    expect(page.get_by_text("1 change waits for the next build.")).to_be_visible()
    (written,) = decisions_in(own_kb)
    assert (written["decision"], written["who"], written["why"]) == ("accept", "Ana Petrova", "as its own page says")
    page.get_by_role("link", name="What deserves a look").click()
    assert fact not in page.locator(".cards").inner_text(), "what is decided is not asked again"

    fill_rename(page)
    shown = page.locator("main").inner_text()
    assert f"before: {FORMER}" in shown
    assert NAME in shown, "a name stays text"
    assert not is_called(curated, NAME)
    assert len(decisions_in(own_kb)) == 1, "a preview writes nothing"
    page.get_by_label("Why?").fill("as its partners call it")
    page.get_by_role("button", name="Write it down and apply it").click()
    wait_for_build(page)
    assert is_called(curated, NAME)
    expect(page.locator(".card.waiting")).to_have_count(0)

    renamed = page.locator(".card", has_text="rename:")
    renamed.get_by_role("button", name="Take it back and apply that").click()
    wait_for_build(page)
    expect(renamed).to_have_count(0)
    assert [row["decision"] for row in decisions_in(own_kb)] == ["accept"]
    assert is_called(curated, FORMER)
    assert not is_called(curated, NAME)

    page.get_by_role("button", name="Sign out").click()
    page.goto(f"{curated.address}/curation/decisions")
    expect(page).to_have_url(f"{curated.address}/curation/sign-in")
    assert TOKEN not in curated.log.read_text(encoding="utf-8")


def test_every_page_can_be_used_by_whoever_cannot_see_it(curated: Running, page: Page) -> None:
    page.goto(f"{curated.address}/curation/sign-in")
    found = [Axe().run(page)]
    sign_in(page, curated)
    for path in ("", "/new", "/new?form=add", "/new?form=retype", "/decisions"):
        page.goto(f"{curated.address}/curation{path}")
        found.append(Axe().run(page))
    fill_rename(page)
    found.append(Axe().run(page))
    told = [violation["id"] for one in found for violation in one.response["violations"]]
    assert told == []
