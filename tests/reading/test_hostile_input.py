"""Whatever a file holds, reading ends soon, with items or with an error of one line."""

import importlib
import pkgutil
import re
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrationkg import reading
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


def test_a_link_of_blanks_beside_a_date_is_nothing(write: Write) -> None:
    path = write("page.html", "<p><a href='x'>1\tMay 2023</a><a href='y'>\t</a></p><p>Words.</p>")
    assert told(path, "html") == ((), [f"{path}: no headline stands at the date '2023-05-01'; add one"])


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
        "<!-- a --><!-- b -->",
        "<?a?>",
        "<",
        "<div>",
        "<b>",
        "<ul><li>",
        "<div><h3>A</h3><p>1 May 2023</p>",
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


@pytest.mark.parametrize(
    ("tag", "depth"),
    [("<div>", 40_000), ("<div>", 100_000), ("<span>", 40_000), ("<ul><li>", 40_000), ("<table><tr><td>", 20_000)],
)
def test_a_page_nested_deeper_than_browsers_show_is_read_in_no_time(tag: str, depth: int, write: Write) -> None:
    path = write("page.html", "<html><body>" + tag * depth + "Talks<p>3 July 2025</p>They met.")
    begun = time.process_time()
    (item,) = read([path]).items
    assert (item.headline, item.text) == ("Talks", "They met.")
    assert time.process_time() - begun < 10


def test_letters_that_are_never_closed_do_not_multiply(write: Write) -> None:
    fonts = "".join(f"<font size={size}>" for size in range(400))
    path = write("page.html", f"<html><body>{fonts}Talks<p>3 July 2025</p>" + "<p>x" * 20_000)
    begun = time.process_time()
    assert read([path]).items
    assert time.process_time() - begun < 10


NASTY = [
    *(
        "a",
        "a ",
        "1",
        "1 ",
        ". ",
        "- ",
        "<",
        "<!--",
        "<!-- a -->",
        "<a ",
        "by ",
        "By A ",
        "a, ",
        " ",
        "|",
        "3 May 2024 ",
    ),
    *(
        "/",
        "12:00 ",
        "[",
        "(a) ",
        "posted on ",
        "a-",
        "A",
        "…",
        "sep=",
        "X: y\n",
        "%",
        "1/2/",
        "date ",
        "\n",
        "read more ",
    ),
]


def patterns_of(module: str) -> list["re.Pattern[str] | re.Pattern[bytes]"]:
    values = vars(importlib.import_module(f"migrationkg.reading.{module}")).values()
    return [value for value in values if isinstance(value, re.Pattern)]


@pytest.mark.parametrize("module", [module.name for module in pkgutil.iter_modules(reading.__path__)])
def test_no_regular_expression_takes_long_on_any_repetition(module: str) -> None:
    for pattern in patterns_of(module):
        for piece in NASTY:
            repeated = piece * (2_000 // len(piece))
            for text in (repeated, f"x{repeated}\0", f"{repeated}!"):
                begun = time.process_time()
                for search in (pattern.search, pattern.match):
                    search(text.encode() if isinstance(pattern.pattern, bytes) else text)  # type: ignore[arg-type]
                assert time.process_time() - begun < 0.5, (pattern.pattern, piece)
