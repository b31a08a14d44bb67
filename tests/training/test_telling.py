"""Which annotated occasion the words of an item tell of."""

from datetime import date
from typing import Any

from migrationkg.extraction.events.heads import find_heads
from migrationkg.extraction.events.surroundings import Surroundings
from migrationkg.extraction.text.analysis import analyse
from migrationkg.extraction.text.dates import find_dates
from migrationkg.model import NewsItem, Source
from migrationkg.training.events import Told, _heads, examples_of_rows, settled
from migrationkg.training.telling import told_occasions


def _occasion(local_id: str, kind: str, day: str | None = None, *names: str) -> dict[str, Any]:
    return {
        "id": local_id, "type": "Event", "names": list(names), "eventType": kind, "startDate": day, "endDate": day,
    }  # fmt: skip


def _around(text: str) -> Surroundings:
    read = analyse(NewsItem("item", "News", date(2023, 6, 1), None, text, None, Source("news.txt", 1)))
    return Surroundings.of(read, find_heads(read, ()), find_dates(read.content, read.published))


def _told(text: str, *occasions: dict[str, Any], things: dict[str, str] | None = None) -> dict[str, frozenset[int]]:
    """Return the words of each head with the places of the occasions of which they may tell.

    Args:
        text: the text.
        occasions: the annotated occasions.
        things: name of a place → id of the occasion that was held there.
    """
    around = _around(text)
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


def test_what_readers_said_of_words_stands_in_the_place_of_a_guess() -> None:
    around = _around("A workshop was held in Osh. The workshop of a car maker closed.")
    first, second = (head.start for head in around.heads if head.words == "workshop")
    gold = {"entities": [_occasion("e1", "workshop")], "facts": []}
    assert [*told_occasions(around, gold).values()][:2] == [{0}, {0}]
    said = gold | {"told": [[first, "workshop", ["e1"]], [second, "workshop", []], [0, "other words", ["e1"]]]}
    assert [*told_occasions(around, said).values()][:2] == [{0}, frozenset()]


def _item(text: str, *told: tuple[str, list[str]]) -> Told:
    content = f"News\n\n{text}"
    said = [[content.index(words), words[:6], of] for words, of in told]
    gold = {"entities": [_occasion("e1", "training")], "facts": [], "told": said}
    return Told.of_text(_around(text).text, (), gold)


def test_heads_of_which_no_reader_said_it_are_told_by_what_those_teach_of_which_one_did() -> None:
    towns = ["Osh", "Naryn", "Talas", "Batken", "Tokmok", "Uzgen", "Kant", "Balykchy"] * 5
    read = [
        _item(
            f"A course was held in {town}. In the course of 2022 it rained.", ("course was", ["e1"]), ("course of", [])
        )
        for town in towns
    ]
    unread = _item("In the course of 2022 it rained. A course was held in Riga.")
    assert set(unread.of.values()) == {frozenset({0})}
    assert [*settled([*read, unread])[-1].of.values()] == [frozenset(), {0}]


def test_where_readers_said_nothing_of_any_item_guesses_stand() -> None:
    (item,) = settled([_item("In the course of 2022 it rained. A course was held in Riga.")])
    assert item.certain == {*item.of}
    assert [*item.of.values()] == [{0}, {0}]


def test_the_example_of_each_row_tells_of_its_occasion() -> None:
    assert all(any(told.of.values()) for told in examples_of_rows())


def test_a_word_of_which_readers_said_that_it_tells_of_nothing_tells_of_no_occasion() -> None:
    text = "A course was held in Osh. In the course of 2022 it rained."
    item = _item(text, ("course was", ["e1"]), ("course of", []))
    assert [item.tells(number, 0) for number in range(2)] == [True, False]


def test_only_words_of_which_something_is_certain_teach_where_some_are() -> None:
    text = "A course was held in Osh. In the course of 2022 it rained."
    assert [label for _, _, label in _heads(_item(text))] == ["yes", "yes"]
    assert [label for _, _, label in _heads(_item(text, ("course of", [])))] == ["no"]
