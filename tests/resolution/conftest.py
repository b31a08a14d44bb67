"""Hand-made extractions: a line an entity, a line a fact."""

from collections.abc import Callable, Sequence
from datetime import date

import pytest

from migrationkg.model import Entity, Evidence, Extraction, Fact, NewsItem, Source

MakeItem = Callable[..., Extraction]


def _item(
    item_id: str,
    entities: Sequence[tuple[str, str, str]],
    facts: Sequence[tuple[str, str, str]] = (),
    published: str = "2023-07-01",
) -> Extraction:
    """Build the extraction of one item.

    Args:
        item_id: the item's id.
        entities: (local id, kind, names parted by "|"); a Country's names may end in "=ISO".
        facts: (subject, relation, object).
        published: the day of publication.
    """
    item = NewsItem(item_id, f"News {item_id}", date.fromisoformat(published), None, "Text.", None, Source("x", 1))
    made = []
    for local, kind, written in entities:
        names, _, iso = written.partition("=")
        made.append(Entity(local, kind, tuple(filter(None, names.split("|"))), (), iso or None))
    evidence = Evidence(0, 4, "News", "by hand", 1.0)
    return Extraction(item, tuple(made), tuple(Fact(*fact, evidence) for fact in facts))


@pytest.fixture(scope="session")
def item() -> MakeItem:
    return _item
