"""JSON Lines and CSV with named columns."""

import json
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from migrationkg.errors import InputError
from migrationkg.model import EXERCISE
from migrationkg.reading import read

Write = Callable[[str, str | bytes], Path]

ROW = {
    "title": "Talks in Malta",
    "published": "2025-06-30T10:00:00Z",
    "summary": "They met.\n\nThey talked.",
    "category": "In Focus",
    "url": "https://example.org/talks",
}


def test_json_lines_are_read_by_the_names_of_their_fields(write: Write) -> None:
    (item,) = read([write("news", json.dumps(ROW) + "\n\n")]).items
    assert (item.headline, item.published, item.category) == ("Talks in Malta", date(2025, 6, 30), "In Focus")
    assert (item.text, item.url) == ("They met.\n\nThey talked.", "https://example.org/talks")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_is_read_by_the_names_of_its_columns(delimiter: str, write: Write) -> None:
    rows = [
        ["Date", "Headline", "Text", "Colour"],
        ["30 June 2025", '"Talks, long; and short"', '"One.\n\nTwo."', "red"],
    ]
    table = "\n".join(delimiter.join(row) for row in rows)
    (item,) = read([write("news", table)]).items
    assert (item.headline, item.published) == ("Talks, long; and short", date(2025, 6, 30))
    assert (item.text, item.source.line, item.category) == ("One.\n\nTwo.", 2, None)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"title": "A"}', "the item has no date and was left out; fill in date or published"),
        (
            '{"title": " ", "date": "2025-06-30"}',
            "the item has no headline and was left out; fill in headline or title",
        ),
        (
            '{"title": "A", "date": "2025-06-31"}',
            "'2025-06-31' is no day of the calendar; correct it; the item was left out",
        ),
        (
            '{"title": "A", "date": "soon"}',
            "'soon' is no date; write it as 2023-07-19; the item was left out",
        ),
        ('{"title": "A", "date": 20250630}', "date is '20250630', not a text; write it in quotes"),
        ('{"title": ["A"], "date": "2025-06-30"}', "headline is \"['A']\", not a text; write it in quotes"),
        ("[1]", "the line is no JSON object; write one object in {…} on each line"),
        ('{"title": "A", ', "the line is not valid JSON"),
        ("[" * 100_000, "the line is not valid JSON"),
    ],
)
def test_a_line_that_is_no_item_is_told_and_the_others_go_through(line: str, reason: str, write: Write) -> None:
    reading = read([write("news.jsonl", json.dumps(ROW) + "\n" + line + "\n")])
    assert [item.headline for item in reading.items] == ["Talks in Malta"]
    (problem,) = reading.problems
    assert problem.line == 2
    assert problem.message.startswith(reason)
    assert "\n" not in problem.message


def test_a_row_that_lacks_something_is_told_with_its_line(write: Write) -> None:
    table = 'title,date,text\n"A","2025-06-30","One.\nTwo."\n,2025-06-30,x\nC,,x\n\nD,2025-07-01\n'
    reading = read([write("news.csv", table)])
    assert [(item.headline, item.source.line) for item in reading.items] == [("A", 2), ("D", 7)]
    assert [(problem.line, problem.message[:24]) for problem in reading.problems] == [
        (4, "the item has no headline"),
        (5, "the item has no date and"),
    ]


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Title,Date,Text,Date,Text", "Talks,2025-06-30,They met.,2020-01-01,Exported."),
        ("Title,Date,Text,date,TEXT", "Talks,2025-06-30,They met.,2020-01-01,Exported."),
        ("Title,Date,Date,Text", "Talks,,2025-06-30,They met."),
        ("Title,Date,Published,Text", "Talks, ,2025-06-30,They met."),
    ],
)
def test_of_columns_of_one_name_the_first_that_is_filled_counts(header: str, cells: str, write: Write) -> None:
    (item,) = read([write("news.csv", f"{header}\n{cells}\n")]).items
    assert (item.published, item.text) == (date(2025, 6, 30), "They met.")


@pytest.mark.parametrize("name", ["text", "articleBody"])
def test_a_list_of_paragraphs_or_of_categories_is_read(name: str, write: Write) -> None:
    record = {"headline": "Talks", "datePublished": "2025-06-30", "category": ["In Focus", "Malta"], "section": []}
    (item,) = read([write("news.json", json.dumps([record | {name: ["They met.", "They talked."]}]))]).items
    assert (item.category, item.text) == ("In Focus", "They met.\n\nThey talked.")


