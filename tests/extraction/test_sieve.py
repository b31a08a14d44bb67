"""The sieve lets through every pattern that matches: reading with and without it gives the same."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from migrationkg.extraction import extract
from migrationkg.extraction.events import heads
from migrationkg.extraction.text.sieve import Sieve, pieces_needed, sieve_of
from migrationkg.model import NewsItem
from migrationkg.reading import read

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"


@pytest.fixture(scope="module", name="items")
def news_items() -> Sequence[NewsItem]:
    return read([FIXTURES / "dev-page.txt", FIXTURES / "seed-page.txt"]).items


def test_no_row_is_hidden(items: Sequence[NewsItem], monkeypatch: pytest.MonkeyPatch) -> None:
    read_with = [extract(item) for item in items]
    monkeypatch.setattr(Sieve, "passing", lambda *_: -1)
    assert [extract(item) for item in items] == read_with


@pytest.mark.parametrize(
    ("pattern", "pieces"),
    [
        (r"funded by", {"funded by"}),
        (r"(?:co-)?funded", {"funded"}),
        (r"works?|led(?: by)?", {"work", "led"}),
        (r"led|\w+", set()),
        (r"a(?=held)(?!held)(?<!held)(?<=held)b", {"a"}),
        (r"(?P<one>held|led) (?P=one)", {"held", "led"}),
        (r"(x)?(?(1)held|led)", set()),
        (r"(?i:held) in", {" in"}),
        (r"ab+c{0,2}de{2}f", {"ab"}),
        (r"[]held]\(ab\)\.", {"(ab)."}),
        (r"\ue000\x41\d\b a", {" a"}),
        (r"(?>led)++", {"led"}),
        (r" |,", set()),
    ],
)
def test_pieces_that_a_pattern_needs(pattern: str, pieces: set[str]) -> None:
    assert pieces_needed(pattern) == pieces


def test_sieve_lets_through_what_matches() -> None:
    assert sieve_of(["funded by", "[Ff]unded|paid", r"\w+", "by the"]).passing("Funded by the EU") == 0b1110


def test_no_row_of_occasions_is_hidden(items: Sequence[NewsItem], monkeypatch: pytest.MonkeyPatch) -> None:
    read_with = [extract(item) for item in items]
    monkeypatch.setattr(heads, "_rows_at", lambda _: heads._rows())  # noqa: SLF001
    assert [extract(item) for item in items] == read_with
