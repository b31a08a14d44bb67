"""Which sums of money are told of a project or an occasion, and which only stand in the news."""

from decimal import Decimal

import pytest

from migrationkg.extraction import extract
from tests.extraction.conftest import news

_PROJECT = "The ALPHA project is funded by the European Union and implemented by ICMPD in Ghana."


def sums(text: str) -> list[Decimal]:
    """Return the sums that are told of the things of a text."""
    return [one.value for one in extract(news(text)).amounts]


@pytest.mark.parametrize(
    "sentence",
    [
        "It has a budget of EUR 2.4 million.",
        "The European Union gave EUR 2.4 million to the ALPHA project.",
        "ICMPD handed over equipment worth EUR 2.4 million to the Ghana Immigration Service.",
    ],
)
def test_what_a_project_or_handover_costs_is_told(sentence: str) -> None:
    assert sums(f"{_PROJECT} {sentence}") == [Decimal(2_400_000)]


@pytest.mark.parametrize(
    "sentence",
    [
        '"A false visa costs 4,000 dollars in the capital," said Anna Berg.',
        "Each participant earns 450 dollars a month.",
        "Officers found EUR 86,000 in cash and arrested nine persons.",
    ],
)
def test_other_sums_are_not(sentence: str) -> None:
    assert sums(f"{_PROJECT} {sentence}") == []


def test_how_sure_a_sum_is_is_told() -> None:
    (one,) = extract(news(f"{_PROJECT} It has a budget of EUR 2.4 million.")).amounts
    assert 0.5 <= one.evidence.confidence < 1
