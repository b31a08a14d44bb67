"""Words that stand for a body named before are read as its name."""

from datetime import date

import pytest

from migrationkg.extraction.names.entities import draw_together
from migrationkg.extraction.names.name import Name
from migrationkg.extraction.relations.encoding import anaphors
from migrationkg.extraction.text.analysis import analyse
from migrationkg.model import NewsItem, Source

BOARD, MINISTRY, COMMISSIONER = "National Board for Overseas Placement", "Ministry of Labour", "High Commissioner"


def stand_for(text: str, *bodies: str) -> list[tuple[str, str]]:
    """Return (words, name of the body for which they stand) in a text that names some bodies."""
    read = analyse(NewsItem("item", "News", date(2023, 6, 1), None, text, None, Source("news.txt", 1)))
    starts = ((body, read.content.index(body)) for body in bodies)
    names = sorted(
        (Name("GovernmentBody", start, start + len(body), body) for body, start in starts), key=lambda one: one.start
    )
    draft = draw_together(read, names, ())
    called = {one.id: one.names[0] for one in draft.entities}
    return [(read.content[one.start : one.end], called[one.entity]) for one in anaphors(read, names, draft)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"The {BOARD} met. By the rules, Board chief Yohanes Hutapea said, few pass.", [("Board", BOARD)]),
        (f"The {MINISTRY} met the {BOARD}. Later the ministry thanked them.", [("the ministry", MINISTRY)]),
        (f"The {BOARD} met. The Board of Trustees did not.", [("Board", BOARD)]),
        ("The ministry was not named. Nobody was.", []),
        (f"The Head of Board spoke before the {BOARD}.", []),
        (f"The {COMMISSIONER} spoke. Deputy Commissioner Ann Lee did not.", []),
    ],
)
def test_a_noun_stands_for_the_body_so_called_that_was_named_last(text: str, told: list[tuple[str, str]]) -> None:
    assert stand_for(text, *(body for body in (BOARD, MINISTRY, COMMISSIONER) if body in text)) == told
