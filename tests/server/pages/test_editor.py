"""The editor of queries in a real browser, and the plain field where the editor is not there."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect
from tests.server.conftest import Running
from tests.server.pages.test_looks import SIZES

import migrationkg

BUNDLES = Path(migrationkg.__file__).parent / "bundles"
LIBMITAF = "<https://w3id.org/migrationkg/id/project/libmitaf>"


@pytest.fixture(scope="module", autouse=True)
def _bundles() -> None:
    assert (BUNDLES / "editor.js").is_file(), "what runs in the browser is not made yet: make bundles"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that complains of nothing, but that a query was refused."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    one = context.new_page()
    told: list[str] = []
    one.on("console", lambda message: told.append(message.text))
    one.on("pageerror", lambda error: told.append(str(error)))
    yield one
    context.close()
    assert [line for line in told if "status of 400" not in line] == []


def editor_of(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Query")


def written(page: Page, query: str) -> Locator:
    """Put a query in the place of that in the editor."""
    editor = editor_of(page)
    editor.click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.insert_text(query)
    return editor


def test_the_editor_completes_terms_variables_and_names(page: Page, server: Running) -> None:
    page.goto(f"{server.address}/sparql")
    editor = written(page, "SELECT ?payer ")
    editor.press_sequentially("{ ")
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
    page.goto(f"{server.address}/sparql")
    editor_of(page).focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Run"


def test_a_name_of_several_words_is_found_behind_an_angle_bracket(page: Page, server: Running) -> None:
    page.goto(f"{server.address}/sparql")
    written(page, "SELECT ?project { ?project mkg:fundedBy ").press_sequentially("<european un")
    page.get_by_role("option", name="European Union").first.click()
    assert (
        page.locator("#query")
        .input_value()
        .endswith("mkg:fundedBy <https://w3id.org/migrationkg/id/organisation/european-union>")
    )


def test_a_query_runs_in_place_and_its_address_shares_it(page: Page, server: Running, browser: Browser) -> None:
    page.goto(f"{server.address}/sparql")
    written(page, f"SELECT ?funder {{ {LIBMITAF} mkg:fundedBy ?funder }}")
    page.keyboard.press("Control+Enter")
    page.get_by_role("cell", name="Switzerland").wait_for()
    assert "Answered in" in page.get_by_role("status").inner_text()
    page.get_by_role("button", name="Copy the link").click()
    page.get_by_text("The link is copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    assert page.locator("#share").evaluate("one => one.href") == page.url
    other = browser.new_page(java_script_enabled=False)
    other.goto(page.url)
    assert other.get_by_role("cell", name="Switzerland").count() == 1, "whoever is given it needs no script"
    assert other.get_by_label("Query").input_value() == page.locator("#query").input_value()
    other.close()
    page.go_back()
    expect(page.locator("#query")).to_have_value(re.compile("mkg:Project"))
    assert page.get_by_role("cell").count() == 0


def test_where_a_query_is_wrong_is_marked_told_and_led_to(page: Page, server: Running) -> None:
    page.goto(f"{server.address}/sparql")
    written(page, "SELECT *\n{ ?project fundedBy ?funder }")
    assert page.locator(".cm-lintRange-error").inner_text() == "fundedBy"
    written(page, "SELECT *\n{ ?project mkg:fundedBy } ?funder }")
    page.keyboard.press("Control+Home")
    page.keyboard.press("Control+Enter")
    page.get_by_role("alert").get_by_text("line 2, column 25").wait_for()
    page.get_by_role("button", name="Go to line 2").click()
    page.keyboard.press("Delete")
    page.keyboard.press("Delete")
    assert "{ ?project mkg:fundedBy ?funder }" in page.locator("#query").input_value()
    page.locator(".cm-lintRange-error").wait_for(state="detached")


def test_a_question_of_the_catalogue_is_filled_in_by_its_form(page: Page, server: Running) -> None:
    page.goto(f"{server.address}/sparql")
    page.get_by_role("link", name="Funders by country").click()
    page.get_by_label("Country", exact=True).select_option("Libya")
    page.get_by_role("button", name="Fill in and run").click()
    page.wait_for_url("**country=LY")
    assert "VALUES ?country { <https://w3id.org/migrationkg/id/country/ly> }" in editor_of(page).inner_text()
    assert page.locator("tbody tr").count() == 2


def test_the_answer_is_sorted_drawn_and_shown_as_a_network(page: Page, server: Running) -> None:
    page.goto(f"{server.address}/question/top-funders")
    head = page.get_by_role("columnheader", name="projects so named")
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    numbers = [int(cell) for cell in page.locator("tbody td.number:last-child").all_inner_texts()]
    assert numbers == sorted(numbers)
    page.get_by_role("button", name="Chart").click()
    drawn = page.get_by_role("img", name="Bar chart")
    assert drawn.locator("rect").count() == page.locator("tbody tr").count()
    page.get_by_role("button", name="Network").click()
    page.frame_locator("iframe.network").get_by_text("Network of an answer").wait_for()
    page.get_by_role("button", name="Table").click()
    assert page.locator("tbody").is_visible()


def test_a_network_that_is_hidden_while_it_loads_is_whole_when_it_is_shown(page: Page, server: Running) -> None:
    page.goto(f"{server.address}/question/top-funders")
    page.get_by_role("button", name="Network").click()
    page.get_by_role("button", name="Table").click()
    page.get_by_text("On a page of its own").wait_for(state="attached")
    page.get_by_role("button", name="Network").click()
    page.frame_locator("iframe.network").get_by_role("heading", name="Things seen").wait_for()


def test_bars_are_sums_and_go_by_time_where_there_are_days(page: Page, server: Running) -> None:
    page.goto(f"{server.address}/sparql")
    answer = {
        "columns": [
            {"name": "day", "kind": "day"},
            {"name": "sum", "kind": "number"},
            {"name": "currency", "kind": ""},
        ],
        "rows": [["2023-03-01", "5", "EUR"], ["2023-01-31", "1", "EUR"], ["2023-01-02", "2", "USD"], ["", "9", "EUR"]],
    }
    made = page.evaluate(
        """async ([answer, chosen]) => {
            const { summed } = await import("/static/chart.js");
            return summed(answer, chosen);
        }""",
        [answer, {"category": "day", "value": "sum", "apart": "currency"}],
    )
    months = ["2023-01", "2023-02", "2023-03"]
    assert made == {
        "unit": "month",
        "charts": [
            {
                "name": currency,
                "bars": [{"name": month, "amount": total} for month, total in zip(months, sums, strict=True)],
            }
            for currency, sums in (("EUR", [1, 0, 5]), ("USD", [2, 0, 0]))
        ],
    }, "currencies are never added up"


def test_prefixes_that_are_used_are_declared(page: Page, server: Running) -> None:
    page.goto(f"{server.address}/sparql")
    query = "# skos:no\nPREFIX skos: <urn:mine#>\nSELECT * { ?s mkg:fundedBy ?o ; skos:note 'org:no', <rdf:no> }"
    written(page, query)
    page.get_by_role("button", name="Declare the prefixes").click()
    declared = "PREFIX mkg: <https://w3id.org/migrationkg/ontology#>\n"
    expect(page.locator("#query")).to_have_value(declared + query)
    assert "PREFIX mkg:" in editor_of(page).inner_text()


def test_axe_finds_no_serious_fault_in_what_the_script_shows(browser: Browser, server: Running) -> None:
    for width, scheme in SIZES:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        page = context.new_page()
        page.goto(f"{server.address}/sparql?question=funders-by-country")
        editor_of(page).click()
        page.keyboard.type("mkg:f")
        page.locator(".editor").get_by_role("option").first.wait_for()
        for way in ("Table", "Chart", "Network"):
            page.get_by_role("button", name=way, exact=True).click()
            if way == "Network":
                page.frame_locator("iframe.network").get_by_text("Network of an answer").wait_for()
            faults = Axe().run(page).response["violations"]
            serious = [one for one in faults if one["impact"] in {"serious", "critical"}]
            assert not serious, [(one["id"], one["nodes"][0]["html"]) for one in serious]
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (way, width)
        context.close()


def test_the_plain_field_completes_too_where_the_editor_is_not_there(browser: Browser, server: Running) -> None:
    page = browser.new_page()
    page.route("**/static/editor.js*", lambda route: route.abort())
    page.goto(f"{server.address}/sparql")
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
