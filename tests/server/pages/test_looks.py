"""Pages in a real browser: no serious fault of accessibility, no script from elsewhere, nothing wider than a phone."""

from collections.abc import Iterator
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from tests.server.conftest import Running

PAGES = [
    "/",
    "/search?q=who+pays+for+LIBMITAF",
    "/projects",
    "/events?year=2023",
    "/project/libmitaf",
    "/country/az",
    "/event-type/training",
    "/questions",
    "/question/funders-by-country?country=PL",
    "/question/occasions-between",
    "/sparql",
    "/sparql?question=funders-by-country",
    "/nothing",
]


SIZES: list[tuple[int, Literal["dark", "light"]]] = [(390, "dark"), (1280, "light"), (390, "light"), (1280, "dark")]


@pytest.fixture(params=SIZES, ids=lambda one: f"{one[0]}-{one[1]}")
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    width, scheme = request.param
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    yield context.new_page()
    context.close()


@pytest.fixture
def desktop(browser: Browser) -> Iterator[Page]:
    one = browser.new_page()
    yield one
    one.close()


def test_axe_finds_no_serious_fault(page: Page, server: Running) -> None:
    axe = Axe()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    for address in PAGES:
        page.goto(server.address + address)
        faults = axe.run(page).response["violations"]
        serious = [one for one in faults if one["impact"] in {"serious", "critical"}]
        assert not serious, (address, [(one["id"], one["nodes"][0]["html"]) for one in serious])
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address
    assert not [line for line in told if "Content Security Policy" in line]


def test_the_keyboard_reaches_a_suggestion(desktop: Page, server: Running) -> None:
    desktop.goto(server.address)
    field = desktop.get_by_role("combobox")
    field.fill("libmit")
    desktop.get_by_role("option").first.wait_for()
    assert field.get_attribute("aria-expanded") == "true"
    desktop.keyboard.press("ArrowDown")
    desktop.keyboard.press("Enter")
    desktop.wait_for_url("**/project/libmitaf")


def test_search_and_lists_work_without_script(browser: Browser, server: Running) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(server.address)
    page.get_by_role("searchbox").fill("libmitaf")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Libya’s Migration Technical Assistance Facility").first.click()
    assert page.url.endswith("/project/libmitaf")
    page.goto(f"{server.address}/projects")
    page.get_by_label("Countries").select_option("ly")
    page.get_by_role("button", name="Narrow down").click()
    assert page.locator("tbody tr").count() == 1
    context.close()


def test_pictures_hold_their_names_and_stand_on_paper_too(desktop: Page, server: Running) -> None:
    desktop.goto(f"{server.address}/organisation/international-centre-for-migration-policy-development")
    cut = desktop.evaluate(
        """[...document.querySelectorAll("svg.around")].flatMap((picture) => {
          const { x, width } = picture.viewBox.baseVal;
          const isCut = ({ x: left, width: wide }) => left < x || left + wide > x + width;
          const names = [...picture.querySelectorAll("text")];
          return names.filter((one) => isCut(one.getBBox())).map((one) => one.textContent);
        })"""
    )
    assert cut == []
    desktop.emulate_media(media="print")
    for picture in desktop.locator("svg.around").all():
        assert picture.is_visible()


def test_a_table_of_many_columns_fits_on_paper(desktop: Page, server: Running) -> None:
    desktop.goto(f"{server.address}/question/occasions")
    desktop.set_viewport_size({"width": 1017, "height": 700})  # A4 across, without its margins
    desktop.emulate_media(media="print")
    assert desktop.evaluate("document.querySelector('.wide > table').offsetWidth") <= 1017
    assert desktop.evaluate("getComputedStyle(document.documentElement).page") == "across"
    assert desktop.evaluate("getComputedStyle(document.querySelector('.wide')).overflowX") != "auto"


def test_on_a_phone_each_row_of_an_answer_is_a_record(browser: Browser, server: Running) -> None:
    with browser.new_context(viewport={"width": 390, "height": 844}) as context:
        page = context.new_page()
        page.goto(f"{server.address}/question/funders-by-country")
        box = page.locator("main table").bounding_box()
        assert box
        assert box["x"] + box["width"] <= 390, "nothing lies beyond the edge"
        column = page.locator("main tbody td").first.evaluate("(cell) => getComputedStyle(cell, '::before').content")
        assert column == '"country: "'
        for cell in page.locator("main tbody tr").first.locator("td").all():
            assert cell.evaluate("(cell) => getComputedStyle(cell).textAlign") in {"left", "start"}, (
                "one below the other"
            )


def test_on_a_phone_the_search_stands_beside_the_name_of_the_site(browser: Browser, server: Running) -> None:
    with browser.new_context(viewport={"width": 390, "height": 844}) as context:
        page = context.new_page()
        page.goto(f"{server.address}/projects")
        home, field = page.locator(".home").bounding_box(), page.locator(".bar input").bounding_box()
        assert home
        assert field
        assert field["y"] < home["y"] + home["height"], "a line is saved"
        page.locator(".bar input").press_sequentially("lib")
        listed = page.get_by_role("listbox").bounding_box()
        assert listed
        assert 0 <= listed["x"] <= listed["x"] + listed["width"] <= 390
