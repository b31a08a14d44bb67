"""Items with other names in the places of theirs."""

from migrationkg.extraction.text.analysis import analyse
from migrationkg.resources import resource
from migrationkg.training.corpus import read_items
from migrationkg.training.renaming import renamed
from migrationkg.training.spans import Span, located

ITEMS = read_items([resource("data/gold/sample.jsonl")])


def test_names_stand_where_they_are_said_to_stand_and_are_names_of_their_kind() -> None:
    known = {(entity["type"], name) for one in ITEMS for entity in one.gold["entities"] for name in entity["names"]}
    texts = list(renamed(ITEMS))
    assert len(texts) == len(ITEMS)
    for text, spans in texts:
        assert {(span.kind, text.original[span.start : span.end]) for span in spans} <= known


def test_most_names_are_others_and_the_words_between_them_the_same() -> None:
    exchanged = 0
    for one, (text, spans) in zip(ITEMS, renamed(ITEMS), strict=True):
        before = analyse(one.item)
        own = located(before, one.gold)[0]
        assert _between(before.original, own) == _between(text.original, spans)
        forms = zip(own, spans, strict=True)
        exchanged += sum(before.original[a.start : a.end] != text.original[b.start : b.end] for a, b in forms)
        assert text.original[: text.headline_end].count("\n") == 0
    assert exchanged > len(ITEMS)


def test_the_same_items_give_the_same_texts() -> None:
    assert [text.original for text, _ in renamed(ITEMS)] == [text.original for text, _ in renamed(ITEMS)]


def _between(content: str, spans: list[Span]) -> list[str]:
    ends = [0, *(span.end for span in spans)]
    starts = [*(span.start for span in spans), len(content)]
    return [content[end:start] for end, start in zip(ends, starts, strict=True)]
