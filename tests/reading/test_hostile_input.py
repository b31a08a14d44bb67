"""Whatever a file holds, reading ends soon, with items or with an error of one line."""

import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrationkg.errors import InputError
from migrationkg.model import NewsItem
from migrationkg.reading import read

Write = Callable[[str, str | bytes], Path]

FORMS = ["listing", "html", "feed", "jsonl", "csv", None]

PIECES = [
    *("\n", "\n\n", " ", "\u0000", "\ufeff", "\u2028", "\x85", "\x0c", "İ", "…", ",", '"', "}"),
    *("1 May 2023", "31 June 2023", "2023-05-01", "Project News", "Read more", "a" * 70, "Words."),
    *("<html>", "<p>", "</p>", "<a href='x'>", "<time datetime='2023-05-01'>", "</script>"),
    *("<rss><channel>", "<item>", "<title>T</title>", "<pubDate>1 May 2023</pubDate>"),
    *('{"title": "A", "date": "2023-05-01"', "title,date,text", '<script type="application/ld+json">'),
    '{"@type": "NewsArticle", "headline": [1], "datePublished": 3}',
]
FILES = st.one_of(
    st.binary(max_size=300),
    st.lists(st.sampled_from(PIECES), max_size=40).map(lambda pieces: "".join(pieces).encode()),
)


@given(FILES, st.sampled_from(FORMS))
def test_any_bytes_give_items_or_an_error_of_one_line(content: bytes, form: str | None) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "news.txt")
        path.write_bytes(content)
        items, messages = told(path, form)
    assert all("\n" not in message for message in messages)
    assert items or messages
    assert all(item.headline and item.headline == " ".join(item.headline.split()) for item in items)
    assert all(item.content.encode() for item in items)


def told(path: Path, form: str | None) -> tuple[tuple[NewsItem, ...], list[str]]:
    """Return the items and messages that a file gives."""
    try:
        reading = read([path], form=form)
    except InputError as error:
        return (), [str(error)]
    return reading.items, [problem.message for problem in reading.problems]


@pytest.mark.parametrize(
    "piece",
    [
        "1 May 2023\n",
        "A\n1 May 2023\n",
        "a …\n\n",
        "News\n",
        "a" * 80 + "\n",
        "<!--",
        "<",
        "{",
        '{"a":[',
        ",",
        "\x00 ",
    ],
)
@pytest.mark.parametrize("form", FORMS)
def test_hostile_files_are_read_in_no_time(piece: str, form: str | None, write: Write) -> None:
    path = write("news.txt", "Title\n1 May 2023\n" + piece * (300_000 // len(piece)))
    begun = time.process_time()
    told(path, form)
    assert time.process_time() - begun < 10
