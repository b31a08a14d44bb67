"""What `find_amounts` reads, and what it leaves alone."""

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrationkg.extraction.amounts import find_amounts


@pytest.mark.parametrize(
    ("content", "text", "value", "currency"),
    [
        ("equipment worth EUR 2.4 million to the police", "EUR 2.4 million", "2400000", "EUR"),
        ("Worth €2.2 million, they", "€2.2 million", "2200000", "EUR"),
        ("worth EUR 6,860.70 in all", "EUR 6,860.70", "6860.7", "EUR"),
        ("US$ 2,019,000 were allocated", "US$ 2,019,000", "2019000", "USD"),
        ("US $2m", "US $2m", "2000000", "USD"),
        ("Aid of 28.95 million US dollars, the", "28.95 million US dollars", "28950000", "USD"),
        ("USD 5m for", "USD 5m", "5000000", "USD"),
        ("USD5M for", "USD5M", "5000000", "USD"),
        ("2 million euros", "2 million euros", "2000000", "EUR"),
        ("a 2-million-euro project", "2-million-euro", "2000000", "EUR"),
        ("a EUR 5 million project", "EUR 5 million", "5000000", "EUR"),
        ("a €5-million project", "€5-million", "5000000", "EUR"),
        ("a budget of EUR 1,669,454 and", "EUR 1,669,454", "1669454", "EUR"),
        ("CHF 1.5 million", "CHF 1.5 million", "1500000", "CHF"),
        ("CHF 1'500'000", "CHF 1'500'000", "1500000", "CHF"),
        ("1.5 million Swiss francs", "1.5 million Swiss francs", "1500000", "CHF"),
        ("£300,000.", "£300,000", "300000", "GBP"),
        ("GBP 3 m", "GBP 3 m", "3000000", "GBP"),
        ("NOK 40 mill. for shelters", "NOK 40 mill", "40000000", "NOK"),
        ("SEK 1.2 mrd", "SEK 1.2 mrd", "1200000000", "SEK"),
        ("INR 2 crore", "INR 2 crore", "20000000", "INR"),
        ("3,000 pounds sterling", "3,000 pounds sterling", "3000", "GBP"),
        ("EUR 1.250.000", "EUR 1.250.000", "1250000", "EUR"),
        ("EUR 1.250.000,50", "EUR 1.250.000,50", "1250000.5", "EUR"),
        ("EUR 1.250", "EUR 1.250", "1250", "EUR"),
        ("EUR 1.250 million", "EUR 1.250 million", "1250000", "EUR"),
        ("EUR 1,250 million", "EUR 1,250 million", "1250000000", "EUR"),
        ("1,5 million euro", "1,5 million euro", "1500000", "EUR"),
        ("€ 4,5 Mio für", "€ 4,5 Mio", "4500000", "EUR"),
        ("€ 4,5 mln", "€ 4,5 mln", "4500000", "EUR"),
        ("EUR 1 250 000 for", "EUR 1 250 000", "1250000", "EUR"),
        ("EUR\u00a01\u202f250\u202f000", "EUR\u00a01\u202f250\u202f000", "1250000", "EUR"),
        ("half a million euros", "half a million euros", "500000", "EUR"),
        ("of two and a half million euros", "two and a half million euros", "2500000", "EUR"),
        ("3 and a quarter million dollars", "3 and a quarter million dollars", "3250000", "USD"),
        ("EUR 2 million 300 thousand in", "EUR 2 million 300 thousand", "2300000", "EUR"),
        ("two hundred and fifty thousand euros", "two hundred and fifty thousand euros", "250000", "EUR"),
        ("twenty-five million dollars", "twenty-five million dollars", "25000000", "USD"),
        ("2½ million euros", "2½ million euros", "2500000", "EUR"),
        ("three quarters of a million pounds sterling", "three quarters of a million pounds sterling", "750000", "GBP"),
        ("C$2 million", "C$2 million", "2000000", "CAD"),
        ("12 Mio. EUR", "12 Mio. EUR", "12000000", "EUR"),
        ("received 2 500 000,00 EUR from", "2 500 000,00 EUR", "2500000", "EUR"),
        ("EUR 1 234 567.80 for", "EUR 1 234 567.80", "1234567.8", "EUR"),
        ("Two million euros", "Two million euros", "2000000", "EUR"),
        ("500 EUR per family", "500 EUR", "500", "EUR"),
        ("in 2020 500 euros", "500 euros", "500", "EUR"),
        ("€500", "€500", "500", "EUR"),
        ("Euro 500,000", "Euro 500,000", "500000", "EUR"),
        ("SEK 10 million", "SEK 10 million", "10000000", "SEK"),
        ("10 million Swedish kronor", "10 million Swedish kronor", "10000000", "SEK"),
        ("NOK 750,000", "NOK 750,000", "750000", "NOK"),
        ("DKK 1bn", "DKK 1bn", "1000000000", "DKK"),
        ("5 million Danish kroner", "5 million Danish kroner", "5000000", "DKK"),
        ("JPY 3 billion", "JPY 3 billion", "3000000000", "JPY"),
        ("3 billion yen", "3 billion yen", "3000000000", "JPY"),
        ("UAH 40 thousand", "UAH 40 thousand", "40000", "UAH"),
        ("2,000 hryvnias", "2,000 hryvnias", "2000", "UAH"),
        ("120,000 Moldovan lei", "120,000 Moldovan lei", "120000", "MDL"),
        ("$4.5bn", "$4.5bn", "4500000000", "USD"),
        ("COVID-19 EUR 5 million", "EUR 5 million", "5000000", "EUR"),
        ("phase 2 EUR 5 million", "EUR 5 million", "5000000", "EUR"),
        ("worth EUR 5,000 to 30 families", "EUR 5,000", "5000", "EUR"),
        ("COP 28 million", "COP 28 million", "28000000", "COP"),
    ],
)
def test_a_sum_of_money(content: str, text: str, value: str, currency: str) -> None:
    assert [(a.text, a.value, a.currency) for a in find_amounts(content)] == [(text, Decimal(value), currency)]


