"""The page of the review: text stays text, nothing leaves it, and what it shows to copy is a file of decisions."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from migrationkg.curation import read_decisions
from migrationkg.curation.decisions import COLUMNS
from migrationkg.review import Doubt, write_review

HOSTILE = [
    "<script>window.hacked=1</script>",
    "<img src=x onerror=window.hacked=1>",
    """"'><svg onload=window.hacked=1>""",
    "{{ 7*7 }} {% raw %} &lt;b&gt; </style></script><!--",
]
ONE, TWO, THREE = (f"person/ana-petrova-{number}" for number in range(1, 4))
FACT = ("project/mobilaze-2", "fundedBy", "country/no")
DOUBTS = [
    Doubt(
        "duplicate",
        9.0,
        ONE,
        object=f"{TWO} {THREE}",
        text="Ana Petrova and two more",
        choices=("migrationkg decide merge",) * 4,
        decisions=tuple((kind, other, "", ONE) for other in (TWO, THREE) for kind in ("merge", "apart")),
    ),
    Doubt(
        "fact",
        5.0,
        *FACT,
        text="MOBILAZE 2 fundedBy Norway?",
        quote="paid by Norway",
        item="news/one",
        choices=("migrationkg decide accept", "migrationkg decide reject"),
        decisions=tuple((kind, *FACT) for kind in ("accept", "reject")),
    ),
    Doubt("finding", 4.0, "event/one", text="No type", choices=("migrationkg explain event/one",)),
]
Show = Callable[..., Page]


@pytest.fixture
def show(browser: Browser, tmp_path: Path) -> Iterator[Show]:
    pages: list[Page] = []

    def open_review(
        doubts: list[Doubt] = DOUBTS, width: int = 1440, scheme: Literal["light", "dark"] = "light", **more: bool
    ) -> Page:
        write_review(doubts, "kb", tmp_path / "review.html")
        page = browser.new_page(viewport={"width": width, "height": 844}, color_scheme=scheme, **more)  # type: ignore[arg-type]
        pages.append(page)
        page.goto((tmp_path / "review.html").as_uri())
        return page

    yield open_review
    for page in pages:
        page.close()


def lines(page: Page) -> str:
    return page.locator("#lines").input_value()


def test_what_is_chosen_becomes_a_file_of_decisions(show: Show, tmp_path: Path) -> None:
    page = show()
    groups = page.locator(".ask[role=group]")
    groups.nth(0).get_by_role("button", name="One thing").click()
    groups.nth(1).get_by_role("button", name="Two things").click()
    opened = date.today()
    groups.nth(2).get_by_role("button", name="Wrong").click()
    assert lines(page) == ""
    page.get_by_label("Who decides").fill('Bo "the curator"')
    page.get_by_label("Reason, where").fill("as I know")
    page.locator(".card").nth(1).get_by_label("Reason", exact=True).fill("says, Ana;\tsays Bo")
    page.get_by_label("with the header").check()
    (tmp_path / "decisions.csv").write_text(lines(page), encoding="utf-8")
    decisions, problems = read_decisions(tmp_path / "decisions.csv")
    assert problems == ()
    assert [(one.kind, one.thing, one.relation, one.object, one.why) for one in decisions] == [
        ("merge", TWO, "", ONE, "as I know"),
        ("apart", THREE, "", ONE, "as I know"),
        ("reject", *FACT, "says, Ana;\tsays Bo"),
    ]
    assert {one.who for one in decisions} == {'Bo "the curator"'}
    assert {one.when for one in decisions} <= {opened, date.today()}
    assert lines(page).partition("\n")[0] == ",".join(COLUMNS)


def test_a_choice_can_be_changed_and_taken_back(show: Show) -> None:
    page = show()
    page.get_by_label("Who decides").fill("Bo")
    page.get_by_label("Reason, where").fill("x")
    right, wrong = (page.get_by_role("button", name=name) for name in ("Right", "Wrong"))
    right.click()
    wrong.click()
    assert [one.get_attribute("aria-pressed") for one in (right, wrong)] == ["false", "true"]
    assert lines(page).startswith("reject,")
    wrong.click()
    assert lines(page) == ""
    assert page.get_by_role("button", name="Copy the lines").is_disabled()


def test_what_lacks_a_name_or_a_reason_is_told_and_gives_no_line(show: Show) -> None:
    page = show()
    page.get_by_role("button", name="Right").click()
    assert "Tell above who decides." in page.get_by_role("status").inner_text()
    page.get_by_label("Who decides").fill("Bo")
    assert page.get_by_role("status").inner_text() == "0 lines to copy. 1 decision without a reason."
    assert lines(page) == ""


def test_the_keyboard_reaches_everything(show: Show) -> None:
    page = show()
    page.get_by_label("Who decides").fill("Bo")
    page.get_by_label("Reason, where").fill("x")
    page.get_by_label("Reason, where").press("Tab")
    page.keyboard.press("Space")
    assert lines(page).startswith("merge,")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert lines(page).startswith("apart,")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_the_lines_are_copied(show: Show) -> None:
    page = show()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_label("Who decides").fill("Bo")
    page.get_by_label("Reason, where").fill("x")
    page.get_by_role("button", name="Right").click()
    page.get_by_role("button", name="Copy the lines").click()
    page.get_by_text("Copied: put them at the end of decisions.csv.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == lines(page)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_looks_like_markup_stays_text(show: Show, text: str) -> None:
    hostile = Doubt("fact", 1.0, text, text, text, text, text, text, (text,), (("accept", text, text, text),))
    page = show([hostile])
    assert page.locator(".card").text_content().count(text) == 4  # type: ignore[union-attr]
    page.get_by_label("Who decides").fill(text)
    page.get_by_label("Reason, where").fill(text)
    page.get_by_role("button", name="Right").click()
    assert text.replace('"', '""') in lines(page)
    assert page.evaluate("window.hacked") is None
    assert page.locator("script").count() == 1


def test_the_page_loads_nothing_and_runs_no_script_but_its_own(show: Show) -> None:
    page = show()
    html = page.content()
    assert "default-src 'none'; script-src 'sha256-" in html
    assert "unsafe" not in html
    assert not page.locator("[src], link, [style]").count()
    page.evaluate("document.body.append(Object.assign(document.createElement('script'), {text: 'window.hacked=1'}))")
    assert page.evaluate("window.hacked") is None


def test_a_phone_scrolls_in_one_direction_whatever_the_names(show: Show) -> None:
    long = Doubt("fact", 1.0, *FACT, text="A" * 300, quote="b" * 300, item="n/" + "c" * 300, choices=("d" * 300,))
    page = show([long, *DOUBTS], width=390)
    for summary in page.locator("summary").all():
        summary.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_dark_follows_the_system(show: Show) -> None:
    assert show(scheme="dark").evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(13, 17, 23)"


def test_without_script_the_commands_are_there(show: Show) -> None:
    page = show(java_script_enabled=False)
    assert page.get_by_text("The buttons need JavaScript.").is_visible()
    page.locator("summary").first.click()
    assert page.get_by_text("migrationkg decide merge").first.is_visible()
    assert not page.locator(".bar").is_visible()


def test_how_many_more_there_are_is_told(tmp_path: Path) -> None:
    write_review(DOUBTS, "kb", tmp_path / "review.html", shown=2)
    text = (tmp_path / "review.html").read_text(encoding="utf-8")
    assert "The first 2 of 3" in text
    assert text.count('class="card"') == 2
