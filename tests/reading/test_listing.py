"""Plain-text listings: which line is what, and what becomes of a line that is wrong."""

import json
import re
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from migrationkg.errors import InputError
from migrationkg.reading import read

Write = Callable[[str, str | bytes], Path]

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "tests" / "fixtures"

TWO = """\
Project News
Workshop in Lagos

8 December 2025

Investigators attended a workshop.

Investigators attended a workshop.

Talks with Bulgaria

3 July 2025

They met for talks.
"""


def expected(gold: str) -> list[tuple[str, str, str | None, str]]:
    rows = [json.loads(line) for line in (ROOT / "data/gold" / gold).read_text("utf-8").splitlines()]
    return [(row["title"], row["date"], row["category"], " ".join(row["text"].split())) for row in rows]


def told(path: Path) -> list[tuple[str, str, str | None, str]]:
    reading = read([path])
    assert reading.problems == ()
    return [
        (item.headline, item.published.isoformat(), item.category, " ".join(item.text.split()))
        for item in reading.items
    ]


@pytest.mark.parametrize(
    ("page", "gold", "count"),
    [("seed-page.txt", "seed.jsonl", 14), ("dev-page.txt", "dev.jsonl", 92)],
)
def test_every_item_of_a_page_has_its_title_date_category_and_text(page: str, gold: str, count: int) -> None:
    items = told(FIXTURES / page)
    assert len(items) == count
    assert items == expected(gold)


@pytest.mark.parametrize(
    "retyped",
    [
        lambda text: re.sub(r"\n+", "\n", text),
        lambda text: text.replace("\n", "\n\n"),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: "\ufeff" + text.replace("\n", "  \n\t"),
    ],
    ids=["no blank lines", "blank lines everywhere", "CRLF", "CR", "mark and stray blanks"],
)
@pytest.mark.parametrize(("page", "gold"), [("seed-page.txt", "seed.jsonl"), ("dev-page.txt", "dev.jsonl")])
def test_blank_lines_may_fall_as_they_will(page: str, gold: str, retyped: Callable[[str], str], write: Write) -> None:
    path = write("page.txt", retyped((FIXTURES / page).read_text("utf-8")))
    assert told(path) == expected(gold)


@pytest.mark.parametrize("gap", ["\n", "\n\n"], ids=["dense", "loose"])
@pytest.mark.parametrize("gold", ["seed.jsonl", "dev.jsonl"])
def test_a_text_that_stands_once_is_as_good_as_one_that_stands_twice(gold: str, gap: str, write: Write) -> None:
    rows = [json.loads(line) for line in (ROOT / "data/gold" / gold).read_text("utf-8").splitlines()]
    lines = [
        line
        for row in rows
        for line in (row["category"], row["title"], row["date"], *row["text"].split("\n\n"))
        if line
    ]
    assert told(write("page.txt", gap.join(lines))) == expected(gold)


def test_the_lines_of_headline_and_paragraphs_are_known(write: Write) -> None:
    sources = [item.source for item in read([write("news.txt", TWO)]).items]
    assert [(source.line, source.paragraph_lines) for source in sources] == [(2, (6,)), (10, (14,))]


@pytest.mark.parametrize(
    "line", ["19 July 2023", "June 19, 2023", "2023-07-19", "19.07.2023", "Wednesday, 19 Jul 2023"]
)
def test_a_date_line_may_have_several_forms(line: str, write: Write) -> None:
    (item,) = read([write("news.txt", f"Talks\n{line}\nThey met.")]).items
    assert item.published == (date(2023, 6, 19) if "June" in line else date(2023, 7, 19))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("31 June 2023", "'31 June 2023' is no day of the calendar; correct it"),
        ("2023-02-29", "'2023-02-29' is no day of the calendar; correct it"),
        ("06/07/2023", "'06/07/2023' is a date in none of the known forms"),
        ("19 Juli 2023", "'19 Juli 2023' is a date in none of the known forms"),
    ],
)
def test_a_date_that_is_none_is_told_with_its_line_and_the_others_go_through(
    line: str, reason: str, write: Write
) -> None:
    path = write("news.txt", TWO.replace("8 December 2025", line))
    reading = read([path])
    assert [(item.headline, item.text) for item in reading.items] == [("Talks with Bulgaria", "They met for talks.")]
    (problem,) = reading.problems
    assert str(problem).startswith(f"{path}:4: {reason}")


