"""Which words may tell of an occasion."""

from datetime import date

import pytest

from migrationkg.extraction.events.day_features import may_last
from migrationkg.extraction.events.heads import find_heads
from migrationkg.extraction.text.analysis import Text, analyse
from migrationkg.extraction.text.dates import DateMention
from migrationkg.model import NewsItem, Source


def _text(text: str) -> Text:
    return analyse(NewsItem("item", "News", date(2023, 6, 1), None, text, None, Source("news.txt", 1)))


@pytest.mark.parametrize(
    ("sentence", "kind", "words"),
    [
        ("An accord that was signed with the agency covers return.", "signing", "was signed"),
        ("In the course of it a new agreement was signed.", "signing", "was signed"),
        ("The delivery was attended by the ambassador.", "handover", "delivery"),
        ("New jeeps have been delivered to the mobile units.", "handover", "delivered"),
        ("The Union transferred six scanners to the customs officers.", "handover", "transferred"),
    ],
)
def test_words_that_may_tell_of_an_occasion(sentence: str, kind: str, words: str) -> None:
    assert (kind, words) in [(head.type, head.words) for head in find_heads(_text(sentence), ())]


@pytest.mark.parametrize(
    ("first", "last", "kind", "may"),
    [
        ("2021-04", "2021-07", "meeting", False),
        ("2021-04", "2021-07", "training", True),
        ("2021-05-03", "2021-05-07", "meeting", True),
        ("2021-05", "2021-05", "meeting", True),
        ("2021-05-03", None, "meeting", True),
    ],
)
def test_no_meeting_lasts_for_months(first: str, last: str | None, kind: str, may: bool) -> None:
    assert may_last(DateMention(0, 0, "", first, last), kind) is may
