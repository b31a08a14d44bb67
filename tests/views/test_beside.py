"""Timeline, map and matrix: what they tell, that a choice in one holds in the others, and what can be taken along."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from pyoxigraph import Store
from tests.waiting import until

import migrationkg
from migrationkg.graph import DEFAULT_BASE
from migrationkg.views import html_of, named_views, network, page

Show = Callable[..., Page]
BESIDE = ("timeline", "map", "matrix")


@pytest.fixture
def shown(show: Show, store: Store) -> Page:
    graph = network(store)
    return show(graph, views=named_views(store, graph), title="Beside the network")


def look_at(shown: Page, view: str, **parts: Any) -> list[str]:
    """Show a view and return what a reader of the screen hears of its items."""
    shown.evaluate("part => change(part)", {"view": view, **parts})
    found: list[str] = shown.evaluate(
        "itemsToGoTo().map((item) => item.getAttribute('aria-label') || item.textContent)"
    )
    return found


def test_the_outlines_are_made() -> None:
    assert (Path(migrationkg.__file__).parent / "bundles" / "world.js").is_file(), "not made yet: make bundles"


def test_occasions_stand_in_lanes_by_project_type_and_country(shown: Page) -> None:
    assert look_at(shown, "timeline") == [
        "EU4SAFEALB: 1 occasion",
        "Handover, EU4SAFEALB, 2023-06-12, date 12 June 2023",
        "MOBILAZE 2: 1 occasion",
        "Study visit, MOBILAZE 2, 2023-06-19, start 19 June 2023, end 21 June 2023",
    ]
    assert shown.locator("#drawn .lane").all_text_contents() == ["EU4SAFEALB · 1", "MOBILAZE 2 · 1"]
    look_at(shown, "timeline", lanes="type")
    assert shown.locator("#drawn .lane").all_text_contents() == ["handover · 1", "study visit · 1"]
    look_at(shown, "timeline", lanes="country")
    assert shown.locator("#drawn .lane").all_text_contents() == ["Estonia · 1", "no country told · 1"]
    early, late = (shown.locator("#drawn .bar").nth(at).bounding_box() for at in (1, 0))
    assert early
    assert late
    assert early["x"] < late["x"], "a week later stands farther right"


def test_an_occasion_of_a_month_is_told_as_such_and_one_without_a_day_is_folded(show: Show, store: Store) -> None:
    store.update(
        "PREFIX mkg: <https://w3id.org/migrationkg/ontology#> PREFIX id: <https://w3id.org/migrationkg/id/event/> "
        "DELETE { GRAPH ?g { ?e ?p ?day } } INSERT { GRAPH ?g { ?e ?p ?other } } WHERE { GRAPH ?g { ?e ?p ?day } "
        "VALUES (?e ?p ?other) { (id:handover mkg:startDate '2023-06') (id:handover mkg:endDate '2023-06') "
        "(id:study-visit mkg:startDate UNDEF) (id:study-visit mkg:endDate UNDEF) } }"
    )
    graph = network(store)
    page = show(graph, views=named_views(store, graph))
    assert look_at(page, "timeline") == [
        "EU4SAFEALB: 1 occasion",
        "Handover, EU4SAFEALB, 2023-06-12, date June 2023",
    ]
    expect(page.locator("#drawn .bar.vague")).to_have_count(1)
    expect(page.locator("#note summary")).to_have_text("1 occasion without a day")


def test_the_map_counts_projects_and_occasions_where_they_are(shown: Page) -> None:
    told = {"Albania: 1 project", "Azerbaijan: 1 project", "Estonia: 1 occasion", "Tallinn: 1 occasion"}
    assert set(look_at(shown, "map")) == told
    expect(shown.locator("#note summary")).to_have_text("1 thing has no place on the map")
    spots = shown.evaluate(
        "told => told.map((words) => middleOf(itemsToGoTo().find((one) => one.ariaLabel === words)))", sorted(told)
    )
    albania, azerbaijan, estonia, tallinn = spots
    assert albania["x"] < estonia["x"] < azerbaijan["x"]
    assert estonia["y"] < azerbaijan["y"] < albania["y"] + 40
    assert abs(tallinn["x"] - estonia["x"]) < 60
    assert abs(tallinn["y"] - estonia["y"]) < 60
    shade = "document.querySelector('[aria-label^=Estonia] path').getAttribute('class')"
    assert shown.evaluate(shade) == "class-0"
    look_at(shown, "map", counts="occasions")
    assert shown.evaluate(shade) == "class-1"


def test_the_matrix_counts_projects_of_funders_and_occasions_of_projects(shown: Page) -> None:
    union = [f"European Union, {country}: 1 project" for country in ("Albania", "Azerbaijan", "Estonia")]
    assert [one for one in look_at(shown, "matrix") if ": " in one] == union
    assert shown.locator("#drawn .total").all_text_contents() == ["all", "2"]
    cells = [one for one in look_at(shown, "matrix", rows="projects") if ": " in one]
    assert cells == [
        "MOBILAZE 2, Estonia: 1 occasion",
        "MOBILAZE 2, Azerbaijan: works there",
        "EU4SAFEALB, Albania: works there",
    ]
    shown.get_by_role("button", name="EU4SAFEALB, Albania: works there").click()
    expect(shown.locator("#facts h2")).to_have_text("EU4SAFEALB works in Albania")
    shown.locator("[data-part=rows]").select_option("funders")
    shown.get_by_role("button", name="European Union, Albania: 1 project").click()
    expect(shown.locator("#facts")).to_contain_text("the EU-funded EU4SAFEALB project")


def test_what_is_chosen_in_one_view_is_lit_in_the_others_and_an_address_brings_it_back(shown: Page) -> None:
    look_at(shown, "map")
    shown.locator("#drawn [aria-label^=Azerbaijan] path").click()
    expect(shown.locator("#facts h2")).to_have_text("Azerbaijan")
    shown.locator("#tabs").get_by_role("button", name="Timeline").click()
    pale = shown.locator("#drawn .pale").evaluate_all(
        "all => all.map((one) => one.getAttribute('aria-label').slice(0, 8))"
    )
    assert pale == ["Handover"]
    shown.locator("#tabs").get_by_role("button", name="Matrix").click()
    expect(shown.locator("#drawn [aria-pressed=true]")).to_have_text("Azerbaijan")
    look_at(shown, "timeline", lanes="type", country=None)
    address = shown.evaluate("location.hash")
    shown.evaluate("change(unchosen)")
    shown.evaluate("address => { location.hash = address }", address)
    until(shown, "state.now.lanes === 'type'")
    expect(shown.locator("#drawn .lane").first).to_have_text("handover · 1")
    expect(shown.locator("#facts h2")).to_have_text("Azerbaijan")


def test_filters_hold_in_all_views(shown: Page) -> None:
    country = shown.evaluate("thingOf('country/al')")
    assert look_at(shown, "map", country=country) == ["Albania: 1 project"]
    assert [one for one in look_at(shown, "matrix") if ": " in one] == ["European Union, Albania: 1 project"]
    look_at(shown, "map", country=None, relations=["operatesIn"])
    expect(shown.locator("#drawn [aria-label$=project]")).to_have_count(0)
    look_at(shown, "matrix")
    expect(shown.locator("#drawn .cell")).to_have_count(1)


def test_keys_go_from_item_to_item_and_choose(shown: Page) -> None:
    look_at(shown, "matrix")
    shown.locator("#drawn [tabindex='0']").focus()
    shown.get_by_role("button", name="European Union, Albania: 1 project").focus()
    shown.keyboard.press("ArrowRight")
    shown.keyboard.press("Enter")
    expect(shown.locator("#facts h2")).to_have_text("European Union funds work in Azerbaijan")
    assert "Azerbaijan" in shown.evaluate("document.activeElement.ariaLabel"), "what is drawn anew keeps the focus"
    look_at(shown, "timeline")
    shown.locator("#drawn .mark").first.focus()
    shown.keyboard.press("ArrowDown")
    shown.keyboard.press("ArrowDown")
    shown.keyboard.press(" ")
    expect(shown.locator("#facts h2")).to_have_text("Study visit, MOBILAZE 2, 2023-06-19")
    look_at(shown, "map")
    before = shown.evaluate("document.querySelector('.land').getAttribute('transform')")
    shown.locator("#drawn [tabindex='0']").focus()
    shown.keyboard.press("+")
    assert shown.evaluate("document.querySelector('.land').getAttribute('transform')") != before


def saved(shown: Page, words: str) -> bytes:
    shown.locator(".save > summary").click()
    with shown.expect_download() as download:
        shown.get_by_role("button", name=words).click()
    shown.locator(".save > summary").click()
    return Path(download.value.path()).read_bytes()


def test_each_view_is_taken_along(shown: Page) -> None:
    look_at(shown, "timeline")
    rows = list(csv.DictReader(io.StringIO(saved(shown, "Table (CSV)").decode(), newline="")))
    assert [(row["startDate"], row["endDate"], row["lanes"]) for row in rows] == [
        ("2023-06-12", "2023-06-12", "EU4SAFEALB"),
        ("2023-06-19", "2023-06-21", "MOBILAZE 2"),
    ]
    look_at(shown, "map")
    rows = list(csv.DictReader(io.StringIO(saved(shown, "Table (CSV)").decode(), newline="")))
    (tallinn,) = (row for row in rows if row["thingLabel"] == "Tallinn")
    assert (tallinn["longitude"], tallinn["latitude"], tallinn["occasions"]) == ("24.75353", "59.43696", "1")
    assert saved(shown, "Picture (PNG)").startswith(b"\x89PNG\r\n\x1a\n")
    root = ElementTree.fromstring(saved(shown, "Drawing (SVG)"))
    space = {"": "http://www.w3.org/2000/svg"}
    assert "Albania" in [text.text for text in root.iterfind(".//text", space)]
    assert {one.get("fill", "") for one in root.iterfind(".//circle", space)} >= {"rgb(230, 159, 0)"}
    assert not any("class" in one.attrib or "style" in one.attrib for one in root.iter())
    look_at(shown, "matrix")
    expect(shown.locator("[data-form=svg]")).to_be_hidden()
    (row,) = csv.DictReader(io.StringIO(saved(shown, "Table (CSV)").decode(), newline=""))
    assert row == {
        "thing": f"{DEFAULT_BASE}organisation/eu", "thingLabel": "European Union", "all": "2",
        "Albania": "1", "Azerbaijan": "1", "Estonia": "1",
    }  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_fault_and_nothing_is_wider_than_a_phone(show: Show, store: Store, scheme: str) -> None:
    graph = network(store)
    page = show(graph, 390, 844, views=named_views(store, graph), color_scheme=scheme, bypass_csp=True)
    for view in BESIDE:
        look_at(page, view)
        faults = Axe().run(page).response["violations"]
        serious = [one for one in faults if one["impact"] in {"serious", "critical"}]
        assert not serious, (view, [(one["id"], one["nodes"][0]["html"]) for one in serious])
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), view
        page.evaluate("change({ table: true })")
        expect(page.locator("#rows tr").first).to_be_visible()
        page.evaluate("change({ table: false })")


def test_without_outlines_the_map_says_so_and_tells_its_counts(
    show: Show, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "_bundle", lambda _name: "")
    graph = network(store)
    bare = show(graph, views=named_views(store, graph))
    look_at(bare, "map")
    expect(bare.locator("#drawn .hint")).to_contain_text("make bundles")
    expect(bare.locator("#drawn li", has_text="Estonia").first).to_contain_text("Estonia: 1 occasion")
    expect(bare.locator("#drawn svg.map")).to_have_count(0)


def test_outlines_are_in_a_page_that_has_a_map_alone(store: Store) -> None:
    graph = network(store)
    assert b"globalThis.world=" not in html_of(graph, "Network")
    assert b"globalThis.world=" in html_of(graph, "Network", named_views(store, graph))
