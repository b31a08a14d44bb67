"""The editor of queries in a real browser, and the plain field where the editor is not there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page
from tests.server.conftest import Running

import migrationkg

BUNDLES = Path(migrationkg.__file__).parent / "bundles"
LIBMITAF = "<https://w3id.org/migrationkg/id/project/libmitaf>"


@pytest.fixture(scope="module", autouse=True)
def _bundles() -> None:
    assert (BUNDLES / "editor.js").is_file(), "what runs in the browser is not made yet: make bundles"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that complains of nothing."""
    one = browser.new_page()
    told: list[str] = []
    one.on("console", lambda message: told.append(message.text))
    one.on("pageerror", lambda error: told.append(str(error)))
    yield one
    one.close()
    assert told == []


def editor_of(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Query")


def test_the_editor_completes_terms_variables_and_names(page: Page, server: Running) -> None:
    page.goto(f"{server.address}/query")
    editor = editor_of(page)
    editor.click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    editor.press_sequentially("SELECT ?payer { ")
    editor.press_sequentially("LIBMIT")
    page.get_by_role("option", name="Libya").click()
    editor.press_sequentially(" mkg:funded")
    page.get_by_role("option", name="mkg:fundedBy").wait_for()
    page.wait_for_timeout(100)  # within 75 ms of its appearance the list takes no key, lest it be hit by chance
    page.keyboard.press("Enter")
    editor.press_sequentially(" ?pa")
    page.get_by_role("option", name="?payer").click()
    page.keyboard.press("Control+Enter")
    page.get_by_role("cell", name="Switzerland").wait_for()
    assert page.locator("#query").input_value() == f"SELECT ?payer {{ {LIBMITAF} mkg:fundedBy ?payer}}"


def test_the_keyboard_leaves_the_editor(page: Page, server: Running) -> None:
    page.goto(f"{server.address}/query")
    editor_of(page).focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Run"


def test_the_plain_field_completes_too_where_the_editor_is_not_there(browser: Browser, server: Running) -> None:
    page = browser.new_page()
    page.route("**/static/editor.js*", lambda route: route.abort())
    page.goto(f"{server.address}/query")
    field = page.locator("#query")
    field.fill("SELECT ?funder { ")
    field.press_sequentially("LIBMIT")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    field.press_sequentially(" mkg:funded")
    page.get_by_role("option", name="mkg:fundedBy").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    field.press_sequentially(" ?funder }")
    assert field.input_value() == f"SELECT ?funder {{ {LIBMITAF} mkg:fundedBy ?funder }}"
    page.keyboard.press("Control+Enter")
    page.get_by_role("cell", name="Switzerland").wait_for()
    page.close()