def test_an_item_without_a_date_does_not_become_text_of_the_one_before(write: Write) -> None:
    path = write("news.txt", TWO + "\nIn Focus\nNo date here\n\nIts text.\n")
    reading = read([path])
    assert [item.text for item in reading.items][-1] == "They met for talks."
    assert [str(problem) for problem in reading.problems] == [
        f"{path}:17: the item 'No date here' has no date line and was left out; add one"
    ]


def test_a_date_without_a_headline_is_told(write: Write) -> None:
    path = write("news.txt", "2 May 2023\nText.\n" + TWO)
    reading = read([path])
    assert len(reading.items) == 2
    assert [(problem.line, problem.message) for problem in reading.problems] == [
        (1, "no headline stands at the date '2 May 2023'; add one")
    ]


def test_lines_above_the_first_item_are_told_not_swallowed(write: Write) -> None:
    reading = read([write("news.txt", "Welcome to our page. Here is news.\n\n" + TWO)])
    assert [item.headline for item in reading.items] == ["Workshop in Lagos", "Talks with Bulgaria"]
    assert [problem.line for problem in reading.problems] == [1]


def test_an_item_may_have_no_text(write: Write) -> None:
    items = read([write("news.txt", "In Focus\nFirst\n1 May 2023\nNews\nSecond\n2 May 2023\nThird\n3 May 2023")]).items
    assert [(item.category, item.headline, item.text) for item in items] == [
        ("In Focus", "First", ""),
        ("News", "Second", ""),
        (None, "Third", ""),
    ]


def test_a_repeated_lead_and_a_lead_cut_off_with_dots_are_taken_once(write: Write) -> None:
    text = "Talks\n1 May 2023\n\nThe lead says much.\n\nThe lead …\n\nThe lead says much.\n\nThen the body."
    (item,) = read([write("news.txt", text)]).items
    assert item.text == "The lead says much.\n\nThen the body."
    assert item.source.paragraph_lines == (4, 10)


def test_a_paragraph_wrapped_over_lines_is_one(write: Write) -> None:
    line = "On 12 June the project handed over equipment to the Border and"
    (item,) = read([write("news.txt", f"Handover\n1 May 2023\n\n{line}\nMigration Police.\nA second one.")]).items
    assert item.text == f"{line} Migration Police.\n\nA second one."
    assert item.source.paragraph_lines == (4, 6)


def test_a_heading_that_the_template_does_not_know_is_a_category_too(write: Write) -> None:
    listing = TWO.replace("Project News", "Letters to us").replace("\nTalks with", "\nFrom the archive\nTalks with")
    assert [item.category for item in read([write("news.txt", listing)]).items] == [
        "Letters to us",
        "From the archive",
    ]


def test_the_last_words_of_a_text_are_no_category(write: Write) -> None:
    listing = "First\n1 May 2023\n\nThe text.\n\nPhoto by ICMPD\n\nSecond\n\n2 May 2023\n\nMore."
    first, second = read([write("news.txt", listing)]).items
    assert first.text.endswith("Photo by ICMPD")
    assert second.category is None


def test_a_headline_of_ten_thousand_characters_is_read(write: Write) -> None:
    headline = ("word " * 2000).strip()
    (item,) = read([write("news.txt", f"{headline}\n1 May 2023\nText.")]).items
    assert item.headline == headline
    assert len(item.id) < 110


def test_tags_in_plain_text_stay_what_they_are(write: Write) -> None:
    listing = "<script>alert(1)</script>\n1 May 2023\n<b>Text</b> &amp; more.\n"
    (item,) = read([write("news.txt", listing)]).items
    assert (item.headline, item.text) == ("<script>alert(1)</script>", "<b>Text</b> &amp; more.")


def test_a_headline_like_a_date_is_a_headline_above_a_date(write: Write) -> None:
    (item,) = read([write("news.txt", "News\nCOP 28 2023\n1 May 2023\nText.")]).items
    assert (item.category, item.headline) == ("News", "COP 28 2023")


def test_a_text_without_any_date_is_no_listing(write: Write) -> None:
    path = write("notes.txt", "Buy milk.\nCall Ana.\n")
    with pytest.raises(InputError, match=r"notes\.txt: no line is a date"):
        read([path])


def test_ten_thousand_items_are_read_in_seconds(write: Write) -> None:
    one = "Project News\nHeadline {0}\n\n19 July 2023\n\nThe text of item {0}.\n\nThe text of item {0}.\n"
    path = write("news.txt", "\n".join(one.format(number) for number in range(10_000)))
    begun = time.process_time()
    assert len(read([path]).items) == 10_000
    assert time.process_time() - begun < 10


