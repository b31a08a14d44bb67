"""What `find_dates` reads, and what it leaves alone."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrationkg.extraction.text.dates import DateMention, find_dates

SUMMER = date(2023, 7, 12)


def read(content: str, published: date = SUMMER) -> list[tuple[str, str | None, str | None]]:
    return [(d.text, d.first, d.last) for d in find_dates(content, published)]


@pytest.mark.parametrize(
    ("content", "text", "day"),
    [
        ("On 6 July, ICMPD organised a workshop", "6 July", "2023-07-06"),
        ("On 06 July 2023 it", "06 July 2023", "2023-07-06"),
        ("held on June 19, 2023 in Baku", "June 19, 2023", "2023-06-19"),
        ("On September 10, 2024, a fair", "September 10, 2024", "2024-09-10"),
        ("as its guests on July 12 for a workshop", "July 12", "2023-07-12"),
        ("held on the 11th of June in Chisinau", "11th of June", "2023-06-11"),
        ("The 3rd of May saw", "3rd of May", "2023-05-03"),
        ("on 29th July, when", "29th July", "2023-07-29"),
        ("On 8th November a workshop", "8th November", "2022-11-08"),
        ("filled the 9th of November.", "9th of November", "2022-11-09"),
        ("on Tuesday 12 March.", "Tuesday 12 March", "2023-03-12"),
        ("Wednesday, 3 March 2021", "Wednesday, 3 March 2021", "2021-03-03"),
        ("on Tuesday, June 13, they met", "Tuesday, June 13", "2023-06-13"),
        ("on Fri 2 Jun 2023", "Fri 2 Jun 2023", "2023-06-02"),
        ("on 12 Sept. 2022 in", "12 Sept. 2022", "2022-09-12"),
        ("12 JUNE 2023", "12 JUNE 2023", "2023-06-12"),
        ("on 12 june", "12 june", "2023-06-12"),
        ("on 12 June, 2023 in", "12 June, 2023", "2023-06-12"),
        ("on 12 June of 2022", "12 June of 2022", "2022-06-12"),
        ("on 12\u00a0June\u00a02022", "12\u00a0June\u00a02022", "2022-06-12"),
        ("on 2023-06-12 at", "2023-06-12", "2023-06-12"),
        ("at 2023-06-12T10:00", "2023-06-12", "2023-06-12"),
        ("on 12.06.2023.", "12.06.2023", "2023-06-12"),
        ("on 12/06/2023", "12/06/2023", "2023-06-12"),
        ("on 1-6-2023", "1-6-2023", "2023-06-01"),
        ("on 06/25/2023", "06/25/2023", "2023-06-25"),
        ("on 12-Jun-2023", "12-Jun-2023", "2023-06-12"),
        ("25 September 2020 saw a first", "25 September 2020", "2020-09-25"),
        ("On 12 June 2023, at 14:00, they", "12 June 2023", "2023-06-12"),
        ("at 10:30, 12 June 2023", "12 June 2023", "2023-06-12"),
        ("in Room 5, 12 June 2023", "12 June 2023", "2023-06-12"),
        ("COVID-19 and 12 June", "12 June", "2023-06-12"),
        ("In 2021 and on 12 June 2022", "12 June 2022", "2022-06-12"),
        ("on April 9 and 10 experts", "April 9", "2023-04-09"),
        ("29 February 2024", "29 February 2024", "2024-02-29"),
    ],
)
def test_a_day(content: str, text: str, day: str) -> None:
    assert read(content) == [(text, day, day)]


@pytest.mark.parametrize(
    ("content", "text", "first", "last"),
    [
        ("From 3-7 July 2023, ICMPD", "3-7 July 2023", "2023-07-03", "2023-07-07"),
        ("on 13 - 14 June.", "13 - 14 June", "2023-06-13", "2023-06-14"),
        ("22 – 25 May 2023", "22 – 25 May 2023", "2023-05-22", "2023-05-25"),
        ("22—25 May 2023", "22—25 May 2023", "2023-05-22", "2023-05-25"),
        ("22\u00a0\u2011\u00a025\u00a0May", "22\u00a0\u2011\u00a025\u00a0May", "2023-05-22", "2023-05-25"),
        (
            "Between the 27th and 29th of June 2023, under",
            "27th and 29th of June 2023",
            "2023-06-27",
            "2023-06-29",
        ),
        (
            "Between the 6th and the 17th of July 2020,",
            "6th and the 17th of July 2020",
            "2020-07-06",
            "2020-07-17",
        ),
        ("between the dates of 19-20 June 2023 to", "19-20 June 2023", "2023-06-19", "2023-06-20"),
        ("between 2 and 5 June", "2 and 5 June", "2023-06-02", "2023-06-05"),
        ("from April 25th to 28th, 2023, in", "April 25th to 28th, 2023", "2023-04-25", "2023-04-28"),
        ("from April 25 to 28 in Rome", "April 25 to 28", "2023-04-25", "2023-04-28"),
        ("April 25–28, 2023", "April 25–28, 2023", "2023-04-25", "2023-04-28"),
        ("April 25 to 3 May", "April 25 to 3 May", "2023-04-25", "2023-05-03"),
        ("June 30 - July 2, 2022", "June 30 - July 2, 2022", "2022-06-30", "2022-07-02"),
        ("from 13 May to 17 May 2024 in Budva", "13 May to 17 May 2024", "2024-05-13", "2024-05-17"),
        ("From 3 to 5 November, ICMPD", "3 to 5 November", "2022-11-03", "2022-11-05"),
        ("On 25 and 26 June 2024 in", "25 and 26 June 2024", "2024-06-25", "2024-06-26"),
        ("on 24/25 June 2024", "24/25 June 2024", "2024-06-24", "2024-06-25"),
        ("on 12, 13 and 14 June", "12, 13 and 14 June", "2023-06-12", "2023-06-14"),
        ("on 12 and 14 June 2024", "12 and 14 June 2024", "2024-06-12", "2024-06-14"),
        ("on 20th, 22nd and 23rd June", "20th, 22nd and 23rd June", "2023-06-20", "2023-06-23"),
        ("on April 9 and 10 in Cairo", "April 9 and 10", "2023-04-09", "2023-04-10"),
        ("on 30 June and 1 July 2022", "30 June and 1 July 2022", "2022-06-30", "2022-07-01"),
        ("30 June - 2 July 2023", "30 June - 2 July 2023", "2023-06-30", "2023-07-02"),
        ("between 22 March and 1 April 2021. The", "22 March and 1 April 2021", "2021-03-22", "2021-04-01"),
        (
            "from 29 December 2022 to 3 January 2023",
            "29 December 2022 to 3 January 2023",
            "2022-12-29",
            "2023-01-03",
        ),
        ("29 December to 3 January 2023", "29 December to 3 January 2023", "2022-12-29", "2023-01-03"),
        ("29 December 2022 to 3 January", "29 December 2022 to 3 January", "2022-12-29", "2023-01-03"),
        (
            "from Monday, 5 June, to Friday, 9 June 2023",
            "Monday, 5 June, to Friday, 9 June 2023",
            "2023-06-05",
            "2023-06-09",
        ),
        ("from Monday 5 to Friday 9 June", "Monday 5 to Friday 9 June", "2023-06-05", "2023-06-09"),
        ("2023-06-12 to 2023-06-14", "2023-06-12 to 2023-06-14", "2023-06-12", "2023-06-14"),
        ("12.–14.06.2023", "12.–14.06.2023", "2023-06-12", "2023-06-14"),
        ("30.06.-02.07.2023", "30.06.-02.07.2023", "2023-06-30", "2023-07-02"),
        ("from 12 June until 30 June", "12 June until 30 June", "2023-06-12", "2023-06-30"),
        ("achieved from April to July 2021 was", "April to July 2021", "2021-04", "2021-07"),
        ("between December 2024 and May 2025.", "December 2024 and May 2025", "2024-12", "2025-05"),
        ("in March and April 2023", "March and April 2023", "2023-03", "2023-04"),
        ("in April, May and June 2023", "April, May and June 2023", "2023-04", "2023-06"),
        ("between May and June", "May and June", "2023-05", "2023-06"),
        ("from November to February", "November to February", "2022-11", "2023-02"),
        ("from 12 April to July 2021", "12 April to July 2021", "2021-04-12", "2021-07"),
    ],
)
def test_a_range_or_run_of_days_is_one_mention(content: str, text: str, first: str, last: str) -> None:
    assert read(content) == [(text, first, last)]


@pytest.mark.parametrize(
    ("content", "text", "month"),
    [
        ("In May 2023 it", "May 2023", "2023-05"),
        ("In October 2020 the Office", "October 2020", "2020-10"),
        ("Launched in March 2021, the", "March 2021", "2021-03"),
        ("followed in November.", "November", "2022-11"),
        ("in June, experts", "June", "2023-06"),
        ("In May ICMPD met", "May", "2023-05"),
        ("In June 12 officials were trained", "June", "2023-06"),
        ("in mid-June", "mid-June", "2023-06"),
        ("in early May 2023", "early May 2023", "2023-05"),
        ("in late August 2022", "late August 2022", "2022-08"),
        ("will be over at the end of March.", "end of March", "2024-03"),
        ("in the month of June", "June", "2023-06"),
        ("in Sep 2022", "Sep 2022", "2022-09"),
        ("March of 2022", "March of 2022", "2022-03"),
        ("Ratanakiri, 09/2016", "09/2016", "2016-09"),
    ],
)
def test_a_month(content: str, text: str, month: str) -> None:
    assert read(content) == [(text, month, month)]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            "2 and 3 June and 5 June",
            [("2 and 3 June", "2023-06-02", "2023-06-03"), ("5 June", "2023-06-05", "2023-06-05")],
        ),
        (
            "on 2-3 and 7-8 June",
            [("2-3", "2023-06-02", "2023-06-03"), ("7-8 June", "2023-06-07", "2023-06-08")],
        ),
        (
            "on 12 December and 5 January 2022",
            [("12 December", "2021-12-12", "2021-12-12"), ("5 January 2022", "2022-01-05", "2022-01-05")],
        ),
        (
            "on 5 March. On 6 March they",
            [("5 March", "2023-03-05", "2023-03-05"), ("6 March", "2023-03-06", "2023-03-06")],
        ),
    ],
)
def test_days_apart_are_mentions_apart(content: str, expected: list[tuple[str, str, str]]) -> None:
    assert read(content) == expected


@pytest.mark.parametrize(
    ("content", "text", "day"),
    [
        ("Dhermi, 12 June 2023 – The police", "12 June 2023", "2023-06-12"),
        ("CAIRO, April 9 – The second", "April 9", "2023-04-09"),
        ("Osh, 13 May – Ten computer units", "13 May", "2023-05-13"),
        ("Osh, 13 May – 10 computer units", "13 May", "2023-05-13"),
        ("Vienna, 14 October 2021 – Partnerships", "14 October 2021", "2021-10-14"),
        ("Vienna (12 June 2023) – Experts", "12 June 2023", "2023-06-12"),
        ("PESHAWAR, 2 April 2021: Thirteen ambulances", "2 April 2021", "2021-04-02"),
    ],
)
def test_a_dateline(content: str, text: str, day: str) -> None:
    assert read(content) == [(text, day, day)]


@pytest.mark.parametrize(
    ("content", "first", "last", "open_ended"),
    [
        ("From 3 May, courses are held", "2023-05-03", None, False),
        ("starting on 3 May", "2023-05-03", None, False),
        ("From 3 May onwards", "2023-05-03", None, True),
        ("Since 1 December 2020 it has run", "2020-12-01", None, True),
        ("since the 1st of December 2020", "2020-12-01", None, True),
        ("as of 1 July", "2023-07-01", None, True),
        ("since December 2018;", "2018-12", None, True),
        ("until 30 June", None, "2023-06-30", False),
        ("until the end of March", None, "2023-03", False),
        ("apply by 30 June 2023", None, "2023-06-30", False),
    ],
)
def test_half_of_a_range(content: str, first: str | None, last: str | None, open_ended: bool) -> None:
    (found,) = find_dates(content, SUMMER)
    assert (found.first, found.last, found.open_ended) == (first, last, open_ended)


@pytest.mark.parametrize(
    ("published", "content", "day"),
    [
        (date(2024, 1, 3), "On 28 December", "2023-12-28"),
        (date(2024, 2, 20), "on 12 March", "2024-03-12"),
        (date(2023, 12, 20), "on 10 January", "2024-01-10"),
        (date(2023, 7, 6), "On 6 July", "2023-07-06"),
        (date(2023, 7, 6), "on 6 October", "2023-10-06"),
        (date(2023, 7, 6), "on 7 October", "2022-10-07"),
        (date(2025, 3, 4), "on 29 February", "2024-02-29"),
        (date(2023, 12, 15), "in January", "2024-01"),
    ],
)
def test_a_missing_year_is_the_latest_that_lies_at_most_three_months_ahead(
    published: date, content: str, day: str
) -> None:
    (found,) = find_dates(content, published)
    assert (found.first, found.last) == (day, day)


@pytest.mark.parametrize(
    ("content", "first", "last"),
    [
        ("On 3 June last year they met", "2022-06-03", "2022-06-03"),
        ("In June of last year", "2022-06", "2022-06"),
        ("Last year, from 3 to 5 May, they met", "2022-05-03", "2022-05-05"),
        ("on 3 June next year", "2024-06-03", "2024-06-03"),
        ("this year on 3 December", "2023-12-03", "2023-12-03"),
        ("On 3 June 2020, last year of the project", "2020-06-03", "2020-06-03"),
    ],
)
def test_a_year_told_by_that_of_publication(content: str, first: str, last: str) -> None:
    (found,) = find_dates(content, SUMMER)
    assert (found.first, found.last) == (first, last)


@pytest.mark.parametrize(
    ("content", "first"),
    [
        ("A conference will follow in December", "2023-12"),
        ("The meeting is to take place in Oslo on 27 November", "2023-11-27"),
        ("The centre, opened on 3 December, will close", "2022-12-03"),
        ("They met on 3 December", "2022-12-03"),
    ],
)
def test_a_day_that_is_announced_lies_ahead(content: str, first: str) -> None:
    assert [mention.first for mention in find_dates(content, SUMMER)] == [first]


def test_a_range_without_years_may_cross_new_year() -> None:
    assert read("from 20 December to 10 January", date(2023, 12, 15)) == [
        ("20 December to 10 January", "2023-12-20", "2024-01-10")
    ]


@pytest.mark.parametrize(
    "content",
    [
        "on 31 June",
        "on 31.06.2023",
        "on 2023-02-30",
        "on 29 February 2023",
        "30-31 February 2023",
        "in 2022",
        "2026–2030",
        "Last week, last year and recently",
        "Tokyo: With Emergency Grant Aid",
        "at 14:00",
        "3-7 per cent may march",
        "Theresa May and her party",
        "May said that April Smith and June were there",
        "Jan and Mar",
        "they may meet in march",
        "Royal Netherlands Marechaussee",
        "the 5 may apply; 3 march on",
        "24/7",
        "Regulation 12/2023",
        "version 1.2.3",
        "EUR 12.06",
        "the summit of Augusta",
        "on the 45 June",
        "Juneau 12",
        "",
    ],
)
def test_what_names_no_day_or_month_is_left_out(content: str) -> None:
    assert read(content) == []


def test_an_impossible_date_takes_no_neighbour_with_it() -> None:
    assert read("on 29 June and 31 June 2023") == [("29 June", "2023-06-29", "2023-06-29")]


def test_today_is_told_as_such() -> None:
    assert find_dates("Skopje, 6 May – They today handed over", SUMMER) == (
        DateMention(8, 13, "6 May", "2023-05-06", "2023-05-06"),
        DateMention(21, 26, "today", "2023-05-06", "2023-05-06", relative="today"),
    )


@pytest.mark.parametrize(
    ("content", "text", "day"),
    [
        ("N\n\nThey met on Friday.", "Friday", "2023-07-07"),
        ("N\n\nThey met on Wednesday.", "Wednesday", "2023-07-12"),
        ("N\n\nThey met last Wednesday.", "last Wednesday", "2023-07-05"),
        ("N\n\nIt will be held on Friday.", "Friday", "2023-07-14"),
        ("N\n\nYesterday, they met.", "Yesterday", "2023-07-11"),
        ("N\n\nSkopje, 6 May – They met yesterday.", "yesterday", "2023-05-05"),
        ("N\n\nOn Thursday 6 July they met; on 7 July (Friday) they left.", None, ""),
        ("N\n\nOn Thursday, July 6, they met.", None, ""),
    ],
)
def test_a_day_told_by_the_day_of_telling(content: str, text: str | None, day: str) -> None:
    told = [(one.text, one.first) for one in find_dates(content, SUMMER) if one.relative]
    assert told == ([(text, day)] if text else [])


@given(st.text(alphabet="0123456789 ,.-–/JuneMaytohfdr&\n", max_size=60), st.dates())
def test_mentions_quote_the_content_in_order_without_overlap(content: str, published: date) -> None:
    end = 0
    for mention in find_dates(content, published):
        assert end <= mention.start < mention.end
        assert content[mention.start : mention.end] == mention.text
        end = mention.end


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1 ",
        "1, ",
        "1-",
        "12 and ",
        "the ",
        "June ",
        "June 1, ",
        "1 June and ",
        "Monday ",
        "12.",
        "2023-",
        " ",
        "in the month of ",
    ],
)
def test_hostile_text_is_read_in_no_time(piece: str) -> None:
    content = piece * (100_000 // len(piece))

    def seconds() -> float:
        begun = time.process_time()
        find_dates(content, SUMMER)
        return time.process_time() - begun

    assert min(seconds() for _ in range(3)) < 1  # what else the machine does makes a time longer, never shorter
