"""What the reader chooses: tabs, filters, ways, what is folded; all of it in the address, and back by undo."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pyoxigraph import Store
from tests.waiting import until

from migrationkg.views import named_views, network

Show = Callable[..., Page]


@pytest.fixture
def page(show: Show, store: Store) -> Page:
    graph = network(store)
    return show(graph, views=named_views(store, graph))


def seen(page: Page) -> set[str]:
    return set(page.evaluate("[...seen.things.keys()].map((id) => nodes.get(id).name)"))


def tab(page: Page, name: str) -> None:
    page.locator("#tabs").get_by_role("button", name=name).click()


def choose(page: Page, name: str) -> None:
    page.get_by_role("combobox", name="Search by any name").fill(name)
    page.keyboard.press("Enter")


def test_tabs_draw_other_things_and_tell_their_point(page: Page) -> None:
    expect(page.locator("#point")).to_have_text("Who funds which projects, and where do these work or hold occasions?")
    assert seen(page) == {"EU4SAFEALB", "MOBILAZE 2", "European Union", "Albania", "Azerbaijan", "Estonia"}
    tab(page, "Meetings")
    assert seen(page) == {"International Centre for Migration Policy Development", "University of Tallinn"}
    assert page.evaluate("drawing.picture.places") != {}


def test_an_address_brings_back_all_that_was_chosen(page: Page) -> None:
    tab(page, "Everything")
    page.evaluate("change({ kinds: ['Person'], relations: ['partOf'], years: [2023, 2023], sure: 0.5, size: 'rank' })")
    page.evaluate("change({ country: thingOf('country/al'), open: [thingOf('organisation/eu')], table: true })")
    choose(page, "EU4SAFEALB")
    before = page.evaluate("JSON.stringify(state.now)")
    names = seen(page)
    assert "thing=project%2Feu4safealb" in page.evaluate("location.hash")
    address = page.evaluate("location.hash")
    page.evaluate("change(unchosen)")
    assert seen(page) != names
    page.evaluate("address => { location.hash = address }", address)
    until(page, "before => JSON.stringify(state.now) === before", before)
    assert seen(page) == names
    expect(page.locator("#facts h2")).to_have_text("EU4SAFEALB")


def test_an_address_that_fits_nothing_is_left_out(page: Page) -> None:
    page.evaluate("location.hash = '#view=<b>&thing=x/y&years=9-1&sure=7&kinds=Nothing&size=huge&path=a'")
    until(page, "state.now.sure === 1")
    assert page.evaluate("({...state.now, sure: 0})") == page.evaluate("unchosen")


def test_undo_goes_back_a_step_by_button_and_key(page: Page) -> None:
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()
    tab(page, "Offices")
    page.get_by_role("button", name="Countries").click()
    assert "Azerbaijan" not in seen(page)
    page.get_by_role("button", name="Undo").click()
    assert "Azerbaijan" in seen(page)
    page.keyboard.press("u")
    assert page.evaluate("state.now.view") == "funders"


def test_a_country_and_a_funder_leave_what_has_to_do_with_them(page: Page) -> None:
    page.locator("#filter-box > summary").click()
    page.get_by_label("To do with country").select_option("Albania")
    assert seen(page) == {"EU4SAFEALB", "European Union", "Albania"}
    page.get_by_role("button", name="No filter").click()
    assert "Estonia" in seen(page)
    assert page.locator("#funder option").all_text_contents() == ["any", "European Union"]


def test_relations_and_confidence_leave_out_ties_that_stand_on_nothing_else(page: Page) -> None:
    page.locator("#filter-box > summary").click()
    page.get_by_text("Relations", exact=True).click()
    page.get_by_label("operates in").uncheck()
    assert seen(page) == {"EU4SAFEALB", "MOBILAZE 2", "European Union", "Estonia"}
    page.get_by_role("button", name="No filter").click()
    page.evaluate("change({ sure: 0.94 })")
    assert "European Union" in seen(page), "its surest sentence has 95 %"
    page.evaluate("change({ sure: 1, relations: ['operatesIn', 'heldIn'] })")
    ties: list[Any] = page.evaluate("seen.lines.map(({ from, to }) => [nodes.get(from).name, nodes.get(to).name])")
    assert ties == [["MOBILAZE 2", "European Union"]], "what is told without a sentence counts as sure"


def test_years_leave_out_occasions_and_what_is_tied_through_them(show: Show, store: Store) -> None:
    store.update(
        "PREFIX mkg: <https://w3id.org/migrationkg/ontology#> PREFIX id: <https://w3id.org/migrationkg/id/event/> "
        "DELETE { GRAPH ?g { ?e ?p ?day } } INSERT { GRAPH ?g { ?e ?p '2021-03' } } WHERE { GRAPH ?g { "
        "VALUES (?e ?p) { (id:handover mkg:startDate) (id:handover mkg:endDate) } ?e ?p ?day } }"
    )
    graph = network(store)
    page = show(graph, views=named_views(store, graph))
    assert page.evaluate("allYears") == [2021, 2023]
    page.locator("#filter-box > summary").click()
    page.get_by_label("Last year").fill("2022")
    assert "Estonia" not in seen(page), "its only tie goes through an occasion of 2023"
    expect(page.locator("#years-told")).to_have_text("2021 to 2022")
    tab(page, "Everything")
    assert {name for name in seen(page) if "2023" in name} == {"Handover, EU4SAFEALB, 2023-06-12"}


def test_things_without_ties_are_a_count_until_asked_for(page: Page) -> None:
    tab(page, "Everything")
    assert "Türkiye" not in seen(page)
    page.get_by_role("button", name="Show 1 thing without ties").click()
    assert "Türkiye" in seen(page)
    page.get_by_role("button", name="Fold 1 thing without ties").click()
    assert "Türkiye" not in seen(page)
    choose(page, "Türkiye")
    assert "Türkiye" in seen(page), "what is picked by name is shown"


def test_a_thing_shows_and_folds_its_neighbours(page: Page) -> None:
    choose(page, "MOBILAZE 2")
    page.get_by_role("button", name="Show all its neighbours").click()
    assert {"Example Software", "ICMPD Azerbaijan"} <= seen(page)
    spots = page.evaluate("Object.values(drawing.picture.places).map(({ x, y }) => [x, y])")
    near = [(a, b) for n, a in enumerate(spots) for b in spots[:n] if abs(a[0] - b[0]) < 130 and abs(a[1] - b[1]) < 70]
    assert near == [], "those added find room of their own"
    page.get_by_role("button", name="Fold its neighbours").click()
    assert not {"Example Software", "Azerbaijan"} & seen(page)
    assert "European Union" in seen(page), "it has another tie"
    assert page.evaluate("[...seen.things.values()].map(({ folded }) => folded).filter(Boolean)") == [6]


def test_the_way_between_two_things_has_its_sentences(page: Page) -> None:
    choose(page, "Albania")
    page.get_by_role("button", name="Way to …").click()
    choose(page, "Azerbaijan")
    facts = page.locator("#facts")
    expect(facts.locator("h2")).to_have_text("From Albania to Azerbaijan")
    expect(facts.locator(".hint")).to_have_text("4 steps; the shortest over all facts")
    expect(facts.locator("li .thing > span:not(.unseen)")).to_have_text(
        ["EU4SAFEALB", "European Union", "MOBILAZE 2", "Azerbaijan"]
    )
    expect(facts.locator("blockquote").first).to_have_text("EU4SAFEALB, funded by the EU")


def test_a_tie_tells_through_what_it_goes_and_the_sentences_of_each_step(page: Page) -> None:
    page.keyboard.press("t")
    row = page.locator("#rows tr", has_text="Estonia")
    expect(row.locator("td").nth(3)).to_have_text("Study visit, MOBILAZE 2, 2023-06-19 · Tallinn")
    row.get_by_role("button", name="has occasions in").click()
    facts = page.locator("#facts")
    expect(facts.locator("h2")).to_have_text("MOBILAZE 2 has occasions in Estonia")
    expect(facts).to_contain_text("through Study visit, MOBILAZE 2, 2023-06-19, Tallinn")
    expect(facts).to_contain_text("a study visit to Tallinn, Estonia")


def test_a_click_on_a_line_tells_of_it(page: Page) -> None:
    spots = page.evaluate(
        "['EU4SAFEALB', 'European Union'].map((n) => drawing.whereIs(data.nodes.find(({ name }) => name === n).id))"
    )
    page.mouse.click(*(sum(spot[axis] for spot in spots) / 2 for axis in ("x", "y")))
    expect(page.locator("#facts h2")).to_have_text("EU4SAFEALB funded by European Union")


def test_the_table_has_a_row_for_each_line_seen(page: Page) -> None:
    page.get_by_role("button", name="Table").click()
    expect(page.locator("#rows tr")).to_have_count(page.evaluate("seen.lines.length"))
    expect(page.locator("#rows tr").first).to_contain_text("EU4SAFEALB")
    page.get_by_role("button", name="Table").click()
    expect(page.locator("#table")).to_be_hidden()


@pytest.mark.parametrize("measure", ["ties", "rank", "news"])
def test_sizes_follow_the_measure_chosen_and_the_legend_tells_the_largest(page: Page, measure: str) -> None:
    page.get_by_label("Size:").select_option(measure)
    sizes: dict[str, float] = page.evaluate(
        "Object.fromEntries([...seen.things].map(([id, { size }]) => [nodes.get(id).name, size]))"
    )
    largest = max(sizes, key=lambda name: sizes[name])
    assert sizes[largest] == 32
    assert min(sizes.values()) < 25
    expect(page.locator("#largest")).to_contain_text(f"largest: {largest}")
