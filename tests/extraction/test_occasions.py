"""Which words may tell of an occasion."""

from datetime import date

import pytest

from migrationkg.extraction.events.heads import find_heads
from migrationkg.extraction.text.analysis import Text, analyse
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
