"""The page of an evaluation as a reader uses it: filters, keys, a small screen."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from migrationkg.evaluation import evaluate, write_html
from migrationkg.evaluation.running import read_gold, read_predictions

GOLD = Path(__file__).parents[2] / "data" / "gold" / "dev.jsonl"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "page.html"
    gold = read_gold(GOLD)[:30]
    write_html(gold, evaluate(gold, read_predictions(gold, None)), path)
    return path


@pytest.fixture(scope="module")
def page(browser: Browser, made: Path) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 800}, offline=True)
    shown = context.new_page()
    problems: list[str] = []
    shown.on("console", lambda message: problems.append(message.text))
    shown.on("pageerror", lambda error: problems.append(str(error)))
    shown.goto(made.as_uri())
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


def test_items_with_differences_come_first(page: Page) -> None:
    differences = [int(line.split(" · ")[2].split()[0]) for line in page.locator("article > .soft").all_inner_texts()]
    assert differences == sorted(differences, reverse=True)
    assert differences[0] > 0 == differences[-1]


def test_a_kind_leaves_only_items_that_have_it_and_the_count_says_of_what(page: Page) -> None:
    wrong, right = (page.locator(f"li[data-what]{which}").count() for which in (":not(.right)", ".right"))
    count = page.get_by_role("status")
    expect(count).to_have_text(f"{wrong} differences and {right} right facts")
    page.get_by_label("of kind").select_option("fundedBy")
    items = page.locator("article:visible")
    assert 0 < items.count() < page.locator("article").count()
    assert all(item.locator("li[data-kind=fundedBy]:visible").count() for item in items.all())
    page.get_by_label("of kind").select_option("")
    page.get_by_label("Show").select_option("wrong")
    expect(count).to_have_text(f"{wrong} differences")
    page.get_by_label("Show").select_option("all")


@pytest.mark.parametrize(("width", "height"), [(360, 740), (740, 360), (768, 1024)])
def test_a_touch_screen_has_room_for_fingers_and_no_word_of_keys(
    browser: Browser, made: Path, width: int, height: int
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": height}, has_touch=True, is_mobile=True, offline=True
    )
    page = context.new_page()
    page.goto(made.as_uri())
    expect(page.get_by_text("Keys:")).to_be_hidden()
    boxes = [one.bounding_box() for one in page.locator("button, select").all()]
    assert all(box is not None and box["height"] >= 44 for box in boxes)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    head = page.locator("form").bounding_box()
    assert head is not None
    assert head["y"] + head["height"] < height / 4, "the filters take too much of the screen"
    context.close()


def test_the_keys_are_told_where_there_are_keys(page: Page) -> None:
    expect(page.get_by_text("Keys: n next difference, p previous one.")).to_be_visible()
