"""Many items are read alike on one core and on several."""

from dataclasses import replace

from migrationkg.extraction import extract, extract_all
from tests.extraction.conftest import news

ITEMS = [
    replace(news(f"On {day} May 2023 IOM held a workshop in Oslo under the ALPHA project."), id=f"item-{day}-{turn}")
    for day in range(1, 31)
    for turn in range(4)
]


def test_the_number_of_workers_changes_nothing() -> None:
    alone = [extract(item) for item in ITEMS]
    assert list(extract_all(ITEMS, workers=1)) == alone
    assert list(extract_all(ITEMS, workers=3)) == alone


def test_nothing_is_read_of_nothing() -> None:
    assert list(extract_all([])) == []
