"""The id of an item, and when two entries are one item."""

import itertools
import json
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from migrationkg.model import NewsItem
from migrationkg.reading import read

Write = Callable[[str, str | bytes], Path]
Row = dict[str, str]

TALKS = {"title": "Talks in Malta", "date": "2025-06-30", "text": "They met."}


@pytest.fixture
def items(write: Write) -> Callable[..., tuple[NewsItem, ...]]:
    """Return a function that reads rows, a file each, in every order, and checks that it is no matter."""

    def read_rows(*rows: Row) -> tuple[NewsItem, ...]:
        paths = [write(f"{number}.jsonl", json.dumps(row)) for number, row in enumerate(rows)]
        readings = [sorted(read(order).items, key=repr) for order in itertools.permutations(paths)]
        assert all(reading == readings[0] for reading in readings)
        assert all(re.fullmatch(r"[a-z0-9-]+", item.id) for item in readings[0])
        return tuple(readings[0])

    return read_rows


def test_an_id_is_date_and_headline(items: Callable[..., tuple[NewsItem, ...]]) -> None:
    assert [item.id for item in items(TALKS)] == ["2025-06-30-talks-in-malta"]
    assert items({**TALKS, "title": "RRR-MFA/SMS UA Project: Türkiye’s way"})[0].id == (
        "2025-06-30-rrr-mfa-sms-ua-project-turkiyes-way"
    )


def test_long_headlines_that_begin_alike_have_ids_of_their_own(
    items: Callable[..., tuple[NewsItem, ...]],
) -> None:
    long = "word " * 40
    ids = {item.id for item in items({**TALKS, "title": long + "a"}, {**TALKS, "title": long + "b"})}
    assert len(ids) == 2
    assert all(len(name) <= 100 for name in ids)


def test_headlines_without_latin_letters_have_ids_of_their_own(
    items: Callable[..., tuple[NewsItem, ...]],
) -> None:
    titles = ["Встреча", "Заседание", "!!!", "???"]
    assert len({item.id for item in items(*[{**TALKS, "title": title} for title in titles])}) == 4


def test_an_id_comes_from_the_address_where_there_is_one(items: Callable[..., tuple[NewsItem, ...]]) -> None:
    (one,) = items({**TALKS, "url": "https://www.example.org/en/Talks-in-Malta.html?utm_source=x"})
    (same,) = items({**TALKS, "url": "http://example.org/en/Talks-in-Malta.html/"})
    (other,) = items({**TALKS, "url": "https://example.org/fr/Talks-in-Malta.html"})
    assert one.id == same.id != other.id
    assert one.id.startswith("talks-in-malta-")


def test_an_id_that_the_source_gives_is_kept(items: Callable[..., tuple[NewsItem, ...]]) -> None:
    assert items({**TALKS, "id": "2025-malta", "url": "https://example.org/x"})[0].id == "2025-malta"
    assert re.fullmatch(r"item-7-a-[0-9a-f]{8}", items({**TALKS, "id": "Item 7/A"})[0].id)


def test_the_same_item_met_twice_is_one_with_the_fuller_text(
    items: Callable[..., tuple[NewsItem, ...]],
) -> None:
    fuller = {"title": "TALKS – in Malta!", "date": "2025-06-30", "text": "They met.\n\nThey talked."}
    address = {**TALKS, "url": "https://example.org/talks", "category": "In Focus"}
    (item,) = items(TALKS, fuller, address)
    assert (item.text, item.url, item.category) == ("They met.\n\nThey talked.", address["url"], "In Focus")


def test_an_item_whose_headline_or_date_was_corrected_is_one_by_its_address(
    items: Callable[..., tuple[NewsItem, ...]],
) -> None:
    address = {**TALKS, "url": "https://example.org/talks"}
    assert len(items(address, {**address, "title": "Talks in Gozo"}, {**address, "date": "2025-07-01"})) == 1


def test_items_that_share_a_headline_and_a_day_but_no_address_stay_two(
    items: Callable[..., tuple[NewsItem, ...]],
) -> None:
    both = items({**TALKS, "url": "https://example.org/1"}, {**TALKS, "url": "https://example.org/2"})
    assert len({item.id for item in both}) == 2


def test_different_items_with_one_id_stay_two_and_are_told_apart(
    items: Callable[..., tuple[NewsItem, ...]],
) -> None:
    both = items({**TALKS, "id": "1"}, {"title": "Workshop", "date": "2025-05-01", "id": "1"})
    assert len({item.id for item in both}) == 2
    assert all(re.fullmatch(r"1-[0-9a-f]{8}", item.id) for item in both)


def test_rows_that_all_bear_the_address_of_the_page_they_stand_on_stay(
    items: Callable[..., tuple[NewsItem, ...]],
) -> None:
    page = {"url": "https://example.org/news"}
    both = items({**TALKS, **page}, {"title": "Workshop", "date": "2025-05-01", **page})
    assert len({item.id for item in both}) == 2


def test_items_stay_in_the_order_of_the_source(write: Write) -> None:
    listing = "B\n2 May 2023\nA\n1 May 2023\nB\n2 May 2023\nMore of B.\nC\n3 May 2023\n"
    assert [item.headline for item in read([write("news.txt", listing)]).items] == ["B", "A", "C"]


