"""On which days an occasion was that several items tell of."""

from collections.abc import Callable
from pathlib import Path

from migrationkg.knowledge_base import build
from migrationkg.model import Extraction
from migrationkg.resolution.days import without_first_days_as_last
from migrationkg.store import ask, open_store

MakeItem = Callable[..., Extraction]
ONE_DAY = """Project News
Workshop in Tirana

13 June 2023

On 12 June 2023, the MOBILAZE 2 project held a workshop in Tirana, Albania.
"""
THREE_DAYS = """Project News
Officers trained in Tirana

15 June 2023

From 12 to 14 June 2023, the MOBILAZE 2 project held a workshop in Tirana, Albania.
"""
LAST_DAYS = "SELECT ?day { ?event mkg:endDate ?day }"


def told(item: MakeItem, item_id: str, first: str, last: str) -> Extraction:
    return item(item_id, [("e", "Event", "")], [("e", "startDate", first), ("e", "endDate", last)])


def in_graph(kb: Path) -> list[str]:
    return [str(row[0]) for row in ask(open_store(kb / "store"), LAST_DAYS).rows]


def last_days(extraction: Extraction) -> list[str]:
    return [fact.object for fact in extraction.facts if fact.relation == "endDate"]


def test_an_item_that_names_the_first_day_only_does_not_end_a_longer_occasion(item: MakeItem) -> None:
    short, long = told(item, "a", "2023-06-12", "2023-06-12"), told(item, "b", "2023-06-12", "2023-06-14")
    one = {("a", "e"): "event/1", ("b", "e"): "event/1"}
    first, second = without_first_days_as_last([short, long], one)
    assert (last_days(first), last_days(second)) == ([], ["2023-06-14"])
    assert second is long
    two = {("a", "e"): "event/1", ("b", "e"): "event/2"}
    assert without_first_days_as_last([short, long], two) == (short, long)
    assert without_first_days_as_last([short], one) == (short,)


def test_the_graph_tells_one_last_day_whatever_comes_first_and_goes_again(tmp_path: Path) -> None:
    kb, news = tmp_path / "kb", tmp_path / "news"
    news.mkdir()
    for name, text in (("a", ONE_DAY), ("b", THREE_DAYS)):
        (news / f"{name}.txt").write_text(text, encoding="utf-8")
    build([news / "a.txt"], kb, page=False, check=False)
    assert in_graph(kb) == ['"2023-06-12"^^<http://www.w3.org/2001/XMLSchema#date>']
    report = build([news / "b.txt"], kb, page=False).report
    assert report is not None
    assert report.conforms
    assert in_graph(kb) == ['"2023-06-14"^^<http://www.w3.org/2001/XMLSchema#date>']
    other = build([news], tmp_path / "other", page=False).knowledge_base
    assert (kb / "graph.trig").read_bytes() == other.trig.read_bytes()
