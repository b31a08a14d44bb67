"""Plain-text listings with the headlines under their dates."""

from collections.abc import Callable
from pathlib import Path

import pytest

from migrationkg.errors import InputError
from migrationkg.reading import read

Write = Callable[[str, str | bytes], Path]

NEWS = (
    ("3 May 2024", "Border police train in Gozo", "Forty officers took part in a course."),
    ("1 April 2024", "A new centre opens in Durres", "It advises people who want to work abroad."),
    ("17 March 2024", "Ministers meet on visas", "They agreed on a plan for three years."),
)


def told(path: Path, template: str | None = None) -> list[tuple[str | None, str, str]]:
    return [(item.category, item.headline, item.text) for item in read([path], template=template).items]


@pytest.mark.parametrize("items", [1, 2, 3])
@pytest.mark.parametrize("item", ["{}\n{}\n{}\n", "{}\n\n{}\n\n{}\n", "{}\n\n{}\n{}\n", "{}\n{}\n\n{}\n"])
def test_headlines_may_stand_under_the_dates(item: str, items: int, write: Write) -> None:
    listing = "\n".join(item.format(*row) for row in NEWS[:items])
    assert told(write("news.txt", listing)) == [(None, headline, text) for _, headline, text in NEWS[:items]]


@pytest.mark.parametrize("item", ["Project News\n{}\n{}\n{}\n", "{}\nProject News\n{}\n{}\n"])
def test_a_category_may_stand_above_the_date_or_under_it(item: str, write: Write) -> None:
    listing = "\n".join(item.format(*row) for row in NEWS)
    assert told(write("news.txt", listing)) == [("Project News", headline, text) for _, headline, text in NEWS]


def test_the_heading_of_a_listing_is_no_headline(write: Write) -> None:
    path = write("news.txt", "Our archive\n\n" + "\n".join("{}\n{}\n\n{}\n".format(*row) for row in NEWS))
    assert told(path) == [(None, headline, text) for _, headline, text in NEWS]
    assert [problem.line for problem in read([path]).problems] == [1]


def test_headlines_alone_may_stand_under_the_dates(write: Write) -> None:
    path = write("news.txt", "\n".join(f"{day}\n{headline}" for day, headline, _ in NEWS))
    assert told(path) == [(None, headline, "") for _, headline, _ in NEWS]


def test_a_listing_that_may_have_either_order_is_told_and_a_template_says_which(write: Write) -> None:
    path = write("news.txt", "\n\n".join(line.rstrip(".") for row in NEWS for line in row))
    with pytest.raises(InputError, match=r"news\.txt:1: the headlines may stand above the dates or below them"):
        read([path])
    template = write("own.toml", 'lines = ["date", "headline"]\ndates = ["d MMMM y"]\n')
    assert [headline for _, headline, _ in told(path, str(template))] == [headline for _, headline, _ in NEWS]


def test_a_template_that_is_named_is_followed(write: Write) -> None:
    path = write("news.txt", "\n".join("{}\n{}\n{}\n".format(*row) for row in NEWS))
    assert [headline for _, headline, _ in told(path, "icmpd")] == [text for _, _, text in NEWS[:2]]


def test_headlines_above_the_dates_stay_there_whatever_their_texts(write: Write) -> None:
    for end in ("", "."):
        listing = "".join(f"{headline}{end}\n\n{day}\n\n{text.rstrip('.')}\n\n" for day, headline, text in NEWS[:1])
        assert told(write("news.txt", listing)) == [(None, NEWS[0][1] + end, NEWS[0][2].rstrip("."))]
    listing = "".join(f"{headline}\n\n{day}\n\n{text.rstrip('.')}\n\n" for day, headline, text in NEWS)
    assert told(write("news.txt", listing)) == [(None, headline, text.rstrip(".")) for _, headline, text in NEWS]
