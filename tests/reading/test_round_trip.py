"""Items written as a listing are read back, whatever they say and however it is typed."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from unicodedata import normalize

from hypothesis import given
from hypothesis import strategies as st

from migrationkg.model import NewsItem
from migrationkg.reading import read
from migrationkg.reading.identity import folded

WORDS = st.text(
    st.characters(codec="utf-8", categories=("Lu", "Ll", "Nd"), exclude_characters="İ"),
    min_size=1,
    max_size=9,
).map(lambda word: normalize("NFC", word))
SENTENCES = st.lists(WORDS, min_size=2, max_size=12).map(lambda words: "So " + " ".join(words) + ".")


@dataclass(frozen=True)
class Typing:
    """How a page is typed."""

    twice: bool
    gap: str
    line_end: str
    mark: bool


ITEMS = st.builds(
    lambda headline, published, category, paragraphs: (headline, published, category, tuple(paragraphs)),
    headline=st.lists(WORDS, min_size=1, max_size=10).map(lambda words: "Now " + " ".join(words) + "!"),
    published=st.dates(min_value=date(1990, 1, 1), max_value=date(2050, 1, 1)),
    category=st.sampled_from(["In Focus", "Project News", "Press Release", None]),
    paragraphs=st.lists(SENTENCES, max_size=3, unique=True),
)
Item = tuple[str, date, str | None, tuple[str, ...]]
TYPINGS = st.builds(
    Typing,
    twice=st.booleans(),
    gap=st.sampled_from(["\n", "\n\n", "\n \n\n"]),
    line_end=st.sampled_from(["\n", "\r\n"]),
    mark=st.booleans(),
)


def as_listing(items: list[Item], typing: Typing) -> bytes:
    lines: list[str] = []
    for headline, published, category, paragraphs in items:
        lines += [category] if category else []
        lines += [
            headline,
            f"{published.day} {published:%B %Y}",
            *paragraphs,
            *(paragraphs if typing.twice else ()),
        ]
    text = typing.gap.join(lines).replace("\n", typing.line_end)
    return text.encode("utf-8-sig" if typing.mark else "utf-8")


def read_bytes(*pages: bytes) -> tuple[NewsItem, ...]:
    with TemporaryDirectory() as folder:
        paths = [Path(folder, f"{number}.txt") for number in range(len(pages))]
        for path, page in zip(paths, pages, strict=True):
            path.write_bytes(page)
        reading = read(paths, form="listing")
    assert reading.problems == ()
    return reading.items


def distinct(item: Item) -> tuple[str, date]:
    return folded(item[0]), item[1]


@given(st.lists(ITEMS, min_size=1, max_size=6, unique_by=distinct), TYPINGS)
def test_what_is_written_as_a_listing_is_read_back(items: list[Item], typing: Typing) -> None:
    assert [
        (item.headline, item.published, item.category, item.text) for item in read_bytes(as_listing(items, typing))
    ] == [
        (headline, published, category, "\n\n".join(paragraphs)) for headline, published, category, paragraphs in items
    ]


@given(st.lists(ITEMS, min_size=1, max_size=6, unique_by=distinct), TYPINGS, TYPINGS, st.randoms())
def test_items_and_ids_do_not_depend_on_file_typing_or_order(
    items: list[Item], one: Typing, other: Typing, random: Random
) -> None:
    shuffled = list(items)
    random.shuffle(shuffled)
    first = read_bytes(as_listing(items, one), as_listing(shuffled, other))
    second = read_bytes(as_listing(shuffled, other), as_listing(items, one))
    assert len(first) == len(items)
    assert sorted(first, key=lambda item: item.id) == sorted(second, key=lambda item: item.id)
    assert len({item.id for item in first}) == len(items)
