"""The rules stand in tables, each with an example, which must hold."""

from datetime import date

import pytest

from migrationkg.extraction import extract
from migrationkg.extraction.relations.rows import Row, rows
from migrationkg.extraction.tables.vocabulary import load_table
from migrationkg.model import NewsItem, Source


def _read(text: str) -> set[tuple[str, str]]:
    """Return (relation or kind, name) of all that a sentence gives, facts by the name of their object."""
    item = NewsItem("item", "News", date(2023, 6, 1), None, text, None, Source("news.txt", 1))
    found = extract(item)
    names = {entity.id: entity.names for entity in found.entities}
    told = {(fact.relation, name) for fact in found.facts for name in names.get(fact.object, (fact.object,))}
    return told | {(entity.kind, name) for entity in found.entities for name in entity.names}


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.name)
def test_each_relation_is_read_in_its_example(row: Row) -> None:
    assert (row.relation, row.says) in _read(row.example)


@pytest.mark.parametrize("row", load_table("event_types")["event"], ids=lambda row: f"{row['type']}-{row['strength']}")
def test_each_type_of_event_is_read_in_its_example(row: dict[str, str]) -> None:
    assert ("eventType", row["type"]) in _read(row["example"])


def test_rules_have_names_of_their_own() -> None:
    names = [row.name for row in rows()] + [row["name"] for row in load_table("structure")["row"]]
    assert len(names) == len(set(names))