@pytest.mark.parametrize(
    ("states", "currency"),
    [
        ((), "USD"),
        (("CA",), "CAD"),
        (("CA", "KE"), "CAD"),
        (("CA", "US"), "USD"),
        (("AU", "NZ"), "USD"),
        (("FJ",), "USD"),
    ],
)
def test_dollars_are_those_of_the_one_state_that_counts_in_its_own(states: tuple[str, ...], currency: str) -> None:
    assert [one.currency for one in find_amounts("$4 million and 300,000 dollars", states)] == [currency] * 2
    assert [one.currency for one in find_amounts("US$4 million and A$5", states)] == ["USD", "AUD"]


@pytest.mark.parametrize(
    "content",
    [
        "2 million people and 3-7 per cent",
        "EUR 5%",
        "35 experts from 12 countries",
        "at COP 28, with the TOP 10 of ALL 27",
        "during Euro 2024",
        "in 2023 EU countries",
        "EUROMED Migration V",
        "EU4IBM 2",
        "5 million francs",
        "200 kroner",
        "S$ 500",
        "EUR 2-3 million",
        "EUR 2 to 3 million",
        "from EUR 2 million to EUR 3 million",
        "between 2 and 3 million euros",
        "between EUR 2 and 3 million",
        "EUR 500–800",
        "millions of euros",
        "EUR 12.06.2023",
        "EUR 1234567890123456 trillion",
        "cost them $0.",
        "EUR 0 and zero euros",
        "EUR",
        "",
    ],
)
def test_what_is_no_one_sum_of_money_is_left_out(content: str) -> None:
    assert find_amounts(content) == ()


def test_several_sums_come_in_order() -> None:
    found = find_amounts("EUR 2 million from the EU, 300,000 euros from Austria and CHF 1m")
    assert [(a.start, a.end, a.value, a.currency) for a in found] == [
        (0, 13, Decimal(2_000_000), "EUR"),
        (27, 40, Decimal(300_000), "EUR"),
        (58, 64, Decimal(1_000_000), "CHF"),
    ]


def test_a_whole_sum_is_written_without_decimals_or_exponent() -> None:
    assert [str(a.value) for a in find_amounts("EUR 2.4 million, EUR 6,860.70, EUR 5.00")] == [
        "2400000",
        "6860.7",
        "5",
    ]


@given(st.text(alphabet="0123456789 ,.'€$EURUSDmillionto-\n", max_size=60))
def test_mentions_quote_the_content_in_order_without_overlap(content: str) -> None:
    end = 0
    for mention in find_amounts(content):
        assert end <= mention.start < mention.end
        assert content[mention.start : mention.end] == mention.text
        end = mention.end


@pytest.mark.parametrize(
    "piece", ["1", "1 ", "1,", "111 ", "1.", "EUR ", "EUR 1", "EUR 1-", "1 million ", "a ", "US ", "€", " "]
)
def test_hostile_text_is_read_in_no_time(piece: str) -> None:
    content = piece * (100_000 // len(piece))
    begun = time.process_time()
    find_amounts(content)
    assert time.process_time() - begun < 4