def test_a_table_without_a_headline_column_is_told(write: Write) -> None:
    with pytest.raises(InputError, match=r"news\.csv:1: the header must name a headline and a date column"):
        read([write("news.csv", "name,date\nA,2025-06-30\n")])


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://example.org/x", "//", "http://", "https://[x", "talks"])
def test_an_address_that_is_none_is_told_and_the_item_kept(url: str, write: Write) -> None:
    reading = read([write("news.jsonl", json.dumps({**ROW, "url": url}))])
    assert [item.url for item in reading.items] == [None]
    assert [problem.message for problem in reading.problems] == [
        f"{url!r} is no http(s) address; the item was kept without it, so correct the address"
    ]


def test_an_address_is_safe_as_an_iri(write: Write) -> None:
    url = 'https://example.org/a b/<x>"{y}|[z]\\^`%zz/ü#a#b'
    (item,) = read([write("news.jsonl", json.dumps({**ROW, "url": url}))]).items
    assert item.url == "https://example.org/a%20b/%3Cx%3E%22%7By%7D%7C%5Bz%5D%5C%5E%60%25zz/%C3%BC#a%23b"


def test_what_nobody_sees_is_taken_out(write: Write) -> None:
    row = (
        '{"title": "Tu\\u0308rkiye\\u0000 \\u202eand\\ud800\\u200b", '
        '"date": "2025-06-30", "text": "a\\u0007\\ufeffb\\u00a0c"}'
    )
    (item,) = read([write("news.jsonl", row)]).items
    assert (item.headline, item.text) == ("Türkiye and", "ab c")


def test_a_quote_too_many_is_told(write: Write) -> None:
    table = 'title,date,text\nA,2025-06-30,x\nB,2025-06-30,"' + "x" * 200_000
    reading = read([write("news.csv", table)])
    assert [item.headline for item in reading.items] == ["A"]
    assert "look for a quote too many" in reading.problems[0].message


def test_the_line_by_which_excel_tells_the_delimiter_is_passed_over(write: Write) -> None:
    (item,) = read([write("news.csv", "sep=;\r\nTitle;Date;Summary\r\nTalks, long;2025-06-30;They met.")]).items
    assert (item.headline, item.text, item.source.line) == ("Talks, long", "They met.", 3)
    (item,) = read([write("bars", '"sep=|"\nTitle|Date\nTalks|30.06.2025\n')]).items
    assert (item.headline, item.published) == ("Talks", date(2025, 6, 30))


@pytest.mark.parametrize(
    "table",
    [
        'Title,Date,Summary\nA,2025-06-30,"x\nB,2025-07-01,y\n',
        'Title,Date,Summary\nA,2025-06-30,"x\nB,2025-07-01,"y"\n',
        'Title,Date,Summary\nA,2025-06-30,"x\nB,2025-07-01,y\n\n\n',
    ],
    ids=["to the end", "to a later quote", "to blank lines"],
)
def test_a_quote_that_is_not_closed_is_told_and_swallows_no_row(table: str, write: Write) -> None:
    reading = read([write("news.csv", table)])
    assert [(item.headline, item.text) for item in reading.items] == [("B", "y")]
    assert [(problem.line, problem.message) for problem in reading.problems] == [
        (2, "a quote is not closed, so the row was left out; look for a quote too many")
    ]


def test_quotes_with_backslashes_are_read_as_those_that_are_doubled(write: Write) -> None:
    doubled = (
        'title,date,text\n"He said ""no"" to talks",2025-06-30,"They met, and ""left"""\n"B",2025-07-01,"C:\\n\\"\n'
    )
    backslashed = doubled.replace('""', '\\"').replace('n\\"', 'n\\\\"')
    for table in (doubled, backslashed):
        reading = read([write("news.csv", table)])
        assert [(item.headline, item.text) for item in reading.items] == [
            ('He said "no" to talks', 'They met, and "left"'),
            ("B", "C:\\n\\"),
        ]
        assert reading.problems == ()


def test_a_row_with_more_cells_than_the_header_is_told_and_never_shifted(write: Write) -> None:
    table = "title,date,text\nA,2025-06-30,They met, and left\nB,2025-06-30,x,, \n"
    reading = read([write("news.csv", table)])
    assert [item.headline for item in reading.items] == ["B"]
    assert [(problem.line, problem.message) for problem in reading.problems] == [
        (2, "the row has more cells than the header (4, not 3) and was left out; put a cell that holds ',' in quotes")
    ]


