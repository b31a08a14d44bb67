"""The page of an evaluation as a reader uses it: filters, keys, a small screen."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from migrationkg.evaluation import evaluate, write_html
from migrationkg.evaluation.running import read_gold, read_predictions

GOLD = Path(__file__).parents[2] / "data" / "gold" / "dev.jsonl"


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    path = tmp_path_factory.mktemp("made") / "page.html"
    gold = read_gold(GOLD)[:30]
    write_html(gold, evaluate(gold, read_predictions(gold, None)), path)
    context = browser.new_context(viewport={"width": 390, "height": 800}, offline=True)
    shown = context.new_page()
    problems: list[str] = []
    shown.on("console", lambda message: problems.append(message.text))
    shown.on("pageerror", lambda error: problems.append(str(error)))
    shown.goto(path.as_uri())
    yield shown
    context.close()
    assert problems == []


def test_keys_lead_from_difference_to_difference(page: Page) -> None:
    page.keyboard.press("n")
    first = page.locator("li.here")
    expect(first).to_be_in_viewport()
    assert first.get_attribute("data-what") != "right"
    words = first.inner_text()
    page.keyboard.press("n")
    assert page.locator("li.here").inner_text() != words
    page.keyboard.press("p")
    assert page.locator("li.here").inner_text() == words


def test_on_a_small_screen_the_buttons_stay_in_reach_and_cover_no_difference(page: Page) -> None:
    button = page.get_by_role("button", name="next")
    for _ in range(4):
        button.click()
        expect(button).to_be_in_viewport(ratio=1)
        bar, here = page.locator(".steps").bounding_box(), page.locator("li.here").bounding_box()
        assert bar is not None
        assert here is not None
        assert here["y"] + here["height"] <= bar["y"]
    boxes = [one.bounding_box() for one in page.locator("button, select").all()]
    assert all(box is not None and box["height"] >= 44 for box in boxes)


def test_filters_show_what_they_say(page: Page) -> None:
    page.get_by_label("Show").select_option("missed")
    visible = page.locator("li[data-what]:visible")
    assert visible.count() > 3
    assert {row.get_attribute("data-what") for row in visible.all()} == {"missed"}
    page.get_by_label("Show").select_option("all")
    page.get_by_label("of kind").select_option("fundedBy")
    assert {row.get_attribute("data-kind") for row in visible.all()} == {"fundedBy"}
    page.get_by_label("of kind").select_option("")


def test_nothing_is_wider_than_a_small_screen(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") == 390