def test_a_dateline_opens_a_text_and_begins_no_item(write: Write) -> None:
    path = write("news.txt", TWO.replace("Investigators attended a workshop.", "Brussels, 23 February 2024", 1))
    assert [(item.headline, item.text) for item in read([path]).items] == [
        ("Workshop in Lagos", "Brussels, 23 February 2024\n\nInvestigators attended a workshop."),
        ("Talks with Bulgaria", "They met for talks."),
    ]


def test_a_date_that_a_sentence_goes_on_with_begins_no_item(write: Write) -> None:
    text = (
        "They met for a first time. The next round\nwill be held, as both sides have long agreed, on\n23 February 2024"
    )
    (item,) = read([write("news.txt", f"Talks with Bulgaria\n3 July 2023\n{text}\nin Sofia.\n")]).items
    assert (item.headline, item.text.split()[-2:]) == ("Talks with Bulgaria", ["in", "Sofia."])


def test_a_date_under_running_text_is_a_line_of_the_text_and_told(write: Write) -> None:
    long = "Investigators and prosecutors came to the city for a week. They attended a workshop."
    path = write(
        "news.txt",
        f"Workshop in Lagos\n8 December 2025\n{long}\n\n23 February 2024\n\n"
        "Talks with Bulgaria\n3 July 2025\nThey met.\n",
    )
    reading = read([path])
    assert [(item.headline, item.text) for item in reading.items] == [
        ("Workshop in Lagos", f"{long}\n\n23 February 2024"),
        ("Talks with Bulgaria", "They met."),
    ]
    (problem,) = reading.problems
    assert problem.line == 5
    assert problem.message.startswith("the date '23 February 2024' stands under running text")


def test_a_headline_of_two_sentences_is_one_where_the_others_are_sentences_or_its_text_tells_it_again(
    write: Write,
) -> None:
    two = "Who will host the next talks? Rabat makes its offer."
    rows = [
        ("Ministers met in Skopje.", "3 May 2024", "They signed a note. It tells of a plan."),
        ("Forty guards finished their course.", "11 April 2024", "It took two weeks. It was the first one."),
        (two, "20 March 2024", "The offer stands."),
    ]
    items = read([write("news.txt", "\n\n".join(line for row in rows for line in row))]).items
    assert [(item.headline, item.text) for item in items] == [(row[0], row[2]) for row in rows]
    again = f"{TWO}\n{two}\n1 May 2024\n{two} The offer stands.\n"
    assert read([write("news.txt", again)]).items[-1].headline == two


@pytest.mark.parametrize("byline", ["by press office", "By Ana Petrova", "Posted by admin"])
def test_a_byline_at_the_date_is_no_headline_and_no_text(byline: str, write: Write) -> None:
    for listing in (f"Talks\n{byline}\n3rd May 2024\nThey met.\n", f"Talks\n3rd May 2024\n{byline}\nThey met.\n"):
        (item,) = read([write("news.txt", listing)]).items
        assert (item.headline, item.published, item.text) == ("Talks", date(2024, 5, 3), "They met.")


def test_a_line_that_is_the_same_above_each_date_is_no_headline(write: Write) -> None:
    listing = "".join(f"Talks, part {number}\nGeneva\n{number} May 2024\nThey met.\n" for number in (3, 2, 1))
    assert [item.headline for item in read([write("news.txt", listing)]).items] == [
        f"Talks, part {number}" for number in (3, 2, 1)
    ]
    digest = "".join(f"Weekly digest\n{number} May 2024\nThey met.\n" for number in (3, 2, 1))
    assert [item.headline for item in read([write("news.txt", digest)]).items] == ["Weekly digest"] * 3


def test_front_matter_tells_of_the_text_under_it(write: Write) -> None:
    head = "---\ntitle: 'Talks: day two'\ndate: 2024-05-03T10:00:00+02:00\ntags: [news]\n---\n"
    (item,) = read([write("talks.md", f"{head}\n## Next steps\n\nThey meet on\n\n1 June 2024\n\nin Gozo.\n")]).items
    assert (item.headline, item.published) == ("Talks: day two", date(2024, 5, 3))
    assert item.text == "Next steps\n\nThey meet on\n\n1 June 2024\n\nin Gozo."


def test_headings_of_markdown_lose_their_signs(write: Write) -> None:
    text = "# News\n\n## Talks in Malta\n\n30 June 2025\n\n#Migration is the topic.\n\n## A day in Gozo\n\n9 May 2025\n"
    talks, day = read([write("news.md", text)]).items
    assert (talks.headline, talks.category, talks.text) == ("Talks in Malta", "News", "#Migration is the topic.")
    assert day.headline == "A day in Gozo"