def test_text_behind_a_quote_that_is_closed_is_read_with_it(write: Write) -> None:
    assert [item.text for item in read([write("news.csv", 'title,date,text\nA,2025-06-30,"x" y\n')]).items] == ["x y"]


def test_a_cell_may_be_of_any_length(write: Write) -> None:
    long = "word " * 50_000
    (item,) = read([write("news.csv", f"title,date,text\nA,2025-06-30,{long}\n")]).items
    assert len(item.text) == len(long.strip())
    with pytest.raises(InputError, match="no line is a date"):
        read([write("news.txt", "x" * 200_000)])


def test_a_table_with_an_open_quote_on_each_line_is_told_in_no_time(write: Write) -> None:
    begun = time.process_time()
    with pytest.raises(InputError, match="a quote is not closed"):
        read([write("news.csv", "title,date\n" + 'A,"2025-06-30\n"B' * 50_000)])
    read([write("news.csv", "title,date\n" + 'A,"2025-06-30" \n' * 20_000)])
    assert time.process_time() - begun < 20


@pytest.mark.parametrize(
    ("whole", "headlines"),
    [
        (ROW, ["Talks in Malta"]),
        ({**ROW, "authors": [{"name": "Ana"}]}, ["Talks in Malta"]),
        ({"version": "https://jsonfeed.org/version/1.1", "title": "News", "items": [ROW, {**ROW, "title": "B"}]},
         ["Talks in Malta", "B"]),
        ({"authors": [{"name": "Ana"}], "items": [ROW]}, ["Talks in Malta"]),
        ({"authors": [{"name": "Ana"}], "tags": ["x"], "posts": [{"title": "no date"}, ROW]}, ["Talks in Malta"]),
    ],
    ids=["an item", "an item with a list", "a JSON Feed", "a JSON Feed with authors", "lists, one of items"],
)  # fmt: skip
@pytest.mark.parametrize("indent", [None, 2])
def test_a_json_object_is_an_item_or_holds_them(
    whole: dict[str, object], headlines: list[str], indent: int | None, write: Write
) -> None:
    reading = read([write("news.json", json.dumps(whole, indent=indent))])
    assert [item.headline for item in reading.items] == headlines


def test_items_without_a_date_are_told_each_where_the_object_that_holds_them_has_another_list(write: Write) -> None:
    whole = {"authors": [{"name": "Ana"}], "items": [{"title": "A"}, {"title": "B"}]}
    with pytest.raises(InputError, match=r"the item has no date and was left out.*and 1 more"):
        read([write("news.json", json.dumps(whole))])


@pytest.mark.parametrize("names", [("summary", "body"), ("content", "description"), ("abstract", "text")])
def test_of_several_texts_of_an_item_the_fullest_is_taken(names: tuple[str, str], write: Write) -> None:
    item = {"title": "A", "date": "2025-06-30"}
    for texts in (("They met.", "They met in Malta."), ("They met in Malta.", "They met.")):
        row = json.dumps({**item, **dict(zip(names, texts, strict=True))})
        assert [one.text for one in read([write("news.jsonl", row)]).items] == ["They met in Malta."]


def test_html_of_a_json_feed_is_made_plain(write: Write) -> None:
    item = {"title": "A", "date_published": "2025-06-30", "content_text": "They met &amp; <b>"}
    html = "<p>They <b>met</b> &amp; talked.</p><p>Twice.</p>"
    rows = [{**item, "content_html": html}, {**item, "title": "B", "content_html": f"<p title='{'x' * 99}'>B</p>"}]
    reading = read([write("news.json", json.dumps({"items": rows}))])
    assert [one.text for one in reading.items] == ["They met & talked.\n\nTwice.", "They met &amp; <b>"]


