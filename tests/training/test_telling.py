"""Which annotated occasion the words of an item tell of."""

from datetime import date
from typing import Any

from migrationkg.extraction.events.heads import find_heads
from migrationkg.extraction.events.surroundings import Surroundings
from migrationkg.extraction.text.analysis import analyse
from migrationkg.extraction.text.dates import find_dates
from migrationkg.model import NewsItem, Source
from migrationkg.training.events import examples_of_rows
from migrationkg.training.telling import told_occasions


def _occasion(local_id: str, kind: str, day: str | None = None, *names: str) -> dict[str, Any]:
    return {
        "id": local_id, "type": "Event", "names": list(names), "eventType": kind, "startDate": day, "endDate": day,
    }  # fmt: skip


def _told(text: str, *occasions: dict[str, Any], things: dict[str, str] | None = None) -> dict[str, frozenset[int]]:
    """Return the words of each head with the places of the occasions of which they may tell.

    Args:
        text: the text.
        occasions: the annotated occasions.
        things: name of a place → id of the occasion that was held there.
    """
    read = analyse(NewsItem("item", "News", date(2023, 6, 1), None, text, None, Source("news.txt", 1)))
    around = Surroundings.of(read, find_heads(read, ()), find_dates(read.content, read.published))
    places = [{"id": name, "type": "Place", "names": [name]} for name in things or {}]
    facts = [[event, "heldIn", name] for name, event in (things or {}).items()]
    told = told_occasions(around, {"entities": [*occasions, *places], "facts": facts})
    return {around.heads[number].words: of for number, of in told.items()}


def test_a_day_tells_of_two_occasions_of_one_type_which_is_meant() -> None:
    told = _told(
        "Officials visited Riga on 3 May 2023. A return visit is planned for 9 September 2023.",
        _occasion("e1", "study-visit", "2023-05-03"),
        _occasion("e2", "visit", "2023-09-09"),
    )
    assert told == {"visited": {0}, "visit": {1}}


def test_a_thing_that_one_occasion_has_tells_which_is_meant() -> None:
    told = _told(
        "A workshop took place in Osh. Later a training was held in Naryn.",
        _occasion("e1", "workshop"),
        _occasion("e2", "workshop"),
        things={"Osh": "e1", "Naryn": "e2"},
    )
    assert told["workshop"] == {0}
    assert told["training"] == {1}


def test_a_title_tells_which_is_meant_and_no_sign_leaves_both() -> None:
    first, second = _occasion("e1", "conference", None, "Riga Conference"), _occasion("e2", "conference")
    assert _told("They spoke at the Riga Conference.", first, second)["conference"] == {0}
    assert _told("They spoke at the conference.", first, second)["conference"] == {0, 1}


def test_words_of_another_kind_tell_of_none() -> None:
    assert _told("An exhibition was shown.", _occasion("e1", "signing"))["exhibition"] == frozenset()


def test_the_example_of_each_row_tells_of_its_occasion() -> None:
    assert all(any(told.of.values()) for told in examples_of_rows())