def test_items_of_one_source_that_bear_the_address_of_their_page_stay_as_many_as_they_are(write: Write) -> None:
    page = {"date": "2025-06-30", "url": "https://example.org/news"}
    rows = [{**page, "title": title} for title in ("Talks in Malta", "Workshop in Gozo", "A centre opens")]
    reading = read([write("news.jsonl", "\n".join(map(json.dumps, rows)))])
    assert len(reading.items) == len({item.id for item in reading.items}) == 3
    assert reading.problems == ()


def test_that_two_entries_of_other_words_were_joined_is_told(write: Write) -> None:
    row = {**TALKS, "url": "https://example.org/talks", "text": "They met in Malta."}
    first, second = write("a.jsonl", json.dumps(row)), write("b.jsonl", json.dumps({**row, "title": "B", "text": "x"}))
    reading = read([first, second])
    assert [item.headline for item in reading.items] == ["Talks in Malta"]
    (problem,) = reading.problems
    assert str(problem).startswith(
        f"{second}:1: 'B' of 2025-06-30 has the address of 'Talks in Malta' of 2025-06-30 ({first}) and was taken for"
    )


def test_the_same_item_met_twice_is_no_problem(write: Write) -> None:
    rows = [TALKS, {**TALKS, "title": "TALKS – in Malta!", "url": "https://example.org/talks"}]
    assert read([write("news.jsonl", "\n".join(map(json.dumps, rows)))]).problems == ()


def table(*rows: str) -> str:
    return "\n".join(["ID,Date,Title,Text,URL", *rows])


ACCRA, TUNIS = "The office opened a centre in Accra.", "Norway will fund courses in Tunis."


@pytest.mark.parametrize(
    "rows",
    [
        (f"1,2024-05-03,Press release,{ACCRA},", f"2,2024-05-03,Press release,{TUNIS},"),
        (f"1,2024-05-03,Press release,{ACCRA},", f"2,2024-05-03,Press release,{ACCRA},"),
        ("1,2024-05-03,Press release,,https://example.org/n", "2,2024-05-03,Press release,,https://example.org/n"),
        (f",2024-05-03,Press release,{ACCRA},", f",2024-05-03,Press release,{TUNIS},"),
        (f",2024-05-03,Press release,{ACCRA},https://example.org/n", f",2024-05-03,Press release,{TUNIS},"),
    ],
    ids=["two ids", "two ids of one text", "two ids of one address", "two texts", "two texts and an address"],
)
def test_what_one_source_tells_apart_stays_apart_also_where_day_and_headline_are_one(
    rows: tuple[str, ...], write: Write
) -> None:
    first = write("a.csv", table(*rows))
    copy = write("b.csv", table(*reversed(rows)))
    for reading in (read([first]), read([first, copy])):
        assert len({item.id for item in reading.items}) == 2
        assert reading.problems == ()


@pytest.mark.parametrize("shorter", ["", "The office opened a cen…", "a centre in Accra"])
def test_a_text_that_holds_the_other_is_that_of_the_same_item(shorter: str, write: Write) -> None:
    whole = f"{ACCRA} They met."
    same = [f",2024-05-03,Press release,{text}," for text in (shorter, whole)]
    assert [item.text for item in read([write("a.csv", table(*same))]).items] == [whole]
    longer = f"{TUNIS} It is for a year."
    both = read([write("b.csv", table(*same, f",2024-05-03,Press release,{longer},"))])
    assert sorted(item.text for item in both.items) == sorted((whole, longer))


def test_of_two_items_with_one_headline_another_source_repeats_the_one_of_its_text(write: Write) -> None:
    rows = [f"{number},2024-05-03,Press release,{text}," for number, text in enumerate((ACCRA, TUNIS))]
    paths = [write("a.csv", table(*rows)), write("b.csv", table(f",2024-05-03,Press release,{TUNIS} More.,"))]
    for order in (paths, paths[::-1]):
        assert {(item.id, item.text) for item in read(order).items} == {("0", ACCRA), ("1", f"{TUNIS} More.")}


def test_a_text_that_is_lost_where_two_sources_are_joined_by_day_and_headline_is_told(write: Write) -> None:
    first = write("a.csv", table(f",2024-05-03,Talks,{ACCRA},"))
    second = write("b.csv", table(f",2024-05-03,Talks,{TUNIS},"))
    reading = read([first, second])
    assert [item.text for item in reading.items] == [ACCRA]
    (problem,) = reading.problems
    assert str(problem) == (
        f"{second}:2: 'Talks' of 2024-05-03 has another, fuller text too ({first}), which was kept; "
        "give each an address of its own if it is another"
    )


def test_that_another_source_tells_of_the_same_page_in_other_words_is_no_problem(write: Write) -> None:
    page = "https://example.org/talks"
    paths = [write(f"{text[:3]}.csv", table(f",2024-05-03,Talks,{text},{page}")) for text in (ACCRA, TUNIS)]
    reading = read(paths)
    assert ([item.text for item in reading.items], reading.problems) == ([ACCRA], ())


def test_twenty_thousand_items_of_one_day_and_headline_are_told_apart_in_seconds(write: Write) -> None:
    rows = [f",2024-05-03,News,Office {number} opened a centre in Accra." for number in range(20_000)]
    begun = time.process_time()
    assert len(read([write("news.csv", table(*rows))]).items) == len(rows)
    assert time.process_time() - begun < 20