def test_a_json_array_is_read_as_its_objects(write: Write) -> None:
    rows = [ROW, {**ROW, "title": "B", "url": "https://example.org/b"}, 3]
    for indent in (None, 1):
        reading = read([write("news.json", json.dumps(rows, indent=indent))])
        assert [item.headline for item in reading.items] == ["Talks in Malta", "B"]
        assert [problem.message.split(";")[0] for problem in reading.problems] == ["the line is no JSON object"]
    reading = read([write("news.json", json.dumps(rows[:1]) + "\n" + json.dumps(rows[:2]))])
    assert [item.headline for item in reading.items] == ["Talks in Malta"]
    assert [problem.message.split(";")[0] for problem in reading.problems] == [
        "what stands after the array was left out"
    ]
    cut = json.dumps(rows, indent=1)[:-30]
    reading = read([write("news.json", cut)])
    assert [item.headline for item in reading.items] == ["Talks in Malta"]
    assert "the array is not valid JSON from here on" in reading.problems[0].message
    assert reading.problems[0].line > 1


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://bücher.example/straße", "https://xn--bcher-kva.example/stra%C3%9Fe"),
        (
            "https://президент.рф/новости?a=б",
            "https://xn--d1abbgf6aiiy.xn--p1ai/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8?a=%D0%B1",
        ),
        ("https://straße.de:8443/", "https://xn--strae-oqa.de:8443/"),
        ("http://[2001:db8::1]/f", "http://[2001:db8::1]/f"),
        ("http://[2001:db8::1]:8080/f", "http://[2001:db8::1]:8080/f"),
    ],
)
def test_a_host_in_any_letters_or_figures_is_kept(url: str, kept: str, write: Write) -> None:
    reading = read([write("news.jsonl", json.dumps({**ROW, "url": url}))])
    assert [item.url for item in reading.items] == [kept]
    assert reading.problems == ()


@pytest.mark.parametrize("url", ["http://[2001:db8::zz]/", "https://ü..example/", "https://a:b/"])
def test_a_host_that_is_none_is_told(url: str, write: Write) -> None:
    reading = read([write("news.jsonl", json.dumps({**ROW, "url": url}))])
    assert [item.url for item in reading.items] == [None]
    assert "is no http(s) address" in reading.problems[0].message


# --- annotated items are exercises, not news

ANNOTATED = {"title": "Talks", "date": "2025-06-30", "text": "They met.", "category": "News"} | {
    "entities": [{"id": "e1", "type": "Event", "names": []}],
    "facts": [],
}


def test_an_annotated_item_is_an_exercise(write: Write) -> None:
    (item,) = read([write("gold.jsonl", json.dumps(ANNOTATED))]).items
    assert item.category == EXERCISE


def test_what_extract_prints_is_no_exercise(write: Write) -> None:
    (item,) = read([write("predicted.jsonl", json.dumps(ANNOTATED | {"evidence": []}))]).items
    assert item.category == "News"


@pytest.mark.parametrize("text", ["They met.", "They met twice."])
def test_an_item_that_was_published_too_is_news(text: str, write: Write) -> None:
    gold = write("gold.jsonl", json.dumps(ANNOTATED))
    news = write("news.jsonl", json.dumps({"title": "Talks", "date": "2025-06-30", "text": text}))
    for sources in ([gold, news], [news, gold]):
        (item,) = read(sources).items
        assert (item.text, item.category) == (text, None)


def test_an_exercise_that_says_more_than_the_news_is_told_as_one(write: Write) -> None:
    gold = write("gold.jsonl", json.dumps(ANNOTATED))
    (item,) = read([write("news.jsonl", json.dumps({"title": "Talks", "date": "2025-06-30"})), gold]).items
    assert (item.text, item.category) == ("They met.", EXERCISE)


@pytest.mark.parametrize("title", ["News of May\n", "News of May;;\nas of 2025-07-01;;\n\n", "sep=;\nNews of May\n"])
def test_a_table_may_begin_under_a_title(title: str, write: Write) -> None:
    path = write("news", f"{title}Title;Date;Summary\nTalks;2025-06-30;They met.\nNo day;;They met again.\n")
    reading = read([path])
    assert [(item.headline, item.text) for item in reading.items] == [("Talks", "They met.")]
    assert [problem.line for problem in reading.problems] == [title.count("\n") + 3]


def test_a_field_that_no_item_needs_and_that_is_no_text_costs_not_the_item(write: Write) -> None:
    record = {"title": "Talks", "date": "2025-06-30", "text": "They met.", "url": ["https://example.org/1"], "id": {}}
    reading = read([write("news.jsonl", json.dumps(record))])
    assert [(item.headline, item.text, item.url) for item in reading.items] == [("Talks", "They met.", None)]
    assert [problem.message.rpartition("; ")[2] for problem in reading.problems] == 2 * ["the item was kept without it"]
