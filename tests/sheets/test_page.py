"""The page of a fact sheet: text stays text, nothing is loaded, it fits a phone and prints on white."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from migrationkg import fact_sheet, write_sheet

HOSTILE = [
    "<script>window.hacked=1</script>",
    "<img src=x onerror=window.hacked=1>",
    "x{color:red}</style><svg onload=window.hacked=1>",
    "{{ 7*7 }} {% raw %} &lt;b&gt;",
]
Show = Callable[..., Page]


@pytest.fixture
def show(browser: Browser, tmp_path: Path, data: str) -> Iterator[Show]:
    pages: list[Page] = []

    def open_sheet(
        thing: str = "ALPHA 2",
        changed: tuple[str, str] = ("", ""),
        width: int = 1440,
        scheme: Literal["light", "dark"] = "light",
    ) -> Page:
        (tmp_path / "data.trig").write_text(data.replace(*changed) if changed[0] else data, encoding="utf-8")
        write_sheet(fact_sheet(thing, kb=tmp_path / "data.trig"), tmp_path / "sheet.html")
        page = browser.new_page(viewport={"width": width, "height": 844}, color_scheme=scheme)
        pages.append(page)
        page.goto((tmp_path / "sheet.html").as_uri())
        return page

    yield open_sheet
    for page in pages:
        page.close()


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("place", ["ALPHA 2", "Norway funds ALPHA 2", "ALPHA 2 hands over", "Director"])
def test_what_looks_like_markup_stays_text(show: Show, place: str, text: str) -> None:
    thing = "project/alpha-2"
    page = show(thing, (f'"{place}"', '"' + text.replace('"', r"\"") + '"'))
    assert text in (page.locator("main").text_content() or "")
    assert page.evaluate("window.hacked") is None
    assert page.locator("script, img, svg").count() == 0


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,hello", "file:///etc/passwd"])
def test_only_addresses_of_the_web_become_links(show: Show, address: str) -> None:
    page = show(changed=("https://example.org/1", address))
    assert page.get_by_text("ALPHA 2 hands over").count() > 0
    for link in page.locator("a").all():
        assert str(link.get_attribute("href")).startswith("https://")


def test_the_page_loads_nothing_and_its_policy_allows_its_style_only(show: Show) -> None:
    page = show()
    html = page.content()
    assert "default-src 'none'; script-src 'none'; style-src 'sha256-" in html
    assert not page.locator("[src], link, [style]").count()
    assert page.locator("h1").evaluate("one => getComputedStyle(one).fontWeight") == "700"
    page.evaluate("document.body.append(Object.assign(document.createElement('script'), {text: 'window.hacked=1'}))")
    assert page.evaluate("window.hacked") is None


def test_the_same_sheet_gives_the_same_bytes(tmp_path: Path) -> None:
    from tests.sheets.conftest import DATA

    for name in ("one.html", "other.html"):
        write_sheet(fact_sheet("ALPHA 2", kb=DATA), tmp_path / name)
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "other.html").read_bytes()


def test_a_phone_scrolls_in_one_direction_whatever_the_names(show: Show) -> None:
    page = show("project/alpha-2", ("ALPHA 2", "A" * 300), width=390)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_dark_follows_the_system_and_paper_is_white_all_the_same(show: Show) -> None:
    page = show(scheme="dark")
    colour = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(colour) == "rgb(13, 17, 23)"
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(colour) == "rgb(255, 255, 255)"
    assert page.locator(".basis").first.evaluate("one => getComputedStyle(one).color") == "rgb(0, 0, 0)"


def test_on_paper_a_link_shows_its_address(show: Show) -> None:
    page = show()
    page.emulate_media(media="print")
    link = page.locator("figcaption a").first
    assert "attr(href)" in str(
        link.evaluate("one => getComputedStyle(one, '::after').content")
    ) or "example.org" in str(link.evaluate("one => getComputedStyle(one, '::after').content"))


def test_headings_parts_and_lists_are_marked_up_for_those_who_listen(show: Show) -> None:
    page = show()
    assert page.locator("h1").count() == 1
    assert page.locator("main, html[lang=en]").count() == 2
    for part in page.locator("section").all():
        heading = page.locator(f"#{part.get_attribute('aria-labelledby')}")
        assert heading.evaluate("one => one.tagName") == "H2"
